import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/answers.ts';
import { type FoundMessage, messageFields, shownMessage } from '../compose/message-fields.ts';
import { readPlace } from '../compose/read-place.ts';
import { clearanceOf } from '../labels/clearance.ts';
import type { MessagingTables } from '../messaging-tables.ts';

interface Row extends FoundMessage {
  deadline: string;
  waiting: number;
}

export const listAsked = handle<MessagingTables>()(contract.listAsked, async (context, { shown, limit, cursor }) => {
  const { personId } = context.person();
  const after = cursor === undefined ? undefined : readPlace(cursor);
  const { rows } = await sql<Row>`
    select * from (
      select ${messageFields(personId, clearanceOf(context))}, r.deadline,
        (select count(*)::int from messaging.asked_person a
          join messaging.member o on o.conversation_id = a.conversation_id and o.person_id = a.person_id and o.left_at is null
          where a.conversation_id = r.conversation_id and a.seq = r.seq and a.answered_at is null
            and (${shown === 'others'} or a.person_id = ${personId})) as waiting
      from messaging.answer_request r
      join messaging.member m on m.conversation_id = r.conversation_id and m.person_id = ${personId} and m.left_at is null
      join messaging.conversation c on c.id = r.conversation_id
      join messaging.message s on s.conversation_id = r.conversation_id and s.seq = r.seq
      where ${
        shown === 'others'
          ? sql`r.asked_by = ${personId}`
          : sql`exists (select from messaging.asked_person a where a.conversation_id = r.conversation_id
              and a.seq = r.seq and a.person_id = ${personId} and a.answered_at is null)`
      }
        ${after ? sql`and (r.deadline, r.conversation_id, r.seq) > (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]}::int)` : sql``}
    ) as asked where waiting > 0
    order by deadline, "conversationId", seq limit ${limit + 1}`.execute(context.db);
  const page = rows.slice(0, limit);
  const end = rows.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map(({ deadline, waiting, ...row }) => ({ ...shownMessage(row), deadline, waiting })),
    ...(end ? { next: JSON.stringify([end.deadline, end.conversationId, end.seq]) } : {}),
  };
});
