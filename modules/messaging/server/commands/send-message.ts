import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/messages.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import { postMessage } from '../post-message.ts';

export const sendMessage = handle<MessagingTables>()(contract.sendMessage, (context, input) =>
  postMessage(context, { ...input, senderId: context.person().personId }),
);
