import { sql } from 'kysely';
import { z } from 'zod';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';
import { cardsOf, shownCard } from '../card-rows.ts';

/** Those that name the person; what came into a group stands there. */
export const listMyCards = handle<BotsTables>()(contract.listMyCards, async (context, { limit, cursor }) => {
  const { personId } = context.person();
  const before = z.uuid().safeParse(cursor).data;
  const mine = sql`exists (select from bots.card_person n where n.card_id = c.id and n.person_id = ${personId}::uuid)`;
  const which = before === undefined ? mine : sql`${mine} and c.id < ${before}::uuid`;
  const rows = await cardsOf(context.db, personId, which, limit + 1);
  const shown = rows.slice(0, limit);
  return { rows: shown.map(shownCard), ...(rows.length > limit ? { next: shown.at(-1)?.id } : {}) };
});
