import type { Definition, FlowNode } from '../../contract/definition.ts';
import {
  findLane,
  findNode,
  idsOf,
  idsWithin,
  isOtherwise,
  type Lane,
  lanesOf,
  type Name,
  nodesWithin,
  type Place,
  withLanes,
} from './flow-tree.ts';

// Pure edits of a flow. What an edit doesn't touch stays the same object, so that only changed cards are drawn again.

type Nodes = readonly FlowNode[];

/** Changes the nodes of one branch (`null`: of the trunk). */
function inLane(flow: Definition, lane: string | null, change: (nodes: Nodes) => Nodes): Definition {
  const within = (nodes: Nodes): Nodes => {
    const next = nodes.map((node) => {
      const lanes = lanesOf(node);
      const changed = lanes.map((one) => {
        const inside = one.id === lane ? change(one.nodes) : within(one.nodes);
        return inside === one.nodes ? one : { ...one, nodes: inside };
      });
      return changed.some((one, at) => one !== lanes[at]) ? withLanes(node, changed) : node;
    });
    return next.some((node, at) => node !== nodes[at]) ? next : nodes;
  };
  const nodes = lane === null ? change(flow.nodes) : within(flow.nodes);
  return nodes === flow.nodes ? flow : { ...flow, nodes: nodes as FlowNode[] };
}

/** Changes one node where it stands; several nodes or none may take its place. */
function atNode(flow: Definition, id: string, change: (node: FlowNode) => Nodes): Definition {
  const found = findNode(flow, id);
  if (!found) return flow;
  return inLane(flow, found.place.lane, (nodes) => nodes.flatMap((node) => (node.id === id ? change(node) : [node])));
}

/** A new id that the flow doesn't use. Random, so that a removed step's id isn't given to another one later. */
export function newId(taken: ReadonlySet<string>): string {
  for (;;) {
    const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
    const id = `n${number.toString(36)}`;
    if (!taken.has(id)) return id;
  }
}

/** Puts a node at a place. Its ids must be new to the flow. */
export const insertNode = (flow: Definition, place: Place, node: FlowNode): Definition =>
  inLane(flow, place.lane, (nodes) => nodes.toSpliced(place.at, 0, node));

/** Puts a node in the place of the one with its id. */
export const replaceNode = (flow: Definition, node: FlowNode): Definition => atNode(flow, node.id, () => [node]);

/** Takes a node out, with everything in its branches. */
export const removeNode = (flow: Definition, id: string): Definition => atNode(flow, id, () => []);

/** Takes a node to another place (counted before the move). Into itself it can't go: then the flow stays as it is. */
export function moveNode(flow: Definition, id: string, to: Place): Definition {
  const found = findNode(flow, id);
  if (!found || (to.lane !== null && idsWithin([found.node]).has(to.lane))) return flow;
  const { place } = found;
  const sameLane = place.lane === to.lane;
  if (sameLane && (to.at === place.at || to.at === place.at + 1)) return flow;
  const at = sameLane && to.at > place.at ? to.at - 1 : to.at;
  return insertNode(removeNode(flow, id), { lane: to.lane, at }, found.node);
}

/** The places that a step of the keyboard moves a node to: one up or down in its branch, at the ends out of the split or into it. */
export function placeBeside(flow: Definition, id: string, by: -1 | 1): Place | undefined {
  const found = findNode(flow, id);
  if (!found) return undefined;
  const { lane, at } = found.place;
  const length = lane === null ? flow.nodes.length : (findLane(flow, lane)?.lane.nodes.length ?? 0);
  if (by === -1 && at > 0) return { lane, at: at - 1 };
  if (by === 1 && at < length - 1) return { lane, at: at + 2 };
  const owner = lane === null ? undefined : findLane(flow, lane)?.owner;
  const outside = owner && findNode(flow, owner.id)?.place;
  return outside && { lane: outside.lane, at: outside.at + (by === 1 ? 1 : 0) };
}

/** The place to the left or right: the same height in the branch beside. */
export function placeAcross(flow: Definition, id: string, by: -1 | 1): Place | undefined {
  const found = findNode(flow, id);
  const inside = found?.place.lane == null ? undefined : findLane(flow, found.place.lane);
  const beside = inside && lanesOf(inside.owner)[inside.at + by];
  return found && beside && { lane: beside.id, at: Math.min(found.place.at, beside.nodes.length) };
}

/** The same node with ids of its own; goto and returns inside it lead to the copies. */
export function withNewIds(node: FlowNode, taken: ReadonlySet<string>): FlowNode {
  const used = new Set(taken);
  const renamed = new Map<string, string>();
  for (const id of idsWithin([node])) {
    const next = newId(used);
    used.add(next);
    renamed.set(id, next);
  }
  const rename = (id: string) => renamed.get(id) ?? id;
  const within = (one: FlowNode): FlowNode =>
    withTargets(
      withLanes(
        {
          ...one,
          id: rename(one.id),
          ...('otherwise' in one && one.otherwise
            ? { otherwise: { ...one.otherwise, id: rename(one.otherwise.id) } }
            : {}),
        } as FlowNode,
        lanesOf(one).map((lane) => ({ ...lane, id: rename(lane.id), nodes: lane.nodes.map(within) })),
      ),
      rename,
    );
  return within(node);
}

/** Puts a copied or cut node at a place. What was cut keeps its ids, so that everything leading to it does so again. */
export function pasteNode(flow: Definition, place: Place, node: FlowNode): { flow: Definition; id: string } {
  const taken = idsOf(flow);
  const clashes = [...idsWithin([node])].some((id) => taken.has(id));
  const pasted = clashes ? withNewIds(node, taken) : node;
  return { flow: insertNode(flow, place, pasted), id: pasted.id };
}

/** Adds a branch to a node, before the one for everything else. */
export const addBranch = (flow: Definition, nodeId: string, lane: Lane): Definition =>
  atNode(flow, nodeId, (node) => {
    const lanes = lanesOf(node);
    const last = lanes.at(-1);
    const at = last && isOtherwise(node, last.id) ? lanes.length - 1 : lanes.length;
    return [withLanes(node, lanes.toSpliced(at, 0, lane))];
  });

/** Changes a branch's name or condition. */
export function changeBranch(flow: Definition, laneId: string, change: { name?: Name; when?: string }): Definition {
  const found = findLane(flow, laneId);
  if (!found) return flow;
  return atNode(flow, found.owner.id, (node) => [
    withLanes(
      node,
      lanesOf(node).map((lane) => (lane.id === laneId ? { ...lane, ...change } : lane)),
    ),
  ]);
}

/** Whether a branch may be taken out: a condition always has its branch for everything else. */
export const mayRemoveBranch = (owner: FlowNode, laneId: string): boolean =>
  owner.kind !== 'condition' || !isOtherwise(owner, laneId);

/**
 * Takes a branch out with its steps. Where nothing is split any more (one branch is left, and it has no condition) its steps
 * take the node's place. What may not be taken out stays.
 */
export function removeBranch(flow: Definition, laneId: string): Definition {
  const found = findLane(flow, laneId);
  if (!found || !mayRemoveBranch(found.owner, laneId)) return flow;
  return atNode(flow, found.owner.id, (node) => {
    const left = lanesOf(node).filter((lane) => lane.id !== laneId);
    const [only] = left;
    if (left.length > 1 || (only && 'when' in only)) return [withLanes(node, left)];
    return only?.nodes ?? [];
  });
}

/** Adds the branch of an inclusive split for when no condition is true. */
export const addOtherwise = (flow: Definition, nodeId: string, otherwise: Lane): Definition =>
  atNode(flow, nodeId, (node) =>
    node.kind === 'inclusive' && !node.otherwise ? [{ ...node, otherwise } as FlowNode] : [node],
  );

/** Takes a branch one to the left or right. The branch for everything else stays last. */
export function moveBranch(flow: Definition, laneId: string, by: -1 | 1): Definition {
  const found = findLane(flow, laneId);
  if (!found) return flow;
  const lanes = lanesOf(found.owner);
  const beside = lanes[found.at + by];
  if (!beside || isOtherwise(found.owner, laneId) || isOtherwise(found.owner, beside.id)) return flow;
  return atNode(flow, found.owner.id, (node) => [
    withLanes(node, lanes.with(found.at, beside).with(found.at + by, found.lane)),
  ]);
}

/** The nodes that a node leads back or over to: of a goto, of its returns, of its answer to a rejection. */
export function targetsOf(node: FlowNode): readonly string[] {
  const targets = new Set<string>();
  withTargets(node, (id) => {
    targets.add(id);
    return id;
  });
  return [...targets];
}

function withTargets(node: FlowNode, rename: (id: string) => string): FlowNode {
  let next = node;
  if ('returns' in next && Array.isArray(next.returns.nodes)) {
    next = { ...next, returns: { ...next.returns, nodes: next.returns.nodes.map(rename) } };
  }
  if ('onReject' in next && next.onReject.kind === 'return' && next.onReject.to.kind === 'node') {
    const { onReject } = next;
    next = { ...next, onReject: { ...onReject, to: { kind: 'node', nodeId: rename(next.onReject.to.nodeId) } } };
  }
  return next.kind === 'goto' ? { ...next, to: rename(next.to) } : next;
}

/** What leads to a node that isn't there any more, and led somewhere in the flow before. */
export function lostTargets(before: Definition, after: Definition): readonly { from: string; to: string }[] {
  const known = idsOf(before);
  const left = idsOf(after);
  return [...nodesWithin(after.nodes)].flatMap(({ node }) =>
    targetsOf(node)
      .filter((to) => known.has(to) && !left.has(to))
      .map((to) => ({ from: node.id, to })),
  );
}
