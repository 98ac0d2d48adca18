import type { JSONColumnType } from 'kysely';
import type { ApprovalsViews } from '#modules/approvals/contract/views.ts';
import type { LeaveForm } from '../contract/shapes.ts';

export interface LeaveTables extends ApprovalsViews {
  'leave.kind': { kind: string; name_zh: string; name_en: string; sort: number; closed: boolean };
  'leave.request': RequestTable;
  'leave.entry': {
    id: string;
    request_id: string;
    person_id: string;
    employer_id: string;
    kind: string;
    what: 'taken' | 'givenBack';
    days: string;
    first_day: string;
    at: string;
    because: number;
  };
}

interface RequestTable {
  request_id: string;
  person_id: string;
  employer_id: string;
  kind: string;
  from_date: string;
  from_half: 'morning' | 'afternoon';
  to_date: string;
  to_half: 'morning' | 'afternoon';
  /** numeric: text, so that nothing is rounded on the way. */
  days: string;
  begins: string;
  ends: string;
  reason: string;
  form: JSONColumnType<LeaveForm>;
  asked_at: string;
  state: 'asked' | 'taken' | 'dropped';
}
