import type { AskedNode, Definition, FlowNode, ForkNode } from '../contract/definition.ts';
import { branchesOf, type ForkBranch } from './flow-graph.ts';

/** A node, the id of the one after it (`null`: the end, or the end of its branch), and the branches that it is in. */
export interface Place {
  readonly node: FlowNode;
  readonly next: string | null;
  readonly forks: readonly ForkBranch[];
}

export type Route = ReadonlyMap<string, Place>;

const routes = new WeakMap<Definition, Route>();

/**
 * Every node of the tree with its successor, in the order of the tree. A node in a branch of a condition knows the one after
 * the condition; in a branch of a fork the last one leads to the branch's end. Kept for a definition, which never changes.
 */
export function routeOf(definition: Definition): Route {
  const known = routes.get(definition);
  if (known) return known;
  const places = new Map<string, Place>();
  link(definition.nodes, null, [], places);
  routes.set(definition, places);
  return places;
}

function link(
  nodes: readonly FlowNode[],
  after: string | null,
  forks: readonly ForkBranch[],
  places: Map<string, Place>,
): undefined {
  nodes.forEach((node, index) => {
    const next = nodes[index + 1]?.id ?? after;
    places.set(node.id, { node, next, forks });
    for (const branch of branchesOf(node)) {
      if (isFork(node)) link(branch.nodes, null, [...forks, { fork: node.id, branch: branch.id }], places);
      else link(branch.nodes, next, forks, places);
    }
  });
}

/** Whether people are asked at this node. */
export function asksPeople(node: FlowNode): node is AskedNode {
  return node.kind === 'approve' || node.kind === 'handle';
}

/** Whether several branches come out of this node at once. */
export function isFork(node: FlowNode): node is ForkNode {
  return node.kind === 'parallel' || node.kind === 'inclusive';
}
