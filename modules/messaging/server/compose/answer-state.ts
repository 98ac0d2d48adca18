import { type QueryExecutorProvider, sql } from 'kysely';

export interface AskedMessage {
  readonly messageId: string;
  readonly askedBy: string;
  readonly deadline: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly zone: string;
  readonly answered: readonly { personId: string; at: string; answerSeq: number | null; late: boolean }[];
  /** Still members, and haven't answered. */
  readonly waitingIds: readonly string[];
}

/** A message that asks for answers, with who gave one; undefined where none does, or it was taken back. */
export async function askedMessage(
  db: QueryExecutorProvider,
  conversationId: string,
  seq: number,
): Promise<AskedMessage | undefined> {
  const { rows } = await sql<AskedMessage>`
    select r.message_id as "messageId", r.asked_by as "askedBy", r.deadline, s.body, e.time_zone as zone,
      coalesce((select jsonb_agg(jsonb_build_object('personId', a.person_id, 'at', a.answered_at, 'answerSeq', a.answered_seq,
          'late', a.answered_at > r.deadline) order by a.answered_at, a.person_id)
        from messaging.asked_person a where a.conversation_id = r.conversation_id and a.seq = r.seq
          and a.answered_at is not null), '[]') as answered,
      array(select a.person_id::text from messaging.asked_person a
        join messaging.member m on m.conversation_id = a.conversation_id and m.person_id = a.person_id and m.left_at is null
        where a.conversation_id = r.conversation_id and a.seq = r.seq and a.answered_at is null
        order by a.person_id) as "waitingIds"
    from messaging.answer_request r
    join messaging.message s on s.conversation_id = r.conversation_id and s.seq = r.seq and s.body is not null
    join directory.published_person p on p.id = r.asked_by
    join directory.published_employer e on e.id = p.employer_id
    where r.conversation_id = ${conversationId} and r.seq = ${seq}`.execute(db);
  return rows[0];
}
