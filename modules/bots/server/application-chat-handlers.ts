import { openApplication } from './commands/open-application.ts';
import { postFromApplication } from './commands/post-from-application.ts';
import { sendApplicationMessage } from './commands/send-application-message.ts';
import { listMyApplications } from './queries/list-my-applications.ts';
import { readApplicationPicture } from './queries/read-application-picture.ts';
import { readApplicationSending } from './queries/read-application-sending.ts';
import { applicationStanding } from './standing/application-standing.ts';

/** Conversations between people and applications. */
export const applicationChatHandlers = [
  listMyApplications,
  openApplication,
  applicationStanding,
  readApplicationPicture,
  sendApplicationMessage,
  postFromApplication,
  readApplicationSending,
];
