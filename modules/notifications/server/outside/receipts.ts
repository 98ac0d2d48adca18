import { sql } from 'kysely';
import { outside } from '#kernel/server/define-module.ts';
import type { OutsideChannel } from '../../contract/channels.ts';
import { deliveriesMoved } from '../../contract/events.ts';
import { receiptCheckOf } from '../channels/adapter-of.ts';
import { channelAccesses } from '../channels/channel-accesses.ts';
import type { ChannelAccess, Checked } from '../channels/channel-adapter.ts';
import { endDeliveries } from '../end-deliveries.ts';
import type { NotificationTables } from '../notification-tables.ts';

interface Due {
  id: string;
  channel: OutsideChannel;
  receipt: string | null;
  account: string;
  sent_at: string;
}
interface Item {
  readonly due: Due;
  readonly access: ChannelAccess;
  readonly timestamp: number;
}

const atOnce = 20;
const againSeconds = 600;
/** Platforms keep what became of a message for a day; what they don't know by then stays `sent`. */
const mostHours = 20;

/** Asks platforms that take messages first and tell later what became of them. */
export const receipts = outside<NotificationTables>()({
  name: 'notifications.receipts',
  due: 'select from notifications.delivery where check_at <= $1',
  take: async (context): Promise<readonly Item[]> => {
    const now = context.now.toString();
    const { rows } = await sql<Due>`
      with due as (select id from notifications.delivery where check_at <= ${now}
        order by check_at limit ${atOnce} for update skip locked)
      update notifications.delivery d set check_at = case
        when d.state = 'sent' and d.sent_at > ${context.now.subtract({ hours: mostHours }).toString()}
        then ${context.now.add({ seconds: againSeconds }).toString()}::timestamptz end
      from due join notifications.delivery o using (id) join directory.published_person p on p.id = o.person_id
      where d.id = due.id
      returning d.id, d.channel, d.receipt, p.account, d.sent_at`.execute(context.db);
    const accesses = await channelAccesses(context);
    return rows.flatMap((due) => {
      const access = accesses.get(due.channel);
      const timestamp = Math.floor(context.now.epochMilliseconds / 1_000);
      return access && due.receipt !== null ? [{ due, access, timestamp }] : [];
    });
  },
  carryOut: async ({ due, access, timestamp }): Promise<Checked> => {
    const check = receiptCheckOf[due.channel];
    if (!check) return { state: 'later' };
    try {
      return await check(access, { receipt: due.receipt ?? '', account: due.account, timestamp });
    } catch {
      return { state: 'later' };
    }
  },
  record: async (context, { due }, checked) => {
    if (checked.state === 'later') return;
    const error = checked.state === 'failed' ? checked.error : null;
    await endDeliveries(context, { ids: [due.id] }, checked.state, error);
    context.emit(deliveriesMoved, { deliveryIds: [due.id] });
  },
});
