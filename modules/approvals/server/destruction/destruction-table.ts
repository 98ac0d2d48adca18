import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { PermissionContract } from '#kernel/contract/permission.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import { destructionFailures } from '../../contract/destruction-failures.ts';
import { approveDestructions, keepArchive } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

type Reaches = Pick<QueryContext<never>, 'reach' | 'actor'>;

/** Whether the actor may do this for an employer's archive; the system may. */
export function reachesArchiveOf(context: Reaches, permission: PermissionContract, employerId: string): boolean {
  if (context.actor.kind === 'system') return true;
  const { company, employerIds } = context.reach(permission);
  return company || employerIds.includes(employerId);
}

/** Whether the actor may see the lists of an employer: who keeps its archive, and who approves. */
export const seesDestructionsOf = (context: Reaches, employerId: string): boolean =>
  [keepArchive, approveDestructions].some((permission) => reachesArchiveOf(context, permission, employerId));

export interface DestructionRow {
  readonly id: string;
  readonly number: string;
  readonly employer_id: string;
  readonly revision: number;
  readonly proposed_by: string;
  readonly proposed_at: string;
  readonly approved_by: string | null;
  readonly approved_at: string | null;
  readonly withdrawn_at: string | null;
  readonly finished_at: string | null;
}

/** A list, locked; undefined where there is none. */
export async function lockedDestruction(
  db: QueryExecutorProvider,
  destructionId: string,
): Promise<DestructionRow | undefined> {
  const { rows } =
    await sql<DestructionRow>`select id, number, employer_id, revision, proposed_by, proposed_at, approved_by,
      approved_at, withdrawn_at, finished_at
    from approvals.destruction where id = ${destructionId}::uuid for update`.execute(db);
  return rows[0];
}

/** A list that waits for its approval, at the revision that the caller has seen; 404 where it isn't within his reach. */
export async function waitingDestruction(
  context: CommandContext<ApprovalsTables>,
  permission: PermissionContract,
  { destructionId, revision }: { readonly destructionId: string; readonly revision: number },
): Promise<DestructionRow> {
  const row = await lockedDestruction(context.db, destructionId);
  if (!row || !reachesArchiveOf(context, permission, row.employer_id)) throw refuse(notFound);
  if (row.revision !== revision || row.approved_at !== null || row.withdrawn_at !== null) {
    throw refuse(destructionFailures.destructionMoved);
  }
  context.about('destruction', destructionId);
  return row;
}

/** The case of another module that a hold is for, as its row says it. */
export const keptForText = ({ type, id }: { readonly type: string; readonly id: string }): string => `${type} ${id}`;

/** Number, employer and state of a request that has ended, within the reach of a keeper of the archive; else 404. */
export async function keptRequest(
  context: CommandContext<ApprovalsTables>,
  by: { readonly requestId: string } | { readonly number: string },
): Promise<{ readonly id: string; readonly number: string; readonly employerId: string; readonly timeZone: string }> {
  const { rows } = await sql<{
    id: string;
    number: string;
    employer_id: string;
    time_zone: string;
    destruction_no: string | null;
  }>`
    select i.id, i.number, i.employer_id, e.time_zone, i.destruction_no from approvals.instance i
    join directory.published_employer e on e.id = i.employer_id
    where ${'number' in by ? sql`i.number = ${by.number}` : sql`i.id = ${by.requestId}::uuid`}`.execute(context.db);
  const [row] = rows;
  if (!row || !reachesArchiveOf(context, keepArchive, row.employer_id)) throw refuse(notFound);
  const { id, number, destruction_no: destruction } = row;
  if (destruction !== null) throw refuse(destructionFailures.contentDestroyed, { number, destruction });
  context.about('request', id);
  return { id, number, employerId: row.employer_id, timeZone: row.time_zone };
}
