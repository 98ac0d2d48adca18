import type { CallInputOf } from '#kernel/contract/operation.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { type RoleRule, resolveRoles } from '#modules/directory/contract/roles.ts';
import type { Facts, Query } from '../contract/facts.ts';
import type { FoundPerson } from '../contract/instance.ts';
import { administer } from '../contract/permissions.ts';
import { activePeople } from './active-people.ts';
import type { ApprovalsTables } from './approvals-tables.ts';

type Asks = Pick<QueryContext<ApprovalsTables>, 'read' | 'readTogether'> & {
  readonly db: CommandContext<ApprovalsTables>['db'] | QueryContext<ApprovalsTables>['db'];
};
type PeopleQuery = Extract<Query, { kind: 'people' }>;
type HolderQuestion = CallInputOf<typeof findHolders>['questions'][number];

/** How the directory is asked for a rule; nothing for rules that it doesn't answer. */
function directoryRule({ rule, applicant }: PeopleQuery): { personId: string; rule: RoleRule } | undefined {
  switch (rule.kind) {
    case 'departmentHead':
      return { personId: applicant, rule: { kind: 'departmentHead', levelsUp: 0, nearestAbove: true } };
    case 'supervisor':
      return { personId: applicant, rule: { kind: 'supervisor', level: rule.level } };
    case 'supervisorOf':
      return { personId: rule.person, rule: { kind: 'supervisor', level: rule.level } };
    case 'post':
      return { personId: applicant, rule: { kind: 'post', postId: rule.post, where: rule.within } };
    default:
      return undefined;
  }
}

function holderRule({ key, rule, applicant }: PeopleQuery): HolderQuestion | undefined {
  if (rule.kind === 'role') {
    return { key, personId: applicant, rule: { kind: 'role', role: rule.role, within: rule.within } };
  }
  if (rule.kind !== 'processAdministrator') return undefined;
  return { key, personId: applicant, rule: { kind: 'permission', permission: administer.name } };
}

/** Those of the rule whose names it holds itself; they are asked only whether they still serve. */
function namedIn({ rule, applicant }: PeopleQuery, successors: ReadonlyMap<string, string>): readonly string[] {
  if (rule.kind === 'named') return rule.people;
  if (rule.kind === 'applicant') return [applicant];
  const successor = rule.kind === 'successorOf' ? successors.get(rule.person) : undefined;
  return successor === undefined ? [] : [successor];
}

/**
 * Answers the engine's questions about people, all at once: one statement and at most two questions to other modules.
 * `successors`: who takes over from whom, where somebody leaves. Deputies aren't known to the directory yet.
 */
export async function answerQuestions(
  context: Asks,
  questions: readonly Query[],
  successors: ReadonlyMap<string, string> = new Map(),
): Promise<Facts['people']> {
  const people = questions.filter((question) => question.kind === 'people');
  if (people.length < questions.length) throw new Error('a flow that asks more than who was published');
  const inDirectory = people.flatMap((question) => {
    const asked = directoryRule(question);
    return asked ? [{ key: question.key, ...asked }] : [];
  });
  const holders = people.flatMap((question) => holderRule(question) ?? []);
  const found = new Map<string, readonly string[]>(people.map((one) => [one.key, namedIn(one, successors)]));
  if (inDirectory.length > 0) {
    const { answers } = await context.read(resolveRoles, { questions: inDirectory });
    for (const { key, people: those } of answers)
      found.set(
        key,
        those.map((one) => one.personId),
      );
  }
  if (holders.length > 0) {
    const { answers } = await context.read(findHolders, { questions: holders });
    for (const { key, personIds } of answers) found.set(key, personIds);
  }
  const active = await context.readTogether(activePeople, [...new Set([...found.values()].flat())]);
  const answer: Record<string, FoundPerson[]> = {};
  for (const [key, ids] of found) answer[key] = ids.filter((id) => active.has(id)).map((id) => ({ id, deputies: [] }));
  return answer;
}
