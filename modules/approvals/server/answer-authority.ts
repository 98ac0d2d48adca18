import { sql } from 'kysely';
import { findHolders } from '#modules/access/contract/holders.ts';
import type { LimitPeriod } from '../contract/authority-limit.ts';
import type { Authority } from '../contract/definition.ts';
import type { AuthorityAnswer, Facts, Query } from '../contract/facts.ts';
import { isBeyond } from '../domain/authority.ts';
import { periodOf } from '../domain/period-of.ts';
import { asksPeople, routeOf } from '../domain/route.ts';
import type { Asks } from './answer-questions.ts';
import { type ApplicantFacts, applicantFacts } from './applicant-facts.ts';
import type { AskedAbout } from './asked-about.ts';
import { amountsOf } from './counted-amounts.ts';
import type { PeopleQuery } from './find-people.ts';

type AuthorityQuery = Extract<Query, { kind: 'authority' }>;
type Answers = ReadonlyMap<string, AuthorityAnswer>;

/** W7: what the people asked about may decide, and what is asked of them. */
export async function answerAuthority(
  context: Asks,
  questions: readonly AuthorityQuery[],
  about: AskedAbout,
): Promise<Facts['authority']> {
  const answers: Record<string, AuthorityAnswer> = {};
  for (const { key, nodeId, person, applicant } of questions) {
    const found = (await authorityAt(context, about, nodeId, applicant, [person])).get(person);
    if (found) answers[key] = found;
  }
  return answers;
}

/** Who decides in the place of somebody without the authority: of those above him, who have it. */
export async function withAuthority(
  context: Asks,
  questions: readonly PeopleQuery[],
  found: Facts['people'],
  about: AskedAbout,
): Promise<Facts['people']> {
  const people = { ...found };
  for (const { key, rule, nodeId, applicant } of questions) {
    if (rule.kind !== 'authorized' || nodeId === undefined) continue;
    const above = people[key] ?? [];
    const answers = await authorityAt(
      context,
      about,
      nodeId,
      applicant,
      above.map((one) => one.id),
    );
    people[key] = above.filter(({ id }) => {
      const answer = answers.get(id);
      return answer !== undefined && !isBeyond(answer);
    });
  }
  return people;
}

interface Limit {
  readonly period: LimitPeriod;
  /** null: without limit. */
  readonly most: number | null;
  readonly holders: ReadonlySet<string>;
}

interface Beside {
  readonly totals: Readonly<Record<Exclude<LimitPeriod, 'single'>, number>>;
  readonly siblings: readonly { instance_id: string; number: string; amount: number; submitted_at: string }[];
}

async function authorityAt(
  context: Asks,
  about: AskedAbout,
  nodeId: string,
  applicant: string,
  people: readonly string[],
): Promise<Answers> {
  const node = routeOf(about.definition).get(nodeId)?.node;
  const authority = node && asksPeople(node) ? node.authority : undefined;
  if (!authority || people.length === 0) return new Map();
  const facts = await applicantFacts(context, applicant);
  const limits = await limitsOf(context, about.kind.name, facts, people);
  const beside = await countedBeside(context, about, nodeId, authority, facts);
  return new Map(people.map((person) => [person, answerFor(person, limits, beside, about, authority, facts)]));
}

/**
 * Of each period the highest limit that applies; of the periods the one that leaves least. Nobody has a limit at this employer:
 * the table isn't used, and there is none. Who stands in none where others do may decide nothing.
 */
function answerFor(
  person: string,
  limits: readonly Limit[],
  { totals, siblings }: Beside,
  about: AskedAbout,
  authority: Authority,
  facts: ApplicantFacts,
): AuthorityAnswer {
  const { amount } = amountsOf(authority, about.form);
  const own = limits.filter((limit) => limit.holders.has(person));
  const totalOf = (period: LimitPeriod) => (period === 'single' ? amount : amount + totals[period]);
  const at = about.request?.submittedAt ?? facts.now;
  const told = (period: LimitPeriod) => {
    const { from, to } = periodOf(period === 'single' ? 'month' : period, at, facts.timeZone);
    return siblings
      .filter(
        (one) => Date.parse(one.submitted_at) >= Date.parse(from) && Date.parse(one.submitted_at) < Date.parse(to),
      )
      .map((one) => ({ requestId: one.instance_id, number: one.number, amount: one.amount }));
  };
  if (own.length === 0) {
    return { limit: limits.length === 0 ? null : 0, total: amount, siblings: told('month') };
  }
  const periods = [...new Set(own.map((limit) => limit.period))].map((period) => {
    const those = own.filter((limit) => limit.period === period).map((limit) => limit.most);
    const limit = those.includes(null) ? null : Math.max(...those.filter((most) => most !== null));
    const total = totalOf(period);
    return { period, limit, total, left: limit === null ? Number.POSITIVE_INFINITY : limit - total };
  });
  const [tightest] = periods.sort((one, other) => one.left - other.left);
  if (!tightest) throw new Error('a limit without a period');
  return { limit: tightest.limit, total: tightest.total, siblings: told(tightest.period) };
}

async function limitsOf(
  context: Asks,
  kind: string,
  { employerId, applicant }: ApplicantFacts,
  people: readonly string[],
): Promise<Limit[]> {
  const { rows } = await sql<{
    holder_kind: 'post' | 'role' | 'person';
    holder: string;
    most: number | null;
    period: LimitPeriod;
    holders: string[] | null;
  }>`
    select l.holder_kind, l.holder, l.most, l.period, case when l.holder_kind = 'post' then
      array(select h.person_id from directory.published_post_holding h
        where h.post_id::text = l.holder and h.person_id = any(${people}::uuid[])) end as holders
    from approvals.authority_limit l
    where l.employer_id = ${employerId}::uuid and (l.kind is null or l.kind = ${kind})`.execute(context.db);
  const roles = [...new Set(rows.filter((row) => row.holder_kind === 'role').map((row) => row.holder))];
  const byRole = new Map<string, readonly string[]>();
  if (roles.length > 0) {
    const { answers } = await context.read(findHolders, {
      questions: roles.map((role) => ({
        key: role,
        personId: applicant,
        rule: { kind: 'role' as const, role, within: 'employer' as const },
      })),
    });
    for (const { key, personIds } of answers) byRole.set(key, personIds);
  }
  return rows.map(({ holder_kind, holder, most, period, holders }) => ({
    period,
    most: most === null ? null : Number(most),
    holders: new Set(holder_kind === 'person' ? [holder] : holder_kind === 'post' ? holders : byRole.get(holder)),
  }));
}

/**
 * W7.1: what counts together with this request: of the same kind at the same employer, to the same payee, for the same project
 * and from the same budget line, as far as the node names them and the form says them; where it says none, of the same applicant.
 */
async function countedBeside(
  context: Asks,
  about: AskedAbout,
  nodeId: string,
  authority: Authority,
  facts: ApplicantFacts,
): Promise<Beside> {
  const { payee, project, budgetLine } = amountsOf(authority, about.form);
  const at = about.request?.submittedAt ?? facts.now;
  const [month, quarter, year] = (['month', 'quarter', 'year'] as const).map((one) =>
    periodOf(one, at, facts.timeZone),
  );
  const inPeriod = (period: typeof month) =>
    sql`coalesce(sum(amount) filter (where submitted_at >= ${period?.from}::timestamptz and submitted_at < ${period?.to}::timestamptz), 0)::float8`;
  const same = [
    ...(payee === null ? [] : [sql`c.payee = ${payee}`]),
    ...(project === null ? [] : [sql`c.project = ${project}`]),
    ...(budgetLine === null ? [] : [sql`c.budget_line = ${budgetLine}`]),
  ];
  if (same.length === 0) same.push(sql`c.applicant_id = ${facts.applicant}::uuid`);
  const { rows } = await sql<Beside['totals'] & { siblings: Beside['siblings'] | null }>`
    with beside as materialized (
      select c.instance_id, c.amount, c.submitted_at, i.number from approvals.counted_amount c
      join approvals.instance i on i.id = c.instance_id and i.status in ('running', 'returned', 'approved', 'revoking')
      where c.kind = ${about.kind.name} and c.node_id = ${nodeId} and c.employer_id = ${facts.employerId}::uuid
        and c.instance_id is distinct from ${about.request?.id ?? null}::uuid
        and c.submitted_at >= ${year?.from}::timestamptz and c.submitted_at < ${year?.to}::timestamptz
        and ${sql.join(same, sql` and `)})
    select ${inPeriod(month)} as month, ${inPeriod(quarter)} as quarter, ${inPeriod(year)} as year,
      (select json_agg(s) from (select * from beside order by submitted_at desc, instance_id limit 100) s) as siblings
    from beside`.execute(context.db);
  const [row] = rows;
  return {
    totals: { month: row?.month ?? 0, quarter: row?.quarter ?? 0, year: row?.year ?? 0 },
    siblings: row?.siblings ?? [],
  };
}
