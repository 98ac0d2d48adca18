import { editMessage } from './commands/edit-message.ts';
import { forwardMessages } from './commands/forward-messages.ts';
import { pinMessage } from './commands/pin-message.ts';
import { postCard } from './commands/post-card.ts';
import { reactToMessage } from './commands/react-to-message.ts';
import { setGroupRules } from './commands/set-group-rules.ts';
import { listFiles } from './queries/list-files.ts';
import { listThread } from './queries/list-thread.ts';
import { listVersions } from './queries/list-versions.ts';
import { readMessage } from './queries/read-message.ts';
import { readMessages } from './queries/read-messages.ts';

/** What a message holds, and what happens to it after it was sent. */
export const contentHandlers = [
  readMessages,
  readMessage,
  listThread,
  listFiles,
  editMessage,
  listVersions,
  reactToMessage,
  pinMessage,
  setGroupRules,
  forwardMessages,
  postCard,
];
