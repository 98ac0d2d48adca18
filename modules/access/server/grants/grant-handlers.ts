import { decideGrant } from '../commands/decide-grant.ts';
import { openBreakGlass } from '../commands/open-break-glass.ts';
import { reportBreakGlassLost } from '../commands/report-break-glass-lost.ts';
import { reviewBreakGlass } from '../commands/review-break-glass.ts';
import { sealBreakGlass } from '../commands/seal-break-glass.ts';
import { withdrawGrant } from '../commands/withdraw-grant.ts';
import { listGlassChanges } from '../queries/list-glass-changes.ts';
import { listGrantProposals } from '../queries/list-grant-proposals.ts';
import { previewGrant } from '../queries/preview-grant.ts';
import { readBreakGlass } from '../queries/read-break-glass.ts';
import { findSecond } from './find-second.ts';

/** Changes of important permissions by two, and the sealed code in place of the second. */
export const grantHandlers = [
  previewGrant,
  listGrantProposals,
  decideGrant,
  withdrawGrant,
  readBreakGlass,
  findSecond,
  listGlassChanges,
  sealBreakGlass,
  reportBreakGlassLost,
  openBreakGlass,
  reviewBreakGlass,
];
