import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/scheduled.ts';
import { scheduledRows } from '../compose/scheduled-rows.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const readScheduled = handle<MessagingTables>()(contract.readScheduled, async (context, { scheduledId }) => {
  const [found] = await scheduledRows(context.db, context.person().personId, sql`d.id = ${scheduledId}`, 1);
  if (!found) throw refuse(notFound);
  return found;
});
