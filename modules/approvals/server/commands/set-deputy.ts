import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/deputies.ts';
import { deputyChanged } from '../../contract/deputy-events.ts';
import { deputyFailures } from '../../contract/deputy-failures.ts';
import { deputiesAllowed } from '../../contract/deputy-settings.ts';
import { applicantFacts } from '../applicant-facts.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { administersPerson, scheduleRule } from '../deputy-rules.ts';

export const setDeputy = handle<ApprovalsTables>()(contract.setDeputy, async (context, input) => {
  const { personId } = context.person();
  const principalId = input.principalId ?? personId;
  if (principalId !== personId) {
    if (!(await administersPerson(context, principalId))) throw refuse(notFound);
    if (input.reason === undefined) throw refuse(deputyFailures.reasonRequired);
    // A deputy reads what his principal is asked: nobody lets himself in (A6).
    if (input.deputyId === personId) throw refuse(deputyFailures.deputyYourself);
  }
  if (input.deputyId === principalId) throw refuse(deputyFailures.deputyHimself);
  const { employerId, timeZone, today } = await applicantFacts(context, principalId);
  if (!(await context.setting(deputiesAllowed, employerId))) throw refuse(deputyFailures.deputiesNotAllowed);
  if (input.until < input.from || input.until < today) throw refuse(deputyFailures.deputyDays);
  const { rows } = await sql<{ id: string }>`select id from directory.published_person
    where id = ${input.deputyId}::uuid and active`.execute(context.db);
  if (!rows[0]) throw refuse(deputyFailures.deputyNotHere);
  const ruleId = context.newId();
  const rule = {
    id: ruleId,
    principal_id: principalId,
    deputy_id: input.deputyId,
    from_day: input.from,
    until_day: input.until,
    ended_at: null,
  };
  await sql`insert into approvals.deputy (id, principal_id, deputy_id, kinds, from_day, until_day, reason, set_by, set_at)
    values (${ruleId}::uuid, ${principalId}::uuid, ${input.deputyId}::uuid, ${sql.val(input.kinds)}::text[],
      ${input.from}::date, ${input.until}::date, ${input.reason ?? null}, ${personId}::uuid,
      ${context.now.toString()}::timestamptz)`.execute(context.db);
  await scheduleRule(context, rule, timeZone);
  context.about('deputy', ruleId);
  context.emit(deputyChanged, {
    ruleId,
    principalId,
    deputyId: input.deputyId,
    employerId,
    what: 'set',
    by: personId,
  });
  return { ruleId };
});
