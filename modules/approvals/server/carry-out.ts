import { sql } from 'kysely';
import { type Refusal, refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile } from '#kernel/contract/kernel-failures.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import type { InstanceCommand } from '../contract/command.ts';
import type { Evidence } from '../contract/facts.ts';
import { approvalFailures } from '../contract/failures.ts';
import type { InstanceState } from '../contract/instance.ts';
import type { withdrawRequest } from '../contract/operations.ts';
import { decide } from '../domain/decide.ts';
import type { Decision, EngineRefusal } from '../domain/run.ts';
import { answerQuestions } from './answer-questions.ts';
import type { ApprovalsTables } from './approvals-tables.ts';
import { decideAnswered } from './decide-answered.ts';
import { type LoadedRequest, loadRequest } from './load-request.ts';
import { type Step, saveStep } from './save-step.ts';
import { scheduleLimits } from './schedule-limits.ts';
import { tellChanges } from './tell-changes.ts';
import type { LimitInput } from './timers/limit-timer.ts';

export type Work = CommandContext<ApprovalsTables>;
type WithoutActor<C> = C extends InstanceCommand ? Omit<C, 'actor'> : never;

/** A command for the engine, with what only the shell knows. */
export interface Given {
  readonly command: WithoutActor<InstanceCommand>;
  readonly evidence?: Evidence;
  /** The new content of the form, where the command names a new number of it. */
  readonly form?: Readonly<Record<string, unknown>>;
  readonly successors?: ReadonlyMap<string, string>;
  /** The limit whose time has come. */
  readonly limit?: LimitInput;
}

/** What came of it. */
export interface CarriedOut {
  readonly answer: OutputOf<typeof withdrawRequest>;
  readonly state: InstanceState;
}

/** How often a command that loses a race decides again. Each loss means that somebody else got on. */
const mostAttempts = 50;

/**
 * Carries out one command on a request: loads it at its revision, decides, writes in one statement. Who loses a race decides
 * again on the new state, and so ends in success or in the declared refusal that the new state gives ("already handled by X").
 */
export async function carryOut(
  context: Work,
  requestId: string,
  give: (request: LoadedRequest) => Given | Promise<Given>,
): Promise<CarriedOut> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const request = await loadRequest(context, requestId);
    const given = await give(request);
    const decision = await decided(context, request, request.state, given);
    const { events, state } = decision;
    const revision = request.revision + events.length;
    const carried = { answer: { revision, status: state.status }, state };
    if (events.length === 0) return carried;
    const step: Step = { request, events, state, ...(given.form && { form: given.form }) };
    if (await wrote(context, step, given.limit)) return carried;
  }
  throw refuse(changedMeanwhile);
}

/** Decides one command; refuses as the engine does. */
export async function decided(
  context: Work,
  request: Pick<LoadedRequest, 'definition' | 'administers'>,
  state: InstanceState | null,
  given: Given,
): Promise<Extract<Decision, { events: unknown }>> {
  const command = { ...given.command, actor: context.actor } as InstanceCommand;
  const decision = await decideAnswered(
    (facts) => decide(request.definition, state, command, facts),
    {
      now: context.now.toString(),
      people: {},
      branches: {},
      mayAdminister: request.administers,
      ...(given.evidence && { evidence: given.evidence }),
    },
    (questions) => answerQuestions(context, questions, given.successors),
  );
  if ('refuse' in decision) throw await refusalOf(context, decision.refuse);
  return decision;
}

/** Writes a step with everything that follows from it; false where the request has moved on meanwhile. */
export async function wrote(context: Work, step: Step, limit?: LimitInput): Promise<boolean> {
  const changes = await saveStep(context, step);
  if (!changes) return false;
  context.about('request', step.request.id);
  tellChanges(context, step, changes, limit);
  await resetLimits(context, step);
  return true;
}

/** New timers of tasks that were delivered before: repeated reminders, and those after a suspension. */
async function resetLimits(context: Work, { request, created, events, state }: Step): Promise<void> {
  const made = events.flatMap((event) => (event.type === 'timerSet' ? [event.timer] : []));
  if (created || made.length === 0) return;
  const { rows } = await sql<{ slot_id: string; delivered_at: string }>`
    select slot_id, delivered_at from approvals.task
    where instance_id = ${request.id}::uuid and holder_id = principal_id and delivered_at is not null`.execute(
    context.db,
  );
  // The time of a suspension is nobody's: it counts from its end.
  const resumed = events.find((event) => event.type === 'resumed');
  await scheduleLimits(
    context,
    { id: request.id, state },
    made.flatMap((timer) => {
      const deliveredAt = rows.find((row) => row.slot_id === timer.slotId)?.delivered_at;
      return deliveredAt === undefined ? [] : [{ ...timer, deliveredAt, from: resumed?.at ?? deliveredAt }];
    }),
  );
}

/** The engine's refusal as the declared failure, with the name of who it was where it says that somebody came first. */
async function refusalOf(context: Work, { code, facts }: EngineRefusal): Promise<Refusal> {
  const by = 'by' in facts ? facts.by : undefined;
  if (by === undefined) return refuse(approvalFailures[code] as never, facts as never);
  const { rows } = await sql<{ name: string }>`
    select name from directory.published_person where id = ${by}::uuid`.execute(context.db);
  return refuse(approvalFailures[code] as never, { ...facts, ...(rows[0] && { byName: rows[0].name }) } as never);
}
