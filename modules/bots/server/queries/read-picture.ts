import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { readMessage } from '#modules/messaging/contract/content.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';

/** Who may read the message may see its picture, and nobody else. */
export const readPicture = handle<BotsTables>()(contract.readPicture, async (context, { pictureId }) => {
  const { rows } = await sql<{ message_id: string | null; media_type: string; bytes: Buffer }>`
    select message_id, media_type, bytes from bots.picture where id = ${pictureId}::uuid`.execute(context.db as never);
  const [picture] = rows;
  if (!picture?.message_id) throw refuse(notFound);
  await context.read(readMessage, { messageId: picture.message_id });
  const { media_type: mediaType, bytes } = picture;
  return { bytes, name: `picture.${mediaType.slice(6)}`, mediaType, size: bytes.length, inline: true };
});
