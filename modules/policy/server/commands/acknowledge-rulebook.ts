import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { oldRevision } from '../../contract/failures.ts';
import * as contract from '../../contract/rulebooks.ts';
import { announceRulebook } from '../announce-rulebook.ts';
import { keepEvidence } from '../keep-evidence.ts';
import type { PolicyTables } from '../policy-tables.ts';
import { loadRulebook } from '../rulebook-rows.ts';

export const acknowledgeRulebook = handle<PolicyTables>()(contract.acknowledgeRulebook, async (context, input) => {
  const { personId, employerId } = context.person();
  const rulebook = await loadRulebook(context, input.rulebookId);
  if (rulebook.employer_id !== employerId) throw refuse(notFound);
  if (rulebook.revision_number !== input.revisionNumber) throw refuse(oldRevision);
  const made = await sql`insert into policy.acknowledgement (rulebook_id, revision_number, person_id, at)
    values (${rulebook.id}, ${input.revisionNumber}, ${personId}, ${context.now.toString()})
    on conflict do nothing returning at`.execute(context.db);
  if (made.rows.length === 0) return {};
  await keepEvidence(context, {
    kind: 'policy.acknowledged',
    about: `rulebook:${rulebook.id}`,
    subjectPersonId: personId,
    record: { revisionNumber: input.revisionNumber },
  });
  announceRulebook(context, rulebook);
  return {};
});
