import { onTimer } from '#kernel/server/define-module.ts';
import { answerReminder } from '../../contract/notices.ts';
import { askedMessage } from '../compose/answer-state.ts';
import { answerReminds } from '../compose/answer-timers.ts';
import { nameOf, tellAbout } from '../compose/tell-about.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** Before the deadline, those who haven't answered are reminded (M7). */
export const onAnswerReminds = onTimer<MessagingTables>()(answerReminds, async (context, { conversationId, seq }) => {
  const asked = await askedMessage(context.db, conversationId, seq);
  if (!asked) return;
  const { messageId, body, deadline, zone, waitingIds } = asked;
  await tellAbout(context, answerReminder, {
    message: { conversationId, seq, messageId, body },
    personIds: waitingIds,
    facts: { sender: await nameOf(context, asked.askedBy), deadline, zone },
  });
});
