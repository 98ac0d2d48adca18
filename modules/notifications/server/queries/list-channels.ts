import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/channel-operations.ts';
import type { DeliveryState } from '../../contract/delivery-shapes.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const listChannels = handle<NotificationTables>()(contract.listChannels, async (context) => {
  const { personId } = context.person();
  const rows = await context.db.selectFrom('notifications.channel').selectAll().orderBy('channel').execute();
  const { rows: tests } = await sql<{
    channel: string;
    state: DeliveryState;
    error: string | null;
    made_at: string;
  }>`
    select distinct on (channel) channel, state, error, made_at from notifications.delivery
    where person_id = ${personId} and notice_id is null order by channel, id desc`.execute(context.db);
  return {
    rows: rows.map((row) => {
      const test = tests.find(({ channel }) => channel === row.channel);
      const { channel, revision, active, options, allowed } = row;
      return {
        channel,
        revision,
        active,
        options,
        allowed,
        secrets: Object.keys(row.secrets).sort(),
        ...(row.proposed && row.proposed_by && { proposed: { addresses: row.proposed, by: row.proposed_by } }),
        mayConfirm: row.proposed !== null && row.proposed_by !== personId,
        ...(test && { test: { state: test.state, error: test.error, madeAt: test.made_at } }),
      };
    }),
  };
});
