import type { Definition, FlowNode } from '../../contract/definition.ts';

/** What a step or a branch is called. */
export type Name = FlowNode['name'];

/** One of the ways side by side below a node; `when` is the FEEL text of a branch that has a condition. */
export interface Lane {
  readonly id: string;
  readonly name: Name;
  readonly when?: string;
  readonly nodes: readonly FlowNode[];
}

/** A node that splits the flow and joins it again. */
type SplitNode = Extract<FlowNode, { branches: unknown }>;

/** Where a node stands or goes: the branch that holds it (`null`: the trunk) and how many nodes stand before it there. */
export interface Place {
  readonly lane: string | null;
  readonly at: number;
}

export const isSplit = (node: FlowNode): node is SplitNode => 'branches' in node;

/** The branches of a node from left to right, the one for everything else last; none where the node doesn't split. */
export function lanesOf(node: FlowNode): readonly Lane[] {
  if (!isSplit(node)) return [];
  const otherwise = 'otherwise' in node ? node.otherwise : undefined;
  return otherwise ? [...node.branches, otherwise] : node.branches;
}

/** The branch taken when no condition is true: it stays, and has no condition of its own. */
export const isOtherwise = (node: FlowNode, laneId: string): boolean =>
  'otherwise' in node && node.otherwise?.id === laneId;

/** The node with other branches, in the order of `lanesOf`. */
export function withLanes(node: FlowNode, lanes: readonly Lane[]): FlowNode {
  if (!isSplit(node)) return node;
  const { otherwise: _, ...rest } = node as SplitNode & { otherwise?: unknown };
  const last = lanes.at(-1);
  const parts =
    last && isOtherwise(node, last.id) ? { branches: lanes.slice(0, -1), otherwise: last } : { branches: lanes };
  return { ...rest, ...parts } as FlowNode;
}

/** Every node with its place, from top to bottom, branches from left to right. */
export function* nodesWithin(
  nodes: readonly FlowNode[],
  lane: string | null = null,
): Generator<{ node: FlowNode; place: Place }> {
  for (const [at, node] of nodes.entries()) {
    yield { node, place: { lane, at } };
    for (const inside of lanesOf(node)) yield* nodesWithin(inside.nodes, inside.id);
  }
}

/** A node by its id, with its place. */
export function findNode(flow: Definition, id: string): { node: FlowNode; place: Place } | undefined {
  for (const found of nodesWithin(flow.nodes)) if (found.node.id === id) return found;
  return undefined;
}

/** A branch by its id, with the node that it belongs to and its place among the branches there. */
export function findLane(flow: Definition, id: string): { lane: Lane; owner: FlowNode; at: number } | undefined {
  for (const { node } of nodesWithin(flow.nodes)) {
    const lanes = lanesOf(node);
    const at = lanes.findIndex((lane) => lane.id === id);
    const lane = lanes[at];
    if (lane) return { lane, owner: node, at };
  }
  return undefined;
}

/** The nodes of a branch, or of the trunk. */
export const nodesOf = (flow: Definition, lane: string | null): readonly FlowNode[] =>
  lane === null ? flow.nodes : (findLane(flow, lane)?.lane.nodes ?? []);

/** The ids of a node, its branches and everything in them. */
export function idsWithin(nodes: readonly FlowNode[]): Set<string> {
  const ids = new Set<string>();
  for (const { node } of nodesWithin(nodes)) {
    ids.add(node.id);
    for (const lane of lanesOf(node)) ids.add(lane.id);
  }
  return ids;
}

/** Every id that a definition uses: its start, nodes and branches. */
export const idsOf = (flow: Definition): Set<string> => idsWithin(flow.nodes).add(flow.start.id);
