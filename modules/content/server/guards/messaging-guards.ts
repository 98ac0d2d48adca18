import { type Guard, guard } from '#kernel/server/define-module.ts';
import { describeFiles } from '#modules/files/contract/operations.ts';
import { editMessage, forwardMessages, readMessages } from '#modules/messaging/contract/content.ts';
import { postAnnouncement } from '#modules/messaging/contract/group-tools.ts';
import { fileIdsOf } from '#modules/messaging/contract/message-files.ts';
import { sendMessage } from '#modules/messaging/contract/messages.ts';
import { sharing } from '../../contract/settings.ts';
import { textsOf } from '../../domain/texts-of.ts';
import { checkSending } from '../check-sending.ts';
import { checkSharing } from '../check-sharing.ts';
import type { ContentTables, Guarding } from '../content-tables.ts';

const sent = guard<ContentTables>()(
  'content.sent',
  sendMessage,
  async (context, { conversationId, text, content, classification }) => {
    const said = textsOf(content ? { ...content } : { text });
    const names = await fileNames(context, content?.kind === 'file' ? content.fileIds : []);
    const whole = [said, ...names].filter((one) => one !== '').join('\n');
    // Read beside the rules: a message waits for one statement less.
    const [asked] = await Promise.all([context.setting(sharing), checkSending(context, [conversationId], whole)]);
    await checkSharing(context, asked, {
      conversationId,
      classification,
      text: said,
      fileIds: content?.kind === 'file' ? content.fileIds : [],
      isStated: content?.kind === 'file' && content.stated !== undefined,
    });
  },
  'beforehand',
);

/** A name tells as much as a text. */
async function fileNames(context: Pick<Guarding, 'read' | 'actor'>, fileIds: readonly string[]): Promise<string[]> {
  if (fileIds.length === 0 || context.actor.kind !== 'person') return [];
  const { rows } = await context.read(describeFiles, { fileIds: fileIds.slice(0, 100) });
  return rows.map(({ name }) => name);
}

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
  const names = await fileNames(
    context,
    rows.flatMap((row) => (row.body ? fileIdsOf(row.body) : [])),
  );
  const text = [...rows.map((row) => textsOf(row.body)), ...names, input.comment ?? '']
    .filter((one) => one !== '')
    .join('\n');
  const targets = [...input.toConversationIds, ...(input.toPersonIds.length > 0 ? [null] : [])];
  await checkSending(context, targets, text);
});

/** Everything that a person says passes here before it is said. */
export const messagingGuards: readonly Guard[] = [sent, edited, announced, forwarded];
