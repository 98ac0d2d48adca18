import { sql } from 'kysely';
import { type Refusal, refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile } from '#kernel/contract/kernel-failures.ts';
import type { InputOf, OperationContract, OutputOf } from '#kernel/contract/operation.ts';
import type { PreparedEvidence } from '#kernel/server/chain/record-evidence.ts';
import type { CommandContext, DecideContext } from '#kernel/server/context.ts';
import { type Decision as Decided, handleTogether, type TogetherHandler } from '#kernel/server/define-module.ts';
import { writeAlone } from '#kernel/server/together/together-writer.ts';
import type { InstanceCommand } from '../contract/command.ts';
import type { Evidence } from '../contract/facts.ts';
import { approvalFailures } from '../contract/failures.ts';
import type { InstanceState } from '../contract/instance.ts';
import type { withdrawRequest } from '../contract/operations.ts';
import { decide } from '../domain/decide.ts';
import { openTasks } from '../domain/open-tasks.ts';
import { opinionFiles } from '../domain/opinion-files.ts';
import type { Decision, EngineRefusal } from '../domain/run.ts';
import { answerQuestions, noAnswers } from './answer-questions.ts';
import type { ApprovalsTables } from './approvals-tables.ts';
import { countsAmounts, keepAmounts } from './counted-amounts.ts';
import { decideAnswered } from './decide-answered.ts';
import { attachFormFiles, type FormFiles, formFiles } from './form/attach-form-files.ts';
import { type LoadedRequest, loadRequest, requestAhead } from './load-request.ts';
import { firstStepWriter, type Step, type StepRows, stepRows, stepWriter } from './save-step.ts';
import { scheduleLimits } from './schedule-limits.ts';
import { hasWaits, scheduleWaits } from './schedule-waits.ts';
import { tellChanges } from './tell-changes.ts';
import { archiveTimer } from './timers/archive-timer.ts';
import type { LimitInput } from './timers/limit-timer.ts';

export type Work = CommandContext<ApprovalsTables>;
/** What a command on a request needs to decide; in a transaction or not. */
export type Decides = Omit<DecideContext<ApprovalsTables>, 'db'> & Pick<Work | DecideContext<ApprovalsTables>, 'db'>;
type WithoutActor<C> = C extends InstanceCommand ? Omit<C, 'actor'> : never;

/** A command for the engine, with what only the shell knows. */
export interface Given {
  readonly command: WithoutActor<InstanceCommand>;
  readonly evidence?: Evidence;
  /** The new content of the form, where the command names a new number of it. */
  readonly form?: Readonly<Record<string, unknown>>;
  readonly successors?: ReadonlyMap<string, string>;
  /** Who sends in a request that the program itself makes because of another one. */
  readonly submitter?: { readonly personId: string; readonly employerId: string };
  /** The limit whose time has come. */
  readonly limit?: LimitInput;
}

/** What came of it. */
export interface CarriedOut {
  readonly answer: OutputOf<typeof withdrawRequest>;
  readonly state: InstanceState;
}

/** How it looks at the request and what it wants. */
type Give = (request: LoadedRequest) => Given | Promise<Given>;

/** How often a command that loses a race decides again. Each loss means that somebody else got on. */
const mostAttempts = 50;

/**
 * Carries out one command on a request in the transaction of `context`: loads it at its revision, decides, writes in one
 * statement. Who loses a race decides again on the new state, and so ends in success or in the declared refusal that the new
 * state gives ("already handled by X").
 */
export async function carryOut(context: Work, requestId: string, give: Give): Promise<CarriedOut> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const { carried, step, given } = await stepOf(context, await loadRequest(context, requestId), give);
    if (!step || (await wrote(context, step, given.limit))) return carried;
  }
  throw refuse(changedMeanwhile);
}

/**
 * Handles a command on a request. Steps of different requests that come at the same moment are committed together; those of
 * the same request take turns. `alone`: calls that need a transaction of their own, to call commands of other modules.
 * `history`: as in `stepTogether`.
 */
export const handleStep = <C extends OperationContract<'command'>>(
  operation: C,
  decideStep: (context: Decides, input: InputOf<C>) => Promise<Decided<OutputOf<C>, StepRows, ApprovalsTables>>,
  { alone = () => false, history = false }: { alone?: (input: InputOf<C>) => boolean; history?: boolean } = {},
): TogetherHandler =>
  handleTogether<ApprovalsTables>()(operation, {
    writer: stepWriter,
    keyOf: (input) => (input as { requestId: string }).requestId,
    decide: decideStep,
    alone,
    ahead: requestAhead(history),
  });

/** Decides a step for `handleStep`. `history`: `give` wants what views of the request are made from. */
export async function stepTogether<A = CarriedOut['answer']>(
  context: Decides,
  requestId: string,
  give: Give,
  more: { readonly history?: boolean; readonly answer?: (carried: CarriedOut) => A } = {},
): Promise<Decided<A, StepRows, ApprovalsTables>> {
  const { carried, step, given } = await stepOf(context, await loadRequest(context, requestId, more.history), give);
  const answer = (more.answer ? more.answer(carried) : carried.answer) as A;
  if (!step) return { answer };
  const write = await stepRows(context, step);
  context.about('request', requestId);
  tellChanges(context, step, write.changes, given.limit);
  return { answer, write, ...(hasMore(step) && { more: (work) => writeMore(work, step) }) };
}

async function stepOf(
  context: Decides,
  request: LoadedRequest,
  give: Give,
): Promise<{ carried: CarriedOut; given: Given; step?: Step }> {
  const given = await give(request);
  const { events, state } = await decided(context, request, request.state, given);
  const revision = request.revision + events.length;
  const carried = { answer: { revision, status: state.status }, state };
  if (events.length === 0) return { carried, given };
  return { carried, given, step: { request, events, state, ...(given.form && { form: given.form }) } };
}

/** Nobody was signed in where the program acts: nothing that asks for evidence goes through so. */
const noSession = { sessionId: '', strength: 'password' as const, freshAt: new Date(0).toISOString() };

/** Decides one command; refuses as the engine does. */
export async function decided(
  context: Decides,
  request: Pick<LoadedRequest, 'definition' | 'administers' | 'kind' | 'form'> & Partial<LoadedRequest>,
  state: InstanceState | null,
  given: Given,
): Promise<Extract<Decision, { events: unknown }>> {
  const { submitter } = given;
  const actor =
    submitter && context.actor.kind === 'system'
      ? { ...noSession, kind: 'person' as const, ...submitter }
      : context.actor;
  const command = { ...given.command, actor } as InstanceCommand;
  const decision = await decideAnswered(
    (facts) => decide(request.definition, state, command, facts),
    {
      now: context.now.toString(),
      ...noAnswers,
      mayAdminister: request.administers,
      ...(given.evidence && { evidence: given.evidence }),
    },
    (questions) =>
      answerQuestions(context, questions, {
        definition: request.definition,
        kind: request.kind,
        form: given.form ?? request.form,
        ...(request.id && request.submittedAt && { request: { id: request.id, submittedAt: request.submittedAt } }),
        ...(given.successors && { successors: given.successors }),
      }),
  );
  if ('refuse' in decision) throw await refusalOf(context, decision.refuse);
  return decision;
}

/** Writes a step with everything that follows from it; false where the request has moved on meanwhile. */
export async function wrote(context: Work, step: Step, limit?: LimitInput): Promise<boolean> {
  const sealed: PreparedEvidence[] = [];
  const rows = await stepRows({ ...context, record: (evidence) => sealed.push(evidence) }, step);
  if (!(await writeAlone(context.db, step.created ? firstStepWriter : stepWriter, rows))) return false;
  for (const evidence of sealed) context.record(evidence);
  context.about('request', step.request.id);
  tellChanges(context, step, rows.changes, limit);
  if (hasMore(step)) await writeMore(context, step);
  return true;
}

/** What the one statement of a step can't do. */
const hasMore = (step: Step): boolean =>
  movesLimits(step) || hasWaits(step) || standsAgain(step) || countsAmounts(step) || filesOf(step) !== undefined;

async function writeMore(context: Work, step: Step): Promise<void> {
  if (movesLimits(step)) await resetLimits(context, step);
  if (hasWaits(step)) await scheduleWaits(context, step);
  if (countsAmounts(step)) await keepAmounts(context, step);
  if (standsAgain(step)) {
    const requestId = step.request.id;
    await context.schedule(archiveTimer, { key: requestId, at: context.now, input: { requestId } });
  }
  const files = filesOf(step);
  if (files && context.actor.kind === 'person') await attachFormFiles(context, step.request.id, files);
}

/** An approval that was to be revoked and stands: that belongs into the archive as well. */
const standsAgain = ({ events }: Step): boolean => events.some((event) => event.type === 'revocationDropped');

/** The files that come with a form, a comment or an opinion. */
function filesOf({ request, form, events }: Step): FormFiles | undefined {
  const filled = form && formFiles(request.kind.design, form);
  const said = events.flatMap((event) => {
    if (event.type === 'commented') return event.files ?? [];
    return opinionFiles(event).map(({ fileId }) => fileId);
  });
  if (said.length === 0) return filled;
  return { plain: [...(filled?.plain ?? []), ...said], sensitive: filled?.sensitive ?? [] };
}

/** Whether it sets timers of tasks that may have been delivered before: those that were open and stay so. */
function movesLimits({ request, created, events }: Step): boolean {
  if (created) return false;
  const open = new Set(openTasks(request.state).map((task) => task.slotId));
  return events.some((event) => event.type === 'timerSet' && 'slotId' in event.timer && open.has(event.timer.slotId));
}

/** New timers of tasks that were delivered before: repeated reminders, and those after a suspension. */
async function resetLimits(context: Work, { request, events, state }: Step): Promise<void> {
  const made = events.flatMap((event) => (event.type === 'timerSet' && 'slotId' in event.timer ? [event.timer] : []));
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
async function refusalOf(context: Decides, { code, facts }: EngineRefusal): Promise<Refusal> {
  const by = 'by' in facts ? facts.by : undefined;
  if (by === undefined) return refuse(approvalFailures[code] as never, facts as never);
  const { rows } = await sql<{ name: string }>`
    select name from directory.published_person where id = ${by}::uuid`.execute(context.db);
  return refuse(approvalFailures[code] as never, { ...facts, ...(rows[0] && { byName: rows[0].name }) } as never);
}
