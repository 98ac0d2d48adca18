import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/media.ts';
import { clearanceOf } from '../labels/clearance.ts';
import { linkCardOf } from '../media/link-card-of.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const readLinkPicture = handle<MessagingTables>()(contract.readLinkPicture, async (context, input) => {
  const card = await linkCardOf(context.db, context.person().personId, clearanceOf(context), input);
  const bytes = card?.picture ? await context.blobs.get(card.picture) : undefined;
  if (!bytes) throw refuse(notFound);
  return { bytes, name: 'picture.webp', mediaType: 'image/webp', inline: true };
});
