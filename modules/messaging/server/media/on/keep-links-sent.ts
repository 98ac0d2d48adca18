import { subscriber } from '#kernel/server/define-module.ts';
import { messageSent } from '../../../contract/events.ts';
import type { MessagingTables } from '../../messaging-tables.ts';
import { keepLinks } from '../keep-links.ts';

const mayHold = new Set(['text', 'announcement', 'file']);

/** Its cursor began at the first event (0020-media.sql). */
export const keepLinksSent = subscriber<MessagingTables>()(
  'messaging.keepLinks',
  messageSent,
  async (context, { facts }) => {
    const { text } = facts.body;
    // What was recalled since says nothing any more, and isn't looked at.
    if (mayHold.has(facts.kind) && typeof text === 'string' && /https?:\/\//i.test(text))
      await keepLinks(context, facts);
  },
);
