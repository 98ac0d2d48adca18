import type { Facts, Query } from '../contract/facts.ts';

/** More rounds of questions than any flow needs: a node asks at most four, one after the other. */
const mostRounds = 1_000;

/** Asks the engine, answers what it needs, and asks again until it needs nothing more. */
export async function decideAnswered<D extends object>(
  ask: (facts: Facts) => D | { readonly need: readonly Query[] },
  given: Facts,
  answer: (questions: readonly Query[]) => Promise<Facts['people']>,
): Promise<Exclude<D, { readonly need: readonly Query[] }>> {
  let facts = given;
  for (let round = 0; round < mostRounds; round += 1) {
    const decision = ask(facts);
    if (!('need' in decision)) return decision as Exclude<D, { readonly need: readonly Query[] }>;
    facts = { ...facts, people: { ...facts.people, ...(await answer(decision.need as readonly Query[])) } };
  }
  throw new Error('the engine kept asking');
}
