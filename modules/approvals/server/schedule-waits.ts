import { reckonDeadlines } from '#modules/worktime/contract/reckonings.ts';
import type { Timer, VisitTimer } from '../contract/instance.ts';
import { applicantFacts } from './applicant-facts.ts';
import type { Work } from './carry-out.ts';
import { dayOf } from './new-form.ts';
import type { Step } from './save-step.ts';
import { waitTimer } from './timers/wait-timer.ts';

const waitsOf = ({ events }: Step): VisitTimer[] =>
  events.flatMap((event) => (event.type === 'timerSet' && isWait(event.timer) ? [event.timer] : []));

/** The deadline of a call belongs to the call (calls/on/on-calls-asked.ts). */
const isWait = (timer: Timer): timer is VisitTimer => 'visit' in timer && timer.attempt === undefined;

/** Whether a step begins to wait for a time. */
export const hasWaits = (step: Step): boolean => waitsOf(step).length > 0;

/** Sets the delays and deadlines going that a step made. */
export async function scheduleWaits(context: Work, step: Step): Promise<void> {
  for (const timer of waitsOf(step)) {
    await context.schedule(waitTimer, {
      key: `${step.request.id} ${timer.id}`,
      at: await endOf(context, step, timer),
      input: { requestId: step.request.id, timerId: timer.id },
    });
  }
}

/**
 * When a wait is over. Working time is the applicant's; where none is known, the clock's: a delay that never ends would help
 * nobody. A day that the form doesn't say, or that has passed, is over at once.
 */
async function endOf(
  context: Work,
  { request, form = request.form }: Step,
  { for: time }: VisitTimer,
): Promise<string> {
  const { now } = context;
  if ('minutes' in time) return now.add({ minutes: time.minutes }).toString();
  if ('hours' in time) return now.add({ hours: time.hours }).toString();
  if ('untilField' in time) {
    const day = dayOf(form[time.untilField]);
    if (day === undefined) return now.toString();
    const { timeZone } = await applicantFacts(context, request.applicantId);
    return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant().toString();
  }
  const question = { key: 'wait', personId: request.applicantId, from: now.toString(), amount: time };
  const { answers } = await context.read(reckonDeadlines, { questions: [question] });
  const known = answers[0]?.at;
  if (known) return known;
  return now.add('workdays' in time ? { hours: time.workdays * 24 } : { minutes: time.workingMinutes }).toString();
}
