import type { InstanceState, Slot } from '../contract/instance.ts';
import { currentVisit } from './find-slot.ts';

/** Something that waits for a person: an open slot. `resubmit` is the applicant's, after a return. */
export interface OpenTask {
  readonly slotId: string;
  readonly nodeId: string;
  readonly kind: 'approve' | 'handle' | 'resubmit';
  readonly person: string;
  readonly deputies: readonly string[];
  readonly openedAt: string | undefined;
  readonly overdue: boolean;
}

/** The open tasks of a request: its open slots, no more and no fewer. */
export function openTasks(state: InstanceState): OpenTask[] {
  const visit = currentVisit(state);
  if (!visit) return [];
  return visit.slots
    .filter((slot) => slot.state === 'open')
    .map((slot: Slot) => ({
      slotId: slot.id,
      nodeId: visit.nodeId,
      kind: visit.kind === 'start' ? 'resubmit' : visit.kind,
      person: slot.person,
      deputies: slot.deputies,
      openedAt: slot.openedAt,
      overdue: slot.overdue,
    }));
}
