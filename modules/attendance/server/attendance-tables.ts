import type { ApprovalsViews } from '#modules/approvals/contract/views.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import type { LeaveViews } from '#modules/leave/contract/views.ts';

interface Recorded {
  request_id: string;
  person_id: string;
  employer_id: string;
  state: 'approved' | 'revoked' | 'doubled';
  recorded_at: string;
  because: number;
}

export interface AttendanceTables extends ApprovalsViews, DirectoryViews, LeaveViews {
  'attendance.overtime': Recorded & {
    day: string;
    begins: string;
    ends: string;
    /** numeric: text. */
    hours: string;
    day_kind: 'workday' | 'restDay' | 'holiday' | null;
    compensation: 'pay' | 'timeOff';
  };
  'attendance.trip': Recorded & {
    from_date: string;
    from_half: 'morning' | 'afternoon';
    to_date: string;
    to_half: 'morning' | 'afternoon';
    places: string[];
    companion_ids: string[];
    cost_centre: string | null;
  };
  'attendance.outing': Recorded & { begins: string; ends: string; place: string };
  'attendance.irregular_punch': Recorded & { day: string; direction: 'in' | 'out'; what: string };
  'attendance.punch_correction': Recorded & { day: string; direction: 'in' | 'out'; at: string; reason: string };
}
