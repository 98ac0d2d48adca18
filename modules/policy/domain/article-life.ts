import { checkExpression } from '#kernel/expressions/expression.ts';
import { namesOf } from '../contract/fact.ts';
import {
  type AdoptionKind,
  type ArticleSettings,
  type ArticleState,
  adoptionKind,
  articleState,
  type Lack,
  type Rule,
} from '../contract/rulebook.ts';

const rank = (state: ArticleState) => articleState.options.indexOf(state);

/** How an article gets from one state to another: down at once, up by one step with a second person (L14), else not. */
export function stateStep(from: ArticleState, to: ArticleState): 'down' | 'up' | 'refused' {
  const by = rank(to) - rank(from);
  if (by < 0) return 'down';
  return by === 1 ? 'up' : 'refused';
}

/** What an article lacks to take force: a rule that can run, a period, a cap, and its employer's procedure (L3.2, L11, Z1, Z2). */
export function lacksOf(
  article: { readonly rule: Rule | null; readonly settings: ArticleSettings },
  steps: readonly { readonly kind: AdoptionKind }[],
): Lack[] {
  const { rule, settings } = article;
  const lacks: Lack[] = [];
  if (!rule) return ['rule'];
  if (checkExpression(rule.condition, namesOf[rule.trigger], 'boolean').length > 0) lacks.push('condition');
  if (settings.period === null) lacks.push('period');
  if (settings.capPoints === null) lacks.push('capPoints');
  const done = new Set(steps.map(({ kind }) => kind));
  return [...lacks, ...adoptionKind.options.filter((kind) => !done.has(kind))];
}

/** Whether this is the next step of the procedure, not dated before the one before it nor after today. */
export function isNextStep(
  steps: readonly { readonly kind: AdoptionKind; readonly day: string }[],
  next: { readonly kind: AdoptionKind; readonly day: string },
  today: string,
): boolean {
  const before = adoptionKind.options[steps.length - 1];
  const last = steps.find(({ kind }) => kind === before)?.day ?? '';
  return adoptionKind.options[steps.length] === next.kind && next.day >= last && next.day <= today;
}
