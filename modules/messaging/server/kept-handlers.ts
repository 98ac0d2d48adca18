import { dropMessage } from './commands/drop-message.ts';
import { handleMessage } from './commands/handle-message.ts';
import { keepMessage } from './commands/keep-message.ts';
import { markUnread } from './commands/mark-unread.ts';
import { listKept } from './queries/list-kept.ts';

/** What a person keeps for themselves. */
export const keptHandlers = [keepMessage, dropMessage, handleMessage, listKept, markUnread];
