import { subscriber } from '#kernel/server/define-module.ts';
import { messageRemoved } from '../../contract/events.ts';
import { eraseSending } from '../erase-sending.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** What a leader removed goes from the event log too. */
export const eraseRemoved = subscriber<MessagingTables>()(
  'messaging.eraseRemoved',
  messageRemoved,
  (context, happened) => eraseSending(context, happened),
);
