import type { Duty, InstanceState, Visit } from '../contract/instance.ts';
import { openVisits } from './cursor-tree.ts';

/** Something that waits for a person: an open slot. `resubmit` is the applicant's, after a return. */
export interface OpenTask {
  readonly slotId: string;
  readonly nodeId: string;
  readonly kind: 'approve' | 'handle' | 'resubmit' | 'revoke';
  readonly person: string;
  readonly deputies: readonly string[];
  readonly openedAt: string | undefined;
  readonly overdue: boolean;
}

const kinds: Partial<Record<Visit['kind'], OpenTask['kind']>> = {
  start: 'resubmit',
  approve: 'approve',
  handle: 'handle',
  revoke: 'revoke',
};

/** The open tasks of a request: its open slots, no more and no fewer. */
export function openTasks(state: InstanceState): OpenTask[] {
  return openVisits(state).flatMap((visit) => {
    const kind = kinds[visit.kind];
    if (!kind) return [];
    return visit.slots
      .filter((slot) => slot.state === 'open')
      .map((slot) => ({
        slotId: slot.id,
        nodeId: visit.nodeId,
        kind,
        person: slot.person,
        deputies: slot.deputies,
        openedAt: slot.openedAt,
        overdue: slot.overdue,
      }));
  });
}

/** What executors still have to carry out and record (落实意见). */
export function openDuties(state: InstanceState): Duty[] {
  return state.duties.filter((duty) => !duty.done);
}

/** A call outside that an answer is waited for, and a child request that hasn't ended. */
export interface OpenOutside {
  readonly calls: readonly { readonly visit: number; readonly attempt: number; readonly nodeId: string }[];
  readonly children: readonly {
    readonly childId: string;
    readonly attempt: number;
    readonly nodeId: string;
    readonly row?: number;
  }[];
}

/**
 * What a request waits for outside. What is here after a step and wasn't before is to be begun (`called`, `nodeEntered` and
 * `childrenWoken` say so too); a child that was here and isn't any more, without a `childEnded` in the step, is to be ended.
 */
export function openOutside(state: InstanceState): OpenOutside {
  const open = openVisits(state);
  return {
    calls: open.flatMap(({ number, nodeId, call }) =>
      call?.state === 'waiting' ? [{ visit: number, attempt: call.attempt, nodeId }] : [],
    ),
    children: open.flatMap(({ nodeId, children = [] }) =>
      children
        .filter((child) => child.state === 'running')
        .map(({ id, attempt, row }) => ({ childId: id, attempt, nodeId, ...(row !== undefined && { row }) })),
    ),
  };
}
