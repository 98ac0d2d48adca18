import { superviseRetention } from '#kernel/contract/retention.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { giveLeaversAccess } from '../contract/permissions.ts';
import { privacyContract } from '../contract/privacy-contract.ts';
import { acceptAnswer } from './commands/accept-answer.ts';
import { answerComplaint } from './commands/answer-complaint.ts';
import { complain } from './commands/complain.ts';
import { objectToAnswer } from './commands/object-to-answer.ts';
import { passOnAgain } from './complaints/pass-on-again.ts';
import { leaverHandlers } from './leavers/leaver-server.ts';
import { exportOwnData } from './queries/export-own-data.ts';
import { listComplaints } from './queries/list-complaints.ts';
import { listOwnData } from './queries/list-own-data.ts';
import { readComplaint } from './queries/read-complaint.ts';
import { readOwnData } from './queries/read-own-data.ts';
import {
  retentionHandlers,
  retentionRecurring,
  retentionSubscribers,
  retentionTimers,
} from './retention/retention-server.ts';

const complaints = [listComplaints, readComplaint, complain, answerComplaint, acceptAnswer, objectToAnswer];

/** The server face of what is recorded about people, and of complaints about it. */
export const privacyServer = serverModule({
  contract: privacyContract,
  handlers: [listOwnData, readOwnData, exportOwnData, ...complaints, ...retentionHandlers, ...leaverHandlers],
  subscribers: retentionSubscribers,
  timers: retentionTimers,
  recurring: [passOnAgain, ...retentionRecurring],
  // What is due and held, and links of leavers, are told of to those whose matter they are, and to nobody else.
  topicsOf: async (_db, _personId, reaches) => [
    ...(reaches.has(superviseRetention.name) ? (['retention:company'] as const) : []),
    ...(reaches.has(giveLeaversAccess.name) ? (['leaverLinks:company'] as const) : []),
  ],
  migrations: new URL('./migrations/', import.meta.url),
});
