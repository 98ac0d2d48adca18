import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';
import { writeCard } from '../write-card.ts';

export const sendCard = handle<BotsTables>()(contract.sendCard, async (context, input) => {
  // Whoever could call it by hand would have others press what they don't see.
  if (context.actor.kind !== 'system') throw refuse(notFound);
  const { from, content, conversationIds, personIds, operations } = input;
  for (const { button } of content.buttons) {
    const name = operations[button]?.operation;
    const known = context.contracts.flatMap((one) => one.operations).find((operation) => operation.name === name);
    if (known?.kind !== 'command') throw new Error(`the button ${button} has no command: ${name}`);
  }
  const { rows } = await sql<{ id: string }>`
    select id from directory.published_person where id = any(${sql.val(personIds)}::uuid[]) and active`.execute(
    context.db,
  );
  const { cardId } = await writeCard(context, {
    applicationId: null,
    sender: from,
    content,
    operations,
    conversationIds,
    personIds: rows.map(({ id }) => id),
  });
  return { cardId };
});
