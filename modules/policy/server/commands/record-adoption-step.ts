import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { stepOutOfOrder } from '../../contract/failures.ts';
import * as contract from '../../contract/rulebooks.ts';
import { isNextStep } from '../../domain/article-life.ts';
import { announceRulebook } from '../announce-rulebook.ts';
import { keepEvidence } from '../keep-evidence.ts';
import { requireManager } from '../may-manage.ts';
import type { PolicyTables } from '../policy-tables.ts';
import { loadAdoption, loadRulebook } from '../rulebook-rows.ts';

export const recordAdoptionStep = handle<PolicyTables>()(contract.recordAdoptionStep, async (context, input) => {
  const rulebook = await loadRulebook(context, input.rulebookId);
  requireManager(context, rulebook.employer_id);
  const by = context.person().personId;
  const today = context.now.toZonedDateTimeISO(rulebook.time_zone).toPlainDate().toString();
  if (!isNextStep(await loadAdoption(context, rulebook.id), input, today)) throw refuse(stepOutOfOrder);
  const made =
    await sql`insert into policy.adoption_step (rulebook_id, kind, on_day, document, details, recorded_by, recorded_at)
    values (${rulebook.id}, ${input.kind}, ${input.day}, ${input.document}, ${input.details}, ${by}, ${context.now.toString()})
    on conflict do nothing returning kind`.execute(context.db);
  if (made.rows.length === 0) throw refuse(stepOutOfOrder);
  const { rulebookId: _, ...step } = input;
  await keepEvidence(context, {
    kind: 'policy.adoptionStep',
    about: `rulebook:${rulebook.id}`,
    record: { ...step, employerId: rulebook.employer_id, by },
  });
  announceRulebook(context, rulebook);
  return {};
});
