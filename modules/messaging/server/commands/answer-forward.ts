import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { forwardConsentMoved } from '../../contract/compose-events.ts';
import { consentAnsweredAlready } from '../../contract/failures.ts';
import * as contract from '../../contract/forward-consents.ts';
import { consentAnswered } from '../../contract/notices.ts';
import { nameOf, readNotices, telling } from '../compose/tell-about.ts';
import type { MessagingTables } from '../messaging-tables.ts';

interface Consent {
  conversation_id: string;
  seq: number;
  asker_id: string;
  state: string;
}

export const answerForward = handle<MessagingTables>()(contract.answerForward, async (context, { consentId, give }) => {
  const { personId } = context.person();
  const { rows } = await sql<Consent>`
    select conversation_id, seq, asker_id, state from messaging.forward_consent
    where id = ${consentId} and author_id = ${personId} for update`.execute(context.db);
  const [asked] = rows;
  if (!asked) throw refuse(notFound);
  if (asked.state !== 'asked') throw refuse(consentAnsweredAlready);
  const { conversation_id: conversationId, seq, asker_id: askerId } = asked;
  const state = give ? 'given' : 'refused';
  await sql`
    update messaging.forward_consent set state = ${state}, answered_at = ${context.now.toString()}
    where id = ${consentId}`.execute(context.db);
  await readNotices(context, conversationId, { after: seq - 1, upTo: seq });
  const facts = { sender: await nameOf(context, personId), given: give };
  const about = { type: 'messaging.forwardConsent', id: consentId };
  const link = `/messages/${conversationId}?at=${seq}`;
  await context.callAs(telling, notify, noticeOf(consentAnswered, { personIds: [askerId], facts, about, link }));
  context.about('forwardConsent', consentId);
  context.emit(forwardConsentMoved, { consentId, conversationId, seq, authorId: personId, askerId, state });
  return {};
});
