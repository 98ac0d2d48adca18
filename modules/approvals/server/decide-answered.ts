import type { Facts, Query } from '../contract/facts.ts';
import type { Answers } from './answer-questions.ts';

/** More rounds of questions than any flow needs: a node asks at most four, one after the other. */
const mostRounds = 1_000;

/** Asks the engine, answers what it needs, and asks again until it needs nothing more. */
export async function decideAnswered<D extends object>(
  ask: (facts: Facts) => D | { readonly need: readonly Query[] },
  given: Facts,
  answer: (questions: readonly Query[]) => Promise<Answers>,
): Promise<Exclude<D, { readonly need: readonly Query[] }>> {
  let facts = given;
  for (let round = 0; round < mostRounds; round += 1) {
    const decision = ask(facts);
    if (!('need' in decision)) return decision as Exclude<D, { readonly need: readonly Query[] }>;
    facts = withAnswers(facts, await answer(decision.need as readonly Query[]));
  }
  throw new Error('the engine kept asking');
}

function withAnswers(facts: Facts, { people, branches, faulty, rows, authority }: Answers): Facts {
  return {
    ...facts,
    people: { ...facts.people, ...people },
    branches: { ...facts.branches, ...branches },
    faulty: { ...facts.faulty, ...faulty },
    rows: { ...facts.rows, ...rows },
    authority: { ...facts.authority, ...authority },
  };
}
