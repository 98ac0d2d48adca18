import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as operations from '../../contract/operations.ts';
import { markNotices } from '../mark-notices.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const acknowledge = handle<NotificationTables>()(operations.acknowledge, async (context, { noticeIds }) => {
  await markNotices(context, 'delivered', sql`n.id = any(${noticeIds}::uuid[])`);
  return {};
});
