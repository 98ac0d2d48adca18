import type { Definition } from '../../contract/definition.ts';
import type { FieldAccess, FieldPermissions } from '../../contract/form-design.ts';
import type { Visit } from '../../contract/instance.ts';
import { everyNode } from '../flow-graph.ts';
import { accessTo } from './apply-permissions.ts';

/** 字段权限 at a step: what is named, and what holds for everything else. */
export interface FieldRights {
  readonly permissions: FieldPermissions;
  readonly usual: FieldAccess;
}

/** Where the applicant fills the form in, he edits what isn't named; where others answer, they read it. */
export function fieldRights(definition: Definition, nodeId: string): FieldRights {
  if (definition.start.id === nodeId) return { permissions: definition.start.fields, usual: 'edit' };
  const node = everyNode(definition.nodes).find((one) => one.id === nodeId);
  return { permissions: node && 'fields' in node ? node.fields : {}, usual: 'read' };
}

/** Who reads, and what for. */
export interface Reader {
  readonly personId?: string | undefined;
  /** Applicant or submitter, to whom the start belongs. */
  readonly isApplicant: boolean;
}

/**
 * What is hidden from a reader by the steps at which he was asked: whatever none of them shows him. Who was never asked
 * (copied in, an administrator, the system) has nothing hidden by steps.
 */
export function hiddenFrom(
  definition: Definition,
  visits: readonly Pick<Visit, 'nodeId' | 'slots'>[],
  { personId, isApplicant }: Reader,
): (field: string, column?: string) => boolean {
  const nodeIds = new Set(isApplicant ? [definition.start.id] : []);
  for (const { nodeId, slots } of visits) {
    const isAsked = slots.some(
      ({ person, deputies, answer }) =>
        person === personId || deputies.includes(personId ?? '') || answer?.by === personId,
    );
    if (personId !== undefined && isAsked) nodeIds.add(nodeId);
  }
  const rights = [...nodeIds].map((nodeId) => fieldRights(definition, nodeId));
  return (field, column) =>
    rights.length > 0 &&
    rights.every(({ permissions, usual }) => accessTo(permissions, field, column, usual) === 'hidden');
}
