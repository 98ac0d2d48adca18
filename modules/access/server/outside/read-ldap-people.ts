import { ldapOptions } from '../../contract/outside-shapes.ts';
import type { LdapPerson } from '../../domain/ldap-differences.ts';
import { firstValue, peopleFilter, wantedAttributes } from './ldap-entry.ts';
import { readablePerson } from './readable-person.ts';
import { LdapTrouble, withLdap } from './with-ldap.ts';

/** Entries that are read in one answer. */
const pageSize = 500;
/** More people than any company that this is made for has. */
const mostEntries = 100_000;

/** Everybody whom a directory server has, page by page, with the roles that their groups stand for. Throws where it can't be read. */
export async function readLdapPeople(given: unknown, secret: string): Promise<LdapPerson[]> {
  const options = ldapOptions.parse(given);
  return withLdap(options, { dn: options.bindDn, password: secret }, async (client) => {
    const members = new Map<string, Set<string>>();
    for (const { dn, roleId } of options.groups) {
      const wanted = { scope: 'base' as const, attributes: ['member', 'uniqueMember', 'memberUid'] };
      const { searchEntries } = await client.search(dn, wanted);
      const known = members.get(roleId) ?? new Set<string>();
      for (const [name, values] of Object.entries(searchEntries[0] ?? {})) {
        // Active Directory gives large groups in parts; half a group would look like people who left it.
        if (name.includes(';range=')) throw new LdapTrouble('groupTooLarge');
        if (name === 'dn') continue;
        for (const value of [values].flat()) known.add(String(value).toLowerCase());
      }
      members.set(roleId, known);
    }
    const { attributes, ...more } = wantedAttributes(options);
    const pages = client.searchPaginated(options.baseDn, {
      scope: 'sub',
      filter: peopleFilter(options),
      attributes,
      ...more,
      paged: { pageSize },
    });
    const people: LdapPerson[] = [];
    for await (const { searchEntries } of pages) {
      for (const entry of searchEntries) {
        const account = firstValue(entry, options.accountAttribute);
        if (account === undefined) continue;
        const names = [entry.dn.toLowerCase(), account.toLowerCase()];
        people.push(
          readablePerson({
            subject: firstValue(entry, options.idAttribute),
            account,
            name: firstValue(entry, options.nameAttribute),
            email: firstValue(entry, options.emailAttribute),
            phone: firstValue(entry, options.phoneAttribute),
            roleIds: [...members].flatMap(([roleId, of]) => (names.some((name) => of.has(name)) ? [roleId] : [])),
          }),
        );
      }
      if (people.length > mostEntries) throw new LdapTrouble('tooManyEntries');
    }
    return people;
  });
}
