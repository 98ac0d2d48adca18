import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import type { Standing } from '#modules/messaging/contract/application-chats.ts';
import * as contract from '../../contract/application-chats.ts';
import type { BotsTables } from '../bots-tables.ts';
import { isVisible } from '../is-visible.ts';

/** A change that waits for its second person is off, too. */
export const applicationStanding = handle<BotsTables>()(
  contract.applicationStanding,
  async (context, { applicationId }) => {
    const { personId } = context.person();
    const { rows } = await sql<{ standing: Standing }>`
      select case when not ${isVisible(sql`${personId}::uuid`)} then 'outOfSight' when a.state <> 'active' then 'off'
        when a.takes_messages then 'takes' else 'takesNothing' end as standing
      from bots.application a where a.id = ${applicationId}::uuid`.execute(context.db as never);
    return { standing: rows[0]?.standing ?? 'outOfSight' };
  },
);
