import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { countWorkingMinutes } from '#modules/worktime/contract/reckonings.ts';
import type { InstanceEvent } from '../../contract/instance-event.ts';
import { monthsOfPeople } from '../../contract/statistics.ts';
import { minutesBetween, type Stretch, taskSpans } from '../../domain/statistics/task-spans.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { addFigures } from './add-figures.ts';
import type { Figure } from './figure.ts';

type Counts = Pick<CommandContext<ApprovalsTables>, 'db' | 'read' | 'now'>;

interface Whose {
  readonly id: string;
  readonly employer_id: string;
  readonly department_id: string | null;
  readonly time_zone: string;
}

/** Steps that no flow names: a returned request in the applicant's hands, and the consent to a revocation. */
const nodeOf = (nodeId: string, kind: string) => (kind === 'resubmit' || kind === 'revoke' ? `:${kind}` : nodeId);

/**
 * Counts what a request took until it ended: once, however often this is asked. A request that ended again (an approved one
 * that was revoked) adds what came since. One whose events were erased tells nothing.
 */
export async function countEnded(context: Counts, requestId: string): Promise<void> {
  const { rows } = await sql<{ body: InstanceEvent | null }>`
    select body from approvals.event where instance_id = ${requestId}::uuid order by seq`.execute(context.db);
  const events = rows.flatMap(({ body }) => (body ? [body] : []));
  const last = events.findLastIndex((event) => event.type === 'ended') + 1;
  if (last === 0 || events.length < rows.length) return;
  const counted = await sql<{ before: number | null }>`
    insert into approvals.statistic_counted as c (instance_id, events) values (${requestId}::uuid, ${last})
    on conflict (instance_id) do update set events = excluded.events where c.events < excluded.events
    returning old.events as before`.execute(context.db);
  const [mark] = counted.rows;
  if (!mark) return;
  const before = mark.before ?? 0;
  const { rows: instances } = await sql<{ kind: string; definition_version: number; employer_id: string }>`
    select kind, definition_version, employer_id from approvals.instance where id = ${requestId}::uuid`.execute(
    context.db,
  );
  const [instance] = instances;
  const submitted = events[0];
  if (!instance || submitted?.type !== 'submitted') return;

  const { tasks, suspended } = taskSpans(events.slice(0, last));
  const dealtWith = tasks.filter((task) => task.seq > before);
  const people = await whose(context, [submitted.applicant, ...tasks.map((task) => task.person)]);
  const measured = async (personId: string, { from, to }: Stretch) => {
    const { minutes } = await context.read(countWorkingMinutes, { personId, from, to, exemptions: [...suspended] });
    return { elapsed: minutesBetween({ from, to }, suspended), working: minutes };
  };
  const common = { kind: instance.kind, version: instance.definition_version };
  const figures: Figure[] = [];
  for (const [index, event] of events.entries()) {
    const applicant = people.get(submitted.applicant);
    if (event.type !== 'ended' || index < before || !applicant) continue;
    // A revocation says nothing about how long the approval took.
    const isFirst = event.outcome !== 'revoked';
    figures.push({
      ...common,
      ...(isFirst
        ? await measured(applicant.id, { from: submitted.at, to: event.at })
        : { elapsed: null, working: null }),
      what: 'request',
      day: dayOf(event.at, applicant),
      node_id: null,
      outcome: event.outcome,
      employer_id: instance.employer_id,
      department_id: applicant.department_id,
      person_id: null,
      limited: isFirst && tasks.some((task) => task.isLimited) ? 1 : 0,
      overdue: isFirst && tasks.some((task) => task.isOverdue) ? 1 : 0,
      people: [...new Set(tasks.map((task) => task.person))],
      applicants: [applicant.id],
    });
  }
  const kept = context.now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ months: monthsOfPeople }).toString();
  for (const task of dealtWith) {
    const holder = people.get(task.person);
    if (!holder) continue;
    const day = dayOf(task.to, holder);
    const figure = {
      ...common,
      ...(await measured(holder.id, task)),
      day,
      outcome: null,
      employer_id: holder.employer_id,
      limited: task.isLimited || task.isOverdue ? 1 : 0,
      overdue: task.isOverdue ? 1 : 0,
      applicants: [],
    };
    const node_id = nodeOf(task.nodeId, task.kind);
    const { department_id } = holder;
    figures.push({ ...figure, what: 'task', node_id, department_id, person_id: null, people: [holder.id] });
    if (day < kept) continue;
    figures.push({ ...figure, what: 'person', node_id: null, department_id: null, person_id: holder.id, people: [] });
  }
  await addFigures(context.db, figures);
}

const dayOf = (at: string, { time_zone }: Whose) =>
  Temporal.Instant.from(at).toZonedDateTimeISO(time_zone).toPlainDate().toString();

async function whose(context: Counts, ids: readonly string[]): Promise<Map<string, Whose>> {
  const { rows } = await sql<Whose>`
    select p.id, p.employer_id, p.main_department_id as department_id, e.time_zone
    from directory.published_person p join directory.published_employer e on e.id = p.employer_id
    where p.id = any(${sql.val([...new Set(ids)])}::uuid[])`.execute(context.db);
  return new Map(rows.map((row) => [row.id, row]));
}
