import type { Consequence } from '../contract/case-file.ts';
import type { ArticleSettings, ConsequenceStep, Rule } from '../contract/rulebook.ts';
import type { History } from './find-case.ts';

/** The step of the n-th time; `upTo` includes its number (以内 includes it, L3.2). */
export function stepOf(steps: readonly ConsequenceStep[], occurrence: number): ConsequenceStep {
  const step = steps.find(({ upTo }) => upTo === null || occurrence <= upTo);
  if (!step) throw new RangeError(`no step for the ${occurrence}th time`);
  return step;
}

const capped = (amount: number, had: number, cap: number | null): number =>
  cap === null ? amount : Math.max(0, Math.min(amount, cap - had));

/**
 * What one more time comes to, after what the period holds already, within the caps of the month. Points always; money only
 * where amounts are on, and then as the source's figure says (Z3).
 */
export function consequenceOf(
  rule: Pick<Rule, 'steps' | 'money'>,
  settings: ArticleSettings,
  history: History,
  amountsOn: boolean,
): Consequence {
  const occurrence = history.cases + 1;
  const step = stepOf(rule.steps, occurrence);
  const points = capped(step.points, history.points, settings.capPoints);
  const inMoney = amountsOn && rule.money !== null && step.quotedYuan !== null;
  const full = (step.quotedYuan ?? 0) * 100;
  const fen = inMoney ? capped(full, history.fen, settings.capFen) : null;
  return {
    occurrence,
    points,
    quotedYuan: step.quotedYuan,
    money: rule.money,
    fen,
    capped: points < step.points || (fen !== null && fen < full),
  };
}
