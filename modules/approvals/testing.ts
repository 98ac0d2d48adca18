import { z } from 'zod';
import type { Actor } from '#kernel/contract/actor.ts';
import type { CacheRule } from '#kernel/contract/cache.ts';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import type { OperationContract } from '#kernel/contract/operation.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { handle, type ServerModule, serverModule } from '#kernel/server/define-module.ts';
import type { Pipeline, PipelineAnswer } from '#kernel/server/pipeline/pipeline.ts';
import { systemPrincipal } from '#kernel/server/pipeline/principal.ts';
import type { Composition } from '#kernel/server/program.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { aCompany, aPerson, type Grants, testAuthority } from '#modules/directory/testing.ts';
import { modules as allModules } from '#modules/index.ts';
import { acknowledge, listNotices } from '#modules/notifications/contract/operations.ts';
import type { InstanceCommand } from './contract/command.ts';
import { type Definition, decisionStrength, definition } from './contract/definition.ts';
import type { AuthorityAnswer, Facts, Query } from './contract/facts.ts';
import type { FoundPerson, InstanceState } from './contract/instance.ts';
import * as operations from './contract/operations.ts';
import { administer } from './contract/permissions.ts';
import { designedKind, processKind, processKinds } from './contract/process-kind.ts';
import * as steps from './contract/step-operations.ts';
import { decide } from './domain/decide.ts';
import type { Decision } from './domain/run.ts';
import { approvalsServer } from './server/approvals-server.ts';
import type { ApprovalsTables } from './server/approvals-tables.ts';
import { carryOut } from './server/carry-out.ts';
import { onLimit } from './server/timers/on-limit.ts';
import { verifyApproval } from './server/verify-approval.ts';
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
      form: z.object({ what: z.string().max(200), paid: z.int().optional() }),
      fields: [
        { name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' },
        { name: 'paid', label: { zh: '实付', en: 'Paid' }, type: 'number' },
      ],
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
            fields: { paid: 'edit' },
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

const names = ['mei', 'gus', 'bo', 'chen', 'ed', 'fay', 'hal', 'ian', 'dan', 'dep', 'boss', 'admin'] as const;
export type Who = (typeof names)[number];

/** One thing said about a request, by whom. */
export interface Said {
  readonly by: Who;
  readonly operation: OperationContract;
  /** `revision`: what everybody has seen of it. */
  readonly input: (requestId: string, revision: number) => unknown;
}

/** A limit that runs out, by the timer that was set for it, or somebody who leaves: what the system says of a request. */
export interface SaidBySystem {
  readonly timerId?: string;
  readonly left?: Who;
}

/** What came of it: the output, or the declared refusal's code. Anything else is a fault and fails the test. */
export type Came = { readonly done: true } | { readonly refused: string; readonly status: number };

/** A company with its flows, in which requests are tried to the end. */
export interface Trial {
  readonly test: TestProgram;
  readonly ids: Readonly<Record<Who, string>>;
  /** Sends a command by the pipeline, as over HTTP but without its limit of calls a minute. */
  send(said: Said, requestId: string, more?: { commandId?: string; pipeline?: Pipeline }): Promise<PipelineAnswer>;
  /** The same, and it must succeed. */
  must(said: Said, requestId: string): Promise<void>;
  /** Says something as the system, in a transaction of its own. */
  system(said: SaidBySystem, requestId: string, pipeline?: Pipeline): Promise<Came>;
  /** A new request of a kind after these commands. */
  made(kind: string, before: readonly Said[]): Promise<string>;
  /** Copies of a request as it stands. Their events so far prove nothing, since they tell of another request. */
  copies(requestId: string, count: number): Promise<string[]>;
  submit(kind: string, requestId: string): Said;
  state(requestId: string): Promise<InstanceState>;
  /** The timer of somebody's limit, as it is set now: who asks before a race knows it as the timer itself does. */
  timerOf(requestId: string, slotId: string): Promise<string>;
  problems(requestId: string): ReturnType<typeof verifyApproval>;
}

const asked = {
  kind: 'approve' as const,
  empty: { kind: 'reject' as const },
  self: 'acts' as const,
};

/** What came of an answer of the pipeline; throws where it is a fault of the program. */
export function cameOf(answer: PipelineAnswer): Came {
  if (answer.ok) return { done: true };
  if (!('failure' in answer)) throw new Error('a fault; run with GUIJU_TEST_LOG=error to see it');
  return { refused: answer.failure.code, status: answer.failure.status };
}

/** Starts it. `line`: bo and chen, then dan. `fork`: gus, bo and chen beside two tasks to be claimed, then dan. */
export async function startTrial(): Promise<Trial> {
  const ids = Object.fromEntries(names.map((name) => [name, ''])) as Record<Who, string>;
  const kinds: ReturnType<typeof processKind>[] = [];
  // Named people must be known before the flows are: they are chosen by the applicant instead.
  const chosen = (id: string, more: object = {}) => ({
    ...asked,
    id,
    name: id,
    approvers: [{ kind: 'applicantChosen' as const }],
    mode: { kind: 'all' as const },
    ...more,
  });
  const limit = { overdue: { workdays: 1 }, afterwards: { kind: 'pass' as const } };
  const claimed = (id: string) => ({ ...chosen(id), kind: 'handle' as const, mode: { kind: 'claim' as const } });
  const kind = (name: string, nodes: readonly object[]) =>
    kinds.push(
      processKind({
        name: `trial.${name}`,
        title: { zh: name, en: name },
        version: 1,
        form: z.object({ what: z.string() }),
        fields: [{ name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' }],
        summary: (given) => ({ zh: given.what, en: given.what }),
        numberPrefix: name.toUpperCase(),
        startPath: '/trial/new',
        copiesSeeAll: [],
        definition: {
          start: { kind: 'start', id: 'start', name: 'start' },
          nodes: nodes as never,
          revoke: { kind: 'withinDays', days: 30 },
        },
      }),
    );
  const parallel = (branches: readonly object[][]) => ({
    kind: 'parallel' as const,
    id: 'fork',
    name: 'fork',
    branches: branches.map((nodes, n) => ({ id: `b${n}`, name: `b${n}`, nodes })),
  });
  kind('line', [chosen('pair', { limit }), chosen('last')]);
  kind('join', [parallel([[chosen('left')], [chosen('right')]]), chosen('last')]);
  kind('fork', [parallel([[chosen('trio', { limit })], [claimed('free')], [claimed('held')]]), chosen('last')]);
  kind('any', [chosen('pair', { mode: { kind: 'any' } })]);
  kind('vote', [chosen('pair', { mode: { kind: 'vote', pass: { count: 2 } } })]);
  const forms = serverModule({
    contract: moduleContract({
      name: 'trial',
      title: { zh: '试验', en: 'Trial' },
      extensions: kinds.map((one) => extend(processKinds, one)),
    }),
    handlers: [],
  });
  const house = approvalsHouse([forms]);
  const test = await startTestProgram({
    ...house.composition,
    // Nobody is told and nothing is archived here: only requests are looked at.
    modules: house.composition.modules.map((module) =>
      module.contract.name === 'approvals' ? { ...module, subscribers: [] } : module,
    ),
  });
  const company = await aCompany(test);
  ids.boss = await aPerson(test, company, { name: 'boss' });
  for (const name of names) {
    if (name === 'boss') continue;
    ids[name] = await aPerson(test, company, { name, department: '平台组', supervisorId: ids.boss });
  }
  house.holders.set(administer.name, [ids.admin]);
  house.grants.set(ids.admin, [{ permission: administer, reach: 'employer' }]);
  const clients = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await test.as(ids[name])] as const)),
  );
  const { kernel, pipeline } = test.program;
  const choices: Record<string, Record<string, readonly Who[]>> = {
    'trial.line': { pair: ['bo', 'chen'], last: ['dan'] },
    'trial.join': { left: ['bo'], right: ['chen'], last: ['dan'] },
    'trial.fork': { trio: ['gus', 'bo', 'chen'], free: ['hal', 'ian'], held: ['hal', 'ian'], last: ['dan'] },
    'trial.any': { pair: ['bo', 'chen'] },
    'trial.vote': { pair: ['bo', 'chen'] },
  };

  /** Where each request stood when it was made. */
  const seen = new Map<string, number>();
  const trial: Trial = {
    test,
    ids,
    send: (said, requestId, more = {}) =>
      (more.pipeline ?? pipeline).execute({
        operation: said.operation.name,
        input: said.input(requestId, seen.get(requestId) ?? 1),
        commandId: more.commandId ?? crypto.randomUUID(),
        as: { token: clients[said.by]?.cookie.slice('guiju='.length) },
        address: '127.0.0.1',
        agent: 'test',
        via: 'test',
        requestId: 'test',
      }),
    must: async (said, requestId) => {
      const answer = await trial.send(said, requestId);
      const came = cameOf(answer);
      if (answer.ok && 'body' in answer) seen.set(requestId, (answer.body as { revision: number }).revision);
      if (!('done' in came)) throw new Error(`${said.operation.name} by ${said.by}: ${came.refused}`);
    },
    timerOf: async (requestId, slotId) => {
      const { timers } = await trial.state(requestId);
      const found = timers.find((one) => 'slotId' in one && one.slotId === slotId);
      if (!found) throw new Error(`${slotId} has no limit`);
      return found.id;
    },
    system: async ({ timerId, left }, requestId, through = pipeline) => {
      try {
        const now = kernel.clock.now().toString();
        await through.inTransaction(
          { via: 'timer', requestId: 'timer', address: '', agent: '' },
          undefined,
          async (unit) => {
            const context = through.commandContext(unit, systemPrincipal('approvals.test', 'all'), []);
            if (timerId) {
              const after = { workdays: 1 };
              const input = { requestId, timerId, deliveredAt: now, dueAt: now, after, unknownYears: [] };
              await onLimit.run(context as never, input as never);
            }
            if (left) {
              const given = {
                command: { type: 'personLeft' as const, person: ids[left] },
                successors: new Map([[ids[left], ids.fay]]),
              };
              await carryOut(context as unknown as CommandContext<ApprovalsTables>, requestId, () => given);
            }
          },
        );
        return { done: true };
      } catch (error) {
        const { failure } = error as { failure?: { code: string; status: number } };
        if (!failure) throw error;
        return { refused: failure.code, status: failure.status };
      }
    },
    submit: (name, requestId) => ({
      by: 'mei',
      operation: operations.submitRequest,
      input: () => ({
        kind: name,
        requestId,
        form: { what: '试验' },
        chosen: Object.fromEntries(
          Object.entries(choices[name] ?? {}).map(([node, people]) => [node, people.map((one) => ids[one])]),
        ),
      }),
    }),
    made: async (name, before) => {
      const requestId = kernel.newId();
      await trial.must(trial.submit(name, requestId), requestId);
      for (const said of before) await trial.must(said, requestId);
      return requestId;
    },
    copies: async (requestId, count) => {
      const ids = Array.from({ length: count }, () => kernel.newId());
      await test.sql(
        `with n as (select unnest($2::uuid[]) as id),
         i as (insert into approvals.instance select (jsonb_populate_record(i, jsonb_build_object('id', n.id, 'number', n.id,
             'head', (select sha256(convert_to(n.id::text || max(e.seq), 'UTF8')) from approvals.event e
               where e.instance_id = $1 and e.hash is not null)))).*
           from n, approvals.instance i where i.id = $1 returning id),
         e as (insert into approvals.event
           select (jsonb_populate_record(e, jsonb_build_object('instance_id', i.id) || case when e.hash is null then '{}' else
             jsonb_build_object('evidence_id', gen_random_uuid(), 'hash', sha256(convert_to(i.id::text || e.seq, 'UTF8'))) end)).*
           from i, approvals.event e where e.instance_id = $1),
         f as (insert into approvals.form_content
           select (jsonb_populate_record(f, jsonb_build_object('instance_id', i.id))).*
           from i, approvals.form_content f where f.instance_id = $1),
         t as (insert into approvals.task select (jsonb_populate_record(t, jsonb_build_object('instance_id', i.id))).*
           from i, approvals.task t where t.instance_id = $1),
         d as (insert into approvals.done select (jsonb_populate_record(d, jsonb_build_object('instance_id', i.id))).*
           from i, approvals.done d where d.instance_id = $1)
         insert into approvals.participant select (jsonb_populate_record(p, jsonb_build_object('instance_id', i.id))).*
           from i, approvals.participant p where p.instance_id = $1`,
        [requestId, ids],
      );
      for (const id of ids) seen.set(id, seen.get(requestId) ?? 1);
      return ids;
    },
    state: async (requestId) => {
      const { rows } = await kernel.database.readPool.query('select state from approvals.instance where id = $1', [
        requestId,
      ]);
      return (rows[0] as { state: InstanceState }).state;
    },
    problems: (requestId) => verifyApproval(kernel.database.readPool, kernel.evidenceKeys, requestId),
  };
  return trial;
}

/** Things to say in a trial, ready-made. */
export const say = {
  act: (by: Who, slotId: string, outcome: 'approve' | 'reject' | 'handle' = 'approve'): Said => ({
    by,
    operation: operations.act,
    input: (requestId, revision) => ({ requestId, slotId, revision, outcome, opinion: { text: '看过' } }),
  }),
  back: (by: Who, slotId: string): Said => ({
    by,
    operation: operations.returnRequest,
    input: (requestId, revision) => ({
      requestId,
      slotId,
      revision,
      to: { kind: 'applicant' },
      opinion: { text: '补充' },
    }),
  }),
  add: (by: Who, slotId: string, person: string): Said => ({
    by,
    operation: operations.addApprover,
    input: (requestId) => ({ requestId, slotId, place: 'alongside', people: [person] }),
  }),
  onTask: (by: Who, operation: OperationContract, slotId: string, more: object = {}): Said => ({
    by,
    operation,
    input: (requestId) => ({ requestId, slotId, ...more }),
  }),
  onRequest: (by: Who, operation: OperationContract): Said => ({
    by,
    operation,
    input: (requestId) => ({ requestId, reason: '有变' }),
  }),
  claim: (by: Who, slotId: string): Said => say.onTask(by, steps.claim, slotId),
};

/** A state as it can be compared with that of another request: without its instants. */
export function comparable(state: unknown): unknown {
  return JSON.parse(
    JSON.stringify(state, (_, value) =>
      typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) ? 'an instant' : value,
    ),
  );
}
