import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import type { PublishedLeave } from '#modules/leave/contract/views.ts';
import { readWorkingTime } from '#modules/worktime/contract/operations.ts';
import { countWorkingMinutes } from '#modules/worktime/contract/reckonings.ts';
import * as failures from '../contract/failures.ts';
import { attendanceKinds, outingKind, overtimeKind, punchCorrectionKind, tripKind } from '../contract/kinds.ts';
import { kindOfDay } from '../domain/kind-of-day.ts';
import { overlaps, type Span, spanOfHalfDays } from '../domain/span.ts';
import { overtimeForm, punchCorrectionForm, punchOf, spanOf, tripForm } from './asked-form.ts';
import type { AttendanceTables } from './attendance-tables.ts';

type Reads = Pick<QueryContext<AttendanceTables>, 'read' | 'person' | 'now'> & {
  readonly db: CommandContext<AttendanceTables>['db'] | QueryContext<AttendanceTables>['db'];
};

/** What lies in the way of each other: nobody is on a trip and on an outing at the same time. */
const inTheWay: Readonly<Record<string, readonly string[]>> = {
  [overtimeKind.name]: [overtimeKind.name],
  [tripKind.name]: [tripKind.name, outingKind.name],
  [outingKind.name]: [tripKind.name, outingKind.name],
};

/** Whose request it is, and at which employer. */
interface Whose {
  readonly personId: string;
  readonly employerId: string;
}

/** Whether a kind of request is a matter of this module. */
export const isAttendance = (kind: string): boolean => attendanceKinds.some(({ name }) => name === kind);

/**
 * Refuses what can't be, for the person concerned: time that lies in the way of an own request or of leave, overtime in working
 * time, time off for a day that must be paid, a punch that lies ahead or was asked for already. A form that isn't complete is let
 * through: approvals refuses it. `beside`: the request that is being changed. Who asks for somebody else learns that something of
 * theirs lies in the way, and not what and when.
 */
export async function checkAsked(
  context: Reads,
  whose: Whose,
  kind: string,
  form: unknown,
  beside?: string,
): Promise<void> {
  const punch = punchOf(kind, form);
  if (punch) await checkPunch(context, whose, kind, form, punch, beside);
  const span = spanOf(kind, form);
  // What ends before it begins is refused with its place in the form.
  if (!span || span.to <= span.from) return;
  if (
    kind === outingKind.name &&
    Temporal.PlainDateTime.compare(plain(span.from).add({ days: 1 }), plain(span.to)) < 0
  ) {
    throw refuse(failures.outingTooLong);
  }
  if (kind === tripKind.name) checkItinerary(form);
  for (const other of await liveRequests(context, whose, inTheWay[kind] ?? [], beside)) {
    const taken = spanOf(other.kind, other.form);
    if (taken && overlaps(span, taken)) {
      throw isOwn(context, whose)
        ? refuse(failures.overlapsOwnRequest, { number: other.number, ...inWords(taken) })
        : refuse(failures.theirsInTheWay);
    }
  }
  await checkLeave(context, whose, span);
  if (kind === overtimeKind.name) await checkOvertime(context, whose, form, span);
}

const isOwn = (context: Reads, { personId }: Whose) => personId === context.person().personId;

const plain = (text: string) => Temporal.PlainDateTime.from(text);
const inWords = ({ from, to }: Span) => ({ from: from.replace('T', ' '), to: to.replace('T', ' ') });

async function liveRequests(context: Reads, { personId }: Whose, kinds: readonly string[], beside: string | undefined) {
  const { rows } = await sql<{ kind: string; number: string; form: unknown }>`
    select kind, number, form from approvals.published_request
    where applicant_id = ${personId}::uuid and kind = any(${sql.val(kinds)}::text[])
      and status in ('running', 'returned', 'approved', 'revoking') and id is distinct from ${beside ?? null}::uuid
      and submitted_at > ${context.now.subtract({ hours: 24 * 366 }).toString()}
    order by submitted_at desc`.execute(context.db);
  return rows;
}

async function checkPunch(
  context: Reads,
  whose: Whose,
  kind: string,
  form: unknown,
  punch: string,
  beside?: string,
): Promise<void> {
  const correction =
    kind === punchCorrectionKind.name ? punchCorrectionForm.safeParse(form).data?.correction : undefined;
  if (correction) {
    const zone = await timeZoneOf(context, whose);
    const here = context.now.toZonedDateTimeISO(zone).toPlainDateTime();
    if (Temporal.PlainDateTime.compare(plain(`${correction.date}T${correction.time}`), here) > 0) {
      throw refuse(failures.notYetHappened);
    }
  }
  const before = (await liveRequests(context, whose, [kind], beside)).find(
    (other) => punchOf(kind, other.form) === punch,
  );
  if (!before) return;
  throw isOwn(context, whose)
    ? refuse(failures.punchAskedAlready, { number: before.number })
    : refuse(failures.theirsInTheWay);
}

async function timeZoneOf(context: Reads, { employerId }: Whose): Promise<string> {
  const { rows } = await sql<{ time_zone: string }>`
    select time_zone from directory.published_employer where id = ${employerId}::uuid`.execute(context.db);
  return rows[0]?.time_zone ?? 'UTC';
}

function checkItinerary(form: unknown): void {
  const { data } = tripForm.safeParse(form);
  const outside = data?.itinerary.find(({ day }) => day < data.trip.from.date || day > data.trip.to.date);
  if (outside) throw refuse(failures.itineraryOutside, { day: outside.day });
}

async function checkLeave(context: Reads, whose: Whose, span: Span): Promise<void> {
  const { rows } = await sql<PublishedLeave>`
    select from_date, from_half, to_date, to_half from leave.published_leave
    where person_id = ${whose.personId}::uuid and from_date <= ${span.to.slice(0, 10)}::date
      and to_date >= ${span.from.slice(0, 10)}::date order by from_date`.execute(context.db);
  for (const leave of rows) {
    const [from, to] = [
      { date: leave.from_date, half: leave.from_half },
      { date: leave.to_date, half: leave.to_half },
    ];
    if (!overlaps(span, spanOfHalfDays(from, to))) continue;
    throw isOwn(context, whose)
      ? refuse(failures.overlapsLeave, { from: from.date, to: to.date })
      : refuse(failures.theirsInTheWay);
  }
}

async function checkOvertime(context: Reads, { personId }: Whose, form: unknown, span: Span): Promise<void> {
  const time = await context.read(readWorkingTime, { personId });
  if (!time.known) return;
  const instant = (text: string) => plain(text).toZonedDateTime(time.calendar.timeZone).toInstant().toString();
  const { minutes } = await context.read(countWorkingMinutes, {
    personId,
    from: instant(span.from),
    to: instant(span.to),
  });
  if (minutes !== null && minutes > 0) throw refuse(failures.withinWorkingHours, { minutes: Math.round(minutes) });
  const { overtime } = overtimeForm.parse(form);
  if (overtime.compensation === 'timeOff' && kindOfDay(time.calendar, overtime.date) !== 'restDay') {
    throw refuse(failures.lieuOnlyForRestDays);
  }
}
