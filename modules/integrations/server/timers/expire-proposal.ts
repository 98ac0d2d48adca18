import { sql } from 'kysely';
import { onTimer } from '#kernel/server/define-module.ts';
import { proposalExpires } from '../expiry-timers.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { tellApplication } from '../told-application.ts';

/** An application that nobody agreed to in time never comes. */
export const expireProposal = onTimer<IntegrationsTables>()(proposalExpires, async (context, { proposalId }) => {
  const { rows } = await sql<{ application_id: string; proposed_by: string }>`
    update integrations.proposal set decided_at = ${context.now.toString()}::timestamptz, outcome = 'expired'
    where id = ${proposalId}::uuid and outcome is null returning application_id, proposed_by`.execute(context.db);
  for (const row of rows) tellApplication(context, row.application_id, 'expired', row.proposed_by);
});
