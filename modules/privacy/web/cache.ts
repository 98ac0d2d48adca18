import { onPush } from '#kernel/contract/cache.ts';
import { listComplaints, readComplaint } from '../contract/complaints.ts';
import { complaintMade, complaintTurned } from '../contract/events.ts';

/** How what happens to complaints changes what the client holds of them. What else is shown here is read anew each time. */
export const privacyCache = [
  onPush(complaintMade, (_, cache) => cache.readAgain(listComplaints)),
  onPush(complaintTurned, (_, cache) => {
    cache.readAgain(listComplaints);
    cache.readAgain(readComplaint);
  }),
];
