import { sql } from 'kysely';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/forward-consents.ts';
import { type FoundMessage, messageFields, shownMessage } from '../compose/message-fields.ts';
import { clearanceOf } from '../labels/clearance.ts';
import type { MessagingTables } from '../messaging-tables.ts';

type Shown = OutputOf<typeof contract.listForwardConsents>['rows'][number];
type Row = FoundMessage & Pick<Shown, 'consentId' | 'authorId' | 'askerId' | 'reason' | 'state' | 'askedAt'>;

export const listForwardConsents = handle<MessagingTables>()(
  contract.listForwardConsents,
  async (context, { shown, limit, cursor }) => {
    const { personId } = context.person();
    const mine = shown === 'toMe' ? sql`f.author_id = ${personId}` : sql`f.asker_id = ${personId}`;
    // Who has left the conversation reads nothing of it; an author answers all the same.
    const { rows } = await sql<Row>`
      select ${messageFields(personId, clearanceOf(context))}, f.id as "consentId", f.author_id as "authorId", f.asker_id as "askerId", f.reason,
        f.state, f.asked_at as "askedAt"
      from messaging.forward_consent f
      join messaging.conversation c on c.id = f.conversation_id
      join messaging.message s on s.conversation_id = f.conversation_id and s.seq = f.seq
      left join messaging.member m on m.conversation_id = c.id and m.person_id = ${personId} and m.left_at is null
      where ${mine} and (m.person_id is not null or s.sender_id = ${personId})
        ${cursor === undefined ? sql`` : sql`and f.id::text < ${cursor}`}
      order by f.id desc limit ${limit + 1}`.execute(context.db);
    const page = rows.slice(0, limit);
    const end = rows.length > limit ? page.at(-1) : undefined;
    return {
      rows: page.map(({ consentId, authorId, askerId, reason, state, askedAt, ...row }) => ({
        consentId,
        ...shownMessage(row),
        authorId,
        askerId,
        reason,
        state,
        askedAt,
      })),
      ...(end ? { next: end.consentId } : {}),
    };
  },
);
