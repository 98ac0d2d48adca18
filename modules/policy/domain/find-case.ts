import { evaluateExpression } from '#kernel/expressions/expression.ts';
import type { Consequence } from '../contract/case-file.ts';
import { type Defence, type Fact, namesOf, type Stretch } from '../contract/fact.ts';
import type { ArticleSettings, ArticleState, Rule } from '../contract/rulebook.ts';
import { consequenceOf } from './consequence-of.ts';
import { defenceOf } from './defence-of.ts';

/** An article as it stands when a fact comes in. */
export interface RunningArticle {
  readonly rule: Rule;
  readonly state: ArticleState;
  /** Since when it is in this state. */
  readonly stateSince: Temporal.Instant;
  readonly settings: ArticleSettings;
  /** Stopped because it suddenly found many. */
  readonly braked: boolean;
}

/** What the system knows beside the fact, so that nobody has to plead it (Z28). */
export interface Circumstances {
  readonly workingTimeKnown: boolean;
  readonly absences: readonly Stretch[];
  readonly outages: readonly Stretch[];
  /** The person belonged to the employer while the time ran. */
  readonly employedThen: boolean;
  /** When the rulebook, as it stands, was made known to this person; null: never. */
  readonly acknowledgedAt: Temporal.Instant | null;
  /** The employer's procedure was complete (Z1, Z2). */
  readonly adopted: boolean;
}

/** What came before in the period of counting. */
export interface History {
  /** Cases of this person under this article in the period, without those that were waived or lapsed. */
  readonly cases: number;
  /** Points that they came to. */
  readonly points: number;
  /** Money that they came to, in fen. */
  readonly fen: number;
}

export type Values = Readonly<Record<string, number | string | boolean>>;

export type Found =
  | { readonly outcome: 'nothing'; readonly because: 'off' | 'otherFact' | 'condition' }
  | { readonly outcome: 'defence'; readonly defence: Defence; readonly values: Values }
  | { readonly outcome: 'braked'; readonly values: Values }
  | {
      readonly outcome: 'observed' | 'reminded' | 'case';
      readonly values: Values;
      readonly consequence: Consequence;
    };

/** Facts as a condition sees them: the names of `namesOf`. */
export function valuesOf(fact: Fact): Values {
  switch (fact.kind) {
    case 'overdueTask':
      return {
        limitWorkdays: 'workdays' in fact.limit ? fact.limit.workdays : 0,
        limitMinutes: 'workingMinutes' in fact.limit ? fact.limit.workingMinutes : 0,
        urges: fact.urges.length,
      };
    case 'groupDuty':
      return { breach: fact.breach, because: fact.because ?? '' };
    case 'contentFinding':
      return { category: fact.category, warned: fact.warned, place: fact.place };
  }
}

/**
 * What a rule makes of a fact: nothing, a defence that the system finds by itself, or a finding with its consequence. The
 * state of the article says what becomes of the finding. `amountsOn`: the employer had switched this kind of money on
 * before the fact began. L2–L4, L11, L14, Z1–Z3, Z28.
 */
export function findCase(
  article: RunningArticle,
  fact: Fact,
  circumstances: Circumstances,
  history: History,
  amountsOn: boolean,
): Found {
  const { rule, state } = article;
  if (state === 'off') return { outcome: 'nothing', because: 'off' };
  if (rule.trigger !== fact.kind) return { outcome: 'nothing', because: 'otherFact' };
  const values = valuesOf(fact);
  if (evaluateExpression(rule.condition, namesOf[fact.kind], values) !== true) {
    return { outcome: 'nothing', because: 'condition' };
  }
  const defence = defenceOf(article, fact, circumstances);
  if (defence) return { outcome: 'defence', defence, values };
  if (article.braked) return { outcome: 'braked', values };
  return {
    outcome: state === 'inForce' ? 'case' : state === 'remind' ? 'reminded' : 'observed',
    values,
    consequence: consequenceOf(rule, article.settings, history, amountsOn),
  };
}

/** Of several articles that fit one fact the narrowest makes the finding (L4): one fact, one case. */
export function narrowest<A extends { readonly found: Found; readonly narrowness: number }>(
  all: readonly A[],
): A | undefined {
  return all.filter(({ found }) => found.outcome !== 'nothing').sort((a, b) => b.narrowness - a.narrowness)[0];
}
