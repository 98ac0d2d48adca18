import { accountName, mailAddress, personName, phoneNumber } from '#modules/directory/contract/shapes.ts';
import type { LdapPerson } from '../../domain/ldap-differences.ts';

/** What of an entry can stand here: an attribute that is empty or unreadable is as if it weren't there. */
export function readablePerson(
  entry: Pick<LdapPerson, 'subject' | 'account' | 'name' | 'email' | 'phone' | 'roleIds'>,
): LdapPerson {
  return {
    subject: entry.subject,
    account: entry.account,
    accountUsable: accountName().safeParse(entry.account).success,
    name: personName().safeParse(entry.name).data,
    email: mailAddress().safeParse(entry.email).data,
    phone: phoneNumber().safeParse(entry.phone).data,
    roleIds: entry.roleIds,
  };
}
