import { subscriber } from '#kernel/server/define-module.ts';
import { messageRecalled } from '../../contract/events.ts';
import { eraseSending } from '../erase-sending.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** The text of a recalled message goes from the event log too. */
export const eraseRecalled = subscriber<MessagingTables>()(
  'messaging.eraseRecalled',
  messageRecalled,
  (context, happened) => eraseSending(context, happened),
);
