import type { Defence, Fact, Stretch } from '../contract/fact.ts';
import type { Circumstances, RunningArticle } from './find-case.ts';

const isBefore = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) < 0;

/** Whether a stretch has a moment in common with the time between two instants. */
function overlaps({ from, to }: Stretch, begun: Temporal.Instant, end: Temporal.Instant): boolean {
  return isBefore(Temporal.Instant.from(from), end) && (to === null || isBefore(begun, Temporal.Instant.from(to)));
}

/**
 * The first reason for which there is no case, or nothing (Z28, Z1, Z2, L11). Any moment of leave or outage while the time ran
 * counts: reckoning how much of the limit it took would be less mild, and nobody could check it in their head.
 * Force and acknowledgement are asked only of an article in force, because the milder states cost nothing.
 */
export function defenceOf(
  article: Pick<RunningArticle, 'state' | 'stateSince'>,
  fact: Fact,
  circumstances: Circumstances,
): Defence | undefined {
  if (fact.deliveredAt === null) return 'notDelivered';
  const begun = Temporal.Instant.from(fact.deliveredAt);
  const due = Temporal.Instant.from(fact.dueAt);
  if (fact.kind === 'contentFinding') {
    if (fact.blocked) return 'prevented';
    // No time runs for what somebody did, so neither leave nor outage bears on it.
    if (!circumstances.employedThen) return 'lateHrEntry';
  } else {
    const unknown = fact.kind === 'overdueTask' && fact.unknownYears.length > 0;
    if (!circumstances.workingTimeKnown || unknown) return 'noWorkingTime';
    if (!circumstances.employedThen || isBefore(due, Temporal.Instant.from(fact.openedAt))) return 'lateHrEntry';
    if (circumstances.absences.some((stretch) => overlaps(stretch, begun, due))) return 'onLeave';
    if (circumstances.outages.some((stretch) => overlaps(stretch, begun, due))) return 'outage';
  }
  if (article.state !== 'inForce') return undefined;
  if (!circumstances.adopted || isBefore(begun, article.stateSince)) return 'beforeForce';
  const { acknowledgedAt } = circumstances;
  return acknowledgedAt === null || isBefore(begun, acknowledgedAt) ? 'notAcknowledged' : undefined;
}
