import type { FlowNode } from '../contract/definition.ts';
import type { FlowOutline } from '../contract/flow-outline.ts';
import { nodeName } from './request-view.ts';

/** What everybody may know of these nodes: names, sorts and branches, nothing that decides. */
export function outlineOf(nodes: readonly FlowNode[]): FlowOutline[] {
  return nodes.map((node) => {
    const branches = 'branches' in node ? node.branches : [];
    const otherwise = 'otherwise' in node && node.otherwise ? [node.otherwise] : [];
    return {
      id: node.id,
      name: nodeName(node),
      kind: node.kind,
      branches: [...branches, ...otherwise].map((branch) => ({
        id: branch.id,
        name: nodeName(branch),
        nodes: outlineOf(branch.nodes),
      })),
    };
  });
}
