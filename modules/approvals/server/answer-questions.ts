import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import type { FlowNode } from '../contract/definition.ts';
import type { Facts, Query } from '../contract/facts.ts';
import { everyNode } from '../domain/flow-graph.ts';
import { expressionValue, type FormScope, rowsOf } from '../domain/form/form-scope.ts';
import { answerAuthority, withAuthority } from './answer-authority.ts';
import { applicantFacts } from './applicant-facts.ts';
import type { ApprovalsTables } from './approvals-tables.ts';
import { type AskedAbout, scopeAsked } from './asked-about.ts';
import { findPeople } from './find-people.ts';

export type Asks = Pick<QueryContext<ApprovalsTables>, 'read' | 'readTogether' | 'setting' | 'now'> & {
  readonly db: CommandContext<ApprovalsTables>['db'] | QueryContext<ApprovalsTables>['db'];
};
export type Answers = Pick<Facts, 'people' | 'branches' | 'faulty' | 'rows' | 'authority'>;

/** Before anything was asked. */
export const noAnswers: Answers = { people: {}, branches: {}, faulty: {}, rows: {}, authority: {} };

type Of<K extends Query['kind']> = Extract<Query, { kind: K }>;
const ofKind = <K extends Query['kind']>(questions: readonly Query[], kind: K) =>
  questions.filter((one): one is Of<K> => one.kind === kind);

/** Answers everything that the engine asks about a request, all at once, in as few statements as there are kinds of things to look up. */
export async function answerQuestions(context: Asks, questions: readonly Query[], about: AskedAbout): Promise<Answers> {
  const people = ofKind(questions, 'people');
  const found = people.length > 0 ? await findPeople(context, people, about) : {};
  return {
    people: await withAuthority(context, people, found, about),
    rows: Object.fromEntries(
      ofKind(questions, 'rows').map(({ key, table }) => [key, rowsOf(about.form, table).length]),
    ),
    authority: await answerAuthority(context, ofKind(questions, 'authority'), about),
    ...(await answerBranches(context, ofKind(questions, 'branches'), about)),
  };
}

async function answerBranches(
  context: Asks,
  questions: readonly Of<'branches'>[],
  about: AskedAbout,
): Promise<Pick<Answers, 'branches' | 'faulty'>> {
  const [first] = questions;
  if (!first) return { branches: {}, faulty: {} };
  const scope = scopeAsked(about, await applicantFacts(context, first.applicant));
  const nodes = new Map(everyNode(about.definition.nodes).map((node) => [node.id, node]));
  const judged = questions.map(({ key, nodeId }) => ({ key, ...judge(nodes.get(nodeId), scope) }));
  return {
    branches: Object.fromEntries(judged.map(({ key, isTrue }) => [key, isTrue])),
    faulty: Object.fromEntries(judged.map(({ key, faulty }) => [key, faulty])),
  };
}

/** Which expressions of a node are true, and which have no value on this form. */
function judge(node: FlowNode | undefined, scope: FormScope): { isTrue: string[]; faulty: string[] } {
  const values = conditionsOf(node).map(({ id, when }) => ({ id, value: expressionValue(when, scope) }));
  return {
    isTrue: values.filter(({ value }) => value === true).map(({ id }) => id),
    faulty: values.filter(({ value }) => typeof value !== 'boolean').map(({ id }) => id),
  };
}

function conditionsOf(node: FlowNode | undefined): readonly { readonly id: string; readonly when: string }[] {
  if (node?.kind === 'condition' || node?.kind === 'inclusive') return node.branches;
  return node?.kind === 'goto' && node.when !== undefined ? [{ id: node.id, when: node.when }] : [];
}
