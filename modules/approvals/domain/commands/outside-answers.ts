import type { CommandOf } from '../../contract/command.ts';
import { visitOf, visitOfSlot } from '../cursor-tree.ts';
import { afterCall, afterChild } from '../outside.ts';
import { emit, type Run, refuse } from '../run.ts';

/** What a call outside came to. Only the attempt that is waited for counts. */
export function callResult(run: Run, command: CommandOf<'callResult'>): undefined {
  const { visit: number, attempt, ok, error } = command;
  const call = visitOf(run.state, number)?.call;
  if (call?.state !== 'waiting' || call.attempt !== attempt) return refuse(run, 'callGone', {});
  emit(run, { type: 'callAnswered', visit: number, attempt, ok, error });
  afterCall(run, number, ok);
}

/**
 * The same, said by an administrator who found out what it came to: of the attempt that is waited for, or that has failed. A request
 * that was suspended over it stays so until somebody resumes it, and isn't called again then.
 */
export function answerByHand(run: Run, command: CommandOf<'answerByHand'>, by: string): undefined {
  const { visit: number, attempt, ok, reason } = command;
  const visit = visitOf(run.state, number);
  const call = visit?.state === 'open' ? visit.call : undefined;
  if (!visit || !call || call.state === 'done' || call.attempt !== attempt) return refuse(run, 'callGone', {});
  const { evidence } = run.facts;
  if (!evidence) return refuse(run, 'evidenceMissing', { nodeId: visit.nodeId });
  emit(run, { type: 'callAnswered', visit: number, attempt, ok, by, reason, evidence });
  afterCall(run, number, ok);
}

/** A request made by this one has ended, or couldn't be begun. */
export function childEnded(run: Run, command: CommandOf<'childEnded'>): undefined {
  const { childId, attempt, outcome, error } = command;
  const visit = visitOfSlot(run.state, childId);
  const child = visit?.children?.find((one) => one.id === childId);
  if (!visit || child?.state !== 'running' || child.attempt !== attempt) return refuse(run, 'childGone', { childId });
  emit(run, { type: 'childEnded', childId, outcome, error });
  afterChild(run, visit.number);
}
