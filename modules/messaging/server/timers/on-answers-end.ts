import { onTimer } from '#kernel/server/define-module.ts';
import { answersMissing } from '../../contract/compose-events.ts';
import { answersDue } from '../../contract/notices.ts';
import { askedMessage } from '../compose/answer-state.ts';
import { answersEnd } from '../compose/answer-timers.ts';
import { tellAbout } from '../compose/tell-about.ts';
import type { MessagingTables } from '../messaging-tables.ts';

/** At the deadline the author is told who is missing, and other modules hear it (M7). */
export const onAnswersEnd = onTimer<MessagingTables>()(answersEnd, async (context, { conversationId, seq }) => {
  const asked = await askedMessage(context.db, conversationId, seq);
  if (!asked) return;
  const { messageId, body, deadline, askedBy, answered, waitingIds } = asked;
  await tellAbout(context, answersDue, {
    message: { conversationId, seq, messageId, body },
    personIds: [askedBy],
    facts: { answered: answered.length, missing: waitingIds.length },
  });
  context.emit(answersMissing, {
    conversationId,
    messageId,
    seq,
    askedBy,
    deadline,
    answeredIds: answered.map((one) => one.personId),
    missingIds: [...waitingIds],
  });
});
