import { sql } from 'kysely';
import type { ProcessKind } from '../contract/process-kind.ts';
import type { Work } from './carry-out.ts';

/** The next number of a kind in this month of the employer's time zone, without gaps: `QJ202603-0001`. */
export async function nextNumber(context: Work, kind: ProcessKind, timeZone: string): Promise<string> {
  const today = context.now.toZonedDateTimeISO(timeZone);
  const period = `${today.year}${String(today.month).padStart(2, '0')}`;
  const { rows } = await sql<{ given: number }>`
    insert into approvals.number_given as n (kind, period, given) values (${kind.name}, ${period}, 1)
    on conflict (kind, period) do update set given = n.given + 1 returning given`.execute(context.db);
  return `${kind.numberPrefix}${period}-${String(rows[0]?.given ?? 0).padStart(4, '0')}`;
}
