import type { Words } from './words.ts';

/**
 * How far a permission carries. `self`: the person's own things; `department`: the departments the person belongs to;
 * `departmentTree`: those and all below; `listed`: departments named in the grant (with all below);
 * `employer`: everything of the person's employer; `company`: everything.
 */
export type ReachKind = 'self' | 'department' | 'departmentTree' | 'listed' | 'employer' | 'company';

/** Roles that every company has. What they may do to begin with stands at the permissions; administrators change it. */
export type BuiltInRole =
  | 'departmentHead'
  | 'departmentAdministrator'
  | 'hr'
  | 'generalOffice'
  | 'administrator'
  | 'assistantGeneralManager'
  | 'developmentDirector'
  | 'president'
  | 'securityOwner'
  | 'securityAdministrator'
  | 'auditAdministrator';

/** A permission is a sentence with a reach. Roles are made of them; loaders take them. */
export interface PermissionContract {
  readonly name: string;
  readonly sentence: Words;
  /** The reaches that make sense for it, narrowest first. */
  readonly reaches: readonly ReachKind[];
  /** An important permission is switched on or off by two people only (A4). */
  readonly important: boolean;
  /** Everybody who is signed in has it with this reach, without any role. */
  readonly everybody?: ReachKind;
  /** Built-in roles that have it, and how far, until an administrator changes that. */
  readonly roles?: Readonly<Partial<Record<BuiltInRole, ReachKind>>>;
}

/** Declares a permission. `name` is `module.verbThing`. */
export function permission(declared: {
  name: string;
  sentence: Words;
  reaches: readonly [ReachKind, ...ReachKind[]];
  important?: boolean;
  everybody?: ReachKind;
  roles?: Partial<Record<BuiltInRole, ReachKind>>;
}): PermissionContract {
  return { ...declared, important: declared.important ?? false };
}
