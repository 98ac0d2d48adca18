import { type RawBuilder, sql } from 'kysely';

/** A message in a list outside of its conversation, as it is read. */
export interface FoundMessage {
  readonly conversationId: string;
  readonly seq: number;
  readonly name: string | null;
  readonly otherId: string | null;
  readonly senderId: string | null;
  readonly kind: string;
  readonly body: Record<string, unknown> | null;
  readonly at: string;
}

/** Its columns, of a message `s` in a conversation `c`, for this reader, who is cleared so far (`clearanceOf`). */
export const messageFields = (personId: string, clearance: number): RawBuilder<unknown> => sql`
  c.id as "conversationId", s.seq, c.name,
  case when c.low_person_id = ${personId} then c.high_person_id else c.low_person_id end as "otherId",
  s.sender_id as "senderId", s.kind, messaging.shown(s.body, ${clearance}) as body, s.at`;

/** As lists give it. */
export const shownMessage = ({ conversationId, seq, name, otherId, senderId, kind, body, at }: FoundMessage) => ({
  conversationId,
  seq,
  name,
  otherId,
  message: { seq, senderId, kind, body, at },
});
