import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { forwardConsentMoved } from '../../contract/compose-events.ts';
import { consentNeeded } from '../../contract/failures.ts';
import type { MessagingTables } from '../messaging-tables.ts';

type Work = CommandContext<MessagingTables>;

/** Whether somebody else's message is forwarded with its author's consent only: by its own wish, or the group's rule (M8). */
export const needsConsent = (
  message: { readonly sender_id: string | null; readonly body: Readonly<Record<string, unknown>> },
  personId: string,
  groupAsks: boolean,
): boolean =>
  message.sender_id !== null && message.sender_id !== personId && (groupAsks || message.body.askForward === true);

/** Uses the consents that were given for these messages; refuses where one is missing. Each is good for one forwarding. */
export async function useConsents(
  context: Work,
  conversationId: string,
  seqs: readonly number[],
  askerId: string,
): Promise<void> {
  if (seqs.length === 0) return;
  const { rows } = await sql<{ id: string; seq: number; author_id: string }>`
    update messaging.forward_consent set state = 'used'
    where conversation_id = ${conversationId} and seq = any(${sql.val([...seqs])}::int[]) and asker_id = ${askerId}
      and state = 'given' returning id, seq, author_id`.execute(context.db);
  const given = new Set(rows.map((row) => row.seq));
  const missing = seqs.filter((seq) => !given.has(seq));
  if (missing.length > 0) throw refuse(consentNeeded, { seqs: missing });
  for (const { id, seq, author_id } of rows)
    context.emit(forwardConsentMoved, {
      consentId: id,
      conversationId,
      seq,
      authorId: author_id,
      askerId,
      state: 'used',
    });
}

/** What was taken back isn't asked for any more. */
export async function withdrawConsents(context: Work, conversationId: string, seq: number): Promise<void> {
  const { rows } = await sql<{ id: string; author_id: string; asker_id: string }>`
    update messaging.forward_consent set state = 'refused', answered_at = coalesce(answered_at, ${context.now.toString()})
    where conversation_id = ${conversationId} and seq = ${seq} and state in ('asked', 'given')
    returning id, author_id, asker_id`.execute(context.db);
  for (const { id, author_id, asker_id } of rows)
    context.emit(forwardConsentMoved, {
      consentId: id,
      conversationId,
      seq,
      authorId: author_id,
      askerId: asker_id,
      state: 'refused',
    });
}
