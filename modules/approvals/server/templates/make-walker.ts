import type { Definition } from '../../contract/definition.ts';
import type { Facts, Query } from '../../contract/facts.ts';
import type { InstanceState } from '../../contract/instance.ts';
import { branchesTaken } from '../../domain/branches-taken.ts';
import { type Preview, previewPath } from '../../domain/preview-path.ts';
import { answerQuestions } from '../answer-questions.ts';
import { imaginedActor } from './imagined-actor.ts';

/** A request to be walked through a flow in the imagination only. */
export interface Walk {
  readonly definition: Definition;
  readonly applicantId: string;
  readonly form: Readonly<Record<string, unknown>>;
  readonly chosen: InstanceState['chosen'];
}

/** Where a walk came out: the steps if everybody agrees, or why it can't be taken. */
export type Walked = Exclude<Preview, { readonly need: unknown }>;

type PeopleQuery = Extract<Query, { kind: 'people' }>;

/** So many questions go to other modules at a time. */
const PORTION = 150;
/** More rounds of questions than any flow needs. */
const MOST_ROUNDS = 1_000;

/**
 * Walks many requests at once: the questions of all of them are asked together, and each question about the same rule and
 * applicant once. Answers are as of now. Nothing is written and nobody is told.
 */
export function makeWalker(context: Parameters<typeof answerQuestions>[0], now: Temporal.Instant) {
  const known = new Map<string, Facts['people'][string]>();
  const question = ({ rule, applicant }: PeopleQuery) => JSON.stringify([rule, applicant]);

  async function ask(open: ReadonlyMap<string, PeopleQuery>): Promise<void> {
    const entries = [...open];
    for (let from = 0; from < entries.length; from += PORTION) {
      const portion = entries.slice(from, from + PORTION);
      const answers = await answerQuestions(
        context,
        portion.map(([, query], index) => ({ ...query, key: `q${index}` })),
      );
      for (const [index, [key]] of portion.entries()) known.set(key, answers[`q${index}`] ?? []);
    }
  }

  /** The answers to what one walk needs. Authority isn't tried: in the imagination everybody may decide. */
  function answered(given: Facts, need: readonly Query[], form: Walk['form']): Facts {
    const next = { ...given, people: { ...given.people }, rows: { ...given.rows }, authority: { ...given.authority } };
    for (const query of need) {
      if (query.kind === 'people') next.people[query.key] = known.get(question(query)) ?? [];
      else if (query.kind === 'rows') {
        const rows = form[query.table];
        next.rows[query.key] = Array.isArray(rows) ? rows.length : 0;
      } else if (query.kind === 'authority') next.authority[query.key] = { limit: null, total: 0, siblings: [] };
      else throw new Error(`a walk asks for ${query.kind}`);
    }
    return next;
  }

  return async (walks: readonly Walk[]): Promise<Walked[]> => {
    const done: (Walked | undefined)[] = walks.map(() => undefined);
    const facts: Facts[] = walks.map((walk) => ({
      now: now.toString(),
      people: {},
      branches: branchesTaken(walk.definition, walk.form),
      rows: {},
      authority: {},
      mayAdminister: false,
    }));
    for (let round = 0; round < MOST_ROUNDS && done.includes(undefined); round += 1) {
      const needs = new Map<number, readonly Query[]>();
      for (const [index, walk] of walks.entries()) {
        const given = facts[index];
        if (done[index] !== undefined || !given) continue;
        const { applicantId: applicant, chosen } = walk;
        const preview = previewPath(
          walk.definition,
          { type: 'submit', actor: imaginedActor(applicant), applicant, form: 1, chosen },
          given,
        );
        if ('need' in preview) needs.set(index, preview.need);
        else done[index] = preview;
      }
      const open = new Map<string, PeopleQuery>();
      for (const query of [...needs.values()].flat()) {
        if (query.kind === 'people' && !known.has(question(query))) open.set(question(query), query);
      }
      await ask(open);
      for (const [index, need] of needs) {
        const [walk, given] = [walks[index], facts[index]];
        if (walk && given) facts[index] = answered(given, need, walk.form);
      }
    }
    return done.map((walked) => {
      if (!walked) throw new Error('the flow kept asking');
      return walked;
    });
  };
}
