import type { z } from 'zod';
import type { Definition } from '../contract/definition.ts';
import type { migrationObstacle } from '../contract/failures.ts';
import type { InstanceState, Position } from '../contract/instance.ts';
import { openVisits } from './cursor-tree.ts';
import { branchesOf, sameForks } from './flow-graph.ts';
import { routeOf } from './route.ts';

/** Why a request can't go on by another version of its flow, and at which node of the old one. */
export type MigrationObstacle = z.infer<typeof migrationObstacle>;

/**
 * Whether a running request can go on by another version of its flow: every node where it stands, or goes straight back to,
 * is still there, of the same kind, in the same branches. An empty answer: it can. Nodes that it has passed may be gone.
 */
export function migratable(before: Definition, after: Definition, state: InstanceState): MigrationObstacle[] {
  const old = routeOf(before);
  const route = routeOf(after);
  const obstacles: MigrationObstacle[] = [];
  const add = (nodeId: string, why: MigrationObstacle['why']) => {
    if (!obstacles.some((one) => one.nodeId === nodeId && one.why === why)) obstacles.push({ nodeId, why });
  };
  const check = (nodeId: string, branches: readonly string[]) => {
    const was = old.get(nodeId);
    const place = route.get(nodeId);
    if (!place) return add(nodeId, 'nodeGone');
    if (place.node.kind !== was?.node.kind) return add(nodeId, 'kindChanged');
    if (!sameForks(place.forks, was.forks)) return add(nodeId, 'otherBranch');
    const known = branchesOf(place.node).map((branch) => branch.id);
    if (branches.some((branch) => !known.includes(branch))) add(nodeId, 'branchGone');
  };
  const checkPosition = ({ nodeId, branches = [] }: Position) => {
    check(
      nodeId,
      branches.map((branch) => branch.id),
    );
    for (const { at } of branches) if (at) checkPosition(at);
  };
  for (const visit of openVisits(state)) {
    if (visit.kind !== 'start' && visit.kind !== 'revoke') {
      check(visit.nodeId, visit.branches?.map((branch) => branch.id) ?? []);
    }
    if (visit.straight) checkPosition(visit.straight.at);
  }
  return obstacles;
}
