import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { relationChanged } from '../contract/list-events.ts';
import type { ApprovalsTables } from './approvals-tables.ts';

type Work = Pick<CommandContext<ApprovalsTables>, 'db' | 'now' | 'emit'>;

/** Relates two requests, and tells everybody who takes part in either. Nothing happens where they are related already. */
export async function relate(
  context: Work,
  { requestId, otherId, by }: { requestId: string; otherId: string; by: string },
): Promise<void> {
  const { rows } = await sql`insert into approvals.relation (one_id, other_id, by_id, at)
    select least(a.id, b.id), greatest(a.id, b.id), ${by}::uuid, ${context.now.toString()}::timestamptz
    from approvals.instance a join approvals.instance b on b.id = ${otherId}::uuid and b.id <> a.id
    where a.id = ${requestId}::uuid on conflict do nothing returning one_id`.execute(context.db);
  if (rows.length > 0) await tellRelated(context, [requestId, otherId]);
}

/** Screens that show either of these requests read their relations again. */
export async function tellRelated(context: Work, requestIds: string[]): Promise<void> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct person_id from approvals.participant where instance_id = any(${requestIds}::uuid[])
    order by person_id`.execute(context.db);
  context.emit(relationChanged, { requestIds, concerned: rows.map((row) => row.person_id) });
}
