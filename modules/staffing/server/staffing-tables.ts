import type { ApprovalsViews } from '#modules/approvals/contract/views.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';

export interface StaffingTables extends ApprovalsViews, DirectoryViews {
  'staffing.follow_up': {
    request_id: string;
    kind: string;
    applicant_id: string;
    employer_id: string;
    subject_id: string | null;
    due_on: string | null;
    carried: 'personCreated' | 'leavePlanned' | 'changed' | 'changePlanned' | null;
    refusal: string | null;
    undo: boolean;
    state: 'open' | 'done' | 'revoked';
    recorded_at: string;
    because: number;
    done_at: string | null;
    done_by: string | null;
  };
}
