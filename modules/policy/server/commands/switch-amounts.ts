import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { amountsSwitched } from '../../contract/events.ts';
import { capMissing } from '../../contract/failures.ts';
import * as contract from '../../contract/rulebooks.ts';
import { keepEvidence } from '../keep-evidence.ts';
import { requireManager } from '../may-manage.ts';
import type { PolicyTables } from '../policy-tables.ts';

export const switchAmounts = handle<PolicyTables>()(contract.switchAmounts, async (context, input) => {
  requireManager(context, input.employerId);
  const employer = await sql`select from directory.published_employer where id = ${input.employerId}::uuid`.execute(
    context.db,
  );
  if (employer.rows.length === 0) throw refuse(notFound);
  const by = context.person().personId;
  if (input.on) {
    const uncapped = await sql`select from policy.article a join policy.rulebook b on b.id = a.rulebook_id
      where b.employer_id = ${input.employerId}::uuid and a.rule->>'money' = ${input.money}
        and a.settings->'capFen' = 'null' limit 1`.execute(context.db);
    if (uncapped.rows.length > 0) throw refuse(capMissing);
  }
  const id = context.newId();
  await sql`insert into policy.amount_switch (id, employer_id, money, is_on, basis, switched_by, at)
    values (${id}, ${input.employerId}, ${input.money}, ${input.on}, ${input.basis}, ${by}, ${context.now.toString()})`.execute(
    context.db,
  );
  await keepEvidence(context, {
    kind: 'policy.amountsSwitched',
    about: `employer:${input.employerId}`,
    record: { money: input.money, on: input.on, basis: input.basis, by },
  });
  context.about('employer', input.employerId);
  context.emit(amountsSwitched, { employerId: input.employerId, money: input.money, on: input.on });
  return {};
});
