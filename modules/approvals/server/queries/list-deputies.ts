import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/deputies.ts';
import { deputiesAllowed } from '../../contract/deputy-settings.ts';
import { applicantFacts } from '../applicant-facts.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { administersPerson, type DeputyRule } from '../deputy-rules.ts';
import { newestKinds } from '../newest-kinds.ts';

interface Row extends DeputyRule {
  readonly kinds: string[] | null;
  readonly reason: string | null;
  readonly principal_name: string;
  readonly deputy_name: string;
  readonly set_by: string | null;
  readonly set_by_name: string | null;
  readonly begun: boolean;
  readonly over: boolean;
}

/** Rules where the person is principal or deputy: those of now and ahead first, then what was over within a year. */
export const listDeputies = handle<ApprovalsTables>()(contract.listDeputies, async (context, input) => {
  const own = context.person().personId;
  const personId = input.personId ?? own;
  const administers = personId !== own;
  if (administers && !(await administersPerson(context, personId))) throw refuse(notFound);
  const { employerId } = await applicantFacts(context, personId);
  const { rows } = await sql<Row>`
    select d.id, d.principal_id, d.deputy_id, d.kinds, d.from_day::text, d.until_day::text, d.reason, d.ended_at, d.set_by,
      p.name as principal_name, s.name as deputy_name, b.name as set_by_name,
      d.from_day <= t.today as begun, d.ended_at is not null or d.until_day < t.today as over
    from approvals.deputy d
    join directory.published_person p on p.id = d.principal_id
    join directory.published_person s on s.id = d.deputy_id
    left join directory.published_person b on b.id = d.set_by
    join directory.published_employer e on e.id = p.employer_id
    cross join lateral (select (${context.now.toString()}::timestamptz at time zone e.time_zone)::date as today) t
    where ${personId}::uuid in (d.principal_id, d.deputy_id) and d.until_day >= t.today - 366
    order by over, d.from_day desc, d.id desc limit 500`.execute(context.db);
  const titles = await newestKinds(
    context,
    rows.flatMap(({ kinds }) => kinds ?? []),
  );
  return {
    allowed: await context.setting(deputiesAllowed, employerId),
    rows: rows.map((row) => ({
      ruleId: row.id,
      principal: { id: row.principal_id, name: row.principal_name },
      deputy: { id: row.deputy_id, name: row.deputy_name },
      kinds: row.kinds?.map((kind) => ({ kind, title: titles.get(kind)?.title ?? { zh: kind, en: kind } })) ?? null,
      from: row.from_day,
      until: row.until_day,
      state: row.over ? ('over' as const) : row.begun ? ('now' as const) : ('ahead' as const),
      reason: row.reason,
      setBy: row.set_by === null ? null : { id: row.set_by, name: row.set_by_name ?? '' },
      endedAt: row.ended_at,
      may: row.over ? [] : ['end' as const],
    })),
  };
});
