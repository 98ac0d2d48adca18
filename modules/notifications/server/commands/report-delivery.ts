import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { channelFailures } from '../../contract/channel-failures.ts';
import * as contract from '../../contract/channel-operations.ts';
import { deliveriesMoved } from '../../contract/events.ts';
import { isSameToken, receiptToken } from '../channels/channel-secrets.ts';
import { endDeliveries } from '../end-deliveries.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const reportDelivery = handle<NotificationTables>()(
  contract.reportDelivery,
  async (context, { id, token, state, error }) => {
    if (!isSameToken(token, receiptToken(context.evidence, id))) throw refuse(notFound);
    const why = state === 'failed' ? (error ?? 'refused') : null;
    const ids = await endDeliveries(context, { parcel: id }, state, why);
    if (ids.length === 0) throw refuse(channelFailures.receiptGone);
    context.emit(deliveriesMoved, { deliveryIds: ids });
    return {};
  },
);
