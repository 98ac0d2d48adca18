import { handle } from '#kernel/server/define-module.ts';
import * as operations from '../../contract/operations.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const countUnread = handle<NotificationTables>()(operations.countUnread, async (context) =>
  context.db
    .selectFrom('notifications.notice')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('person_id', '=', context.person().personId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow(),
);
