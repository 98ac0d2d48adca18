import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { timeInFuture } from '../../contract/failures.ts';
import * as contract from '../../contract/rulebooks.ts';
import { keepEvidence } from '../keep-evidence.ts';
import { requireManager } from '../may-manage.ts';
import type { PolicyTables } from '../policy-tables.ts';

export const recordOutage = handle<PolicyTables>()(contract.recordOutage, async (context, input) => {
  requireManager(context, input.employerId);
  const employer = await sql`select from directory.published_employer where id = ${input.employerId}::uuid`.execute(
    context.db,
  );
  if (employer.rows.length === 0) throw refuse(notFound);
  const [from, to] = [Temporal.Instant.from(input.from), Temporal.Instant.from(input.to)];
  if (Temporal.Instant.compare(from, to) >= 0 || Temporal.Instant.compare(to, context.now) > 0)
    throw refuse(timeInFuture);
  const by = context.person().personId;
  await sql`insert into policy.outage (id, employer_id, from_at, to_at, reason, recorded_by, recorded_at)
    values (${context.newId()}, ${input.employerId}, ${from.toString()}, ${to.toString()}, ${input.reason}, ${by},
      ${context.now.toString()})`.execute(context.db);
  await keepEvidence(context, {
    kind: 'policy.outageRecorded',
    about: `employer:${input.employerId}`,
    record: { ...input, by },
  });
  context.about('employer', input.employerId);
  return {};
});
