import type { Topic } from '#kernel/contract/event.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { certificationTopic } from '../contract/certification-topic.ts';
import { followUpTopic } from '../contract/follow-up-topic.ts';
import { carryOut, certifyUsers } from '../contract/permissions.ts';
import { staffingContract } from '../contract/staffing-contract.ts';
import { onCertificationDue } from './certification/on-certification-due.ts';
import { tellToCertify } from './certification/tell-to-certify.ts';
import { finishFollowUp } from './commands/finish-follow-up.ts';
import { tellEnds } from './ends/tell-ends.ts';
import { resubmittedStaffing } from './guards/resubmitted-staffing.ts';
import { staffTypeGuards } from './guards/staff-type-guards.ts';
import { submittedStaffing } from './guards/submitted-staffing.ts';
import { onHandedOver } from './on/on-handed-over.ts';
import { onHrFileChanged } from './on/on-hr-file-changed.ts';
import { onLeavingPlanned } from './on/on-leaving-planned.ts';
import { onRequestEnded } from './on/on-request-ended.ts';
import { onSuccessorNamed } from './on/on-successor-named.ts';
import { peopleHandlers } from './people-handlers.ts';
import { listFollowUps } from './queries/list-follow-ups.ts';

/** The server face of staffing. */
export const staffingServer = serverModule({
  contract: staffingContract,
  handlers: [listFollowUps, finishFollowUp, ...peopleHandlers],
  guards: [submittedStaffing, resubmittedStaffing, ...staffTypeGuards],
  subscribers: [onRequestEnded, onSuccessorNamed, onLeavingPlanned, onHandedOver, onHrFileChanged],
  timers: [onCertificationDue],
  recurring: [tellEnds, tellToCertify],
  topicsOf: async (_db, _personId, reaches) => {
    const topics = (permission: typeof carryOut, topic: (employerId: string) => Topic): Topic[] => {
      const reach = reaches.get(permission.name);
      return reach?.company ? [topic('everywhere')] : (reach?.employerIds ?? []).map(topic);
    };
    return [...topics(carryOut, followUpTopic), ...topics(certifyUsers, certificationTopic)];
  },
  migrations: new URL('./migrations/', import.meta.url),
});
