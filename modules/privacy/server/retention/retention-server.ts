import { holdData } from '../commands/hold-data.ts';
import { releaseData } from '../commands/release-data.ts';
import { listErasures } from '../queries/list-erasures.ts';
import { readRetention } from '../queries/read-retention.ts';
import { beginErasures } from './begin-erasures.ts';
import { eraseComplaints } from './erase-complaints.ts';
import { onErasure } from './on-erasure.ts';
import { onRequestDestroyed } from './on-request-destroyed.ts';
import { reviewComplaints } from './review-complaints.ts';

/** The server face of erasure at the end of retention. */
export const retentionHandlers = [
  readRetention,
  listErasures,
  holdData,
  releaseData,
  reviewComplaints,
  eraseComplaints,
];
export const retentionSubscribers = [onRequestDestroyed];
export const retentionTimers = [onErasure];
export const retentionRecurring = [beginErasures];
