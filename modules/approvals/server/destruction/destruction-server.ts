import { approveDestruction } from '../commands/approve-destruction.ts';
import { endHold } from '../commands/end-hold.ts';
import { holdRequest } from '../commands/hold-request.ts';
import { keepLonger } from '../commands/keep-longer.ts';
import { proposeDestruction } from '../commands/propose-destruction.ts';
import { withdrawDestruction } from '../commands/withdraw-destruction.ts';
import { listDestructions } from '../queries/list-destructions.ts';
import { listDestructionsToApprove } from '../queries/list-destructions-to-approve.ts';
import { listDueArchive } from '../queries/list-due-archive.ts';
import { readDestruction } from '../queries/read-destruction.ts';
import { nightlyDestruction } from './nightly-destruction.ts';
import { onDestruction } from './on-destruction.ts';
import { onDestructionProposed } from './on-destruction-proposed.ts';
import { onObjectedToHold } from './on-objected-to-hold.ts';

/** The server face of the destruction of archived requests. */
export const destructionHandlers = [
  listDueArchive,
  proposeDestruction,
  keepLonger,
  withdrawDestruction,
  approveDestruction,
  holdRequest,
  endHold,
  listDestructions,
  listDestructionsToApprove,
  readDestruction,
];
export const destructionSubscribers = [onObjectedToHold, onDestructionProposed];
export const destructionTimers = [onDestruction];
export const destructionRecurring = [nightlyDestruction];
