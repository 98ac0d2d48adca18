import type { DecisionStrength, Definition } from '../contract/definition.ts';
import type { InstanceState, SlotId } from '../contract/instance.ts';
import { askedNodeOf } from './asked-node.ts';
import { visitOfSlot } from './cursor-tree.ts';

/** What the step of a task asks of who decides it; undefined for what nobody decides. Pure. */
export function strengthAsked(
  definition: Definition,
  state: InstanceState,
  slotId: SlotId,
): DecisionStrength | undefined {
  const visit = visitOfSlot(state, slotId);
  return visit && askedNodeOf(definition, visit)?.strength;
}
