import type { AskedNode, Definition, FlowNode } from '../contract/definition.ts';

/** A node and the id of the one after it; `null` is the end. */
export interface Place {
  readonly node: FlowNode;
  readonly next: string | null;
}

/** Every node of the tree with its successor, in the order of the tree. A node inside a branch knows the one after it. */
export function routeOf(definition: Definition): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  link(definition.nodes, null, places);
  return places;
}

function link(nodes: readonly FlowNode[], after: string | null, places: Map<string, Place>): undefined {
  nodes.forEach((node, index) => {
    const next = nodes[index + 1]?.id ?? after;
    places.set(node.id, { node, next });
    if (node.kind !== 'condition') return;
    for (const branch of [...node.branches, node.otherwise]) link(branch.nodes, next, places);
  });
}

/** Whether people are asked at this node. */
export function asksPeople(node: FlowNode): node is AskedNode {
  return node.kind === 'approve' || node.kind === 'handle';
}
