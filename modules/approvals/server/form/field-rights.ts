import type { Definition } from '../../contract/definition.ts';
import type { FieldAccess, FieldPermissions } from '../../contract/form-design.ts';

/** 字段权限 at a step: what is named, and what holds for everything else. */
export interface FieldRights {
  readonly permissions: FieldPermissions;
  readonly usual: FieldAccess;
}

/** Where the applicant fills the form in, he edits what isn't named; where others answer, they read it. */
export function fieldRights(definition: Definition, nodeId: string): FieldRights {
  const isStart = definition.start.id === nodeId;
  const node = isStart ? definition.start : nodeIn(definition.nodes, nodeId);
  return {
    permissions: (node as { fields?: FieldPermissions } | undefined)?.fields ?? {},
    usual: isStart ? 'edit' : 'read',
  };
}

/** The node of this id, however deep in branches it stands. */
function nodeIn(part: unknown, nodeId: string): object | undefined {
  if (typeof part !== 'object' || part === null) return undefined;
  if ('id' in part && part.id === nodeId && 'kind' in part) return part;
  for (const inner of Object.values(part)) {
    const found = nodeIn(inner, nodeId);
    if (found) return found;
  }
  return undefined;
}
