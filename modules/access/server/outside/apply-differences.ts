import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext, ProcessContract } from '#kernel/server/context.ts';
import { ownerProcess } from '#modules/directory/contract/field-owner.ts';
import { changePerson, createPerson, markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { managePeople, readDirectory } from '#modules/directory/contract/permissions.ts';
import { ldapSyncChanged } from '../../contract/events.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';
import { ldapOptions } from '../../contract/outside-shapes.ts';
import type { LdapDifference } from '../../domain/ldap-differences.ts';
import type { AccessTables } from '../access-tables.ts';
import { linkAccount } from './link-account.ts';
import { standingProvider } from './standing-provider.ts';

/** Follows a directory server that two people have named as where people come from. */
const followingLdap: ProcessContract = {
  name: ownerProcess.directoryServer,
  permissions: [managePeople, readDirectory],
};

/** Carries out what a comparison found, all or nothing. `by`: who had it done; null: the clock. Refuses with `syncOutdated` one that isn't the newest. */
export async function applyDifferences(
  context: CommandContext<AccessTables>,
  syncId: string,
  by: string | null,
): Promise<{ created: number; changed: number; left: number }> {
  const { db } = context;
  const sync = await db
    .selectFrom('access.ldap_sync')
    .select(['provider_id', 'state'])
    .where('id', '=', syncId)
    .forUpdate()
    .executeTakeFirst();
  if (sync?.state !== 'ready') throw refuse(failures.syncOutdated);
  const provider = await standingProvider(context, sync.provider_id);
  const { syncInto } = ldapOptions.parse(provider.options);
  const rows = await db
    .selectFrom('access.ldap_difference')
    .selectAll()
    .where('sync_id', '=', syncId)
    .where('kind', 'in', ['create', 'change', 'leave'])
    .orderBy('number')
    .execute();
  const done = { created: 0, changed: 0, left: 0 };
  for (const row of rows) {
    const said = Object.fromEntries((row.changes as LdapDifference['changes']).map(({ field, to }) => [field, to]));
    const link = (personId: string, how: 'claim' | 'created') =>
      linkAccount(context, {
        providerId: provider.id,
        personId,
        how,
        account: { subject: row.subject ?? '', label: row.label, emailVerified: false },
      });
    if (row.kind === 'create') {
      const department = await db
        .selectFrom('directory.published_department')
        .select('employer_id')
        .where('id', '=', syncInto?.departmentId ?? '')
        .executeTakeFirst();
      if (!department || !syncInto) throw refuse(failures.syncOutdated);
      const { personId } = await context.callAs(followingLdap, createPerson, {
        ...said,
        account: row.label,
        name: said.name ?? row.label,
        employerId: department.employer_id,
        departments: [{ departmentId: syncInto.departmentId, main: true }],
      });
      await link(personId, 'created');
      done.created += 1;
      continue;
    }
    const personId = row.person_id ?? '';
    const person = await db
      .selectFrom('directory.published_person')
      .select(['active', 'employer_id'])
      .where('id', '=', personId)
      .executeTakeFirst();
    if (!person?.active) throw refuse(failures.syncOutdated);
    const { revision } = await context.read(readPerson, { personId });
    if (row.kind === 'leave') {
      const employer = await db
        .selectFrom('directory.published_employer')
        .select('time_zone')
        .where('id', '=', person.employer_id)
        .executeTakeFirstOrThrow();
      // Gone at once: the last day was yesterday.
      const lastDay = context.now.toZonedDateTimeISO(employer.time_zone).toPlainDate().subtract({ days: 1 }).toString();
      await context.callAs(followingLdap, markLeft, { personId, revision, lastDay });
      done.left += 1;
      continue;
    }
    if (Object.keys(said).length > 0)
      await context.callAs(followingLdap, changePerson, { personId, revision, change: said });
    const linked = await db
      .selectFrom('access.outside_account')
      .select('id')
      .where('provider_id', '=', provider.id)
      .where('person_id', '=', personId)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (!linked) await link(personId, 'claim');
    done.changed += 1;
  }
  await db
    .updateTable('access.ldap_sync')
    .set({ state: 'applied', applied_at: context.now.toString(), applied_by: by })
    .where('id', '=', syncId)
    .execute();
  context.about('ldapSync', syncId);
  context.emit(ldapSyncChanged, { providerId: provider.id, syncId });
  return done;
}
