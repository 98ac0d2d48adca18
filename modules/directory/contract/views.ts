/**
 * What other modules may read of the directory in SQL, joined in their own statements. Every view says how things are now
 * by the kernel's clock (docs/decisions/directory-validity.md); history is asked through operations.
 * A module that joins them adds `DirectoryViews` to its table types.
 */
export interface DirectoryViews {
  'directory.published_employer': PublishedEmployer;
  'directory.published_person': PublishedPerson;
  'directory.published_membership': PublishedMembership;
  'directory.published_department': PublishedDepartment;
  'directory.published_department_tree': PublishedDepartmentTree;
  'directory.published_head': PublishedHead;
  'directory.published_supervisor': PublishedSupervisor;
  'directory.published_post': PublishedPost;
  'directory.published_post_holding': PublishedPostHolding;
  'directory.published_contact': PublishedContact;
  'directory.published_record': PublishedRecord;
  'directory.published_successor': PublishedSuccessor;
  'directory.published_hidden': PublishedHidden;
  'directory.published_visibility_proposal': PublishedVisibilityProposal;
}

export interface PublishedEmployer {
  id: string;
  name: string;
  parent_id: string | null;
  /** IANA name; a working day of its people is a date in it. */
  time_zone: string;
  place: string | null;
}

/** Everybody, leavers too (their evidence needs a name): `active` says who is here. */
export interface PublishedPerson {
  id: string;
  employer_id: string;
  name: string;
  account: string;
  active: boolean;
  /** null for leavers. */
  main_department_id: string | null;
  job_title: string | null;
  staff_type: 'regular' | 'probation' | 'dispatched' | 'intern' | 'outsourced';
  /** Changes with the picture; null without one. */
  photo: string | null;
  /** Order by pinyin. */
  sort_key: string;
  /** Day after the last day; null while active. */
  left_on: string | null;
}

/** Departments of active people. */
export interface PublishedMembership {
  person_id: string;
  department_id: string;
  is_main: boolean;
}

/** Departments that exist now. */
export interface PublishedDepartment {
  id: string;
  employer_id: string;
  parent_id: string | null;
  number: number;
  name: string;
}

/** Every department with itself (depth 0) and with everything above it. */
export interface PublishedDepartmentTree {
  ancestor_id: string;
  descendant_id: string;
  depth: number;
}

/** Heads of departments, first one first. */
export interface PublishedHead {
  department_id: string;
  person_id: string;
  rank: number;
}

/** Direct supervisors of active people. */
export interface PublishedSupervisor {
  person_id: string;
  supervisor_id: string;
}

/** Posts in use; `employer_id` null: of the whole group. */
export interface PublishedPost {
  id: string;
  employer_id: string | null;
  name: string;
}

export interface PublishedPostHolding {
  person_id: string;
  post_id: string;
  department_id: string;
}

/** What whoever manages a person knows beyond the card, leavers too; joined within the reach of `directory.managePeople` only. */
export interface PublishedRecord {
  person_id: string;
  alias: string | null;
  phone: string | null;
  landline: string | null;
  email: string | null;
  staff_number: string | null;
  revision: number;
}

/** How active people are reached outside the app. For telling them something, never for showing it to others. */
export interface PublishedContact {
  person_id: string;
  phone: string | null;
  email: string | null;
}

/** Who takes over from people who are going to leave. */
/** People whom a rule of who sees what hides from somebody: for what is told to many at once, and so not to be told of them. */
export interface PublishedHidden {
  person_id: string;
}

/** Changes of who sees what that wait for a second person, and former ones. */
export interface PublishedVisibilityProposal {
  id: string;
  proposed_by: string;
}

export interface PublishedSuccessor {
  /** Who leaves. */
  person_id: string;
  /** Name of a hand-over line; empty: everything that isn't named by itself. */
  line: string;
  successor_id: string;
  /** First day that the leaver is gone. */
  leaves_on: string;
}
