import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { mostHeldNames } from '#modules/directory/contract/hand-over-line.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import * as contract from '../../contract/people-changes.ts';
import type { BotsTables } from '../bots-tables.ts';

export const heldBots = handle<BotsTables>()(contract.heldBots, async (context, { personId }) => {
  const { rows } = await sql<{ name: string }>`
    select b.name from (
      select name, made_by as holder_id from bots.bot where removed_at is null and active
      union all
      select name, proposed_by from bots.application where state = 'active'
    ) b join directory.published_person p on p.id = b.holder_id
    where b.holder_id = ${personId}::uuid and ${context.within(managePeople, 'p.id')} order by b.name`.execute(
    context.db,
  );
  return { count: rows.length, names: rows.slice(0, mostHeldNames).map((row) => row.name) };
});
