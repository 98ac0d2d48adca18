import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { postAsApplication, postFilesAsApplication } from '#modules/messaging/contract/application-chats.ts';
import { postCard } from '#modules/messaging/contract/cards.ts';
import * as contract from '../../contract/application-chats.ts';
import type { BotMessageBody, SaidByApplication } from '../../contract/said.ts';
import { textOf } from '../../contract/text-of.ts';
import { programOf, speaking } from '../application-rows.ts';
import type { BotsTables, Command } from '../bots-tables.ts';
import { keepPicture } from '../keep-picture.ts';
import { shownOf } from '../shown-of.ts';
import { writeCard } from '../write-card.ts';

export const postFromApplication = handle<BotsTables>()(contract.postFromApplication, async (context, input) => {
  // Whoever could call it by hand would speak as an application.
  if (context.actor.kind !== 'system') throw refuse(notFound);
  const { applicationId, said, card, conversationIds, personIds, made = {} } = input;
  const { rows } = await sql<{ name: string }>`
    select name from bots.application where id = ${applicationId}::uuid and state = 'active'`.execute(context.db);
  const [application] = rows;
  if (!application) throw refuse(notFound);
  const { name } = application;
  if (card !== undefined)
    return await writeCard(context, {
      applicationId,
      sender: name,
      content: card,
      operations: {},
      conversationIds,
      personIds,
      cardId: made.cardId,
    });
  if (said === undefined) return { posted: 0 };
  return await say(context, { applicationId, name }, said, { conversationIds, personIds, pictureId: made.pictureId });
});

/** One message in each of these groups, and in the conversation with each of these people; `pictureId`: of a picture that is kept already. */
async function say(
  context: Command,
  application: { readonly applicationId: string; readonly name: string },
  said: SaidByApplication,
  to: {
    readonly conversationIds: readonly string[];
    readonly personIds: readonly string[];
    readonly pictureId: string | undefined;
  },
): Promise<{ posted: number; pictureId?: string }> {
  const { applicationId, name: from } = application;
  if (said.kind === 'file') {
    const { fileIds, text } = said;
    const { posted } = await context.callAs(speaking, postFilesAsApplication, {
      ...application,
      personIds: [...to.personIds],
      conversationIds: [...to.conversationIds],
      program: programOf(applicationId),
      fileIds,
      ...(text === undefined ? {} : { text }),
    });
    return { posted: posted - new Set(to.conversationIds).size };
  }
  const pictureId = said.kind === 'picture' ? (to.pictureId ?? (await keepPicture(context, said.base64))) : undefined;
  const body: BotMessageBody = { applicationId, from, text: textOf(said), said: shownOf(said, pictureId) };
  const posted: { conversationId: string; seq: number }[] = [];
  let people = 0;
  const kind = 'botMessage';
  for (const conversationId of [...new Set(to.conversationIds)].sort()) {
    const { seq } = await context.callAs(speaking, postCard, { conversationId, kind, body });
    posted.push({ conversationId, seq });
  }
  if (to.personIds.length > 0) {
    const sent = await context.callAs(speaking, postAsApplication, {
      ...application,
      personIds: [...to.personIds],
      kind,
      body,
    });
    posted.push(...sent.posted);
    people = sent.posted.length;
  }
  if (pictureId !== undefined)
    await sql`insert into bots.picture_place (picture_id, conversation_id, seq)
      select ${pictureId}::uuid, w.id, w.seq from unnest(${sql.val(posted.map((one) => one.conversationId))}::uuid[],
        ${sql.val(posted.map((one) => one.seq))}::int[]) as w(id, seq)`.execute(context.db);
  return { posted: people, ...(pictureId === undefined ? {} : { pictureId }) };
}
