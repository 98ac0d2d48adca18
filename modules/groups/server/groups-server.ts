import { serverModule } from '#kernel/server/define-module.ts';
import { groupsContract } from '../contract/groups-contract.ts';
import { handleReports, readRegister } from '../contract/permissions.ts';
import { registerTopic, reportsTopic } from '../contract/topics.ts';
import { adoptGroup } from './commands/adopt-group.ts';
import { answerHandOver } from './commands/answer-hand-over.ts';
import { answerJoin } from './commands/answer-join.ts';
import { askToJoin } from './commands/ask-to-join.ts';
import { changeGroup } from './commands/change-group.ts';
import { closeReport } from './commands/close-report.ts';
import { createGroup } from './commands/create-group.ts';
import { dissolveGroup } from './commands/dissolve-group.ts';
import { endGuest } from './commands/end-guest.ts';
import { handOver } from './commands/hand-over.ts';
import { inviteGuest } from './commands/invite-guest.ts';
import { recordPatrol } from './commands/record-patrol.ts';
import { reportMessage } from './commands/report-message.ts';
import { saveKind } from './commands/save-kind.ts';
import { settleGroups } from './commands/settle-groups.ts';
import { startAdoption } from './commands/start-adoption.ts';
import { urgeMember } from './commands/urge-member.ts';
import { messagingGuards } from './guards/messaging-guards.ts';
import { resubmittedGroup } from './guards/resubmitted-group.ts';
import { submittedGroup } from './guards/submitted-group.ts';
import { hourlyLook } from './hourly-look.ts';
import { nightlyRecount } from './nightly-recount.ts';
import { directorySubscribers } from './on/directory-subscribers.ts';
import { leaveSubscribers } from './on/leave-subscribers.ts';
import { messagingSubscribers } from './on/messaging-subscribers.ts';
import { onNoticeDelivered } from './on/on-notice-delivered.ts';
import { onRequestEnded } from './on/on-request-ended.ts';
import { effectOnGroups } from './people-changes/effect-on-groups.ts';
import { handOverLed } from './people-changes/hand-over-led.ts';
import { heldLed } from './people-changes/held-led.ts';
import { countGroups } from './queries/count-groups.ts';
import { exportGroups } from './queries/export-groups.ts';
import { listAdoptions } from './queries/list-adoptions.ts';
import { listGroups } from './queries/list-groups.ts';
import { listKinds } from './queries/list-kinds.ts';
import { listMyGroups } from './queries/list-my-groups.ts';
import { listOpenGroups } from './queries/list-open-groups.ts';
import { listReports } from './queries/list-reports.ts';
import { previewRule } from './queries/preview-rule.ts';
import { readGroup } from './queries/read-group.ts';
import { readInChat } from './queries/read-in-chat.ts';
import { readReport } from './queries/read-report.ts';
import { onDifferenceDue } from './timers/on-difference-due.ts';
import { onDissolutionDue } from './timers/on-dissolution-due.ts';
import { whyGroupSeen } from './why-seen/why-group-seen.ts';

/** The server face of groups. */
export const groupsServer = serverModule({
  contract: groupsContract,
  handlers: [
    whyGroupSeen,
    listKinds,
    listGroups,
    countGroups,
    exportGroups,
    listMyGroups,
    listAdoptions,
    listReports,
    readGroup,
    readReport,
    previewRule,
    saveKind,
    createGroup,
    dissolveGroup,
    changeGroup,
    settleGroups,
    urgeMember,
    recordPatrol,
    inviteGuest,
    endGuest,
    handOver,
    answerHandOver,
    startAdoption,
    adoptGroup,
    reportMessage,
    closeReport,
    listOpenGroups,
    readInChat,
    askToJoin,
    answerJoin,
    heldLed,
    handOverLed,
    effectOnGroups,
  ],
  guards: [...messagingGuards, submittedGroup, resubmittedGroup],
  subscribers: [
    ...directorySubscribers,
    ...leaveSubscribers,
    ...messagingSubscribers,
    onNoticeDelivered,
    onRequestEnded,
  ],
  timers: [onDifferenceDue, onDissolutionDue],
  recurring: [hourlyLook, nightlyRecount],
  topicsOf: async (_db, _personId, reaches) => {
    const register = reaches.get(readRegister.name);
    return [
      ...(register?.company ? [registerTopic('everywhere')] : (register?.employerIds ?? []).map(registerTopic)),
      ...(reaches.get(handleReports.name)?.company ? [reportsTopic] : []),
    ];
  },
  migrations: new URL('./migrations/', import.meta.url),
});
