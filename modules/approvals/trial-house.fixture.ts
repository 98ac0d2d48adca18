import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import type { OperationContract } from '#kernel/contract/operation.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import type { Pipeline, PipelineAnswer } from '#kernel/server/pipeline/pipeline.ts';
import { systemPrincipal } from '#kernel/server/pipeline/principal.ts';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import type { InstanceState } from './contract/instance.ts';
import * as operations from './contract/operations.ts';
import { administer } from './contract/permissions.ts';
import { processKind, processKinds } from './contract/process-kind.ts';
import * as steps from './contract/step-operations.ts';
import type { ApprovalsTables } from './server/approvals-tables.ts';
import { carryOut } from './server/carry-out.ts';
import { onLimit } from './server/timers/on-limit.ts';
import { verifyApproval } from './server/verify-approval.ts';
import { approvalsHouse } from './testing.ts';

const names = ['mei', 'gus', 'bo', 'chen', 'ed', 'fay', 'hal', 'ian', 'dan', 'dep', 'boss', 'admin'] as const;
export type Who = (typeof names)[number];

/** One thing said about a request, by whom. */
export interface Said {
  readonly by: Who;
  readonly operation: OperationContract;
  /** `revision`: what everybody has seen of it. */
  readonly input: (requestId: string, revision: number) => unknown;
}

/** A limit that runs out, or somebody who leaves: what the system says of a request. */
export interface SaidBySystem {
  readonly limitOf?: string;
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
    system: async ({ limitOf, left }, requestId, through = pipeline) => {
      try {
        const now = kernel.clock.now().toString();
        // Whose limit it is was known when the timer was set, long before it is due.
        const timerId =
          limitOf && (await trial.state(requestId)).timers.find((one) => 'slotId' in one && one.slotId === limitOf)?.id;
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
             'head', sha256(convert_to(n.id::text || i.revision, 'UTF8'))))).*
           from n, approvals.instance i where i.id = $1 returning id),
         e as (insert into approvals.event
           select (jsonb_populate_record(e, jsonb_build_object('instance_id', i.id, 'evidence_id', gen_random_uuid(),
             'hash', sha256(convert_to(i.id::text || e.seq, 'UTF8'))))).*
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
