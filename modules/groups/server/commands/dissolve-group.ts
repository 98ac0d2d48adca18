import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { byRequestOnly } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { dissolve } from '../dissolve.ts';
import { lockLedGroup } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';

export const dissolveGroup = handle<GroupsTables>()(
  contract.dissolveGroup,
  async (context, { conversationId, reason }) => {
    const { group, kind } = await lockLedGroup(context, conversationId);
    if (kind.process === 'approval') throw refuse(byRequestOnly);
    await dissolve(context, group, reason);
    return {};
  },
);
