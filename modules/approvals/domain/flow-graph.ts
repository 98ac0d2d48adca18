import type { Definition, FlowNode } from '../contract/definition.ts';

/** One node of the tree, seen from outside: where it can go on to, and which branches of parallel and inclusive nodes it is in. */
export interface GraphNode {
  readonly node: FlowNode;
  /** Ids of the nodes that can come next; `null` is the end. A fork leads into each of its branches, their ends to its join. */
  readonly to: readonly (string | null)[];
  /** From the outermost to the innermost. */
  readonly forks: readonly ForkBranch[];
}

/** A branch of a parallel or inclusive node, by their ids. */
export interface ForkBranch {
  readonly fork: string;
  readonly branch: string;
}

type Nodes = readonly FlowNode[];

/** Every node of a flow with its ways on, in the order of the tree. Of two nodes with one id, the first. */
export function flowGraph(definition: Definition): ReadonlyMap<string, GraphNode> {
  const graph = new Map<string, GraphNode>();
  link(definition.nodes, null, [], graph);
  return graph;
}

function link(
  nodes: Nodes,
  after: string | null,
  forks: readonly ForkBranch[],
  graph: Map<string, GraphNode>,
): undefined {
  nodes.forEach((node, index) => {
    const next = nodes[index + 1]?.id ?? after;
    if (!graph.has(node.id)) graph.set(node.id, { node, to: waysOn(node, next), forks });
    const isFork = node.kind === 'parallel' || node.kind === 'inclusive';
    for (const branch of branchesOf(node)) {
      link(branch.nodes, next, isFork ? [...forks, { fork: node.id, branch: branch.id }] : forks, graph);
    }
  });
}

function waysOn(node: FlowNode, next: string | null): readonly (string | null)[] {
  if (node.kind === 'goto') return node.when === undefined ? [node.to] : [node.to, next];
  const branches = branchesOf(node);
  if (branches.length === 0) return [next];
  const into = branches.map((branch) => branch.nodes[0]?.id ?? next);
  return node.kind === 'inclusive' && !node.otherwise ? [...into, next] : into;
}

/** The branches of a node in their order, the default last; none where it has no branches. */
export function branchesOf(
  node: FlowNode,
): readonly { readonly id: string; readonly name: FlowNode['name']; readonly when?: string; readonly nodes: Nodes }[] {
  if (node.kind === 'parallel') return node.branches;
  if (node.kind !== 'condition' && node.kind !== 'inclusive') return [];
  return node.otherwise ? [...node.branches, node.otherwise] : node.branches;
}

/** Whether two nodes are in the same branches. */
export function sameForks(one: readonly ForkBranch[], other: readonly ForkBranch[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ fork, branch }, index) => other[index]?.fork === fork && other[index]?.branch === branch)
  );
}

/** Every node of the tree in its order, also those whose id occurs twice. */
export function everyNode(nodes: Nodes): FlowNode[] {
  return nodes.flatMap((node) => [node, ...branchesOf(node).flatMap((branch) => everyNode(branch.nodes))]);
}

/** Every node from which the end can be come to. */
export function endingNodes(graph: ReadonlyMap<string, GraphNode>): ReadonlySet<string> {
  const before = new Map<string | null, string[]>();
  for (const [id, { to }] of graph) for (const next of to) before.set(next, [...(before.get(next) ?? []), id]);
  const ending = new Set<string>();
  const waiting = [...(before.get(null) ?? [])];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (ending.has(id)) continue;
    ending.add(id);
    waiting.push(...(before.get(id) ?? []));
  }
  return ending;
}

/** Every node that can be come to from these, themselves included; `through` says which nodes are gone on from. */
export function reachedFrom(
  graph: ReadonlyMap<string, GraphNode>,
  from: readonly (string | null)[],
  through: (node: FlowNode) => boolean = () => true,
): ReadonlySet<string | null> {
  const reached = new Set<string | null>();
  const waiting = [...from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const found = id === null ? undefined : graph.get(id);
    if (found && through(found.node)) waiting.push(...found.to);
  }
  return reached;
}
