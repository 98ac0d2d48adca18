import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { channelFailures } from '../../contract/channel-failures.ts';
import * as contract from '../../contract/channel-operations.ts';
import { changeChannel } from '../channels/change-channel.ts';
import { channelOf } from '../channels/channel-of.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const confirmChannelAddresses = handle<NotificationTables>()(
  contract.confirmChannelAddresses,
  async (context, { channel, revision }) => {
    const { personId } = context.person();
    const row = await channelOf(context, channel, revision);
    if (row.proposed === null) throw refuse(channelFailures.nothingProposed);
    if (row.proposed_by === personId) throw refuse(channelFailures.secondPerson);
    return {
      revision: await changeChannel(context, row, {
        allowed: row.proposed,
        allowed_by: row.proposed_by,
        confirmed_by: personId,
        proposed: null,
        proposed_by: null,
      }),
    };
  },
);
