import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';
import { leadsGroup } from '../led-group.ts';

export const listGroupBots = handle<BotsTables>()(contract.listGroupBots, async (context, { conversationId }) => {
  const leads = await leadsGroup(context, conversationId);
  const bots = await sql<{
    id: string;
    name: string;
    active: boolean;
    made_by: string;
    maker: string;
    made_at: string;
    last_at: string | null;
    ranges: string[];
    signed: boolean;
  }>`select b.id, b.name, b.active, b.made_by, p.name as maker, b.made_at, b.last_at, b.ranges, b.signed
    from bots.bot b join directory.published_person p on p.id = b.made_by
    where b.conversation_id = ${conversationId}::uuid and b.removed_at is null order by b.id`.execute(context.db);
  const applications = await sql<{ id: string; name: string; purpose: string; admitted: boolean }>`
    select a.id, a.name, a.purpose, m.application_id is not null as admitted from bots.application a
    left join bots.admission m on m.application_id = a.id and m.conversation_id = ${conversationId}::uuid
    where a.state = 'active' and (${leads} or m.application_id is not null) order by a.id`.execute(context.db);
  return {
    rows: bots.rows.map(({ id, made_by, maker, made_at, last_at, ranges, ...row }) => ({
      ...row,
      botId: id,
      madeBy: { id: made_by, name: maker },
      madeAt: made_at,
      lastAt: last_at,
      ...(leads ? { ranges } : {}),
    })),
    applications: applications.rows.map(({ id, ...row }) => ({ applicationId: id, ...row })),
    may: leads ? ['manage' as const] : [],
  };
});
