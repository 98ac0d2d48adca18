import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/deputies.ts';
import { deputyFailures } from '../../contract/deputy-failures.ts';
import { applicantFacts } from '../applicant-facts.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { administersPerson, type DeputyRule, endRule } from '../deputy-rules.ts';

export const endDeputy = handle<ApprovalsTables>()(contract.endDeputy, async (context, { ruleId, reason }) => {
  const { personId } = context.person();
  const { rows } = await sql<DeputyRule>`
    select id, principal_id, deputy_id, from_day::text, until_day::text, ended_at from approvals.deputy
    where id = ${ruleId}::uuid for update`.execute(context.db);
  const [rule] = rows;
  if (!rule) throw refuse(notFound);
  // The deputy may put it down too: nobody has to act for somebody else.
  if (rule.principal_id !== personId && rule.deputy_id !== personId) {
    if (!(await administersPerson(context, rule.principal_id))) throw refuse(notFound);
    if (reason === undefined) throw refuse(deputyFailures.reasonRequired);
  }
  if (rule.ended_at !== null) throw refuse(deputyFailures.deputyEnded);
  const { employerId } = await applicantFacts(context, rule.principal_id);
  context.about('deputy', ruleId);
  await endRule(context, rule, personId, employerId);
  return {};
});
