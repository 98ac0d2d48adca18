import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { noAddress } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { admitCaller } from '../application-rows.ts';
import type { BotsTables } from '../bots-tables.ts';
import { writeCard } from '../write-card.ts';

export const sendApplicationCard = handle<BotsTables>()(contract.sendApplicationCard, async (context, input) => {
  const { key, content } = input;
  const caller = await admitCaller(context, key);
  if (content.buttons.length > 0 && caller.address === null) throw refuse(noAddress);
  const groups = await sql<{ id: string }>`
    select g.id from bots.admission a join messaging.published_group g on g.id = a.conversation_id and g.closed_at is null
    where a.application_id = ${caller.id}::uuid and a.conversation_id = any(${sql.val(input.conversationIds)}::uuid[])`.execute(
    context.db,
  );
  const people = await sql<{ id: string; account: string }>`
    select id, lower(account) as account from directory.published_person
    where active and lower(account) = any(${sql.val(input.accounts.map((one) => one.toLowerCase()))}::text[])`.execute(
    context.db,
  );
  const conversationIds = groups.rows.map(({ id }) => id);
  const known = new Set(people.rows.map(({ account }) => account));
  const cardId = await writeCard(context, {
    applicationId: caller.id,
    sender: caller.name,
    content,
    operations: {},
    conversationIds,
    personIds: people.rows.map(({ id }) => id),
  });
  const leftOut = [
    ...input.conversationIds.filter((id) => !conversationIds.includes(id)),
    ...input.accounts.filter((account) => !known.has(account.toLowerCase())),
  ];
  return { cardId, leftOut };
});
