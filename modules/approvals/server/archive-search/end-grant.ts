import { type QueryExecutorProvider, sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { archiveGrantChanged } from '../../contract/archive-search-events.ts';
import { grantConcerns } from './grant-concerns.ts';

type Work = Pick<CommandContext<never>, 'emit' | 'now'> & { readonly db: QueryExecutorProvider };

/** Ends the grant of this request where one counts still. `by`: who ended it. */
export async function endGrant(context: Work, requestId: string, by: string | null): Promise<void> {
  const { rows } = await sql<{ person_id: string }>`
    update approvals.archive_grant set ended_at = ${context.now.toString()}::timestamptz, ended_by = ${by}::uuid
    where request_id = ${requestId}::uuid and ended_at is null returning person_id`.execute(context.db);
  const personId = rows[0]?.person_id;
  if (personId === undefined) return;
  const concerned = await grantConcerns(context.db, requestId, by);
  context.emit(archiveGrantChanged, { requestId, personId, what: 'ended', concerned });
}
