import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as operations from '../../contract/operations.ts';
import { markNotices } from '../mark-notices.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const markAllRead = handle<NotificationTables>()(operations.markAllRead, async (context) => {
  await markNotices(context, 'read', sql`true`);
  return {};
});
