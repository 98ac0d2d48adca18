import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { messageReported } from '../../contract/events.ts';
import { reportClosed } from '../../contract/failures.ts';
import * as contract from '../../contract/report-operations.ts';
import type { GroupsTables } from '../groups-tables.ts';

export const closeReport = handle<GroupsTables>()(contract.closeReport, async (context, { reportId, outcome }) => {
  const { rows } = await sql<{ handled_at: string | null }>`
    select handled_at from groups.report where id = ${reportId}::uuid for update`.execute(context.db);
  if (!rows[0]) throw refuse(notFound);
  if (rows[0].handled_at !== null) throw refuse(reportClosed);
  await sql`update groups.report set outcome = ${outcome}, handled_by = ${context.person().personId}, handled_at = ${context.now.toString()}
    where id = ${reportId}::uuid`.execute(context.db);
  context.about('report', reportId);
  context.emit(messageReported, { reportId, state: 'closed' });
  return {};
});
