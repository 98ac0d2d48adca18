import { sql } from 'kysely';
import { fillWords } from '#kernel/contract/words.ts';
import { onTimer } from '#kernel/server/define-module.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { sendMessage } from '../../contract/messages.ts';
import { scheduledFailed } from '../../contract/notices.ts';
import {
  dropScheduled,
  freeFiles,
  holdFiles,
  keepFailure,
  lockScheduled,
  scheduledDue,
} from '../compose/scheduled-messages.ts';
import { telling } from '../compose/tell-about.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** What was scheduled is sent as its author would send it now. What is refused stays, and the author is told why. */
export const onScheduledDue = onTimer<MessagingTables>()(scheduledDue, async (context, { scheduledId }) => {
  const [message] = (await lockScheduled(context, sql`id = ${scheduledId} and failure is null`)).rows;
  if (!message) return;
  const { id: clientId, conversation_id: conversationId, person_id: personId, said } = message;
  await freeFiles(context, message);
  const sent = await context.callFor(personId, sendMessage, { conversationId, clientId, ...said });
  if ('answer' in sent) return await dropScheduled(context, message);
  await holdFiles(context, message);
  await keepFailure(context, message, sent.refusal);
  const { failure, facts } = sent.refusal;
  await context.callAs(
    telling,
    notify,
    noticeOf(scheduledFailed, {
      personIds: [personId],
      facts: { why: fillWords(failure.words, 'zh', facts), whyEn: fillWords(failure.words, 'en', facts) },
      about: { type: 'messaging.scheduled', id: clientId },
      link: '/messages/waiting?shown=scheduled',
    }),
  );
});
