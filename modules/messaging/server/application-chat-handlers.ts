import { openApplicationChat } from './commands/open-application-chat.ts';
import { postAsApplication } from './commands/post-as-application.ts';
import { postFilesAsApplication } from './commands/post-files-as-application.ts';
import { renameApplicationChats } from './commands/rename-application-chats.ts';

/** Conversations with applications, for the module that keeps those. */
export const applicationChatHandlers = [
  postAsApplication,
  postFilesAsApplication,
  openApplicationChat,
  renameApplicationChats,
];
