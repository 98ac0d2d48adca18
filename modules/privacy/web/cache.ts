import { onPush } from '#kernel/contract/cache.ts';
import { settingChanged } from '#kernel/contract/kernel-operations.ts';
import { retentionPeriods } from '#kernel/contract/retention.ts';
import { messageMonths } from '#modules/messaging/contract/retention.ts';
import { listComplaints, readComplaint } from '../contract/complaints.ts';
import { complaintMade, complaintTurned, dataErased, dataHeld, leaverLinkChanged } from '../contract/events.ts';
import { listLeaverLinks } from '../contract/leaver-access.ts';
import { listOwnData } from '../contract/operations.ts';
import { listErasures, readRetention } from '../contract/retention.ts';

/** How what happens to complaints changes what the client holds of them. What else is shown here is read anew each time. */
export const privacyCache = [
  onPush(complaintMade, (_, cache) => cache.readAgain(listComplaints)),
  onPush(complaintTurned, (_, cache) => {
    cache.readAgain(listComplaints);
    cache.readAgain(readComplaint);
  }),
  onPush(dataHeld, (_, cache) => cache.readAgain(readRetention)),
  onPush(dataErased, (_, cache) => {
    cache.readAgain(readRetention);
    cache.readAgain(listErasures);
  }),
  onPush(settingChanged, ({ name }, cache) => {
    if (name !== retentionPeriods.name && name !== messageMonths.name) return;
    cache.readAgain(readRetention);
    cache.readAgain(listOwnData);
  }),
  onPush(leaverLinkChanged, (_, cache) => cache.readAgain(listLeaverLinks)),
];
