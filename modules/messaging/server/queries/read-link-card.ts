import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/media.ts';
import { clearanceOf } from '../labels/clearance.ts';
import { linkCardOf } from '../media/link-card-of.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const readLinkCard = handle<MessagingTables>()(contract.readLinkCard, async (context, input) => {
  const card = await linkCardOf(context.db, context.person().personId, clearanceOf(context), input);
  return { card: card ? { ...card, picture: card.picture !== null } : null };
});
