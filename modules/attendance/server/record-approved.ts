import { type Insertable, sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { readWorkingTime } from '#modules/worktime/contract/operations.ts';
import * as events from '../contract/events.ts';
import { irregularPunchKind, outingKind, overtimeKind, punchCorrectionKind, tripKind } from '../contract/kinds.ts';
import { kindOfDay } from '../domain/kind-of-day.ts';
import { spanOfClock } from '../domain/span.ts';
import { irregularPunchForm, outingForm, overtimeForm, punchCorrectionForm, tripForm } from './asked-form.ts';
import type { AttendanceTables } from './attendance-tables.ts';

type Context = CommandContext<AttendanceTables>;
type FactTable = Exclude<keyof AttendanceTables & `attendance.${string}`, never>;

interface Approved {
  readonly whose: { requestId: string; personId: string; employerId: string };
  readonly form: unknown;
  /** Wall-clock text to an instant, where the person works. */
  readonly instant: (text: string) => string;
  /** Records the fact; false where another approved request covers the same, then it is on record as doubled. */
  readonly record: <T extends FactTable>(
    table: T,
    fact: Omit<
      Insertable<AttendanceTables[T]>,
      'request_id' | 'person_id' | 'employer_id' | 'state' | 'recorded_at' | 'because'
    >,
  ) => Promise<boolean>;
}

/** Records what an approved request says, in the table of its kind. `because`: number of the event that says it was approved. */
export async function recordApproved(context: Context, requestId: string, because: number): Promise<void> {
  const { rows } = await sql<{ kind: string; applicant_id: string; employer_id: string; form: unknown; zone: string }>`
    select r.kind, r.applicant_id, r.employer_id, r.form, e.time_zone as zone from approvals.published_request r
    join directory.published_employer e on e.id = r.employer_id where r.id = ${requestId}::uuid`.execute(context.db);
  const request = rows[0];
  if (!request) return;
  const whose = { requestId, personId: request.applicant_id, employerId: request.employer_id };
  const approved: Approved = {
    whose,
    form: request.form,
    instant: (text) => Temporal.PlainDateTime.from(text).toZonedDateTime(request.zone).toInstant().toString(),
    record: async (table, fact) => {
      const row = {
        ...fact,
        request_id: requestId,
        person_id: whose.personId,
        employer_id: whose.employerId,
        recorded_at: context.now.toString(),
        because,
      };
      const insert = (state: 'approved' | 'doubled') =>
        context.db
          .insertInto(table)
          .values({ ...row, state } as never)
          .onConflict((conflict) => conflict.doNothing())
          .returning('request_id')
          .executeTakeFirst();
      if (await insert('approved')) return true;
      await insert('doubled');
      return false;
    },
  };
  await recorders[request.kind]?.(context, approved);
}

const recorders: Readonly<Record<string, (context: Context, approved: Approved) => Promise<void>>> = {
  [overtimeKind.name]: recordOvertime,
  [tripKind.name]: recordTrip,
  [outingKind.name]: recordOuting,
  [irregularPunchKind.name]: recordIrregularPunch,
  [punchCorrectionKind.name]: recordCorrection,
};

async function recordOvertime(context: Context, { whose, form, instant, record }: Approved): Promise<void> {
  const { date: day, from, to, compensation } = overtimeForm.parse(form).overtime;
  const span = spanOfClock(day, from, to);
  const [begins, ends] = [instant(span.from), instant(span.to)];
  const hours = Math.round((Date.parse(ends) - Date.parse(begins)) / 36_000) / 100;
  const time = await context.read(readWorkingTime, { personId: whose.personId });
  const dayKind = time.known ? kindOfDay(time.calendar, day) : null;
  const fact = { day, begins, ends, compensation };
  if (await record('attendance.overtime', { ...fact, hours: String(hours), day_kind: dayKind })) {
    context.emit(events.overtimeApproved, { ...whose, ...fact, hours, dayKind });
  }
}

async function recordTrip(context: Context, { whose, form, record }: Approved): Promise<void> {
  const { trip, costCentre } = tripForm.parse(form);
  const { from, to, places, companions } = trip;
  const isNew = await record('attendance.trip', {
    from_date: from.date,
    from_half: from.half,
    to_date: to.date,
    to_half: to.half,
    places,
    companion_ids: companions,
    cost_centre: costCentre ?? null,
  });
  if (!isNew) return;
  const when = { from: from.date, fromHalf: from.half, to: to.date, toHalf: to.half };
  context.emit(events.tripApproved, { ...whose, ...when, companionIds: companions });
}

async function recordOuting(context: Context, { whose, form, instant, record }: Approved): Promise<void> {
  const { from, to, place } = outingForm.parse(form).outing;
  const when = { begins: instant(from), ends: instant(to) };
  if (await record('attendance.outing', { ...when, place })) context.emit(events.outingApproved, { ...whose, ...when });
}

async function recordIrregularPunch(context: Context, { whose, form, record }: Approved): Promise<void> {
  const { day, punch: direction, what } = irregularPunchForm.parse(form);
  const fact = { day, direction, what };
  if (await record('attendance.irregular_punch', fact)) {
    context.emit(events.irregularPunchRegistered, { ...whose, ...fact });
  }
}

async function recordCorrection(context: Context, { whose, form, instant, record }: Approved): Promise<void> {
  const { correction, why } = punchCorrectionForm.parse(form);
  const { date: day, time, direction } = correction;
  const fact = { day, direction, at: instant(`${day}T${time}`) };
  if (await record('attendance.punch_correction', { ...fact, reason: why })) {
    context.emit(events.punchCorrected, { ...whose, ...fact });
  }
}
