import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { openApplicationChat } from '#modules/messaging/contract/application-chats.ts';
import * as contract from '../../contract/application-chats.ts';
import { speaking } from '../application-rows.ts';
import type { BotsTables } from '../bots-tables.ts';
import { isVisible } from '../is-visible.ts';

export const openApplication = handle<BotsTables>()(contract.openApplication, async (context, { applicationId }) => {
  const { personId } = context.person();
  const { rows } = await sql<{ name: string }>`
    select a.name from bots.application a
    where a.id = ${applicationId}::uuid and a.state = 'active' and ${isVisible(sql`${personId}::uuid`)}`.execute(
    context.db,
  );
  const [found] = rows;
  if (!found) throw refuse(notFound);
  return context.callAs(speaking, openApplicationChat, { applicationId, name: found.name, personId });
});
