import type { Pieces } from '../contract/finding.ts';
import type { Span } from '../contract/rule.ts';
import { foldText } from '../domain/fold-text.ts';
import { type Circumstances, inScope } from '../domain/in-scope.ts';
import type { ReadyRule } from './load-rules.ts';

/** A rule that found something. */
export interface Hit {
  readonly rule: ReadyRule;
  readonly spans: readonly Span[];
}

/** The rules among these that hold in one of the circumstances and find something. */
export function findHits(rules: readonly ReadyRule[], text: string, where: readonly Circumstances[]): readonly Hit[] {
  const holding = rules.filter(({ rule }) => where.some((of) => inScope(rule.scope, of)));
  if (holding.length === 0) return [];
  const folded = foldText(text);
  return holding.flatMap((rule) => {
    const spans = rule.find(folded);
    return spans.length > 0 ? [{ rule, spans }] : [];
  });
}

/** Characters kept before and after a piece, so that a person can tell a false hit; and of the piece itself. */
const around = 10;
const longest = 200;

/** The least of a text that lets somebody judge: each piece with a few characters around it. */
export const piecesOf = (text: string, spans: readonly Span[]): Pieces =>
  spans.map(({ start, end }) => ({
    before: text.slice(Math.max(0, start - around), start).toWellFormed(),
    piece: text.slice(start, Math.min(end, start + longest)).toWellFormed(),
    after: text.slice(end, end + around).toWellFormed(),
  }));
