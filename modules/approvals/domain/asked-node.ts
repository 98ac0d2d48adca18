import { type AskedNode, type Definition, decisionStrength, type FlowNode } from '../contract/definition.ts';
import type { Visit } from '../contract/instance.ts';
import { everyNode } from './flow-graph.ts';
import { asksPeople, type Route, routeOf } from './route.ts';

/** What is asked of a decision, weakest first. */
export const strengths: readonly AskedNode['strength'][] = decisionStrength.options;

/** The node by whose rules people are asked at this visit; nothing where nobody is, or only the applicant for his revision. */
export function askedNodeOf(definition: Definition, visit: Visit): AskedNode | undefined {
  if (visit.kind === 'revoke') return revocationNode(definition);
  const node: FlowNode | undefined = routeOf(definition).get(visit.nodeId)?.node;
  return node && visit.kind === node.kind && asksPeople(node) ? node : undefined;
}

/** 通过后撤销: everybody who approved is asked, as strictly as he was at the strictest node. Nothing but yes and no is possible. */
function revocationNode(definition: Definition): AskedNode {
  const nodes = everyNode(definition.nodes).filter(asksPeople);
  return {
    kind: 'approve',
    id: definition.start.id,
    name: definition.start.name,
    approvers: [],
    empty: { kind: 'processAdministrator' },
    self: 'acts',
    mode: { kind: 'all' },
    strength: strengths[Math.max(0, ...nodes.map((node) => strengths.indexOf(node.strength)))] ?? 'signedIn',
    allow: { transfer: true, addApprover: false, delegate: false },
    returns: { applicant: false, nodes: [] },
    fields: {},
    names: { executor: 'never', manner: 'never', deadline: 'never' },
    batch: false,
    opinion: 'optional',
    onReject: { kind: 'end' },
    ...(definition.limit && { limit: definition.limit }),
  };
}

/** The fork that this visit is of. */
export function forkOf(route: Route, visit: Visit): Extract<FlowNode, { kind: 'parallel' | 'inclusive' }> | undefined {
  const node = route.get(visit.nodeId)?.node;
  return node?.kind === 'parallel' || node?.kind === 'inclusive' ? node : undefined;
}
