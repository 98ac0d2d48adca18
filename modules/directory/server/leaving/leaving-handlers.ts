import { effectOnPlace } from '../preview/effect-on-place.ts';
import { effectOnReports } from '../preview/effect-on-reports.ts';
import { previewPersonChange } from '../preview/preview-person-change.ts';
import { finishHandOver } from './finish-hand-over.ts';
import { handOverSubordinates } from './lines/hand-over-subordinates.ts';
import { heldHeadships } from './lines/held-headships.ts';
import { heldPosts } from './lines/held-posts.ts';
import { heldSubordinates } from './lines/held-subordinates.ts';
import { listLeavings } from './list-leavings.ts';
import { nameSuccessor } from './name-successor.ts';
import { readLeaving } from './read-leaving.ts';

/** Leaving with its hand-over, and the preview of what a change brings. */
export const leavingHandlers = [
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
];
