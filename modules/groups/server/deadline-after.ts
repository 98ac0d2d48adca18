import { sql } from 'kysely';
import { reckonDeadlines } from '#modules/worktime/contract/reckonings.ts';
import type { Command } from './groups-tables.ts';

/**
 * When so many workdays of a person have passed since an instant, his leave left out (G7). Null: no working time is known, or
 * only by the week; then nothing runs out.
 */
export async function deadlineAfter(
  context: Command,
  personId: string,
  from: string,
  workdays: number,
): Promise<string | null> {
  const { rows: exemptions } = await sql<{ from: string; to: string | null }>`
    select begins as from, ends as to from groups.absence where person_id = ${personId}::uuid
      and (ends is null or ends > ${from}::timestamptz) order by begins limit 1000`.execute(context.db);
  const { answers } = await context.read(reckonDeadlines, {
    questions: [{ key: 'deadline', personId, from, amount: { workdays }, exemptions }],
  });
  const [answer] = answers;
  return answer && answer.unknownYears.length === 0 ? answer.at : null;
}
