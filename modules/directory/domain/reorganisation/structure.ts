import type { Membership, PostHolding } from '../../contract/shapes.ts';

/** A department as a draft sees it. */
export interface DraftDepartment {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly employerId: string;
  readonly headIds: readonly string[];
  /** In their order; none of the heads is among them. */
  readonly deputyIds: readonly string[];
  /** How many people it may have with all below it; null: none set. */
  readonly planned: number | null;
  /** It stands for its employer. */
  readonly root: boolean;
}

/** A person whom a draft concerns. */
export interface DraftPerson {
  readonly id: string;
  readonly name: string;
  readonly employerId: string;
  readonly departments: readonly Membership[];
  readonly posts: readonly PostHolding[];
  readonly supervisorId: string | null;
}

export interface DraftPost {
  readonly id: string;
  readonly name: string;
  /** null: of the whole group. */
  readonly employerId: string | null;
  readonly closed: boolean;
  /** Everybody who holds it, also those who aren't among the people. */
  readonly holders: number;
}

/**
 * The structure that a draft is about: every department, and of people those whom its steps, or the departments that they empty,
 * concern. Leavers and removed departments aren't in it.
 */
export interface Structure {
  readonly departments: ReadonlyMap<string, DraftDepartment>;
  readonly people: ReadonlyMap<string, DraftPerson>;
  readonly posts: ReadonlyMap<string, DraftPost>;
  /** Supervisors of the people above, and theirs, as far up as it goes. */
  readonly supervisorOf: ReadonlyMap<string, string>;
}
