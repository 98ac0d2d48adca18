import { recordPhoneVerified } from './commands/record-phone-verified.ts';
import { listHrFiles } from './hr-file/list-hr-files.ts';
import { receiveHrFile } from './hr-file/receive-hr-file.ts';
import { rejectHrFile } from './hr-file/reject-hr-file.ts';
import { finishHandOver } from './leaving/finish-hand-over.ts';
import { handOverSubordinates } from './leaving/lines/hand-over-subordinates.ts';
import { heldHeadships } from './leaving/lines/held-headships.ts';
import { heldPosts } from './leaving/lines/held-posts.ts';
import { heldSubordinates } from './leaving/lines/held-subordinates.ts';
import { listLeavings } from './leaving/list-leavings.ts';
import { nameSuccessor } from './leaving/name-successor.ts';
import { readLeaving } from './leaving/read-leaving.ts';
import { effectOnPlace } from './preview/effect-on-place.ts';
import { effectOnReports } from './preview/effect-on-reports.ts';
import { previewPersonChange } from './preview/preview-person-change.ts';
import { listEndingSoon } from './queries/list-ending-soon.ts';

/** Leaving with its hand-over, the preview of what a change brings, and the dates and proofs of the record. */
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
];
