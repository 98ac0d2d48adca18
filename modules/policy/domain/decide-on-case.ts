import type { DecisionOutcome } from '../contract/case-file.ts';

/** A decision as somebody wants to make it. */
export interface WantedDecision {
  readonly outcome: DecisionOutcome;
  readonly points: number | undefined;
  readonly judged: Readonly<Record<string, boolean>>;
}

export type Decided =
  | { readonly ok: true; readonly points: number; readonly fen: number | null }
  | { readonly ok: false; readonly because: 'judgementMissing' | 'notLess' };

/**
 * What a decision makes of a proposed consequence. Every question that only a person can judge must be answered with yes, else
 * the case can only be waived. Reducing means fewer points, not none; money shrinks in proportion, rounded down to the fen.
 */
export function decideOnCase(
  proposed: { readonly points: number; readonly fen: number | null },
  questions: readonly { readonly code: string }[],
  wanted: WantedDecision,
): Decided {
  if (wanted.outcome === 'waive') return { ok: true, points: 0, fen: proposed.fen === null ? null : 0 };
  if (questions.some(({ code }) => wanted.judged[code] !== true)) return { ok: false, because: 'judgementMissing' };
  if (wanted.outcome === 'uphold') return { ok: true, ...proposed };
  const { points } = wanted;
  if (points === undefined || points < 1 || points >= proposed.points) return { ok: false, because: 'notLess' };
  return {
    ok: true,
    points,
    fen: proposed.fen === null ? null : Math.floor((proposed.fen * points) / proposed.points),
  };
}
