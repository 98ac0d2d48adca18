import { handleTogether } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/messages.ts';
import { labelAhead } from '../labels/clearance.ts';
import { messageWriter } from '../message-writer.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { decideToPost, doesMore } from '../post-message.ts';

/** Plain messages of many people are committed together (docs/decisions/commit-together.md). */
export const sendMessage = handleTogether<MessagingTables>()(contract.sendMessage, {
  writer: messageWriter,
  // A message on its way twice waits for itself; others take their places in one statement.
  keyOf: ({ clientId }) => clientId,
  alone: doesMore,
  ahead: labelAhead,
  decide: (context, input) => decideToPost(context, { ...input, senderId: context.person().personId }),
});
