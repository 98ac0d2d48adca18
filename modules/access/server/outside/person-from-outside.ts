import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext, ProcessContract } from '#kernel/server/context.ts';
import { createPerson } from '#modules/directory/contract/people.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { accountName, mailAddress, personName } from '#modules/directory/contract/shapes.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';
import { isAdmittedDomain, recognisedBy } from '../../domain/recognised-by.ts';
import type { AccessTables } from '../access-tables.ts';
import { linkAccount } from './link-account.ts';
import type { OutsideAccount } from './outside-account.ts';

/** Makes an account for who signs in from a provider that may bring people. */
const bringingPeople: ProcessContract = { name: 'access.bringingPeople', permissions: [managePeople] };

interface Known {
  readonly id: string;
  readonly account: string;
}

interface Options {
  readonly match: 'linked' | 'account' | 'email';
  readonly domains?: readonly string[];
  readonly create: { readonly departmentId: string } | null;
}

/**
 * Who an account elsewhere is here: by its link; else recognised as the provider's options say, and linked from now on;
 * else, where they say so, somebody new. Refuses with `outsideUnknown`, or `outsideTaken` where that person has another
 * account of the same provider: a name that went to somebody else there opens nothing here.
 */
export async function personFromOutside(
  context: CommandContext<AccessTables>,
  provider: { readonly id: string; readonly options: unknown },
  account: OutsideAccount,
): Promise<Known> {
  const options = provider.options as Options;
  const unknown = refuse(failures.outsideUnknown, { label: account.label });
  if (!isAdmittedDomain(options, account)) throw unknown;
  const linked = await context.db
    .selectFrom('access.outside_account as a')
    .innerJoin('directory.published_person as p', 'p.id', 'a.person_id')
    .select(['p.id', 'p.account', 'p.active'])
    .where('a.provider_id', '=', provider.id)
    .where('a.subject', '=', account.subject)
    .where('a.removed_at', 'is', null)
    .executeTakeFirst();
  if (linked) {
    if (!linked.active) throw unknown;
    return linked;
  }
  const by = recognisedBy(options, account);
  const found = by && (await peopleBy(context, by));
  const [person] = found ?? [];
  if (person && found?.length === 1) {
    await linkAccount(context, { providerId: provider.id, personId: person.id, account, how: 'claim' });
    return person;
  }
  if (!options.create || (found?.length ?? 0) > 1) throw unknown;
  const made = await newPerson(context, options.create, account);
  if (!made) throw unknown;
  await linkAccount(context, { providerId: provider.id, personId: made.id, account, how: 'created' });
  return made;
}

/** Active people with that account or address; two are enough to know that it is nobody in particular. */
async function peopleBy(
  { db }: CommandContext<AccessTables>,
  by: { readonly account: string } | { readonly email: string },
): Promise<Known[]> {
  if ('account' in by) {
    return db
      .selectFrom('directory.published_person')
      .select(['id', 'account'])
      .where(sql`lower(account)`, '=', by.account.trim().toLowerCase())
      .where('active', '=', true)
      .execute();
  }
  return db
    .selectFrom('directory.published_contact as c')
    .innerJoin('directory.published_person as p', 'p.id', 'c.person_id')
    .select(['p.id', 'p.account'])
    .where(sql`lower(c.email)`, '=', by.email.trim().toLowerCase())
    .where('p.active', '=', true)
    .limit(2)
    .execute();
}

/** Somebody new in the department named; undefined where what the provider says doesn't make a person, or the account was once somebody's. */
async function newPerson(
  context: CommandContext<AccessTables>,
  into: { readonly departmentId: string },
  said: OutsideAccount,
): Promise<Known | undefined> {
  const account = accountName().safeParse(said.account);
  const name = personName().safeParse(said.name ?? said.account);
  if (!account.success || !name.success) return undefined;
  const taken = await context.db
    .selectFrom('directory.published_person')
    .select('id')
    .where(sql`lower(account)`, '=', account.data.toLowerCase())
    .executeTakeFirst();
  const department = await context.db
    .selectFrom('directory.published_department')
    .select('employer_id')
    .where('id', '=', into.departmentId)
    .executeTakeFirst();
  if (taken || !department) return undefined;
  const email = mailAddress().safeParse(said.emailVerified ? said.email : undefined);
  const { personId } = await context.callAs(bringingPeople, createPerson, {
    employerId: department.employer_id,
    account: account.data,
    name: name.data,
    ...(email.success && { email: email.data }),
    departments: [{ departmentId: into.departmentId, main: true }],
  });
  return { id: personId, account: account.data };
}
