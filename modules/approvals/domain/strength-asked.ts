import type { DecisionStrength, Definition } from '../contract/definition.ts';
import type { InstanceState, SlotId } from '../contract/instance.ts';
import { visitOfSlot } from './find-slot.ts';
import { asksPeople, routeOf } from './route.ts';

/** What the step of a task asks of who decides it; undefined for what nobody decides. Pure. */
export function strengthAsked(
  definition: Definition,
  state: InstanceState,
  slotId: SlotId,
): DecisionStrength | undefined {
  const visit = visitOfSlot(state, slotId);
  const node = visit && routeOf(definition).get(visit.nodeId)?.node;
  return node && asksPeople(node) ? node.strength : undefined;
}
