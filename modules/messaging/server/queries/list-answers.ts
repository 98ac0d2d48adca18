import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/answers.ts';
import { askedMessage } from '../compose/answer-state.ts';
import { loadMembership } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const listAnswers = handle<MessagingTables>()(contract.listAnswers, async (context, { conversationId, seq }) => {
  const { personId } = context.person();
  await loadMembership(context.db, conversationId, personId);
  const asked = await askedMessage(context.db, conversationId, seq);
  if (!asked) throw refuse(notFound);
  const { deadline, askedBy } = asked;
  // Who answered is for its sender to know, as who has read is.
  const shown = (otherId: string) => askedBy === personId || otherId === personId;
  const answered = asked.answered.filter((one) => shown(one.personId));
  const waitingIds = asked.waitingIds.filter(shown);
  if (askedBy !== personId && answered.length + waitingIds.length === 0) throw refuse(notFound);
  return { deadline, askedBy, personId, answered, waitingIds };
});
