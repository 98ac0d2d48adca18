/** Why somebody takes over from a leaver. */
export type SuccessorChosen = 'line' | 'all' | 'supervisor' | 'head';

export interface Successor {
  readonly personId: string;
  readonly chosen: SuccessorChosen;
}

/**
 * Who takes over something of a leaver, the best first: whoever was named for it, whoever was named for everything, the direct
 * supervisor, the heads of the department and of those above it, nearest first (D6). Never the leaver, and nobody who is gone
 * by then.
 */
export function findSuccessors(leaver: {
  readonly personId: string;
  readonly forLine: string | null;
  readonly forAll: string | null;
  readonly supervisorId: string | null;
  /** Nearest department first. */
  readonly heads: readonly string[];
  /** Who has left by then, of all these. */
  readonly gone: ReadonlySet<string>;
}): Successor[] {
  const all: { personId: string | null; chosen: SuccessorChosen }[] = [
    { personId: leaver.forLine, chosen: 'line' },
    { personId: leaver.forAll, chosen: 'all' },
    { personId: leaver.supervisorId, chosen: 'supervisor' },
    ...leaver.heads.map((personId) => ({ personId, chosen: 'head' as const })),
  ];
  const found = new Map<string, Successor>();
  for (const { personId, chosen } of all) {
    if (personId === null || personId === leaver.personId || leaver.gone.has(personId) || found.has(personId)) continue;
    found.set(personId, { personId, chosen });
  }
  return [...found.values()];
}
