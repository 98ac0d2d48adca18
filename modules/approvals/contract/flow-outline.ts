import { z } from 'zod';
import { words } from '#kernel/contract/shapes.ts';
import { type FlowNode, nodeId } from './definition.ts';

const nodeKinds = [
  'approve',
  'handle',
  'copy',
  'condition',
  'parallel',
  'inclusive',
  'subProcess',
  'delay',
  'call',
  'goto',
] as const satisfies readonly FlowNode['kind'][];

/**
 * A node as everybody may know it who may read a request: what it is called, its sort, and its branches from left to right,
 * the one for everything else last. What decides (who is asked, conditions, limits) stays with those who design the flow.
 */
export const flowOutline = z.object({
  id: nodeId,
  name: words,
  kind: z.enum(nodeKinds),
  get branches() {
    return z.array(z.object({ id: nodeId, name: words, nodes: z.array(flowOutline) }));
  },
});
export type FlowOutline = z.infer<typeof flowOutline>;
