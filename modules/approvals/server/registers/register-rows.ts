import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { Words } from '#kernel/contract/words.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import type { ArchiveFilter } from '../../contract/archive-search.ts';
import type { InstanceState } from '../../contract/instance.ts';
import { expedite } from '../../contract/permissions.ts';
import type { listRegisterRows } from '../../contract/registers.ts';
import { hiddenFrom } from '../../domain/form/reader-rights.ts';
import { withoutColumns } from '../../domain/form/shown-field.ts';
import { nodeName } from '../../domain/request-view.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { fieldCondition, numberIn } from '../archive-search/field-condition.ts';
import { type FoundRow, foundColumns, foundRequests, foundRow } from '../archive-search/found-requests.ts';
import { grantedKinds } from '../archive-search/granted.ts';
import { contains, listConditions } from '../list-conditions.ts';
import { type PageKey, pageOf } from '../page-cursor.ts';
import { publishedKind } from '../published-kind.ts';
import { withheldRow } from '../request-line.ts';
import { seesMatter, takesPart } from '../sees-content.ts';
import { nodeNames } from '../templates/node-names.ts';
import { type RegisterKind, registerKinds } from './register-kinds.ts';
import type { RegisterRow } from './register-table.ts';

type Reads = QueryContext<ApprovalsTables>;
type Answer = z.infer<(typeof listRegisterRows)['output']>;

/** What the reader narrows a register by, beside what it says itself. Days on which requests ended. */
export interface Narrowed {
  readonly search?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface RunningRow extends Omit<FoundRow, 'ended_at'> {
  readonly ended_at: null;
  readonly visits: InstanceState['visits'];
  readonly holders: string[];
  /** The reader may look at its form. */
  readonly may_read: boolean;
  /** He is told what it is about. */
  readonly sees_matter: boolean;
}

/** A kind of the register that the reader may query, and its finished requests as SQL from `from` on. */
interface Source {
  readonly kind: RegisterKind;
  readonly from: RawBuilder<unknown>;
}

/** What of a register the reader may see. */
interface Contents {
  readonly sources: readonly Source[];
  /** What runs, as SQL from `from` on; nothing where the register doesn't follow it. */
  readonly running?: RawBuilder<unknown>;
  readonly notGranted: readonly Words[];
}

const hasFields = ({ fields }: RegisterKind, filter: Pick<ArchiveFilter, 'fields'>) =>
  filter.fields.every(({ name }) => fields.some((field) => field.name === name && field.searchedBy !== 'none'));

/**
 * What a register is made of for the reader: finished requests under his own permissions to query, and what runs where he
 * expedites. A kind whose forms lack a field that the register asks for has nothing in it.
 */
export async function registerContents(context: Reads, register: RegisterRow, narrowed: Narrowed): Promise<Contents> {
  const kinds = await registerKinds(context, register.kinds);
  const granted = await grantedKinds(context);
  const { fields: conditions, ...filter } = register.filter;
  const more = sql`${listConditions(context, { from: narrowed.from, to: narrowed.to }, sql`i.ended_at`)}
    ${narrowed.search === undefined ? sql`` : sql`and ${contains(context, narrowed.search)}`}`;
  const asked = kinds.filter((kind) => hasFields(kind, register.filter));
  const sources = await Promise.all(
    asked
      .filter((kind) => granted.has(kind.name))
      .map(async (kind) => {
        const { from } = await foundRequests(context, { ...filter, fields: conditions, kind: kind.name });
        return { kind, from: sql`${from} ${more}` };
      }),
  );
  const notGranted = kinds.filter((kind) => !granted.has(kind.name)).map(({ title }) => title);
  const isBounded = narrowed.from !== undefined || narrowed.to !== undefined || filter.status !== undefined;
  if (!register.is_progress || asked.length === 0 || isBounded) return { sources, notGranted };
  const { applicantId, departmentId, search } = filter;
  const sees = seesMatter(context, sql`i.department_id`);
  const running = sql`from approvals.instance i where i.ended_at is null and i.kind = any(${sql.val(asked.map(({ name }) => name))}::text[])
    and ${context.within(expedite, 'i.applicant_id')}
    ${listConditions(context, { search }, sql`i.submitted_at`, sees)}
    ${narrowed.search === undefined ? sql`` : sql`and ${contains(context, narrowed.search, sees)}`}
    ${applicantId === undefined ? sql`` : sql`and i.applicant_id = ${applicantId}::uuid`}
    ${
      departmentId === undefined
        ? sql``
        : sql`and exists (select from directory.published_person a
            join directory.published_department_tree w on w.descendant_id = a.main_department_id
            where a.id = i.applicant_id and w.ancestor_id = ${departmentId}::uuid)`
    }
    ${
      // What a form says can be asked only by who may look at the form.
      conditions.length === 0
        ? sql``
        : sql`and ${takesPart(context, true)} and ${sql.join(
            conditions.map(
              (one) =>
                sql`(${sql.join(
                  asked.map((kind) => sql`(i.kind = ${kind.name} and ${fieldCondition(kind.fields, one)})`),
                  sql` or `,
                )})`,
            ),
            sql` and `,
          )}`
    }`;
  return { sources, running, notGranted };
}

/** How much there is, and the sums of these columns over what has ended. */
export async function registerTotals(
  context: Reads,
  register: RegisterRow,
  { sources, running }: Contents,
): Promise<Pick<Answer, 'count' | 'running' | 'sums'>> {
  const summed = register.columns.flatMap((column) => (column.from === 'form' && column.sum ? [column.name] : []));
  const fieldOf = ({ kind }: Source, name: string) => kind.fields.find((field) => field.name === name);
  // Yuan and dollars without cents don't add up: a sum stands only where all kinds count in the same unit.
  const digits = new Map(
    summed.flatMap((name) => {
      const found = sources.flatMap((source) => {
        const field = fieldOf(source, name);
        return field ? [field.sum?.digits] : [];
      });
      const [first] = found;
      return first !== undefined && found.every((one) => one === first) ? [[name, first] as const] : [];
    }),
  );
  let count = 0;
  const sums = new Map([...digits.keys()].map((name) => [name, 0]));
  for (const source of sources) {
    const own = [...digits.keys()].filter((name) => fieldOf(source, name));
    const { rows } = await sql<Record<string, number>>`select count(*)::int as "found count" ${sql.join(
      own.map((name) => sql`, coalesce(sum(${numberIn(name)}), 0)::float8 as ${sql.ref(name)}`),
      sql``,
    )} ${source.from}`.execute(context.db);
    count += rows[0]?.['found count'] ?? 0;
    for (const name of own) sums.set(name, (sums.get(name) ?? 0) + (rows[0]?.[name] ?? 0));
  }
  const { rows: now } = running
    ? await sql<{ count: number }>`select count(*)::int as count ${running}`.execute(context.db)
    : { rows: [] };
  return {
    count,
    running: now[0]?.count ?? 0,
    sums: [...digits].map(([name, places]) => ({ name, value: sums.get(name) ?? 0, digits: places })),
  };
}

/** A page: what runs first, the newest first; then what has ended, what ended last first. */
export async function registerPage(
  context: Reads,
  { sources, running }: Contents,
  limit: number,
  after: PageKey | undefined,
): Promise<Pick<Answer, 'rows' | 'next'>> {
  const isRunning = after?.[2] === 'running';
  const begins =
    (running && (after === undefined || isRunning) && (await runningRows(context, running, limit, after))) || [];
  const left = limit + 1 - begins.length;
  const ended = left > 0 ? await endedRows(context, sources, left, isRunning ? undefined : after) : [];
  const page = pageOf<RunningRow | FoundRow, RunningRow | FoundRow>(
    [...begins, ...ended],
    limit,
    (row) => (row.ended_at === null ? [row.submitted_at, row.id, 'running'] : [row.ended_at, row.id, '']),
    (row) => row,
  );
  return { ...page, rows: await Promise.all(page.rows.map((row) => shownRow(context, row))) };
}

async function runningRows(context: Reads, from: RawBuilder<unknown>, limit: number, after: PageKey | undefined) {
  const { rows } = await sql<RunningRow>`select ${foundColumns}, i.state -> 'visits' as visits,
    array(select distinct h.name from approvals.task t join directory.published_person h on h.id = t.principal_id
      where t.instance_id = i.id order by 1) as holders,
    ${takesPart(context, true)} as may_read, ${seesMatter(context, sql`i.department_id`)} as sees_matter
    ${from} ${after ? sql`and (i.submitted_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by i.submitted_at desc, i.id desc limit ${limit + 1}`.execute(context.db);
  return rows;
}

/** Each kind by its own index, then the newest of all. */
async function endedRows(context: Reads, sources: readonly Source[], limit: number, after: PageKey | undefined) {
  if (sources.length === 0) return [];
  const each = sources.map(
    ({ from }) => sql`(select ${foundColumns} ${from}
      ${after ? sql`and (i.ended_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by i.ended_at desc, i.id desc limit ${limit})`,
  );
  const { rows } = await sql<FoundRow>`select * from (${sql.join(each, sql` union all `)}) f
    order by ended_at desc, id desc limit ${limit}`.execute(context.db);
  return rows;
}

async function shownRow(context: Reads, row: RunningRow | FoundRow): Promise<Answer['rows'][number]> {
  if (row.ended_at !== null) return { ...(await foundRow(context, row)), steps: [], holders: [] };
  const { definition } = await publishedKind(context, row.kind, row.definition_version);
  const { personId } = context.person();
  const names = nodeNames(definition);
  const open = row.visits.filter(
    (visit) => visit.state === 'open' && visit.kind !== 'parallel' && visit.kind !== 'inclusive',
  );
  const steps = [...new Set(open.map((visit) => visit.nodeId))].map((nodeId) =>
    nodeId === definition.start.id
      ? nodeName(definition.start)
      : (names.get(nodeId)?.name ?? { zh: nodeId, en: nodeId }),
  );
  const told = row.sees_matter ? row : withheldRow(row);
  const shown = await foundRow(context, { ...told, ended_at: row.submitted_at, form: row.may_read ? row.form : {} });
  const isHidden = hiddenFrom(definition, row.visits, { personId, isApplicant: row.applicant_id === personId });
  return {
    ...shown,
    fields: shown.fields.flatMap((field) => {
      if (isHidden(field.name)) return [];
      const { design } = field;
      const kept = withoutColumns(
        { name: field.name, label: field.label, type: 'text', ...(design && { design }) },
        isHidden,
      );
      return [kept.design && kept.design !== design ? { ...field, design: kept.design } : field];
    }),
    endedAt: null,
    steps,
    holders: row.holders,
  };
}
