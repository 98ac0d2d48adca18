import type { Words } from '#kernel/contract/words.ts';
import type { Definition, FlowNode } from '../../contract/definition.ts';
import { nodeName } from '../../domain/request-view.ts';

/** What every node of a flow is called, those inside branches too. */
export function nodeNames(definition: Definition): ReadonlyMap<string, { name: Words; mode?: string }> {
  const names = new Map<string, { name: Words; mode?: string }>();
  const visit = (nodes: readonly FlowNode[]) => {
    for (const node of nodes) {
      names.set(node.id, { name: nodeName(node), ...('mode' in node && { mode: node.mode.kind }) });
      if ('branches' in node) for (const branch of node.branches) visit(branch.nodes);
      if ('otherwise' in node && node.otherwise) visit(node.otherwise.nodes);
    }
  };
  visit(definition.nodes);
  return names;
}
