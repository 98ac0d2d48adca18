import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { readMessages } from '#modules/messaging/contract/content.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';

/** Who may read the message may see its picture, and nobody else. */
export const readPicture = handle<BotsTables>()(contract.readPicture, async (context, { pictureId }) => {
  const { rows } = await sql<{ conversation_id: string | null; seq: number; media_type: string; bytes: Buffer }>`
    select conversation_id, seq, media_type, bytes from bots.picture where id = ${pictureId}::uuid`.execute(
    context.db as never,
  );
  const [picture] = rows;
  if (!picture?.conversation_id) throw refuse(notFound);
  const { conversation_id: conversationId, seq } = picture;
  const { rows: messages } = await context.read(readMessages, { conversationId, seqs: [seq] });
  const body = messages[0]?.body;
  // Gone, or a secret that the reader isn't cleared for.
  if (!body || body.hidden === true) throw refuse(notFound);
  const { media_type: mediaType, bytes } = picture;
  return { bytes, name: `picture.${mediaType.slice(6)}`, mediaType, size: bytes.length, inline: true };
});
