import { type Guard, guard } from '#kernel/server/define-module.ts';
import { editMessage, forwardMessages, readMessages } from '#modules/messaging/contract/content.ts';
import { postAnnouncement } from '#modules/messaging/contract/group-tools.ts';
import { sendMessage } from '#modules/messaging/contract/messages.ts';
import { textsOf } from '../../domain/texts-of.ts';
import { checkSending } from '../check-sending.ts';
import type { ContentTables } from '../content-tables.ts';

const sent = guard<ContentTables>()(
  'content.sent',
  sendMessage,
  (context, { conversationId, text, content }) =>
    checkSending(context, [conversationId], textsOf(content ? { ...content } : { text })),
  'beforehand',
);

const edited = guard<ContentTables>()('content.edited', editMessage, (context, { conversationId, text }) =>
  checkSending(context, [conversationId], text),
);

const announced = guard<ContentTables>()('content.announced', postAnnouncement, (context, { conversationId, text }) =>
  checkSending(context, [conversationId], text),
);

/** What is forwarded is sent anew, by somebody else and to others. */
const forwarded = guard<ContentTables>()('content.forwarded', forwardMessages, async (context, input) => {
  if (context.actor.kind !== 'person') return;
  const { rows } = await context.read(readMessages, { conversationId: input.conversationId, seqs: input.seqs });
  const text = [...rows.map((row) => textsOf(row.body)), input.comment ?? ''].filter((one) => one !== '').join('\n');
  const targets = [...input.toConversationIds, ...(input.toPersonIds.length > 0 ? [null] : [])];
  await checkSending(context, targets, text);
});

/** Everything that a person says passes here before it is said. */
export const messagingGuards: readonly Guard[] = [sent, edited, announced, forwarded];
