import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { Words } from '#kernel/contract/words.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import { approvalFailures } from '../../contract/failures.ts';
import { bothLanguages, type DesignWords } from '../../contract/form-design.ts';
import { approverGroupChanged } from '../../contract/group-events.ts';
import { groupFailures } from '../../contract/group-failures.ts';
import { administer } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { storedKindOf } from '../kind-of.ts';

export interface GroupRow {
  readonly id: string;
  readonly employer_id: string | null;
  readonly name: string;
  readonly members: readonly string[];
  readonly revision: number;
}

/** Whether the actor may keep the groups of this employer; of all of them (null), where he administers all. */
export function keepsGroupsOf(context: Pick<QueryContext<never>, 'reach'>, employerId: string | null): boolean {
  const { company, employerIds } = context.reach(administer);
  return company || (employerId !== null && employerIds.includes(employerId));
}

/** A group to be changed, at the revision that the caller has seen; refuses with 404 what isn't there or within his reach. */
export async function groupOf(
  context: CommandContext<ApprovalsTables>,
  groupId: string,
  revision: number,
): Promise<GroupRow> {
  const { rows } = await sql<GroupRow>`select id, employer_id, name, members, revision from approvals.approver_group
    where id = ${groupId}::uuid and removed_at is null for update`.execute(context.db);
  const [row] = rows;
  if (!row || !keepsGroupsOf(context, row.employer_id)) throw refuse(notFound);
  if (row.revision !== revision) throw refuse(groupFailures.groupChanged);
  context.about('approverGroup', groupId);
  return row;
}

/** Refuses a name that another group of this employer has. The unique index is for those who do it at the same moment. */
export async function requireFreeName(
  db: QueryExecutorProvider,
  employerId: string | null,
  name: string,
  except: string | null,
): Promise<void> {
  const { rows } = await sql`select 1 from approvals.approver_group where removed_at is null and name = ${name}
    and employer_id is not distinct from ${employerId}::uuid and id is distinct from ${except}::uuid`.execute(db);
  if (rows.length > 0) throw refuse(groupFailures.groupNameTaken);
}

/** Refuses whoever isn't in service; gives each of the others once, in their order. */
export async function requireServing(db: QueryExecutorProvider, personIds: readonly string[]): Promise<string[]> {
  const asked = [...new Set(personIds)];
  const { rows } = await sql<{ id: string }>`select id from directory.published_person
    where active and id = any(${sql.val(asked)}::uuid[])`.execute(db);
  const serving = new Set(rows.map(({ id }) => id));
  const gone = asked.find((id) => !serving.has(id));
  if (gone !== undefined) throw refuse(approvalFailures.personNotFound, { person: gone });
  return asked;
}

/** Writes a changed group under its next revision, and tells; gives that revision. `by` null: the program itself. */
export async function changeGroup(
  context: Pick<CommandContext<ApprovalsTables>, 'db' | 'now' | 'emit'>,
  row: GroupRow,
  change: { readonly name?: string; readonly members?: readonly string[]; readonly removed?: boolean },
  by: string | null,
): Promise<number> {
  const revision = row.revision + 1;
  const now = context.now.toString();
  await sql`update approvals.approver_group set name = ${change.name ?? row.name},
      members = ${sql.val([...(change.members ?? row.members)])}::uuid[], revision = ${revision},
      changed_at = ${now}::timestamptz, changed_by = ${by}::uuid,
      removed_at = case when ${change.removed ?? false}::boolean then ${now}::timestamptz end
    where id = ${row.id}::uuid`.execute(context.db);
  const what = by === null ? 'memberLeft' : change.removed ? 'retired' : 'changed';
  context.emit(approverGroupChanged, { groupId: row.id, employerId: row.employer_id, what, by });
  return revision;
}

/** A flow that names a group. */
export interface GroupUse {
  readonly groupId: string;
  readonly kind: string;
  readonly title: Words;
  readonly state: 'published' | 'draft';
}

/**
 * Where these groups are named: in the newest version in force and later ones of templates that aren't retired, in versions
 * by which requests still run, and in drafts.
 */
export async function usesOfGroups(
  context: Pick<QueryContext<unknown>, 'contracts' | 'now'> & { readonly db: QueryExecutorProvider },
  groupIds: readonly string[],
): Promise<GroupUse[]> {
  const { rows } = await sql<{ id: string; kind: string; title: DesignWords | null; published: boolean }>`
    with said as (
      select d.kind, d.definition as content, d.settings -> 'title' as title, true as published
      from approvals.definition d left join approvals.template t on t.kind = d.kind
      where exists (select from approvals.instance i
          where i.kind = d.kind and i.definition_version = d.version and i.ended_at is null)
        or (coalesce(t.state, 'live') <> 'retired' and d.version >= (select max(n.version) from approvals.definition n
          where n.kind = d.kind and n.employer_id is not distinct from d.employer_id
            and coalesce(n.effective_at, n.published_at) <= ${context.now.toString()}::timestamptz))
      union all
      select dr.kind, dr.content, dr.content -> 'settings' -> 'title', false from approvals.template_draft dr)
    select g.id, s.kind, (array_agg(s.title) filter (where s.title is not null))[1] as title, bool_or(s.published) as published
    from unnest(${sql.val([...groupIds])}::uuid[]) g (id) join said s on jsonb_path_exists(s.content,
      '$.** ? (@.kind == "group" && @.group == $group)', jsonb_build_object('group', g.id::text))
    group by g.id, s.kind order by s.kind`.execute(context.db);
  return rows.map(({ id, kind, title, published }) => ({
    groupId: id,
    kind,
    title: title ? bothLanguages(title) : storedKindOf(context, kind).title,
    state: published ? 'published' : 'draft',
  }));
}
