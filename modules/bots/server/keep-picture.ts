import { sql } from 'kysely';
import sharp from 'sharp';
import { refuse } from '#kernel/contract/failure.ts';
import { notAPicture } from '../contract/failures.ts';
import { mostPictureBytes } from '../contract/said.ts';
import type { Command } from './bots-tables.ts';

export const mostPixels = 50_000_000;
const mediaTypes = { jpeg: 'image/jpeg', png: 'image/png' } as const;

/** A JPEG or PNG, known by its content and not by its name. */
export async function readSentPicture(base64: string): Promise<{ bytes: Buffer; format: keyof typeof mediaTypes }> {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 0 || bytes.length > mostPictureBytes) throw refuse(notAPicture);
  const found = await sharp(bytes, { limitInputPixels: mostPixels })
    .metadata()
    .catch(() => undefined);
  if (found?.format !== 'jpeg' && found?.format !== 'png') throw refuse(notAPicture);
  return { bytes, format: found.format };
}

/** Keeps a picture that a program sent; gives its id. */
export async function keepPicture(context: Command, base64: string): Promise<string> {
  const { bytes, format } = await readSentPicture(base64);
  const id = context.newId();
  await sql`insert into bots.picture (id, media_type, bytes)
    values (${id}::uuid, ${mediaTypes[format]}, ${bytes})`.execute(context.db);
  return id;
}
