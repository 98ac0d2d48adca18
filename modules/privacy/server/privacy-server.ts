import { serverModule } from '#kernel/server/define-module.ts';
import { privacyContract } from '../contract/privacy-contract.ts';
import { acceptAnswer } from './commands/accept-answer.ts';
import { answerComplaint } from './commands/answer-complaint.ts';
import { complain } from './commands/complain.ts';
import { objectToAnswer } from './commands/object-to-answer.ts';
import { passOnAgain } from './complaints/pass-on-again.ts';
import { exportOwnData } from './queries/export-own-data.ts';
import { listComplaints } from './queries/list-complaints.ts';
import { listOwnData } from './queries/list-own-data.ts';
import { readComplaint } from './queries/read-complaint.ts';
import { readOwnData } from './queries/read-own-data.ts';

const complaints = [listComplaints, readComplaint, complain, answerComplaint, acceptAnswer, objectToAnswer];

/** The server face of what is recorded about people, and of complaints about it. */
export const privacyServer = serverModule({
  contract: privacyContract,
  handlers: [listOwnData, readOwnData, exportOwnData, ...complaints],
  recurring: [passOnAgain],
  migrations: new URL('./migrations/', import.meta.url),
});
