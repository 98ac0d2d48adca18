import type { Words } from '#kernel/contract/words.ts';

/**
 * What the module that a kind of request belongs to may read in SQL, joined in its own statements: the form that a follow-up
 * carries out, and what is asked for already. Who may see what is theirs to decide.
 */
export interface ApprovalsViews {
  'approvals.published_request': PublishedRequest;
}

/** A request with its form as it is now, sensitive values in it as they are. */
export interface PublishedRequest {
  id: string;
  kind: string;
  number: string;
  applicant_id: string;
  employer_id: string;
  submitted_at: string;
  ended_at: string | null;
  status: string;
  form: Readonly<Record<string, unknown>>;
  summary: Words;
  /** Ids of the nodes where somebody is asked now. */
  open_nodes: string[];
  /** Who asked for it: the applicant, or who submitted it for him (代发起); both may change it after a return. */
  submitter_id: string;
}
