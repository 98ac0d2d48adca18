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

/** A request made by this one has ended, or couldn't be begun. */
export function childEnded(run: Run, command: CommandOf<'childEnded'>): undefined {
  const { childId, attempt, outcome, error } = command;
  const visit = visitOfSlot(run.state, childId);
  const child = visit?.children?.find((one) => one.id === childId);
  if (!visit || child?.state !== 'running' || child.attempt !== attempt) return refuse(run, 'childGone', { childId });
  emit(run, { type: 'childEnded', childId, outcome, error });
  afterChild(run, visit.number);
}
