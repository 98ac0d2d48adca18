import type { ApprovalsViews } from '#modules/approvals/contract/views.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';

/** Feedback keeps nothing of its own: its register is made from the requests. */
export interface FeedbackTables extends ApprovalsViews, DirectoryViews {}
