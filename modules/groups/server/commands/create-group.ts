import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { byRequestOnly } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { loadKind } from '../load-kinds.ts';
import { newGroup } from '../new-group.ts';

export const createGroup = handle<GroupsTables>()(contract.createGroup, async (context, input) => {
  const { personId } = context.person();
  if ((await loadKind(context.db, input.kind)).process === 'approval') throw refuse(byRequestOnly);
  const { kind: kindCode, name: ownName, purpose, leaderId, rule, endsOn } = input;
  const asked = { kindCode, ownName, purpose, applicantId: personId, leaderIds: [leaderId], rule, endsOn };
  return { conversationId: await newGroup(context, asked, null) };
});
