import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { channelFailures } from '../../contract/channel-failures.ts';
import { preferencesChanged } from '../../contract/events.ts';
import { noticeKindOf } from '../../contract/notice-kind.ts';
import * as contract from '../../contract/preference-operations.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const savePreference = handle<NotificationTables>()(
  contract.savePreference,
  async (context, { kind, channel, timing }) => {
    const { personId } = context.person();
    if (!noticeKindOf(kind)) throw refuse(notFound);
    const rule = await context.db
      .selectFrom('notifications.kind_rule')
      .select('mandatory')
      .where('kind', '=', kind)
      .where('channel', '=', channel)
      .executeTakeFirst();
    if (rule?.mandatory && timing === 'off') throw refuse(channelFailures.mandatory);
    if (timing) {
      await context.db
        .insertInto('notifications.preference')
        .values({ person_id: personId, kind, channel, timing })
        .onConflict((conflict) => conflict.columns(['person_id', 'kind', 'channel']).doUpdateSet({ timing }))
        .execute();
    } else {
      await context.db
        .deleteFrom('notifications.preference')
        .where('person_id', '=', personId)
        .where('kind', '=', kind)
        .where('channel', '=', channel)
        .execute();
    }
    context.emit(preferencesChanged, { personId });
    return {};
  },
);
