import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { mostAsked } from '../../contract/answers.ts';
import { answerGiven, answersAsked } from '../../contract/compose-events.ts';
import { tooManyAsked, untilPast, whoMayBeUrgent } from '../../contract/failures.ts';
import { urgentNotice } from '../../contract/notices.ts';
import { remindAt } from '../../domain/remind-at.ts';
import { leads, loadMembership, memberIdsOf } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';
import type { Said } from '../post-message.ts';
import { answerReminds, answersEnd } from './answer-timers.ts';
import { nameOf, readNotices, type ToldOf, tellAbout } from './tell-about.ts';

type Work = CommandContext<MessagingTables>;

const callsSome = (said: Pick<Said, 'mentions'>) =>
  said.mentions !== undefined && !said.mentions.all && said.mentions.personIds.length > 0;

/** Whom a message means: those it calls by name, or else everybody else in the conversation. */
async function meantBy(context: Work, said: Said): Promise<string[]> {
  const members = await memberIdsOf(context.db, said.conversationId);
  const others = members.filter((memberId) => memberId !== said.senderId);
  return callsSome(said) ? others.filter((memberId) => said.mentions?.personIds.includes(memberId)) : others;
}

/** Refuses a deadline that has passed, and urgency for a whole group by who may not call everybody. */
export async function requireAskable(context: Work, said: Said): Promise<void> {
  if (said.answerBy !== undefined && Temporal.Instant.compare(Temporal.Instant.from(said.answerBy), context.now) <= 0)
    throw refuse(untilPast);
  if (!said.urgent || callsSome(said)) return;
  const member = await loadMembership(context.db, said.conversationId, said.senderId);
  if (member.kind === 'group' && !leads(member) && !member.calling_all) throw refuse(whoMayBeUrgent);
}

/** What follows from a message that is urgent or asks for an answer (M5, M7). */
export async function tellMeant(context: Work, said: Said, message: ToldOf): Promise<void> {
  if (said.urgent !== true && said.answerBy === undefined) return;
  const personIds = await meantBy(context, said);
  if (said.answerBy !== undefined && personIds.length > 0) {
    if (personIds.length > mostAsked) throw refuse(tooManyAsked, { most: mostAsked });
    await ask(context, said.senderId, said.answerBy, personIds, message);
  }
  if (said.urgent) {
    const facts = { sender: await nameOf(context, said.senderId) };
    await tellAbout(context, urgentNotice, { message, personIds, facts, urgent: true, reminds: true });
  }
}

async function ask(
  context: Work,
  askedBy: string,
  answerBy: string,
  personIds: readonly string[],
  { conversationId, seq, messageId }: ToldOf,
): Promise<void> {
  const deadline = Temporal.Instant.from(answerBy);
  await sql`
    insert into messaging.answer_request (conversation_id, seq, message_id, asked_by, deadline)
    values (${conversationId}, ${seq}, ${messageId}, ${askedBy}, ${deadline.toString()})`.execute(context.db);
  await sql`
    insert into messaging.asked_person (conversation_id, seq, person_id)
    select ${conversationId}::uuid, ${seq}::int, id from unnest(${sql.val([...personIds])}::uuid[]) as w(id)`.execute(
    context.db,
  );
  const input = { conversationId, seq };
  await context.schedule(answerReminds, { key: messageId, at: remindAt(context.now, deadline), input });
  await context.schedule(answersEnd, { key: messageId, at: deadline, input });
  context.emit(answersAsked, {
    conversationId,
    messageId,
    seq,
    askedBy,
    personIds: [...personIds],
    deadline: deadline.toString(),
  });
}

/** Somebody who was asked has answered, by a message (`answerSeq`) or by a press. Gives false where they weren't asked or had answered. */
export async function recordAnswer(
  context: Work,
  answer: {
    readonly conversationId: string;
    readonly seq: number;
    readonly personId: string;
    readonly answerSeq: number | null;
  },
): Promise<boolean> {
  const { conversationId, seq, personId, answerSeq } = answer;
  const at = context.now.toString();
  const { rows } = await sql<{ message_id: string; asked_by: string; late: boolean }>`
    update messaging.asked_person a set answered_at = ${at}, answered_seq = ${answerSeq}
    from messaging.answer_request r
    where r.conversation_id = a.conversation_id and r.seq = a.seq and a.conversation_id = ${conversationId}
      and a.seq = ${seq} and a.person_id = ${personId} and a.answered_at is null
    returning r.message_id, r.asked_by, r.deadline < ${at} as late`.execute(context.db);
  const [asked] = rows;
  if (!asked) return false;
  await readNotices(context, conversationId, { after: seq - 1, upTo: seq });
  context.emit(answerGiven, {
    conversationId,
    messageId: asked.message_id,
    seq,
    askedBy: asked.asked_by,
    personId,
    at,
    answerSeq,
    late: asked.late,
  });
  return true;
}

/** Nothing is asked any more by a message that was taken back. */
export async function withdrawAsked(context: Work, conversationId: string, seq: number): Promise<void> {
  const { rows } = await sql<{ message_id: string }>`
    delete from messaging.answer_request where conversation_id = ${conversationId} and seq = ${seq}
    returning message_id`.execute(context.db);
  for (const { message_id } of rows) {
    await context.unschedule(answerReminds, message_id);
    await context.unschedule(answersEnd, message_id);
  }
}
