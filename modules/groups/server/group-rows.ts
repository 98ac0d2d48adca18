import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { dissolvedAlready, onlyLeaders } from '../contract/failures.ts';
import type { GroupKind } from '../contract/group-kind.ts';
import { manageGroups } from '../contract/permissions.ts';
import type { Command, GovernedTable, Query } from './groups-tables.ts';
import { loadKind } from './load-kinds.ts';

/** A governed group with what nearly every step needs. */
export interface Group extends GovernedTable {
  readonly company: string;
  readonly department: string | null;
  readonly time_zone: string;
  /** In the order of their rank. */
  readonly leader_ids: readonly string[];
}

/** Governed groups, in the order of their ids; with `lock`, nobody else changes them before the commit. */
export async function groupsWhere(
  db: QueryExecutorProvider,
  condition: RawBuilder<boolean>,
  lock?: 'lock',
): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select g.*, e.name as company, d.name as department, e.time_zone,
      array(select l.person_id from groups.leader l where l.conversation_id = g.conversation_id order by l.rank) as leader_ids
    from groups.governed g join directory.published_employer e on e.id = g.employer_id
    left join directory.published_person a on a.id = g.applicant_id
    left join directory.published_department d on d.id = a.main_department_id
    where ${condition} order by g.conversation_id ${lock ? sql`for update of g` : sql``}`.execute(db);
  return rows;
}

/** SQL condition: this person leads the group `g`; with `first`, as the first of its leaders. */
export const ledBy = (personId: string, first?: 'first'): RawBuilder<boolean> => sql`
  exists (select from groups.leader l where l.conversation_id = g.conversation_id and l.person_id = ${personId}::uuid
    ${first ? sql`and l.rank = 0` : sql``})`;

/** One group, locked, for a step of one of its leaders (or who manages groups); 404 for who has nothing to do with it. */
export async function lockLedGroup(
  context: Command,
  conversationId: string,
  may: 'leaders' | 'leadersAndManagers' = 'leadersAndManagers',
): Promise<{ group: Group; kind: GroupKind; personId: string }> {
  const { personId } = context.person();
  const [group] = await groupsWhere(context.db, sql<boolean>`g.conversation_id = ${conversationId}::uuid`, 'lock');
  const manages = group !== undefined && may === 'leadersAndManagers' && (await isWithin(context, group.applicant_id));
  if (!group || !(manages || (await isMember(context.db, conversationId, personId)))) throw refuse(notFound);
  if (!manages && !group.leader_ids.includes(personId)) throw refuse(onlyLeaders);
  if (group.state === 'dissolved') throw refuse(dissolvedAlready);
  return { group, kind: await loadKind(context.db, group.kind), personId };
}

/** Whether the actor manages groups that this person asked for. */
export async function isWithin(
  context: Query | Command,
  applicantId: string,
  permission = manageGroups,
): Promise<boolean> {
  if (!context.may(permission)) return false;
  const { rows } = await sql<{ within: boolean }>`
    select ${context.within(permission, 'a.id')} as within from (values (${applicantId}::uuid)) a (id)`.execute(
    context.db as QueryExecutorProvider,
  );
  return rows[0]?.within ?? false;
}

export async function isMember(db: QueryExecutorProvider, conversationId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`select from messaging.published_member
    where conversation_id = ${conversationId}::uuid and person_id = ${personId}::uuid`.execute(db);
  return rows.length > 0;
}

/** The day it is where the group's employer is. */
export const todayOf = (context: Pick<Query, 'now'>, group: Pick<Group, 'time_zone'>): string =>
  context.now.toZonedDateTimeISO(group.time_zone).toPlainDate().toString();

/** Whether no rule acts on it yet (G12). */
export const inGrace = (context: Pick<Query, 'now'>, group: Group): boolean =>
  group.grace_until !== null && group.grace_until > todayOf(context, group);

/** What its name is made of. The year is that of its beginning. */
export const nameFactsOf = (group: Pick<Group, 'company' | 'department' | 'since' | 'time_zone'>) => ({
  company: group.company,
  department: group.department ?? '',
  year: String(Temporal.Instant.from(group.since).toZonedDateTimeISO(group.time_zone).year),
});
