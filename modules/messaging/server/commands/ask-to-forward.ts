import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { forwardConsentMoved } from '../../contract/compose-events.ts';
import { consentNotNeeded, forwardForbidden } from '../../contract/failures.ts';
import * as contract from '../../contract/forward-consents.ts';
import { consentAsked } from '../../contract/notices.ts';
import { carriedKinds } from '../compose/carried-kinds.ts';
import { needsConsent } from '../compose/forward-consents.ts';
import { nameOf, tellAbout } from '../compose/tell-about.ts';
import { loadMessage } from '../load-message.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const askToForward = handle<MessagingTables>()(
  contract.askToForward,
  async (context, { conversationId, seq, reason }) => {
    const { personId } = context.person();
    const { member, message } = await loadMessage(context.db, conversationId, seq, personId);
    if (!member.forwarding || message.no_forward || !carriedKinds.has(message.kind)) throw refuse(forwardForbidden);
    const { sender_id: authorId, body } = message;
    if (authorId === null || !needsConsent(message, personId, member.forward_consent)) throw refuse(consentNotNeeded);
    const open = await sql<{ id: string }>`
      select id from messaging.forward_consent where conversation_id = ${conversationId} and seq = ${seq}
        and asker_id = ${personId} and state in ('asked', 'given')`.execute(context.db);
    const [held] = open.rows;
    if (held) return { consentId: held.id };
    const consentId = context.newId();
    await sql`
      insert into messaging.forward_consent (id, conversation_id, seq, author_id, asker_id, reason, state, asked_at)
      values (${consentId}, ${conversationId}, ${seq}, ${authorId}, ${personId}, ${reason}, 'asked',
        ${context.now.toString()})`.execute(context.db);
    await tellAbout(context, consentAsked, {
      message: { conversationId, seq, messageId: message.id, body },
      personIds: [authorId],
      facts: { sender: await nameOf(context, personId) },
      link: '/messages/waiting?shown=toMe',
    });
    context.about('message', message.id);
    context.emit(forwardConsentMoved, { consentId, conversationId, seq, authorId, askerId: personId, state: 'asked' });
    return { consentId };
  },
);
