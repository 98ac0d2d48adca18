import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseFormer, refuseStale } from '#modules/access/contract/by-two.ts';
import { proposalOver, secondPersonNeeded } from '#modules/access/contract/failures.ts';
import * as contract from '../../contract/applications.ts';
import { definition } from '../../contract/definition.ts';
import { manageApplications } from '../../contract/permissions.ts';
import { carryOutApplication } from '../carry-out-application.ts';
import { checkDefinition } from '../check-definition.ts';
import { proposalExpires } from '../expiry-timers.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { tellApplication } from '../told-application.ts';

export const decideApplication = handle<IntegrationsTables>()(
  contract.decideApplication,
  async (context, { proposalId, agree }) => {
    await refuseStale(context);
    const { personId } = context.person();
    const { rows } = await sql<{
      application_id: string;
      revision: number;
      definition: unknown;
      proposed_by: string;
      outcome: string | null;
    }>`select application_id, revision, definition, proposed_by, outcome from integrations.proposal
      where id = ${proposalId}::uuid for update`.execute(context.db);
    const [proposal] = rows;
    if (!proposal) throw refuse(notFound);
    if (proposal.outcome !== null) throw refuse(proposalOver);
    const { application_id: applicationId, revision, proposed_by: proposedBy } = proposal;
    if (agree) {
      if (proposedBy === personId) throw refuse(secondPersonNeeded);
      await refuseFormer(context, proposedBy, manageApplications);
      const wanted = definition.parse(proposal.definition);
      checkDefinition(context, wanted);
      await carryOutApplication(context, {
        applicationId,
        revision,
        definition: wanted,
        proposedBy,
        approvedBy: personId,
        glassId: null,
      });
    }
    const outcome = agree ? 'carriedOut' : proposedBy === personId ? 'withdrawn' : 'refused';
    await sql`update integrations.proposal set decided_at = ${context.now.toString()}::timestamptz,
        decided_by = ${personId}::uuid, outcome = ${outcome}
      where id = ${proposalId}::uuid`.execute(context.db);
    await context.unschedule(proposalExpires, proposalId);
    tellApplication(context, applicationId, outcome, proposedBy);
    return {};
  },
);
