import type { AssignmentTarget, PermissionGrant, Scope } from '../../contract/shapes.ts';

/** A role as it is to be given. */
export interface NewAssignment {
  readonly id: string;
  readonly roleId: string;
  readonly to: AssignmentTarget;
  readonly scope: Scope;
  readonly from: string;
  readonly until: string | null;
}

/** What is to be done once a second person agrees. */
export type GrantChange =
  | { readonly kind: 'give'; readonly assignment: NewAssignment }
  | { readonly kind: 'takeBack'; readonly assignmentId: string }
  | { readonly kind: 'change'; readonly permissions: readonly PermissionGrant[] };

/** Who answers for a change: one who asked, one who agreed, or the opened code in their place. The system: nobody. */
export interface Answerable {
  readonly personId: string | null;
  readonly approvedBy: string | null;
  readonly glassId: string | null;
}
