import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { outside } from '#kernel/server/define-module.ts';
import { fieldOwners, ownedElsewhere, ownerProcess } from '#modules/directory/contract/field-owner.ts';
import { ldapSyncChanged } from '../../contract/events.ts';
import type { LdapOptions } from '../../contract/outside-shapes.ts';
import { type KnownPerson, type LdapPerson, ldapDifferences, ldapFields } from '../../domain/ldap-differences.ts';
import type { AccessTables } from '../access-tables.ts';
import { applyDifferences } from './apply-differences.ts';
import { troubleOf } from './ask-provider.ts';
import { readLdapPeople } from './read-ldap-people.ts';
import { openText } from './sealed-text.ts';

interface Item {
  readonly id: string;
  readonly providerId: string;
  readonly askedBy: string | null;
  readonly options: LdapOptions;
  readonly secret: string;
}

/** Longer than a large directory takes to read; after it another process reads anew. */
const leaseMinutes = 15;

type Read = { readonly people: readonly LdapPerson[] } | { readonly error: string };

/** Reads directory servers outside of any transaction, and keeps what differs; by the clock it also carries out what is little. */
export const ldapSyncWork = outside<AccessTables>()({
  name: 'access.ldapSync',
  due: "select from access.ldap_sync where state = 'asked' or (state = 'reading' and read_until < $1)",
  take: async (context): Promise<readonly Item[]> => {
    const { rows } = await sql<{
      id: string;
      provider_id: string;
      asked_by: string | null;
      options: LdapOptions;
      secret: unknown;
    }>`
      with due as (select id from access.ldap_sync where state = 'asked'
          or (state = 'reading' and read_until < ${context.now.toString()})
        order by asked_at limit 1 for update skip locked)
      update access.ldap_sync s set state = 'reading', read_until = ${context.now.add({ minutes: leaseMinutes }).toString()}
      from due, access.outside_provider p where s.id = due.id and p.id = s.provider_id
      returning s.id, s.provider_id, s.asked_by, p.options, p.secret`.execute(context.db);
    return Promise.all(
      rows.map(async (row) => ({
        id: row.id,
        providerId: row.provider_id,
        askedBy: row.asked_by,
        options: row.options,
        secret: (await openText(context, row.provider_id, row.secret)) ?? '',
      })),
    );
  },
  carryOut: async ({ options, secret }): Promise<Read> => {
    try {
      return { people: await readLdapPeople(options, secret) };
    } catch (error) {
      return { error: troubleOf(error) };
    }
  },
  record: async (context, item, read) => {
    const { db } = context;
    if ('error' in read) {
      await db
        .updateTable('access.ldap_sync')
        .set({ state: 'failed', error: read.error })
        .where('id', '=', item.id)
        .execute();
    } else {
      const options = { bring: item.options.syncInto !== null, leave: item.options.syncLeave };
      const differences = ldapDifferences(read.people, await knownPeople(context, item.providerId), options);
      await sql`insert into access.ldap_difference (sync_id, number, kind, label, subject, person_id, changes, problem, role_id)
        select ${item.id}::uuid, x.number, x.kind, x.label, x.subject, x."personId", x.changes, x.problem, x."roleId"
        from jsonb_to_recordset(${JSON.stringify(differences.map((one, number) => ({ number, ...one })))}::jsonb)
          as x(number int, kind text, label text, subject text, "personId" uuid, changes jsonb, problem text, "roleId" uuid)`.execute(
        db,
      );
      await db
        .updateTable('access.ldap_sync')
        .set({ state: 'outdated' })
        .where('provider_id', '=', item.providerId)
        .where('state', '=', 'ready')
        .execute();
      await db
        .updateTable('access.ldap_sync')
        .set({ state: 'ready', entries: read.people.length })
        .where('id', '=', item.id)
        .execute();
      const many = differences.filter(({ kind }) => kind !== 'role' && kind !== 'problem').length;
      // The first time a person has looked; and a directory that lost half its people is looked at, too.
      if (
        item.askedBy === null &&
        many > 0 &&
        many <= item.options.syncMost &&
        (await wasApplied(context, item.providerId))
      )
        await applyDifferences(context, item.id, null);
    }
    context.emit(ldapSyncChanged, { providerId: item.providerId, syncId: item.id });
  },
});

async function wasApplied({ db }: CommandContext<AccessTables>, providerId: string): Promise<boolean> {
  const applied = await db
    .selectFrom('access.ldap_sync')
    .select('id')
    .where('provider_id', '=', providerId)
    .where('applied_by', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return applied !== undefined;
}

/** Everybody, leavers too, with their link to this provider and the roles that were given to them. */
async function knownPeople(context: CommandContext<AccessTables>, providerId: string): Promise<KnownPerson[]> {
  const { db, now } = context;
  const { rows } = await sql<Omit<KnownPerson, 'ownedElsewhere'> & { employerId: string }>`
    select p.id, p.employer_id as "employerId", p.account, p.active, p.name, c.email, c.phone, a.subject,
      coalesce((select jsonb_agg(distinct r.role_id) from access.role_assignment r where r.person_id = p.id
        and r.ended_at is null and (r.valid_to is null or r.valid_to > ${now.toString()})), '[]') as "roleIds"
    from directory.published_person p
      left join directory.published_contact c on c.person_id = p.id
      left join access.outside_account a on a.person_id = p.id and a.provider_id = ${providerId}::uuid and a.removed_at is null`.execute(
    db,
  );
  const owned = new Map<string, readonly string[]>();
  for (const employerId of new Set(rows.map((row) => row.employerId))) {
    const owners = await context.setting(fieldOwners, employerId);
    owned.set(employerId, ownedElsewhere(owners, ldapFields, ownerProcess.directoryServer));
  }
  return rows.map((row) => ({ ...row, ownedElsewhere: owned.get(row.employerId) ?? [] }));
}
