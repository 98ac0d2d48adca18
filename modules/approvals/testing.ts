import { z } from 'zod';
import type { Actor } from '#kernel/contract/actor.ts';
import type { CacheRule } from '#kernel/contract/cache.ts';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { handle, type ServerModule, serverModule } from '#kernel/server/define-module.ts';
import type { Composition } from '#kernel/server/program.ts';
import type { TestClient, TestProgram } from '#kernel/testing/test-program.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { type Grants, testAuthority } from '#modules/directory/testing.ts';
import { modules as allModules } from '#modules/index.ts';
import { acknowledge, listNotices } from '#modules/notifications/contract/operations.ts';
import type { InstanceCommand } from './contract/command.ts';
import { type Definition, decisionStrength, definition } from './contract/definition.ts';
import type { AuthorityAnswer, Facts, Query } from './contract/facts.ts';
import type { FoundPerson, InstanceState } from './contract/instance.ts';
import { designedKind, processKind, processKinds } from './contract/process-kind.ts';
import { decide } from './domain/decide.ts';
import type { Decision } from './domain/run.ts';
import { approvalsServer } from './server/approvals-server.ts';
import { approvalsCache } from './web/cache.ts';

/** The id of the n-th person of the imagined company. */
export function person(n: number): string {
  return `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

/** The n-th person as an actor, signed in with a passkey. */
export function actor(n: number): Actor {
  return personActor(person(n));
}

/** A person as an actor, signed in with a passkey. */
export function personActor(personId: string): Actor {
  const employerId = person(999);
  return {
    kind: 'person',
    personId,
    employerId,
    sessionId: 'session',
    strength: 'passkey',
    freshAt: '2026-11-23T00:00:00Z',
  };
}

export const systemActor: Actor = { kind: 'system', process: 'approvals.timers' };

type NodeInput = Record<string, unknown> & { id: string };

/** An approve node that asks these people, with mode, empty and self rule as given. */
export function approve(id: string, people: number[], more: Record<string, unknown> = {}): NodeInput {
  return {
    kind: 'approve',
    id,
    name: id,
    approvers: [{ kind: 'named', people: people.map(person) }],
    empty: { kind: 'processAdministrator' },
    self: 'acts',
    mode: { kind: 'all' },
    ...more,
  };
}

/** A flow of these nodes, read as the contract reads it. */
export function flow(nodes: readonly NodeInput[], more: Record<string, unknown> = {}): Definition {
  return definition.parse({ start: { kind: 'start', id: 'start', name: 'start' }, nodes, ...more });
}

/**
 * Who answers what in the imagined company. 1: head, 2: supervisor, 3: his supervisor, who has every authority, 4 and 5: a role,
 * 7: administrator; 13 is in no range.
 */
export function companyAnswer(query: Extract<Query, { kind: 'people' }>): FoundPerson[] {
  const { rule } = query;
  const found = (...numbers: number[]) => numbers.map((n) => withDeputies(person(n)));
  switch (rule.kind) {
    case 'named':
      return rule.people.map(withDeputies);
    case 'role':
      return found(4, 5);
    case 'post':
      return [];
    case 'departmentHead':
      return found(1);
    case 'supervisors':
      return found(2, 3);
    case 'group':
    case 'expression':
      return found(4, 5);
    case 'supervisor':
      return rule.level > 3 ? [] : found(rule.level === 1 ? 2 : 3);
    case 'applicant':
      return [withDeputies(query.applicant)];
    case 'processAdministrator':
      return found(7, 8);
    case 'supervisorOf':
      return found(3);
    case 'chosen':
      return rule.people.filter((id) => id !== person(13)).map(withDeputies);
    case 'authorized':
      return found(3);
    case 'successorOf':
    case 'applicantChosen':
    case 'previousChosen':
    case 'formField':
      return [];
  }
}

/** 6 stands in for 4; the applicant (0) stands in for his head (1). */
function withDeputies(id: string): FoundPerson {
  if (id === person(4)) return { id, deputies: [person(6)] };
  return { id, deputies: id === person(1) ? [person(0)] : [] };
}

const unlimited: AuthorityAnswer = { limit: null, total: 0, siblings: [] };

/** What the shell does: decides, answers the questions, and decides again until nothing is asked any more. */
export function answered(
  flowDefinition: Definition,
  state: InstanceState | null,
  command: InstanceCommand,
  more: Partial<Facts> & {
    answer?: typeof companyAnswer;
    /** Which branches are true, of every node. */
    branch?: string | readonly string[];
    rowCount?: number;
    /** What everybody may decide. */
    may?: AuthorityAnswer;
  } = {},
): Exclude<Decision, { need: unknown }> {
  const { answer = companyAnswer, branch = [], rowCount = 2, may = unlimited, ...given } = more;
  const isTrue = typeof branch === 'string' ? [branch] : [...branch];
  let facts: Facts = {
    now: '2026-11-23T01:00:00Z',
    people: {},
    branches: {},
    rows: {},
    authority: {},
    evidence: {
      seen: { algorithm: 'sha-256', digest: '00' },
      strength: 'passkey',
      signedIn: { strength: 'passkey', freshAt: '2026-11-23T00:00:00Z' },
    },
    mayAdminister: false,
    ...given,
  };
  for (let round = 0; round < 50; round += 1) {
    const decision = decide(flowDefinition, state, command, facts);
    if (!('need' in decision)) return decision;
    for (const one of decision.need) {
      if (one.kind === 'people') facts = { ...facts, people: { ...facts.people, [one.key]: answer(one) } };
      if (one.kind === 'branches') facts = { ...facts, branches: { ...facts.branches, [one.key]: isTrue } };
      if (one.kind === 'rows') facts = { ...facts, rows: { ...facts.rows, [one.key]: rowCount } };
      if (one.kind === 'authority') facts = { ...facts, authority: { ...facts.authority, [one.key]: may } };
    }
  }
  throw new Error('The engine kept asking.');
}

/** The state after a command that must succeed. */
export function stateAfter(...given: Parameters<typeof answered>): InstanceState {
  const decision = answered(...given);
  if ('refuse' in decision) throw new Error(`Refused: ${JSON.stringify(decision.refuse)}`);
  return decision.state;
}

/** The short code that a command is refused with; `null` where it succeeds. */
export function refusalOf(...given: Parameters<typeof answered>): string | null {
  const decision = answered(...given);
  return 'refuse' in decision ? decision.refuse.code : null;
}

/** A new request by person 0. */
export function submitted(flowDefinition: Definition, more: Parameters<typeof answered>[3] = {}): InstanceState {
  return stateAfter(
    flowDefinition,
    null,
    { type: 'submit', actor: actor(0), applicant: person(0), form: 1, chosen: {} },
    more,
  );
}

/** A company with the modules that approvals stand on; roles are given by name to people, for whoever asks. */
export interface ApprovalsHouse {
  readonly composition: Composition;
  /** Role key or permission name → its holders. */
  readonly holders: Map<string, readonly string[]>;
  readonly grants: Grants;
}

/** How the screens of approvals follow what happens, for tests of modules that build on it. */
export const approvalsCacheRules: readonly CacheRule[] = approvalsCache;

/** A program of directory, working time, approvals and the modules given, whose roles a test gives by hand. */
export function approvalsHouse(more: readonly ServerModule[]): ApprovalsHouse {
  const holders = new Map<string, readonly string[]>();
  const grants: Grants = new Map();
  const roles = serverModule({
    contract: moduleContract({ name: 'access', title: { zh: '权限', en: 'Access' }, operations: [findHolders] }),
    handlers: [
      handle<Record<never, never>>()(findHolders, async (_context, { questions }) => ({
        answers: questions.map(({ key, rule }) => ({
          key,
          personIds: [...(holders.get(rule.kind === 'role' ? rule.role : rule.permission) ?? [])],
        })),
      })),
    ],
  });
  const lower = allModules.filter(({ contract }) => ['directory', 'worktime', 'notifications'].includes(contract.name));
  const modules = [...lower, roles, approvalsServer, ...more];
  return {
    holders,
    grants,
    composition: { modules, timeZone: async () => 'Asia/Shanghai', authority: testAuthority(modules, grants) },
  };
}

/** The person's device gets every notice that waits for it. */
export async function noticesArrive(test: TestProgram, who: TestClient): Promise<void> {
  await test.settle();
  const { rows } = await who.call(listNotices, { only: 'undelivered', limit: 200 });
  if (rows.length > 0) await who.call(acknowledge, { noticeIds: rows.map((row) => row.noticeId) });
  await test.settle();
}

/** Kinds of request whose one step, by the approver whom the applicant chooses, asks for a strength of decision. */
export function signingForms(): ServerModule {
  const kinds = decisionStrength.options.map((strength) =>
    processKind({
      name: `signing.${strength}`,
      title: { zh: '付款', en: 'Payment' },
      version: 1,
      form: z.object({ what: z.string().max(200) }),
      fields: [{ name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' }],
      summary: (given) => ({ zh: given.what, en: given.what }),
      numberPrefix: `FK${strength.slice(0, 1).toUpperCase()}`,
      startPath: '/payment/new',
      copiesSeeAll: [],
      definition: {
        start: { kind: 'start', id: 'start', name: '申请' },
        nodes: [
          {
            kind: 'approve',
            id: 'head',
            name: '批准付款',
            approvers: [{ kind: 'applicantChosen' }],
            empty: { kind: 'reject' },
            self: 'acts',
            mode: { kind: 'all' },
            strength,
          },
        ],
      },
    }),
  );
  return serverModule({
    contract: moduleContract({
      name: 'signing',
      title: { zh: '付款', en: 'Payments' },
      extensions: kinds.map((kind) => extend(processKinds, kind)),
    }),
    handlers: [],
  });
}
/** A kind whose form is a design: lines with amounts, a total, an account that is masked. */
export const claimKind = designedKind({
  name: 'forms.claim',
  title: { zh: '费用申请', en: 'Claim' },
  version: 1,
  copiesSeeAll: [],
  design: {
    fields: [
      {
        kind: 'choice',
        name: 'purpose',
        label: { zh: '用途', en: 'Purpose' },
        required: true,
        options: [
          { id: 'travel', words: { zh: '差旅', en: 'Travel' } },
          { id: 'other', words: { zh: '其他', en: 'Other' } },
        ],
      },
      {
        kind: 'dateRange',
        name: 'days',
        label: { zh: '出差日期', en: 'Days away' },
        required: true,
        rules: { show: 'purpose = "travel"' },
      },
      {
        kind: 'table',
        name: 'items',
        label: { zh: '明细', en: 'Items' },
        required: true,
        atMost: 1_000,
        sums: ['amount'],
        columns: [
          { kind: 'text', name: 'what', label: { zh: '项目', en: 'Item' }, required: true },
          { kind: 'number', name: 'quantity', label: { zh: '数量', en: 'Quantity' }, required: true },
          { kind: 'money', name: 'price', label: { zh: '单价', en: 'Price' }, required: true },
          {
            kind: 'formula',
            name: 'amount',
            label: { zh: '金额', en: 'Amount' },
            formula: 'quantity * price',
            gives: 'money',
          },
        ],
      },
      {
        kind: 'formula',
        name: 'total',
        label: { zh: '合计', en: 'Total' },
        formula: 'items_amount_sum',
        gives: 'money',
        capitals: true,
      },
      {
        kind: 'longText',
        name: 'reason',
        label: { zh: '说明', en: 'Reason' },
        rules: { require: 'total >= 100000' },
      },
      { kind: 'bankAccount', name: 'account', label: { zh: '收款卡号', en: 'Card' }, required: true },
      { kind: 'person', name: 'witness', label: { zh: '证明人', en: 'Witness' } },
    ],
    validations: [
      { holds: 'total <= 5000000', message: { zh: '超过五万元请走付款申请', en: 'Above 50,000 ask for a payment' } },
    ],
    title: { zh: '{purpose}{kind}', en: '{kind}: {purpose}' },
    summary: { zh: '{total}', en: '{total}' },
    numbering: { prefix: 'FY', date: 'day', reset: 'day', digits: 3 },
  },
  definition: {
    start: { kind: 'start', id: 'start', name: { zh: '提交申请', en: 'Request' } },
    nodes: [
      {
        kind: 'approve',
        id: 'head',
        name: { zh: '部门负责人', en: 'Department head' },
        approvers: [{ kind: 'departmentHead' }],
        empty: { kind: 'processAdministrator' },
        self: 'supervisor',
        mode: { kind: 'all' },
      },
    ],
    copies: [{ when: 'approved', to: { kind: 'role', role: 'hr', within: 'employer' } }],
  },
});
