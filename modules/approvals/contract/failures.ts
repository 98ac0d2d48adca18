import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';
import { instant } from '#kernel/contract/shapes.ts';
import { decisionStrength, nodeId, personId } from './definition.ts';
import { authorityAnswer } from './facts.ts';
import { childId, closing, slotId, slotState } from './instance.ts';

const slot = z.object({ slotId });
const node = z.object({ nodeId });
const person = z.object({ person: personId });

/** Why a running request can't go on by another version of its flow, and at which node of the old one. */
export const migrationObstacle = z.object({
  nodeId,
  why: z.enum(['nodeGone', 'kindChanged', 'branchGone', 'otherBranch']),
});

/** Everything that the engine refuses, by the short code that `decide` answers with. */
export const approvalFailures = {
  noSuchKind: failure({
    code: 'approvals.noSuchKind',
    status: 404,
    words: { zh: '没有这种审批', en: 'There is no such kind of request' },
  }),
  personsOnly: failure({
    code: 'approvals.personsOnly',
    status: 403,
    words: {
      zh: '只有本人可以办理审批，程序和机器人不可以',
      en: 'Only people decide approvals, never programs or bots',
    },
  }),
  systemOnly: failure({
    code: 'approvals.systemOnly',
    status: 403,
    words: { zh: '这一步只能由系统执行', en: 'Only the system itself does this' },
  }),
  administratorsOnly: failure({
    code: 'approvals.administratorsOnly',
    status: 403,
    words: { zh: '只有流程管理员可以干预', en: 'Only a process administrator can intervene' },
  }),
  applicantOnly: failure({
    code: 'approvals.applicantOnly',
    status: 403,
    words: { zh: '只有申请人可以这样做', en: 'Only the applicant can do this' },
  }),
  participantsOnly: failure({
    code: 'approvals.participantsOnly',
    status: 403,
    words: { zh: '只有申请人和审批人可以抄送', en: 'Only the applicant and the approvers can copy others in' },
  }),
  notYours: failure({
    code: 'approvals.notYours',
    status: 403,
    words: { zh: '这项待办不是你的', en: 'This task is not yours' },
    facts: slot,
  }),
  noSuchTask: failure({
    code: 'approvals.noSuchTask',
    status: 404,
    words: { zh: '没有这项待办', en: 'There is no such task' },
    facts: slot,
  }),
  alreadyHandled: failure({
    code: 'approvals.alreadyHandled',
    status: 409,
    words: { zh: '这项待办已经处理过了', en: 'This task has already been dealt with' },
    facts: z.object({
      slotId,
      /** What became of the task; `transferred` for who gave it away. */
      how: z.union([slotState, closing.shape.how, z.literal('transferred')]),
      by: personId.optional(),
      at: instant().optional(),
      /** Who it was, in words; the shell adds it. */
      byName: z.string().optional(),
    }),
  }),
  notOpenYet: failure({
    code: 'approvals.notOpenYet',
    status: 409,
    words: { zh: '还没有轮到这一步', en: 'It is not this step’s turn yet' },
    facts: slot,
  }),
  notSubmitted: failure({
    code: 'approvals.notSubmitted',
    status: 409,
    words: { zh: '申请还没有提交', en: 'The request has not been submitted yet' },
  }),
  alreadySubmitted: failure({
    code: 'approvals.alreadySubmitted',
    status: 409,
    words: { zh: '申请已经提交过了', en: 'The request has already been submitted' },
  }),
  alreadyEnded: failure({
    code: 'approvals.alreadyEnded',
    status: 409,
    words: { zh: '这张审批单已经结束', en: 'This request has already ended' },
    facts: closing.extend({ byName: z.string().optional() }),
  }),
  suspended: failure({
    code: 'approvals.suspended',
    status: 423,
    words: { zh: '这张审批单已被管理员暂停', en: 'An administrator has suspended this request' },
  }),
  notSuspended: failure({
    code: 'approvals.notSuspended',
    status: 409,
    words: { zh: '这张审批单没有暂停', en: 'This request is not suspended' },
  }),
  notReturned: failure({
    code: 'approvals.notReturned',
    status: 409,
    words: {
      zh: '申请没有被退回，不需要重新提交',
      en: 'The request is not with the applicant, so it cannot be resubmitted',
    },
  }),
  withApplicant: failure({
    code: 'approvals.withApplicant',
    status: 409,
    words: { zh: '申请已退回申请人，等待重新提交', en: 'The request is back with the applicant' },
  }),
  wrongOutcome: failure({
    code: 'approvals.wrongOutcome',
    status: 422,
    words: { zh: '这一步不能这样答复', en: 'This step cannot be answered like that' },
    facts: node,
  }),
  notAllowedHere: failure({
    code: 'approvals.notAllowedHere',
    status: 422,
    words: { zh: '流程在这一步不允许这个操作', en: 'The flow does not allow this at this step' },
    facts: node,
  }),
  opinionRequired: failure({
    code: 'approvals.opinionRequired',
    status: 422,
    words: { zh: '请填写意见', en: 'Please give an opinion' },
    facts: node,
  }),
  evidenceMissing: failure({
    code: 'approvals.evidenceMissing',
    status: 422,
    words: { zh: '缺少签署时所见内容的记录', en: 'The record of what the approver saw is missing' },
    facts: node,
  }),
  strengthTooLow: failure({
    code: 'approvals.strengthTooLow',
    status: 403,
    words: { zh: '这一步需要更强的身份验证', en: 'This step asks for a stronger sign-in' },
    facts: z.object({ asked: decisionStrength }),
  }),
  nothingToTakeBack: failure({
    code: 'approvals.nothingToTakeBack',
    status: 409,
    words: { zh: '没有可以撤回的意见', en: 'There is no decision to take back' },
    facts: slot,
  }),
  successorActed: failure({
    code: 'approvals.successorActed',
    status: 409,
    words: {
      zh: '后面的审批人已经处理，不能撤回',
      en: 'Somebody after you has already acted, so it cannot be taken back',
    },
    facts: z.object({ slotId, by: personId.optional(), at: instant().optional() }),
  }),
  personNotFound: failure({
    code: 'approvals.personNotFound',
    status: 422,
    words: { zh: '找不到这个人，或者已经离职', en: 'This person was not found, or has left' },
    facts: person,
  }),
  alreadyApprover: failure({
    code: 'approvals.alreadyApprover',
    status: 409,
    words: { zh: '这个人已经是这一步的审批人', en: 'This person is already asked at this step' },
    facts: person,
  }),
  applicantCannotApprove: failure({
    code: 'approvals.applicantCannotApprove',
    status: 422,
    words: { zh: '申请人不能审批自己的申请', en: 'The applicant cannot approve the own request' },
    facts: person,
  }),
  beforeOnly: failure({
    code: 'approvals.beforeOnly',
    status: 422,
    words: { zh: '前加签的人只能再向前加签', en: 'Who was added before another can only add before himself' },
    facts: slot,
  }),
  notAddedByYou: failure({
    code: 'approvals.notAddedByYou',
    status: 403,
    words: { zh: '只能减去自己加签的人', en: 'Only approvers that you added can be removed' },
    facts: slot,
  }),
  lastOpenTask: failure({
    code: 'approvals.lastOpenTask',
    status: 409,
    words: { zh: '这是最后一个待审批的人，不能减签', en: 'This is the last approver asked, so he cannot be removed' },
    facts: slot,
  }),
  targetNotAllowed: failure({
    code: 'approvals.targetNotAllowed',
    status: 422,
    words: { zh: '流程不允许退回到那里', en: 'The flow does not allow a return to there' },
    facts: z.object({ nodeId: nodeId.optional() }),
  }),
  targetNotPassed: failure({
    code: 'approvals.targetNotPassed',
    status: 422,
    words: { zh: '只能退回到已经通过的步骤', en: 'A return can only go to a step that has been passed' },
    facts: node,
  }),
  withdrawNotAllowed: failure({
    code: 'approvals.withdrawNotAllowed',
    status: 409,
    words: { zh: '流程现在不允许撤销', en: 'The flow does not allow a withdrawal now' },
    facts: z.object({ rule: z.enum(['beforeFirstDecision', 'never']) }),
  }),
  urgeTooSoon: failure({
    code: 'approvals.urgeTooSoon',
    status: 429,
    words: { zh: '催办太频繁，{nextAt} 之后可以再催', en: 'Too soon to urge again; possible after {nextAt}' },
    facts: z.object({ nextAt: instant() }),
  }),
  urgeNeedsDetails: failure({
    code: 'approvals.urgeNeedsDetails',
    status: 422,
    words: { zh: '请说明提醒了谁、什么时候提醒的', en: 'Please say whom you reminded, and when' },
  }),
  urgeTimeWrong: failure({
    code: 'approvals.urgeTimeWrong',
    status: 422,
    words: {
      zh: '提醒的时间必须在收到待办之后、现在之前',
      en: 'The time must lie between the start of the task and now',
    },
    facts: z.object({ from: instant(), to: instant() }),
  }),
  noSuchUrge: failure({
    code: 'approvals.noSuchUrge',
    status: 404,
    words: { zh: '没有这条催办记录', en: 'There is no such urge' },
  }),
  urgeNeedsNoAnswer: failure({
    code: 'approvals.urgeNeedsNoAnswer',
    status: 422,
    words: { zh: '系统内的催办不需要确认', en: 'An urge inside the app needs no confirmation' },
  }),
  urgeAlreadyAnswered: failure({
    code: 'approvals.urgeAlreadyAnswered',
    status: 409,
    words: { zh: '这条催办已经答复过了', en: 'This urge has already been answered' },
    facts: z.object({ answer: z.enum(['confirmed', 'disputed']) }),
  }),
  alreadyCopied: failure({
    code: 'approvals.alreadyCopied',
    status: 409,
    words: { zh: '这些人已经收到抄送', en: 'These people already have a copy' },
  }),
  timerGone: failure({
    code: 'approvals.timerGone',
    status: 410,
    words: { zh: '这个计时已经取消', en: 'This timer is no longer running' },
  }),
  noApprover: failure({
    code: 'approvals.noApprover',
    status: 422,
    words: { zh: '找不到审批人，请联系流程管理员', en: 'No approver was found; please ask the process administrator' },
    facts: node,
  }),
  noSuccessor: failure({
    code: 'approvals.noSuccessor',
    status: 422,
    words: { zh: '找不到接手的人', en: 'Nobody was found to take over' },
    facts: person,
  }),
  chooseApprovers: failure({
    code: 'approvals.chooseApprovers',
    status: 422,
    words: { zh: '请选择审批人：{atLeast} 至 {atMost} 人', en: 'Please choose approvers: {atLeast} to {atMost}' },
    facts: z.object({ nodeId, atLeast: z.int(), atMost: z.int() }),
  }),
  notArchived: failure({
    code: 'approvals.notArchived',
    status: 409,
    words: { zh: '这份申请还没有归档', en: 'This request is not archived yet' },
  }),
  noSuchCode: failure({
    code: 'approvals.noSuchCode',
    status: 404,
    words: { zh: '没有这个验证码，请核对纸上的字', en: 'There is no such code; please compare it with the paper' },
  }),
  notInRange: failure({
    code: 'approvals.notInRange',
    status: 422,
    words: { zh: '这个人不在可选范围内', en: 'This person is not among those who can be chosen' },
    facts: z.object({ nodeId, person: personId }),
  }),
  opinionNamesMissing: failure({
    code: 'approvals.opinionNamesMissing',
    status: 422,
    words: { zh: '请写明由谁落实、怎么落实、什么时候完成', en: 'Please say who carries it out, how, and by when' },
    facts: z.object({ nodeId, missing: z.array(z.enum(['executor', 'manner', 'deadline'])) }),
  }),
  opinionNamesNotAllowed: failure({
    code: 'approvals.opinionNamesNotAllowed',
    status: 422,
    words: {
      zh: '这一步的意见不能指定落实人、方式或期限',
      en: 'An opinion at this step cannot name an executor, a manner or a deadline',
    },
    facts: z.object({ nodeId, notAllowed: z.array(z.enum(['executor', 'manner', 'deadline'])) }),
  }),
  beyondAuthority: failure({
    code: 'approvals.beyondAuthority',
    status: 403,
    words: {
      zh: '超出审批权限，只能转批或退回',
      en: 'This is beyond your authority: you can only pass it up or return it',
    },
    facts: authorityAnswer.extend({ nodeId }),
  }),
  withinAuthority: failure({
    code: 'approvals.withinAuthority',
    status: 409,
    words: { zh: '在你的审批权限之内，不需要转批', en: 'This is within your authority, so it is yours to decide' },
    facts: node,
  }),
  claimFirst: failure({
    code: 'approvals.claimFirst',
    status: 409,
    words: { zh: '请先认领', en: 'Please claim it first' },
    facts: slot,
  }),
  alreadyClaimed: failure({
    code: 'approvals.alreadyClaimed',
    status: 409,
    words: { zh: '已经被认领', en: 'This has already been claimed' },
    facts: z.object({ slotId, by: personId, byName: z.string().optional() }),
  }),
  notClaimed: failure({
    code: 'approvals.notClaimed',
    status: 409,
    words: { zh: '你没有认领这项待办', en: 'You have not claimed this task' },
    facts: slot,
  }),
  opinionOnly: failure({
    code: 'approvals.opinionOnly',
    status: 422,
    words: { zh: '受委派的人只给意见', en: 'Who was delegated to only gives an opinion' },
    facts: slot,
  }),
  nobodyAsked: failure({
    code: 'approvals.nobodyAsked',
    status: 409,
    words: { zh: '现在没有等待处理的人', en: 'Nobody is being asked at the moment' },
  }),
  formNotNew: failure({
    code: 'approvals.formNotNew',
    status: 409,
    words: { zh: '表单已经有更新的内容', en: 'The form has changed in the meantime' },
    facts: z.object({ form: z.int() }),
  }),
  notSubmittedForYou: failure({
    code: 'approvals.notSubmittedForYou',
    status: 403,
    words: { zh: '只有被代为发起的人可以提出异议', en: 'Only who it was submitted for can object' },
  }),
  alreadyObjected: failure({
    code: 'approvals.alreadyObjected',
    status: 409,
    words: { zh: '已经提出过异议', en: 'An objection has already been made' },
  }),
  notApproved: failure({
    code: 'approvals.notApproved',
    status: 409,
    words: { zh: '这张审批单还没有通过', en: 'This request has not been approved' },
  }),
  notForThem: failure({
    code: 'approvals.notForThem',
    status: 403,
    words: { zh: '没有为这位同事代发起的权限', en: 'You may not submit requests for this person' },
    facts: person,
  }),
  fieldsNotYours: failure({
    code: 'approvals.fieldsNotYours',
    status: 403,
    words: { zh: '这一步不能修改这些内容：{fields}', en: 'This step does not let you change: {fields}' },
    facts: z.object({ fields: z.array(z.string()) }),
  }),
  noSuchDuty: failure({
    code: 'approvals.noSuchDuty',
    status: 404,
    words: { zh: '没有这项落实任务', en: 'There is nothing like this to carry out' },
  }),
  notYourDuty: failure({
    code: 'approvals.notYourDuty',
    status: 403,
    words: { zh: '只有指定的落实人可以填写落实意见', en: 'Only who was named records this outcome' },
    facts: person,
  }),
  outcomeRecordedAlready: failure({
    code: 'approvals.outcomeRecordedAlready',
    status: 409,
    words: { zh: '落实意见已经填写', en: 'The outcome has already been recorded' },
    facts: z.object({ by: personId.optional(), at: instant().optional(), byName: z.string().optional() }),
  }),
  revokeNotAllowed: failure({
    code: 'approvals.revokeNotAllowed',
    status: 409,
    words: { zh: '这张审批单不能在通过后撤销', en: 'This request cannot be revoked' },
    facts: z.object({ why: z.enum(['never', 'notApproved', 'tooLate']), until: instant().optional() }),
  }),
  revoking: failure({
    code: 'approvals.revoking',
    status: 409,
    words: { zh: '正在审批撤销，暂时不能这样做', en: 'Its revocation is being decided, so this is not possible now' },
  }),
  noSuchVisit: failure({
    code: 'approvals.noSuchVisit',
    status: 404,
    words: { zh: '没有这样等待中的步骤', en: 'No such step is waiting' },
  }),
  noSuchNode: failure({
    code: 'approvals.noSuchNode',
    status: 422,
    words: {
      zh: '流程里没有这一步，或者从这里到不了',
      en: 'The flow has no such step, or it cannot be reached from here',
    },
    facts: node,
  }),
  callGone: failure({
    code: 'approvals.callGone',
    status: 410,
    words: { zh: '不再等待这个外部调用的结果', en: 'The result of this call is no longer waited for' },
  }),
  childGone: failure({
    code: 'approvals.childGone',
    status: 410,
    words: { zh: '不再等待这个子流程', en: 'This child request is no longer waited for' },
    facts: z.object({ childId }),
  }),
  tooManySteps: failure({
    code: 'approvals.tooManySteps',
    status: 422,
    words: {
      zh: '流程一次走得太远，可能在原地打转，请联系流程管理员',
      en: 'The flow goes too far in one go, perhaps in circles; please ask the process administrator',
    },
  }),
  cannotMigrate: failure({
    code: 'approvals.cannotMigrate',
    status: 409,
    words: { zh: '这张审批单不能转到新版本', en: 'This request cannot be moved to the new version' },
    facts: z.object({ reasons: z.array(migrationObstacle) }),
  }),
};

export type ApprovalFailureCode = keyof typeof approvalFailures;
export type ApprovalFailureFacts<C extends ApprovalFailureCode> = z.infer<(typeof approvalFailures)[C]['facts']>;
