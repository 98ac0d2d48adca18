import type { Facts, Query } from '../../contract/facts.ts';
import type { InstanceState } from '../../contract/instance.ts';
import type { TemplateContent } from '../../contract/template.ts';
import { type Preview, previewPath } from '../../domain/preview-path.ts';
import { type Asks, answerQuestions, noAnswers } from '../answer-questions.ts';
import type { AskedAbout } from '../asked-about.ts';
import type { ResolvedKind } from '../kind-of.ts';
import { imaginedActor } from './imagined-actor.ts';

/** A request to be walked through a flow in the imagination only. `kind`: as the form that it is walked with says it. */
export interface Walk extends Pick<AskedAbout, 'definition' | 'kind' | 'form' | 'today'> {
  readonly applicantId: string;
  readonly chosen: InstanceState['chosen'];
}

/** By what a content of a template is walked. `program`: the kind that the program brings, where its form is code. */
export const walkedBy = (
  kind: string,
  { definition, design }: TemplateContent,
  program: ResolvedKind | undefined,
): Pick<Walk, 'definition' | 'kind'> => ({
  definition,
  kind: { name: kind, fields: program?.fields ?? [], ...(design && { design }) },
});

/** Where a walk came out: the steps if everybody agrees, or why it can't be taken. */
export type Walked = Exclude<Preview, { readonly need: unknown }>;

type PeopleQuery = Extract<Query, { kind: 'people' }>;

/** So many questions go to other modules at a time. */
const PORTION = 150;
/** More rounds of questions than any flow needs. */
const MOST_ROUNDS = 1_000;

/** Whether the people of a rule depend on what stands in the form. */
const readsForm = ({ rule }: PeopleQuery): boolean =>
  rule.kind === 'formField' ||
  rule.kind === 'expression' ||
  (rule.kind === 'departmentHead' && rule.field !== undefined);

/**
 * Walks many requests at once: the questions of all of them are asked together, and each question about the same rule and
 * applicant once; what depends on the form is asked for each. Answers are as of now, and everybody may decide whatever the
 * amount is. Nothing is written and nobody is told.
 */
export function makeWalker(context: Asks, now: Temporal.Instant) {
  const known = new Map<string, Facts['people'][string]>();
  const question = ({ rule, applicant }: PeopleQuery) => JSON.stringify([rule, applicant]);

  async function ask(open: ReadonlyMap<string, PeopleQuery>, about: AskedAbout): Promise<void> {
    const entries = [...open];
    for (let from = 0; from < entries.length; from += PORTION) {
      const portion = entries.slice(from, from + PORTION);
      const { people } = await answerQuestions(
        context,
        portion.map(([, query], index) => ({ ...query, key: `q${index}` })),
        about,
      );
      for (const [index, [key]] of portion.entries()) known.set(key, people[`q${index}`] ?? []);
    }
  }

  /** The answers to what one walk needs. */
  async function answered(given: Facts, need: readonly Query[], walk: Walk): Promise<Facts> {
    const own = need.filter((query) => query.kind !== 'authority' && (query.kind !== 'people' || readsForm(query)));
    const answers = own.length > 0 ? await answerQuestions(context, own, walk) : noAnswers;
    const people: Facts['people'] = {};
    const authority: Facts['authority'] = {};
    for (const query of need) {
      if (query.kind === 'authority') authority[query.key] = { limit: null, total: 0, siblings: [] };
      else if (query.kind === 'people' && !readsForm(query)) people[query.key] = known.get(question(query)) ?? [];
    }
    return {
      ...given,
      people: { ...given.people, ...answers.people, ...people },
      branches: { ...given.branches, ...answers.branches },
      faulty: { ...given.faulty, ...answers.faulty },
      rows: { ...given.rows, ...answers.rows },
      authority: { ...given.authority, ...authority },
    };
  }

  return async (walks: readonly Walk[]): Promise<Walked[]> => {
    const done: (Walked | undefined)[] = walks.map(() => undefined);
    const facts: Facts[] = walks.map(() => ({ now: now.toString(), ...noAnswers, mayAdminister: false }));
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
        if (query.kind === 'people' && !readsForm(query) && !known.has(question(query))) {
          open.set(question(query), query);
        }
      }
      // Deputies are by kind, and the kind of all these walks is one.
      const [first] = walks;
      if (first) await ask(open, first);
      for (const [index, need] of needs) {
        const [walk, given] = [walks[index], facts[index]];
        if (walk && given) facts[index] = await answered(given, need, walk);
      }
    }
    return done.map((walked) => {
      if (!walked) throw new Error('the flow kept asking');
      return walked;
    });
  };
}
