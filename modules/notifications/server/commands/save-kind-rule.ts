import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/channel-operations.ts';
import { channelsChanged } from '../../contract/events.ts';
import { noticeKindOf } from '../../contract/notice-kind.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const saveKindRule = handle<NotificationTables>()(
  contract.saveKindRule,
  async (context, { kind, channel, rule }) => {
    if (!noticeKindOf(kind)) throw refuse(notFound);
    if (rule) {
      await context.db
        .insertInto('notifications.kind_rule')
        .values({ kind, channel, ...rule })
        .onConflict((conflict) => conflict.columns(['kind', 'channel']).doUpdateSet(rule))
        .execute();
    } else {
      await context.db
        .deleteFrom('notifications.kind_rule')
        .where('kind', '=', kind)
        .where('channel', '=', channel)
        .execute();
    }
    context.about('noticeKind', kind);
    context.emit(channelsChanged, { channel });
    return {};
  },
);
