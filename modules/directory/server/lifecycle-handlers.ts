import { finishHandOver } from './commands/finish-hand-over.ts';
import { nameSuccessor } from './commands/name-successor.ts';
import { previewPersonChange } from './commands/preview-person-change.ts';
import { receiveHrFile } from './commands/receive-hr-file.ts';
import { recordPhoneVerified } from './commands/record-phone-verified.ts';
import { rejectHrFile } from './commands/reject-hr-file.ts';
import { handOverSubordinates } from './leaving/lines/hand-over-subordinates.ts';
import { heldHeadships } from './leaving/lines/held-headships.ts';
import { heldPosts } from './leaving/lines/held-posts.ts';
import { heldSubordinates } from './leaving/lines/held-subordinates.ts';
import { effectOnPlace } from './preview/effect-on-place.ts';
import { effectOnReports } from './preview/effect-on-reports.ts';
import { listEndingSoon } from './queries/list-ending-soon.ts';
import { listHrFiles } from './queries/list-hr-files.ts';
import { listLeavings } from './queries/list-leavings.ts';
import { readLeaving } from './queries/read-leaving.ts';
import { eraseImports } from './retention/erase-imports.ts';
import { eraseLeavers } from './retention/erase-leavers.ts';
import { reviewImports } from './retention/review-imports.ts';
import { reviewLeavers } from './retention/review-leavers.ts';
import { whyPersonSeen } from './why-seen/why-person-seen.ts';

/** Leaving with its hand-over, the preview of what a change brings, the dates and proofs of the record, and its end. */
export const lifecycleHandlers = [
  nameSuccessor,
  finishHandOver,
  readLeaving,
  listLeavings,
  heldSubordinates,
  handOverSubordinates,
  heldHeadships,
  heldPosts,
  previewPersonChange,
  effectOnPlace,
  effectOnReports,
  recordPhoneVerified,
  listEndingSoon,
  receiveHrFile,
  listHrFiles,
  rejectHrFile,
  whyPersonSeen,
  reviewLeavers,
  eraseLeavers,
  reviewImports,
  eraseImports,
];
