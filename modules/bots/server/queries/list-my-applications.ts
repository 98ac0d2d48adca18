import { sql } from 'kysely';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/application-chats.ts';
import type { BotsTables } from '../bots-tables.ts';
import { isVisible } from '../is-visible.ts';

type Row = OutputOf<typeof contract.listMyApplications>['rows'][number];

export const listMyApplications = handle<BotsTables>()(contract.listMyApplications, async (context) => {
  const { personId } = context.person();
  const { rows } = await sql<Row>`
    select a.id as "applicationId", a.name, a.purpose, left(md5(a.picture), 12) as picture, a.takes_messages as "takesMessages"
    from bots.application a where a.state = 'active' and ${isVisible(sql`${personId}::uuid`)} order by a.name, a.id`.execute(
    context.db as never,
  );
  return { rows };
});
