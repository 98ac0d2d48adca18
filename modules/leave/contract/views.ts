/** What other modules may read of leave in SQL, joined in their own statements. */
export interface LeaveViews {
  'leave.published_leave': PublishedLeave;
}

/** Leave that is asked for or granted: when, and never what for (Z9). Dates are texts. */
export interface PublishedLeave {
  request_id: string;
  person_id: string;
  from_date: string;
  from_half: 'morning' | 'afternoon';
  to_date: string;
  to_half: 'morning' | 'afternoon';
}
