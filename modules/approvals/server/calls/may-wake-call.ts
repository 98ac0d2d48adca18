import type { InstanceState } from '../../contract/instance.ts';
import { visitOf } from '../../domain/cursor-tree.ts';

/** Whether the request still waits for this attempt of a call, and isn't suspended: then an administrator can have it made again. */
export function mayWakeCall(state: InstanceState, number: number, attempt: number): boolean {
  const visit = visitOf(state, number);
  return visit?.state === 'open' && visit.call?.attempt === attempt && !state.ended && !state.suspended;
}
