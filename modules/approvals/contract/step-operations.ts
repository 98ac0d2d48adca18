import { z } from 'zod';
import { command } from '#kernel/contract/operation.ts';
import { id, prose } from '#kernel/contract/shapes.ts';
import { answeredChallenge, passkeyFailures } from '#modules/access/contract/passkeys.ts';
import { attachedAlready } from '#modules/files/contract/failures.ts';
import { nodeId } from './definition.ts';
import { approvalFailures as failures } from './failures.ts';
import { formFailures } from './form-failures.ts';
import { givenOpinion, slotId } from './instance.ts';
import { contentWithheld } from './looks.ts';
import { findsPeople, form, moved, onTask, reason, request, task } from './operation-parts.ts';
import { administer } from './permissions.ts';

const onRequest = [failures.alreadyEnded, failures.suspended, failures.personsOnly];
const intervention = [failures.administratorsOnly, failures.alreadyEnded, failures.suspended, failures.personsOnly];

export const claim = command({
  name: 'approvals.claim',
  summary: { zh: '认领', en: 'Claim a task that was offered to several' },
  access: 'signedIn',
  input: z.object(task),
  output: moved,
  failures: onTask,
});

export const putBack = command({
  name: 'approvals.putBack',
  summary: { zh: '放回认领的待办', en: 'Put a claimed task back' },
  access: 'signedIn',
  input: z.object({ ...task, reason: reason.optional() }),
  output: moved,
  failures: [...onTask, failures.notClaimed],
});

export const delegate = command({
  name: 'approvals.delegate',
  summary: { zh: '委派：请别人先给意见，待办仍归自己', en: 'Delegate: ask somebody for an opinion first' },
  access: 'signedIn',
  input: z.object({ ...task, to: id(), reason: reason.optional() }),
  output: moved,
  failures: [
    ...onTask,
    ...findsPeople,
    failures.alreadyApprover,
    failures.applicantCannotApprove,
    failures.beyondAuthority,
  ],
});

export const passUp = command({
  name: 'approvals.passUp',
  summary: { zh: '转批：超出权限，留下意见后交给有权限的人', en: 'Pass up to who has the authority, with an opinion' },
  access: 'signedIn',
  /** `revision`, `signature`: as of an answer. */
  input: z.object({
    ...task,
    revision: z.int().min(1),
    opinion: givenOpinion.optional(),
    signature: answeredChallenge.optional(),
  }),
  output: moved,
  failures: [
    ...onTask,
    ...passkeyFailures,
    attachedAlready,
    ...findsPeople,
    failures.opinionRequired,
    failures.opinionNamesNotAllowed,
    failures.evidenceMissing,
    failures.strengthTooLow,
    failures.withinAuthority,
  ],
});

export const revokeRequest = command({
  name: 'approvals.revokeRequest',
  summary: { zh: '通过后撤销，由原审批人审批', en: 'Ask to revoke an approved request' },
  access: 'signedIn',
  input: z.object({ ...request, reason }),
  output: moved,
  failures: [...onRequest, ...findsPeople, failures.applicantOnly, failures.revokeNotAllowed],
});

export const objectToSubmission = command({
  name: 'approvals.objectToSubmission',
  summary: { zh: '对别人代为发起的申请提出异议', en: 'Object to a request that somebody submitted for you' },
  access: 'signedIn',
  input: z.object({ ...request, reason }),
  output: moved,
  failures: [failures.notSubmittedForYou, failures.alreadyObjected, failures.personsOnly],
});

export const recordOutcome = command({
  name: 'approvals.recordOutcome',
  summary: { zh: '填写落实意见', en: 'Record what came of an opinion, or of the whole' },
  access: 'signedIn',
  /** `slotId`: the opinion that named the executor; of the whole request where it is left out. */
  input: z.object({
    ...request,
    slotId: slotId.optional(),
    text: prose(5_000).refine((text) => text.trim() !== ''),
    /** Own uploads; whoever is shown the outcome may open them. */
    files: z.array(id()).max(20).optional(),
  }),
  output: moved,
  failures: [
    attachedAlready,
    failures.notApproved,
    failures.applicantOnly,
    failures.outcomeRecordedAlready,
    failures.noSuchDuty,
    failures.notYourDuty,
    failures.personsOnly,
  ],
});

export const jumpRequest = command({
  name: 'approvals.jumpRequest',
  summary: { zh: '管理员跳转到某一步', en: 'Go on at another step, as an administrator' },
  access: administer,
  input: z.object({ ...request, to: nodeId, reason }),
  output: moved,
  failures: [...intervention, ...findsPeople, failures.revoking],
});

export const wakeStep = command({
  name: 'approvals.wakeStep',
  summary: { zh: '管理员结束等待，或重试失败的外部环节', en: 'End a wait, or try a failed outside step again' },
  access: administer,
  input: z.object({ ...request, visit: z.int().min(1), reason }),
  output: moved,
  failures: [...intervention, ...findsPeople, failures.noSuchVisit],
});

export const editForm = command({
  name: 'approvals.editForm',
  summary: { zh: '管理员更正表单', en: 'Correct the form of a request, as an administrator' },
  access: administer,
  input: z.object({ ...request, form, reason }),
  output: moved,
  failures: [
    ...intervention,
    failures.formNotNew,
    failures.revoking,
    formFailures.fieldNotEditable,
    formFailures.notCorrectable,
    contentWithheld,
  ],
});
