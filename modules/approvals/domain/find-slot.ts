import type { InstanceState, Slot, SlotId, Visit } from '../contract/instance.ts';

/** The visit that the cursor is at; none once the request has ended. */
export function currentVisit(state: InstanceState): Visit | undefined {
  const number = state.cursor?.visit;
  return state.visits.find((visit) => visit.number === number);
}

/** The visit that a slot id belongs to, also where the visit was cancelled and keeps no slots. */
export function visitOfSlot(state: InstanceState, slotId: SlotId): Visit | undefined {
  const number = Number(slotId.split('.')[0]);
  return state.visits.find((visit) => visit.number === number);
}

/** A slot that is still kept. */
export function findSlot(state: InstanceState, slotId: SlotId): Slot | undefined {
  return visitOfSlot(state, slotId)?.slots.find((slot) => slot.id === slotId);
}

/** Neither answered nor taken away. */
export function isPending(slot: Slot): boolean {
  return slot.state === 'waiting' || slot.state === 'open';
}
