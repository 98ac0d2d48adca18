import { serverModule } from '#kernel/server/define-module.ts';
import { followUpTopic } from '../contract/follow-up-topic.ts';
import { carryOut } from '../contract/permissions.ts';
import { staffingContract } from '../contract/staffing-contract.ts';
import { finishFollowUp } from './commands/finish-follow-up.ts';
import { resubmittedStaffing } from './guards/resubmitted-staffing.ts';
import { submittedStaffing } from './guards/submitted-staffing.ts';
import { onRequestEnded } from './on/on-request-ended.ts';
import { listFollowUps } from './queries/list-follow-ups.ts';

/** The server face of staffing. */
export const staffingServer = serverModule({
  contract: staffingContract,
  handlers: [listFollowUps, finishFollowUp],
  guards: [submittedStaffing, resubmittedStaffing],
  subscribers: [onRequestEnded],
  topicsOf: async (_db, _personId, reaches) => {
    const reach = reaches.get(carryOut.name);
    return reach?.company ? [followUpTopic('everywhere')] : (reach?.employerIds ?? []).map(followUpTopic);
  },
  migrations: new URL('./migrations/', import.meta.url),
});
