import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as operations from '../../contract/operations.ts';
import { markNotices } from '../mark-notices.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const markRead = handle<NotificationTables>()(operations.markRead, async (context, input) => {
  const which =
    'about' in input
      ? sql<boolean>`s.about_type = ${input.about.type} and s.about_id = ${input.about.id}`
      : sql<boolean>`n.id = any(${input.noticeIds}::uuid[])`;
  await markNotices(context, 'read', which);
  return {};
});
