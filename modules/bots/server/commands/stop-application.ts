import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { applicationChanged } from '../../contract/events.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';
import { proposalExpires } from '../proposal-expires.ts';

export const stopApplication = handle<BotsTables>()(contract.stopApplication, async (context, { applicationId }) => {
  const { rows } =
    await sql`update bots.application set state = 'off', key_hash = null, expires_at = null, revision = revision + 1
    where id = ${applicationId}::uuid returning id`.execute(context.db);
  if (rows.length === 0) throw refuse(notFound);
  await context.unschedule(proposalExpires, applicationId);
  context.about('application', applicationId);
  context.emit(applicationChanged, { applicationId });
  return {};
});
