import type { Definition } from '../../contract/definition.ts';
import { findLane, findNode, lanesOf, nodesOf, type Place } from './flow-tree.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The id by which the end of a flow is found on the screen; no node has it, since ids hold no colon here. */
export const END = 'flow:end';

/** Where an arrow key leads from a card (start, node, branch or end): an id, or nothing where there is no way. */
export function neighbour(flow: Definition, id: string, direction: Direction): string | undefined {
  if (direction === 'down') return below(flow, id);
  if (direction === 'up') return above(flow, id);
  return beside(flow, id, direction === 'left' ? -1 : 1);
}

/** What stands after the last node of a branch: what follows the node that split, or the end. */
function after(flow: Definition, { lane, at }: Place): string {
  const next = nodesOf(flow, lane)[at];
  if (next) return next.id;
  const owner = lane === null ? undefined : findLane(flow, lane)?.owner;
  const outside = owner && findNode(flow, owner.id)?.place;
  return outside ? after(flow, { lane: outside.lane, at: outside.at + 1 }) : END;
}

function below(flow: Definition, id: string): string | undefined {
  if (id === END) return undefined;
  if (id === flow.start.id) return after(flow, { lane: null, at: 0 });
  const found = findNode(flow, id);
  if (!found) return findLane(flow, id) && after(flow, { lane: id, at: 0 });
  const first = lanesOf(found.node)[0];
  return first ? first.id : after(flow, { lane: found.place.lane, at: found.place.at + 1 });
}

/** The lowest card of a node: of its first branch where it splits. */
function bottom(flow: Definition, id: string): string {
  const found = findNode(flow, id);
  const first = found && lanesOf(found.node)[0];
  if (!first) return id;
  const last = first.nodes.at(-1);
  return last ? bottom(flow, last.id) : first.id;
}

function above(flow: Definition, id: string): string | undefined {
  if (id === flow.start.id) return undefined;
  if (id === END) {
    const last = flow.nodes.at(-1);
    return last ? bottom(flow, last.id) : flow.start.id;
  }
  const found = findNode(flow, id);
  if (!found) return findLane(flow, id)?.owner.id;
  const { lane, at } = found.place;
  const before = nodesOf(flow, lane)[at - 1];
  return before ? bottom(flow, before.id) : (lane ?? flow.start.id);
}

function beside(flow: Definition, id: string, by: -1 | 1): string | undefined {
  const branch = findLane(flow, id);
  if (branch) return lanesOf(branch.owner)[branch.at + by]?.id;
  const place = findNode(flow, id)?.place;
  const inside = place?.lane == null ? undefined : findLane(flow, place.lane);
  const lane = inside && lanesOf(inside.owner)[inside.at + by];
  return lane && place ? (lane.nodes[Math.min(place.at, lane.nodes.length - 1)]?.id ?? lane.id) : undefined;
}

/** The place right after a card, where the next node is put in; before the end, after start and into a branch as well. */
export function placeAfter(flow: Definition, id: string): Place {
  if (id === flow.start.id) return { lane: null, at: 0 };
  const found = findNode(flow, id);
  if (found) return { lane: found.place.lane, at: found.place.at + 1 };
  return findLane(flow, id) ? { lane: id, at: 0 } : { lane: null, at: flow.nodes.length };
}
