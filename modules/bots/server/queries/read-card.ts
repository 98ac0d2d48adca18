import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';
import { cardsOf, shownCard } from '../card-rows.ts';

export const readCard = handle<BotsTables>()(contract.readCard, async (context, { cardId }) => {
  const [card] = await cardsOf(context.db, context.person().personId, sql`c.id = ${cardId}::uuid`, 1);
  if (!card) throw refuse(notFound);
  return shownCard(card);
});
