import { handle } from '#kernel/server/define-module.ts';
import { outsideOnlyCodes } from '../../contract/notice-kind.ts';
import * as operations from '../../contract/operations.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const countUnread = handle<NotificationTables>()(operations.countUnread, async (context) =>
  context.db
    .selectFrom('notifications.notice as n')
    .innerJoin('notifications.sending as s', 's.id', 'n.sending_id')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('n.person_id', '=', context.person().personId)
    .where('n.read_at', 'is', null)
    .where(({ eb, fn, val }) => eb.not(eb('s.kind', '=', fn.any(val([...outsideOnlyCodes()])))))
    .executeTakeFirstOrThrow(),
);
