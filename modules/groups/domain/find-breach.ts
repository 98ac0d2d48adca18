/** A difference that waited for the leader. Instants as RFC 3339 text. */
export interface OpenDifference {
  /** When the notice had reached the leader; null: it hasn't. */
  readonly toldAt: string | null;
  /** The 2 workdays after it, his leave left out; null: no working time is known. */
  readonly dueAt: string | null;
  readonly settledAt: string | null;
  /** He urged the person, or recorded that he had checked. */
  readonly clearedAt: string | null;
}

/**
 * Whether an open difference is the leader's breach at `now` (S2 17, 18; G7): told, overdue, and neither settled, checked nor
 * urged in time. Never where the system lets people in and out by itself, nor before the day of grace.
 */
export function isBreach(
  found: OpenDifference,
  group: { readonly apply: 'automatic' | 'proposed'; readonly inGrace: boolean },
  now: string,
): boolean {
  if (group.apply === 'automatic' || group.inGrace) return false;
  if (found.toldAt === null || found.dueAt === null || found.settledAt !== null || found.clearedAt !== null)
    return false;
  return Temporal.Instant.compare(found.dueAt, now) <= 0;
}
