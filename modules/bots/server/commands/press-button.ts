import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { OperationContract } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import { pressedAlready } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';
import { announceCard, cardsOf } from '../card-rows.ts';

/** Whoever presses acts: what a module's button does, it does as them, with what they may do, or not at all. */
export const pressButton = handle<BotsTables>()(contract.pressButton, async (context, { cardId, button }) => {
  const { personId } = context.person();
  await sql`select from bots.card where id = ${cardId}::uuid for update`.execute(context.db);
  const [card] = await cardsOf(context.db, personId, sql`c.id = ${cardId}::uuid`, 1);
  const offered = card?.content.buttons.find((one) => one.button === button);
  const operation = card?.operations[button];
  if (!card || !offered || (card.application_id === null && !operation)) throw refuse(notFound);
  if (card.pressed_by !== null)
    throw refuse(pressedAlready, { name: card.presser ?? '', label: card.pressed_label ?? '' });
  await sql`update bots.card set pressed_button = ${button}, pressed_label = ${offered.label},
      pressed_by = ${personId}::uuid, pressed_at = ${context.now.toString()}::timestamptz
    where id = ${cardId}::uuid`.execute(context.db);
  if (operation) {
    const known = context.contracts.flatMap((one) => one.operations).find((one) => one.name === operation.operation);
    if (known?.kind !== 'command') throw refuse(notFound);
    await context.call(known as OperationContract<'command'>, operation.input);
  } else
    await sql`insert into bots.press_call (id, card_id, application_id, state, next_try)
      values (${context.newId()}::uuid, ${cardId}::uuid, ${card.application_id}::uuid, 'waiting',
        ${context.now.toString()}::timestamptz)`.execute(context.db);
  await announceCard(context, cardId);
  return {};
});
