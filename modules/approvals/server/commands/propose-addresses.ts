import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { isNetwork } from '#kernel/server/outside/reachable-address.ts';
import { callFailures } from '../../contract/call-failures.ts';
import * as contract from '../../contract/call-operations.ts';
import type { CallsTables } from '../calls/calls-tables.ts';
import { changeRow } from '../calls/change-row.ts';
import { integrationOf } from '../calls/integration-of.ts';

export const proposeAddresses = handle<CallsTables>()(contract.proposeAddresses, async (context, input) => {
  const { personId } = context.person();
  const row = await integrationOf(context, input.integrationId, input.revision);
  const wrong = input.addresses.find((address) => !isNetwork(address));
  if (wrong !== undefined) throw refuse(callFailures.badAddress, { address: wrong });
  const isLess = input.addresses.length === 0;
  const revision = await changeRow(context, row, {
    ...(isLess && { allowed: [], allowed_by: null, confirmed_by: null }),
    proposed: isLess ? null : input.addresses,
    proposed_by: isLess ? null : personId,
  });
  return { revision };
});
