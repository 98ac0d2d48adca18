import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/ledger.ts';
import { readStatements } from '../../contract/permissions.ts';
import { moneyKind } from '../../contract/rulebook.ts';
import { ledgerRows } from '../ledger-rows.ts';
import type { PolicyTables } from '../policy-tables.ts';

export const readStatement = handle<PolicyTables>()(contract.readStatement, async (context, { month, personId }) => {
  const me = context.person().personId;
  const whose = personId ?? me;
  const reach = whose === me ? sql`true` : context.within(readStatements, 'p.id');
  const { rows } = await sql<{ id: string; name: string; employer_id: string; employer_name: string; open: number }>`
    select p.id, p.name, p.employer_id, e.name as employer_name,
      (select count(*)::int from policy.case_file c where c.liable_id = p.id and c.month = ${month} and c.ended_at is null) as open
    from directory.published_person p join directory.published_employer e on e.id = p.employer_id
    where p.id = ${whose}::uuid and ${reach}`.execute(context.db);
  const person = rows[0];
  if (!person) throw refuse(notFound);
  const entries = await ledgerRows(
    context,
    sql`l.person_id = ${whose}::uuid and l.month = ${month} order by l.at, l.id`,
  );
  const sumOf = (kind: string) =>
    entries.filter((entry) => entry.kind === kind).reduce((sum, { amount }) => sum + amount, 0);
  return {
    month,
    person: { id: person.id, name: person.name },
    employer: { id: person.employer_id, name: person.employer_name },
    entries,
    points: sumOf('points'),
    money: moneyKind.options
      .filter((kind) => entries.some((entry) => entry.kind === kind))
      .map((kind) => ({ kind, fen: sumOf(kind) })),
    open: person.open,
    madeAt: context.now.toString(),
  };
});
