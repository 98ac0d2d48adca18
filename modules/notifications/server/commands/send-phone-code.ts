import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { channelFailures } from '../../contract/channel-failures.ts';
import { deliveriesMoved } from '../../contract/events.ts';
import { sendNotices } from '../../contract/permissions.ts';
import * as contract from '../../contract/phone-code.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const sendPhoneCode = handle<NotificationTables>()(contract.sendPhoneCode, async (context, input) => {
  requireSystem(context, sendNotices);
  const { personId, code } = input;
  const { rows: on } = await sql`
    select from notifications.channel where channel = 'sms' and active`.execute(context.db);
  if (on.length === 0) throw refuse(channelFailures.channelOff);
  const deliveryId = context.newId();
  const now = context.now.toString();
  const sealed = await context.secrets.seal({ plain: Buffer.from(code), bound: deliveryId, personId });
  await sql`
    insert into notifications.delivery (id, notice_id, person_id, channel, parcel, state, next_try, made_at)
    values (${deliveryId}, null, ${personId}, 'sms', ${deliveryId}, 'queued', ${now}, ${now})`.execute(context.db);
  await sql`
    insert into notifications.phone_code (delivery_id, key_id, cipher, nonce, ciphertext)
    values (${deliveryId}, ${sealed.keyId}, ${sealed.cipher}, ${sealed.nonce}, ${sealed.ciphertext})`.execute(
    context.db,
  );
  context.about('person', personId);
  context.emit(deliveriesMoved, { deliveryIds: [deliveryId] });
  return { deliveryId };
});
