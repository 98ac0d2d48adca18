import { z } from 'zod';
import { id, words } from '#kernel/contract/shapes.ts';
import type { Facts, Language } from '#kernel/contract/words.ts';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';
import { taskId } from './instance.ts';

const facts = z.object({
  requestId: id(),
  number: z.string(),
  title: words,
  summary: words,
  applicant: z.string(),
});
type NoticeFacts = z.infer<typeof facts>;

const spell = ({ title, summary, ...more }: NoticeFacts & Facts, language: Language): Facts => ({
  ...more,
  title: title[language],
  summary: summary[language],
});

/** What a notice of a task is about; delivery of it starts the limit of time. */
export const aboutTask = (requestId: string, slot: string) => ({ type: 'approvals.task', id: `${requestId} ${slot}` });

/** Reads it back; `undefined` for notices about other things. */
export function taskOf(about: { type: string; id: string }): { requestId: string; slotId: string } | undefined {
  const [requestId = '', slot = ''] = about.id.split(' ');
  const read = z.object({ requestId: id(), slotId: taskId }).safeParse({ requestId, slotId: slot });
  return about.type === 'approvals.task' ? read.data : undefined;
}

export const aboutRequest = (requestId: string) => ({ type: 'approvals.request', id: requestId });

/** The limit of time and any case begin with this notice, so its words are kept as sent. */
export const taskNotice = noticeKind({
  code: 'approvals.taskOpened',
  name: { zh: '待审批', en: 'Something to approve' },
  title: { zh: '{applicant} 的{title}待您处理：{summary}', en: '{title} of {applicant} waits for you: {summary}' },
  facts,
  spell,
  hasConsequences: true,
});

export const urgeNotice = noticeKind({
  code: 'approvals.urged',
  name: { zh: '催办', en: 'Urged' },
  title: { zh: '{applicant} 催您处理{title}：{summary}', en: '{applicant} urges you: {title}, {summary}' },
  facts,
  spell,
  hasConsequences: true,
});

export const reminderNotice = noticeKind({
  code: 'approvals.reminded',
  name: { zh: '待办提醒', en: 'Reminder of a task' },
  title: {
    zh: '请在时限内处理 {applicant} 的{title}：{summary}',
    en: 'Please deal with {title} of {applicant} in time: {summary}',
  },
  facts,
  spell,
});

const outcomes = {
  approved: { zh: '已通过', en: 'approved' },
  rejected: { zh: '已拒绝', en: 'rejected' },
  withdrawn: { zh: '已撤销', en: 'withdrawn' },
  terminated: { zh: '已被管理员终止', en: 'terminated by an administrator' },
  revoked: { zh: '已在通过后撤销', en: 'revoked after its approval' },
} as const;
const endedFacts = facts.extend({ outcome: z.enum(['approved', 'rejected', 'withdrawn', 'terminated', 'revoked']) });

export const endNotice = noticeKind({
  code: 'approvals.requestEnded',
  name: { zh: '我的申请有结果', en: 'My request was decided' },
  title: { zh: '你的{title}{outcome}：{summary}', en: 'Your request was {outcome}: {title}, {summary}' },
  facts: endedFacts,
  spell: ({ outcome, ...more }, language) => ({ ...spell(more, language), outcome: outcomes[outcome][language] }),
});

export const copyNotice = noticeKind({
  code: 'approvals.copied',
  name: { zh: '抄送我的', en: 'Copies to me' },
  title: { zh: '{applicant} 的{title}抄送给你：{summary}', en: 'A copy of {title} of {applicant}: {summary}' },
  facts,
  spell,
});

export const commentNotice = noticeKind({
  code: 'approvals.mentioned',
  name: { zh: '评论里提到我', en: 'Mentioned in a comment' },
  title: { zh: '{applicant} 的{title}评论里提到了你', en: 'You were mentioned at {title} of {applicant}' },
  facts,
  spell,
});

/** 代发起: whose request it is learns of it at once. */
export const submittedForNotice = noticeKind({
  code: 'approvals.submittedForYou',
  name: { zh: '有人为我代发起', en: 'Somebody submitted a request for me' },
  title: {
    zh: '{submitter} 为你发起了{title}：{summary}。如不同意，可以提出异议',
    en: '{submitter} submitted {title} for you: {summary}. You can object',
  },
  facts: facts.extend({ submitter: z.string() }),
  spell,
  hasConsequences: true,
});

export const objectionNotice = noticeKind({
  code: 'approvals.submissionObjected',
  name: { zh: '代发起有异议', en: 'An objection to a request submitted for somebody' },
  title: { zh: '{applicant} 对代发起的{title}提出了异议', en: '{applicant} objected to {title}, submitted for them' },
  facts,
  spell,
});

/** 落实意见. */
export const dutyNotice = noticeKind({
  code: 'approvals.dutyGiven',
  name: { zh: '请我落实', en: 'Something to carry out' },
  title: {
    zh: '{applicant} 的{title}请你落实，完成后填写落实意见：{summary}',
    en: 'You are to carry out {title} of {applicant} and record the outcome: {summary}',
  },
  facts,
  spell,
  hasConsequences: true,
});

/** Whose request it is learns who was let look at it (A6). */
export const lookNotice = noticeKind({
  code: 'approvals.lookOpened',
  name: { zh: '管理员获准查看我的申请', en: 'An administrator was let look at my request' },
  title: {
    zh: '{by} 获准查看你的{title}的内容，原因：{reason}',
    en: '{by} was let look at your request, {title}: {reason}',
  },
  facts: facts.extend({ by: z.string(), reason: z.string() }),
  spell,
});
