import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Words } from '#kernel/contract/words.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { uuidIn } from '#kernel/server/database/uuid-in.ts';
import type { readStatistics, StatisticsBy } from '../../contract/statistics.ts';
import { withheldGroups } from '../../domain/statistics/protect-few.ts';
import { durationsOf, spreadClasses } from '../../domain/statistics/spread.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { publishedKind } from '../published-kind.ts';
import { nodeNames } from '../templates/node-names.ts';
import { figuresWithin, ledByReader } from './figures-within.ts';

type Reads = QueryContext<ApprovalsTables>;
type Asked = z.infer<(typeof readStatistics)['input']>;
type Answer = z.infer<(typeof readStatistics)['output']>;

const most = 500;
const sources: Readonly<Record<StatisticsBy, 'request' | 'task' | 'person'>> = {
  kind: 'request',
  step: 'task',
  department: 'task',
  person: 'person',
  day: 'request',
  week: 'request',
  month: 'request',
};
/** What the groups are, of `approvals.statistic s`. */
const keys: Readonly<Record<StatisticsBy, RawBuilder<unknown>>> = {
  kind: sql`s.kind`,
  step: sql`s.kind || ' ' || s.node_id`,
  department: sql`s.department_id::text`,
  person: sql`s.person_id::text`,
  day: sql`s.day::text`,
  week: sql`date_trunc('week', s.day::timestamp)::date::text`,
  month: sql`to_char(s.day, 'YYYY-MM')`,
};

interface Sums {
  readonly key: string | null;
  readonly whole: boolean;
  readonly name: string | null;
  readonly kind: string;
  readonly version: number;
  readonly count: number;
  readonly limited: number;
  readonly overdue: number;
  readonly elapsed: number;
  readonly elapsed_spread: number[];
  readonly working: number;
  readonly working_spread: number[];
  readonly outcomes: Readonly<Record<string, number>>;
  readonly people: string[];
  readonly applicants: string[];
}

/**
 * The figures of a period. Months that lie in it whole are read as months, so a long period reads no more than a short one.
 * What would tell about few people is withheld.
 */
export async function readFigures(context: Reads, asked: Asked): Promise<Omit<Answer, 'kinds' | 'may'>> {
  const what = sources[asked.by];
  const isTime = asked.by === 'day' || asked.by === 'week' || asked.by === 'month';
  const key = keys[asked.by];
  const chosen = sql`select ${key} as key, s.* from approvals.statistic s
    where s.what = ${what} and ${period(asked)}
      and ${asked.by === 'person' ? ledByReader(context, sql`s.person_id`) : figuresWithin(context)}
      ${asked.kind === undefined ? sql`` : sql`and s.kind = ${asked.kind}`}
      ${asked.departmentId === undefined ? sql`` : sql`and ${inDepartment(asked)}`}`;
  const spread = (column: string) =>
    sql`array[${sql.join(
      Array.from({ length: spreadClasses }, (_, at) => sql`coalesce(sum(c.${sql.ref(column)}[${sql.lit(at + 1)}]), 0)`),
    )}]::int[]`;
  // The row of the whole stands beside the groups, and is summed from them.
  const { rows } = await sql<Sums>`
    with c as not materialized (${chosen}),
    groups as (
      select c.key, max(c.kind) as kind, max(c.version) as version,
        coalesce(sum(c.count) filter (where c.outcome is distinct from 'revoked'), 0) as count,
        sum(c.limited) as limited, sum(c.overdue) as overdue, sum(c.elapsed) as elapsed,
        ${spread('elapsed_spread')} as elapsed_spread, sum(c.working) as working, ${spread('working_spread')} as working_spread
      from c group by c.key),
    sums as (
      select c.key, false as whole, c.kind, c.version, c.count::int as count, c.limited::int as limited,
        c.overdue::int as overdue, c.elapsed, c.elapsed_spread, c.working, c.working_spread
      from groups c
      union all
      select null, true, max(c.kind), coalesce(max(c.version), 0), coalesce(sum(c.count), 0)::int,
        coalesce(sum(c.limited), 0)::int, coalesce(sum(c.overdue), 0)::int, coalesce(sum(c.elapsed), 0),
        ${spread('elapsed_spread')}, coalesce(sum(c.working), 0), ${spread('working_spread')}
      from groups c),
    outcomes as (
      select o.key, o.whole, json_object_agg(o.outcome, o.count) as outcomes
      from (select c.key, grouping(c.key) = 1 as whole, c.outcome, sum(c.count)::int as count
        from c where c.outcome is not null group by grouping sets ((c.key, c.outcome), (c.outcome))) o
      group by o.key, o.whole),
    people as (
      select c.key, grouping(c.key) = 1 as whole, (array_agg(distinct p))[1:3]::text[] as people
      from c, unnest(c.people) p group by grouping sets ((c.key), ())),
    applicants as (
      select c.key, grouping(c.key) = 1 as whole, (array_agg(distinct p))[1:3]::text[] as people
      from c, unnest(c.applicants) p group by grouping sets ((c.key), ()))
    select s.*, coalesce(o.outcomes, '{}') as outcomes, coalesce(p.people, '{}') as people,
      coalesce(a.people, '{}') as applicants, ${nameOf(asked.by)} as name
    from sums s
    left join outcomes o on o.whole = s.whole and o.key is not distinct from s.key
    left join people p on p.whole = s.whole and p.key is not distinct from s.key
    left join applicants a on a.whole = s.whole and a.key is not distinct from s.key
    order by s.whole desc, ${isTime ? sql`s.key` : sql`s.count desc, s.key`} limit ${most + 1}`.execute(context.db);
  const groups = rows.filter((row) => !row.whole);
  const whole = rows.find((row) => row.whole);
  const known = await knownPeople(context, rows);
  const isAboutPeople = what === 'person';
  // Of requests, the applicants are whom a number tells about; how long it took tells about who dealt with them too.
  const numbers = (row: Sums) => ({ row, count: row.count, people: what === 'request' ? row.applicants : row.people });
  const times = (row: Sums) => ({ row, count: row.count, people: row.people });
  const withheldOf = (of: (row: Sums) => { row: Sums; count: number; people: readonly string[] }) =>
    isAboutPeople
      ? new Set<Sums>()
      : new Set(
          [...withheldGroups(groups.map(of), known), ...withheldGroups(whole ? [of(whole)] : [], known)].map(
            ({ row }) => row,
          ),
        );
  const [withheld, timeless] = [withheldOf(numbers), withheldOf(times)];
  const shown = (row: Sums) => figuresOf(row, what === 'request', withheld.has(row), timeless.has(row));
  const names = await Promise.all(groups.map((row) => wordsOf(context, asked.by, row)));
  return {
    of: what === 'request' ? 'requests' : 'tasks',
    rows: groups.map((row, at) => ({
      key: row.key,
      name: names[at] ?? { zh: row.key ?? '', en: row.key ?? '' },
      ...shown(row),
    })),
    total: whole ? shown(whole) : figuresOf(nothing, what === 'request', false, false),
  };
}

const nothing: Sums = {
  key: null,
  whole: true,
  name: null,
  kind: '',
  version: 0,
  count: 0,
  limited: 0,
  overdue: 0,
  elapsed: 0,
  elapsed_spread: [],
  working: 0,
  working_spread: [],
  outcomes: {},
  people: [],
  applicants: [],
};

function figuresOf(row: Sums, isRequests: boolean, isWithheld: boolean, isTimeless: boolean): Answer['total'] {
  const noTime = isWithheld || isTimeless;
  return {
    withheld: isWithheld,
    count: isWithheld ? null : row.count,
    ...(isRequests && !isWithheld && { outcomes: row.outcomes }),
    limited: noTime ? null : row.limited,
    overdue: noTime ? null : row.overdue,
    elapsed: noTime ? null : durationsOf(row.elapsed, row.elapsed_spread),
    working: noTime ? null : durationsOf(row.working, row.working_spread),
  };
}

/** The rows that make up the period, each day in one of them. */
function period({ by, from, to }: Asked): RawBuilder<unknown> {
  const days = sql`(s.grain = 'day' and s.day between ${from}::date and ${to}::date)`;
  if (by === 'day' || by === 'week') return days;
  const first = Temporal.PlainDate.from(from);
  const begins = first.day === 1 ? first : first.add({ months: 1 }).with({ day: 1 });
  const ends = Temporal.PlainDate.from(to).add({ days: 1 }).with({ day: 1 });
  if (Temporal.PlainDate.compare(begins, ends) >= 0) return days;
  return sql`((s.grain = 'month' and s.day >= ${begins.toString()}::date and s.day < ${ends.toString()}::date)
    or (s.grain = 'day' and s.day >= ${from}::date and s.day < ${begins.toString()}::date)
    or (s.grain = 'day' and s.day >= ${ends.toString()}::date and s.day <= ${to}::date))`;
}

function inDepartment({ by, departmentId }: Asked): RawBuilder<unknown> {
  const below = (column: RawBuilder<unknown>) => sql`exists (select from directory.published_department_tree w
    where w.descendant_id = ${column} and w.ancestor_id = ${departmentId}::uuid)`;
  if (by !== 'person') return below(sql`s.department_id`);
  return sql`exists (select from directory.published_person pp where pp.id = s.person_id
    and ${below(sql`pp.main_department_id`)})`;
}

function nameOf(by: StatisticsBy): RawBuilder<unknown> {
  if (by === 'person') return sql`(select n.name from directory.published_person n where n.id = ${uuidIn(sql`s.key`)})`;
  if (by === 'department')
    return sql`(select n.name from directory.published_department n where n.id = ${uuidIn(sql`s.key`)})`;
  return sql`null`;
}

/** Of the people named in small groups, those whom the reader leads, and himself. */
async function knownPeople(context: Reads, rows: readonly Sums[]): Promise<ReadonlySet<string>> {
  const ids = new Set(rows.flatMap(({ people, applicants }) => [...people, ...applicants]));
  const { rows: known } = await sql<{ id: string }>`
    select u.id::text as id from unnest(${sql.val([...ids])}::uuid[]) as u(id)
    where ${ledByReader(context, sql`u.id`)}`.execute(context.db);
  return new Set(known.map(({ id }) => id));
}

const ownSteps: Readonly<Record<string, Words>> = {
  ':resubmit': { zh: '申请人修改', en: 'Changes by the applicant' },
  ':revoke': { zh: '同意撤销', en: 'Consent to a revocation' },
};

async function wordsOf(context: Reads, by: StatisticsBy, row: Sums): Promise<Words> {
  if (by === 'department' || by === 'person') {
    return row.name === null ? { zh: '无部门', en: 'No department' } : { zh: row.name, en: row.name };
  }
  if (by !== 'kind' && by !== 'step') return { zh: row.key ?? '', en: row.key ?? '' };
  const { kind, definition } = await publishedKind(context, row.kind, row.version);
  if (by === 'kind') return kind.title;
  const nodeId = (row.key ?? '').slice(row.kind.length + 1);
  const node = ownSteps[nodeId] ?? nodeNames(definition).get(nodeId)?.name ?? { zh: nodeId, en: nodeId };
  return { zh: `${kind.title.zh} · ${node.zh}`, en: `${kind.title.en} · ${node.en}` };
}
