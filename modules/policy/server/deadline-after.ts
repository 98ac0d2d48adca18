import { reckonDeadlines } from '#modules/worktime/contract/reckonings.ts';
import type { Command } from './policy-tables.ts';

/** Two calendar days for a workday, where working time isn't known any more: never shorter than the workdays would be. */
const HOURS_WITHOUT_CALENDAR = 48;

/** When so many workdays of a person have passed since an instant. */
export async function deadlineAfter(
  context: Command,
  personId: string,
  from: string,
  workdays: number,
): Promise<Temporal.Instant> {
  const question = { key: 'deadline', personId, from, amount: { workdays } };
  const { answers } = await context.read(reckonDeadlines, { questions: [question] });
  const at = answers[0]?.at;
  return at ? Temporal.Instant.from(at) : Temporal.Instant.from(from).add({ hours: workdays * HOURS_WITHOUT_CALENDAR });
}
