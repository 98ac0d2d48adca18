import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { approvalUndone } from '../contract/events.ts';
import type { AttendanceTables } from './attendance-tables.ts';
import { factTables } from './fact-tables.ts';

/** What a request had recorded no longer counts; that it did once stays on record. */
export async function undoApproved(
  context: CommandContext<AttendanceTables>,
  {
    requestId,
    kind,
    applicantId,
    employerId,
  }: { requestId: string; kind: string; applicantId: string; employerId: string },
): Promise<void> {
  const table = factTables[kind];
  if (!table) return;
  const { rows } = await sql`update ${sql.table(table)} set state = 'revoked'
    where request_id = ${requestId}::uuid and state <> 'revoked' returning request_id`.execute(context.db);
  if (rows.length > 0) context.emit(approvalUndone, { requestId, kind, personId: applicantId, employerId });
}
