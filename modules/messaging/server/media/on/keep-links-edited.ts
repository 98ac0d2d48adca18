import { subscriber } from '#kernel/server/define-module.ts';
import { messageEdited } from '../../../contract/events.ts';
import type { MessagingTables } from '../../messaging-tables.ts';
import { keepLinks } from '../keep-links.ts';

/** What an edit says now is what it links to. */
export const keepLinksEdited = subscriber<MessagingTables>()(
  'messaging.keepLinksEdited',
  messageEdited,
  (context, { facts }) => keepLinks(context, facts),
);
