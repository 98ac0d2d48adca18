import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale, secondPerson } from '#modules/access/contract/by-two.ts';
import * as contract from '../../contract/applications.ts';
import { applicationChangedMeanwhile } from '../../contract/failures.ts';
import { carryOutApplication } from '../carry-out-application.ts';
import { checkDefinition } from '../check-definition.ts';
import { proposalExpires } from '../expiry-timers.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { tellApplication } from '../told-application.ts';

export const proposeApplication = handle<IntegrationsTables>()(contract.proposeApplication, async (context, input) => {
  await refuseStale(context);
  const { personId } = context.person();
  const { revision, definition, reason = '' } = input;
  checkDefinition(context, definition);
  const applicationId = input.applicationId ?? context.newId();
  if (input.applicationId !== undefined) {
    const { rows } = await sql<{ revision: number }>`
      select revision from integrations.application where id = ${applicationId}::uuid for update`.execute(context.db);
    const [standing] = rows;
    if (!standing) throw refuse(notFound);
    if (standing.revision !== revision) throw refuse(applicationChangedMeanwhile);
  } else if (revision !== 0) throw refuse(applicationChangedMeanwhile);
  const { glassId, expiresAt } = await secondPerson(context);
  const now = context.now.toString();
  const proposalId = context.newId();
  const decided = glassId === null ? null : now;
  const { numAffectedRows } = await sql`
    insert into integrations.proposal (id, application_id, revision, definition, reason, proposed_at, proposed_by,
      expires_at, decided_at, decided_by, outcome, glass_id)
    values (${proposalId}::uuid, ${applicationId}::uuid, ${revision}, ${JSON.stringify(definition)}::jsonb, ${reason},
      ${now}::timestamptz, ${personId}::uuid, ${expiresAt}::timestamptz, ${decided}::timestamptz, ${glassId === null ? null : personId}::uuid,
      ${glassId === null ? null : 'carriedOut'}, ${glassId}::uuid)
    on conflict do nothing`.execute(context.db);
  if (numAffectedRows !== 1n) throw refuse(applicationChangedMeanwhile);
  if (glassId !== null)
    await carryOutApplication(context, {
      applicationId,
      revision,
      definition,
      proposedBy: personId,
      approvedBy: null,
      glassId,
    });
  else await context.schedule(proposalExpires, { key: proposalId, at: expiresAt, input: { proposalId } });
  tellApplication(context, applicationId, glassId === null ? 'proposed' : 'carriedOut');
  return { applicationId, proposalId: glassId === null ? proposalId : null };
});
