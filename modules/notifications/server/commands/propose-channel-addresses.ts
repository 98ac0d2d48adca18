import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { isNetwork } from '#kernel/server/outside/reachable-address.ts';
import { channelFailures } from '../../contract/channel-failures.ts';
import * as contract from '../../contract/channel-operations.ts';
import { changeChannel } from '../channels/change-channel.ts';
import { channelOf } from '../channels/channel-of.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const proposeChannelAddresses = handle<NotificationTables>()(
  contract.proposeChannelAddresses,
  async (context, { channel, revision, addresses }) => {
    const { personId } = context.person();
    const row = await channelOf(context, channel, revision);
    const wrong = addresses.find((address) => !isNetwork(address));
    if (wrong !== undefined) throw refuse(channelFailures.badAddress, { address: wrong });
    const isLess = addresses.length === 0;
    return {
      revision: await changeChannel(context, row, {
        ...(isLess && { allowed: [], allowed_by: null, confirmed_by: null }),
        proposed: isLess ? null : addresses,
        proposed_by: isLess ? null : personId,
      }),
    };
  },
);
