import type { InstanceCommand } from '../contract/command.ts';
import type { Definition } from '../contract/definition.ts';
import type { Facts } from '../contract/facts.ts';
import type { InstanceState } from '../contract/instance.ts';
import { apply } from './apply.ts';
import { act } from './commands/act.ts';
import { editForm, jump, migrate, resume, wake } from './commands/administer.ts';
import { addApprover, removeApprover } from './commands/approvers.ts';
import { claim, putBack } from './commands/claim.ts';
import { copy } from './commands/copy.ts';
import { deputiesChanged } from './commands/deputies-changed.ts';
import { objectSubmission, revoke, terminate, withdraw } from './commands/end-early.ts';
import { delegate, passUp, reassign, transfer } from './commands/hand-over.ts';
import { answerByHand, callResult, childEnded } from './commands/outside-answers.ts';
import { personLeft } from './commands/person-left.ts';
import { recordOutcome } from './commands/record-outcome.ts';
import { returnTo } from './commands/return-to.ts';
import { mustHaveChosen, resubmit } from './commands/submit.ts';
import { takeBack } from './commands/take-back.ts';
import { timerDue } from './commands/timer-due.ts';
import { answerUrge, urge } from './commands/urge.ts';
import { begin, drive } from './drive.ts';
import { migratable } from './migratable.ts';
import { type Decision, emit, isStopped, newRun, outcomeOf, type Run, refuse } from './run.ts';
import { settleTimers } from './timers.ts';

/**
 * Decides one command on one instance. Pure and total: the same arguments give the same answer, and it never throws.
 * Returns the events to store with the state after them; or the questions to answer and ask again with (under their keys, in
 * `facts`, with everything answered before); or the declared failure. `state` is null before the submission.
 */
export function decide(
  definition: Definition,
  state: InstanceState | null,
  command: InstanceCommand,
  facts: Facts,
): Decision {
  if (!state) return decideFirst(definition, command, facts);
  // From here on by the new version, where it can be.
  const flow = command.type === 'migrate' ? command.definition : definition;
  const run = newRun(flow, facts, state, choosing.includes(command.type));
  if (isFrom(run, command) && isInTime(run, command) && isPossible(run, command, definition)) decideOn(run, command);
  return finished(run);
}

/** Commands of people who can be asked to choose whom the flow asks next. */
const choosing: readonly InstanceCommand['type'][] = ['submit', 'resubmit', 'act'];

function finished(run: Run): Decision {
  drive(run);
  if (!isStopped(run)) settleTimers(run);
  return outcomeOf(run);
}

function decideFirst(definition: Definition, command: InstanceCommand, facts: Facts): Decision {
  if (command.type !== 'submit') return { refuse: { code: 'notSubmitted', facts: {} } };
  if (command.actor.kind !== 'person') return { refuse: { code: 'personsOnly', facts: {} } };
  const { applicant, form, chosen, effectiveOn, urgent } = command;
  const submitted = {
    type: 'submitted',
    at: facts.now,
    by: command.actor.personId,
    applicant,
    form,
    chosen,
    ...(effectiveOn !== undefined && { effectiveOn }),
    ...(urgent !== undefined && { urgent }),
  } as const;
  const first = apply(null, submitted);
  if (!first) return { refuse: { code: 'notSubmitted', facts: {} } };
  const run = newRun(definition, facts, first, true);
  run.events.push(submitted);
  mustHaveChosen(run);
  if (!isStopped(run)) begin(run);
  return finished(run);
}

/** Only people decide; only the system tells of timers, leavers and answers from outside; only administrators intervene. */
function isFrom(run: Run, command: InstanceCommand): boolean {
  const { actor } = command;
  switch (command.type) {
    case 'timerDue':
    case 'personLeft':
    case 'callResult':
    case 'childEnded':
    case 'parentGone':
    case 'deputiesChanged':
      if (actor.kind !== 'system') refuse(run, 'systemOnly', {});
      break;
    case 'reassign':
    case 'suspend':
    case 'resume':
    case 'terminate':
    case 'jump':
    case 'wake':
    case 'answerByHand':
    case 'editForm':
    case 'migrate':
      if (actor.kind !== 'person') refuse(run, 'personsOnly', {});
      else if (!run.facts.mayAdminister) refuse(run, 'administratorsOnly', {});
      break;
    case 'resubmit':
    case 'withdraw':
    case 'urge':
    case 'revoke':
      if (actor.kind !== 'person') refuse(run, 'personsOnly', {});
      else if (![run.state.applicant, run.state.submitter].includes(actor.personId)) refuse(run, 'applicantOnly', {});
      break;
    default:
      if (actor.kind !== 'person') refuse(run, 'personsOnly', {});
  }
  return !isStopped(run);
}

type CommandType = InstanceCommand['type'];
/** What can be said at any time: what its own rules refuse, they refuse. */
const always: readonly CommandType[] = [
  'comment',
  'copy',
  'confirmUrge',
  'disputeUrge',
  'objectSubmission',
  'recordOutcome',
];
/** What can be said while suspended: who looks into it mends it, and what happens outside has happened. */
const whileSuspended: readonly CommandType[] = [
  'resume',
  'terminate',
  'personLeft',
  'reassign',
  'jump',
  'editForm',
  'migrate',
  'answerByHand',
  'callResult',
  'childEnded',
  'parentGone',
  'deputiesChanged',
];
/** What would change what a revocation is about. */
const notWhileRevoking: readonly CommandType[] = ['return', 'jump', 'editForm', 'migrate'];

function isInTime(run: Run, command: InstanceCommand): boolean {
  const { type } = command;
  const { ended, suspended, revoking } = run.state;
  if (always.includes(type)) return true;
  if (type === 'submit') refuse(run, 'alreadySubmitted', {});
  else if (ended) {
    // What comes by itself after the end has nothing to do.
    if (type === 'timerDue') refuse(run, 'timerGone', {});
    else if (type === 'callResult') refuse(run, 'callGone', {});
    else if (type === 'childEnded') refuse(run, 'childGone', { childId: command.childId });
    else if (type !== 'personLeft' && type !== 'deputiesChanged' && type !== 'revoke')
      refuse(run, 'alreadyEnded', ended);
  } else if (suspended && !whileSuspended.includes(type)) {
    refuse(run, type === 'timerDue' ? 'timerGone' : 'suspended', {});
  } else if (revoking && notWhileRevoking.includes(type)) refuse(run, 'revoking', {});
  return !isStopped(run);
}

function isPossible(run: Run, command: InstanceCommand, before: Definition): boolean {
  if (command.type !== 'migrate') return true;
  const reasons = migratable(before, command.definition, run.state);
  if (reasons.length > 0) refuse(run, 'cannotMigrate', { reasons });
  return reasons.length === 0;
}

function decideOn(run: Run, command: InstanceCommand): undefined {
  const by = command.actor.kind === 'person' ? command.actor.personId : '';
  switch (command.type) {
    case 'submit':
      return;
    case 'resubmit':
      return resubmit(run, command, by);
    case 'act':
      return act(run, command, by);
    case 'claim':
      return claim(run, command, by);
    case 'putBack':
      return putBack(run, command, by);
    case 'takeBack':
      return takeBack(run, command, by);
    case 'transfer':
      return transfer(run, command, by);
    case 'delegate':
      return delegate(run, command, by);
    case 'passUp':
      return passUp(run, command, by);
    case 'addApprover':
      return addApprover(run, command, by);
    case 'removeApprover':
      return removeApprover(run, command, by);
    case 'return':
      return returnTo(run, command, by);
    case 'withdraw':
      return withdraw(run, command, by);
    case 'objectSubmission':
      return objectSubmission(run, command, by);
    case 'revoke':
      return revoke(run, command, by);
    case 'recordOutcome':
      return recordOutcome(run, command, by);
    case 'urge':
      return urge(run, command, by);
    case 'confirmUrge':
    case 'disputeUrge':
      return answerUrge(run, command, by);
    case 'comment':
      return emit(run, {
        type: 'commented',
        by,
        text: command.text,
        mentions: command.mentions,
        ...(command.files.length > 0 && { files: command.files }),
      });
    case 'copy':
      return copy(run, command, by);
    case 'timerDue':
      return timerDue(run, command);
    case 'callResult':
      return callResult(run, command);
    case 'childEnded':
      return childEnded(run, command);
    case 'parentGone':
      return emit(run, { type: 'ended', outcome: 'terminated' });
    case 'deputiesChanged':
      return deputiesChanged(run, command);
    case 'personLeft':
      return personLeft(run, command);
    case 'reassign':
      return reassign(run, command, by);
    case 'jump':
      return jump(run, command, by);
    case 'wake':
      return wake(run, command, by);
    case 'answerByHand':
      return answerByHand(run, command, by);
    case 'editForm':
      return editForm(run, command, by);
    case 'migrate':
      return migrate(run, command, by);
    case 'suspend':
      return emit(run, { type: 'suspended', by, reason: command.reason });
    case 'resume':
      return resume(run, command, by);
    case 'terminate':
      return terminate(run, command, by);
  }
}
