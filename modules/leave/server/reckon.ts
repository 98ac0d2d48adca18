import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import { countWorkdays, type HalfDayShape } from '#modules/worktime/contract/reckonings.ts';
import { leaveOverlaps, noWorkday, noWorkingTime, spanNotValid, theirLeaveOverlaps } from '../contract/failures.ts';
import type { LeaveTables } from './leave-tables.ts';

type Reads = Pick<QueryContext<LeaveTables>, 'read' | 'person'> & {
  readonly db: CommandContext<LeaveTables>['db'] | QueryContext<LeaveTables>['db'];
};

interface Span {
  readonly from: HalfDayShape;
  readonly to: HalfDayShape;
}

export interface CountedLeave {
  readonly days: number;
  readonly begins: string;
  readonly ends: string;
  readonly unknownYears: number[];
}

const order = ({ date, half }: HalfDayShape): string => `${date} ${half === 'morning' ? 1 : 2}`;

/**
 * How many workdays of the person a leave takes, by his calendar, make-up workdays counted and holidays not. Refuses a span
 * that can't be, and one without workdays.
 */
export async function countLeave(context: Reads, personId: string, { from, to }: Span): Promise<CountedLeave> {
  const longest = Temporal.PlainDate.from(from.date).add({ years: 1 });
  if (order(to) < order(from) || Temporal.PlainDate.compare(Temporal.PlainDate.from(to.date), longest) > 0) {
    throw refuse(spanNotValid);
  }
  const { days, begins, ends, unknownYears } = await context.read(countWorkdays, { personId, from, to });
  if (days === null || begins === null || ends === null) throw refuse(noWorkingTime);
  if (days === 0) throw refuse(noWorkday);
  return { days, begins, ends, unknownYears };
}

/**
 * Refuses leave that overlaps leave of this person, asked for or taken (but for `besideRequestId`). Who asks for somebody else
 * learns that it does, and not when the other leave is.
 */
export async function requireFree(
  context: Reads,
  personId: string,
  { from, to }: Span,
  besideRequestId?: string,
): Promise<void> {
  const half = (one: HalfDayShape) =>
    sql`(${one.date}::date - date '2000-01-01') * 2 + ${one.half === 'afternoon' ? 1 : 0}`;
  const { rows } = await sql<{ from_date: string; to_date: string }>`
    select from_date, to_date from leave.request
    where person_id = ${personId}::uuid and state <> 'dropped' and request_id is distinct from ${besideRequestId ?? null}::uuid
      and halves && int4range(${half(from)}, ${half(to)}, '[]')
    order by from_date limit 1`.execute(context.db);
  if (!rows[0]) return;
  if (personId !== context.person().personId) throw refuse(theirLeaveOverlaps);
  throw refuse(leaveOverlaps, { from: rows[0].from_date, to: rows[0].to_date });
}
