import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { groupBotsChanged } from '../../contract/events.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';
import { requireLeading } from '../led-group.ts';

export const admitApplication = handle<BotsTables>()(contract.admitApplication, async (context, input) => {
  const { conversationId, applicationId, admitted } = input;
  await requireLeading(context, conversationId);
  const { rows } = await sql`
    select from bots.application where id = ${applicationId}::uuid and state = 'active'`.execute(context.db);
  if (rows.length === 0) throw refuse(notFound);
  if (admitted)
    await sql`insert into bots.admission (conversation_id, application_id, admitted_by, at)
      values (${conversationId}::uuid, ${applicationId}::uuid, ${context.person().personId}::uuid,
        ${context.now.toString()}::timestamptz) on conflict do nothing`.execute(context.db);
  else
    await sql`delete from bots.admission
      where conversation_id = ${conversationId}::uuid and application_id = ${applicationId}::uuid`.execute(context.db);
  context.about('application', applicationId);
  context.about('conversation', conversationId);
  context.emit(groupBotsChanged, { conversationId, botId: applicationId });
  return {};
});
