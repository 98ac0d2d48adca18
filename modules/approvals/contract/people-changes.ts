import { type HandOverLine, handOverCommand, heldQuery } from '#modules/directory/contract/hand-over-line.ts';
import { effectQuery, type PersonEffect } from '#modules/directory/contract/person-effect.ts';

export const heldTasks = heldQuery('approvals.heldTasks', {
  zh: '等离职人员办理的审批',
  en: 'Approvals that wait for a leaver',
});
export const handOverTasks = handOverCommand('approvals.handOverTasks', {
  zh: '把等待办理的审批交给接手人',
  en: 'Gives what waits for a leaver to the successor',
});
export const heldOwnRequests = heldQuery('approvals.heldOwnRequests', {
  zh: '离职人员发起、还没有结束的申请',
  en: 'A leaver’s own running requests',
});
export const heldApproverGroups = heldQuery('approvals.heldApproverGroups', {
  zh: '离职人员所在的审批组',
  en: 'Approver groups that a leaver belongs to',
});
export const handOverApproverGroups = handOverCommand('approvals.handOverApproverGroups', {
  zh: '让接手人接替审批组里的位置',
  en: 'Gives a leaver’s places in approver groups to the successor',
});

/** What approvals know that a leaver holds. */
export const approvalLines: readonly HandOverLine[] = [
  {
    name: 'approvals.tasks',
    title: { zh: '等待办理的审批', en: 'Approvals that wait for them' },
    hint: { zh: '现在等待和之后会轮到的都交给接手人', en: 'What waits now or later goes to the successor' },
    held: heldTasks,
    handOver: handOverTasks,
  },
  {
    name: 'approvals.ownRequests',
    title: { zh: '自己发起的申请', en: 'Their own requests' },
    hint: {
      zh: '照常走完，申请人不变；不再需要的请本人在离职前撤销',
      en: 'They run on under their name; what isn’t needed is withdrawn before',
    },
    held: heldOwnRequests,
  },
  {
    name: 'approvals.approverGroups',
    title: { zh: '审批组', en: 'Approver groups' },
    hint: { zh: '没有接手人时，位置空出', en: 'Without a successor the place stays empty' },
    held: heldApproverGroups,
    handOver: handOverApproverGroups,
  },
];

export const effectOnApprovals = effectQuery('approvals.effectOnApprovals', {
  zh: '本人和下属进行中的申请之后由谁审批',
  en: 'Who will be asked next in running requests of a person and of those below',
});

export const comingStepsEffect: PersonEffect = {
  name: 'approvals.comingSteps',
  title: { zh: '进行中的审批改由谁办理', en: 'Who is asked next in running approvals' },
  read: effectOnApprovals,
};
