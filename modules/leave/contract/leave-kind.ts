import type { Words } from '#kernel/contract/words.ts';
import { headApproval, usualLimit } from '#modules/approvals/contract/head-approval.ts';
import { processKind } from '#modules/approvals/contract/process-kind.ts';
import { type LeaveForm, leaveForm } from './shapes.ts';

const oneDay = (date: string): Words => {
  const [, month, day] = date.split('-').map(Number);
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];
  return { zh: `${month}月${day}日`, en: `${day} ${months[(month ?? 1) - 1]}` };
};

/** 2 天 · 3月5日–3月6日: how long and when, never what for. */
function leaveSummary({ days, from, to }: LeaveForm): Words {
  const [first, last] = [oneDay(from.date), oneDay(to.date)];
  const span = (language: 'zh' | 'en') =>
    from.date === to.date ? first[language] : `${first[language]}–${last[language]}`;
  return { zh: `${days} 天 · ${span('zh')}`, en: `${days} ${days === 1 ? 'day' : 'days'} · ${span('en')}` };
}

const asked = {
  kind: 'approve',
  self: 'supervisor',
  mode: { kind: 'all' },
  opinion: 'unlessApproved',
  limit: usualLimit,
} as const;

/**
 * Leave 请假 (W1): the head of the department, the nearest above for a head; of more than three days also the supervisor
 * above. HR of the employer gets a copy. For 31 days it can be revoked, by those who approved it.
 */
export const leaveProcess = processKind({
  name: 'leave.leave',
  title: { zh: '请假', en: 'Leave' },
  version: 2,
  form: leaveForm,
  fields: [
    { name: 'kindName', label: { zh: '种类', en: 'Kind' }, type: 'words', sensitive: true },
    { name: 'from', label: { zh: '开始', en: 'From' }, type: 'halfDay' },
    { name: 'to', label: { zh: '结束', en: 'To' }, type: 'halfDay' },
    { name: 'days', label: { zh: '天数', en: 'Days' }, type: 'days' },
    { name: 'reason', label: { zh: '事由', en: 'Reason' }, type: 'longText', sensitive: true },
  ],
  summary: (form) => leaveSummary(form as LeaveForm),
  numberPrefix: 'QJ',
  startPath: '/leave/new',
  copiesSeeAll: ['hr'],
  definition: {
    start: { kind: 'start', id: 'start', name: { zh: '提交申请', en: 'Request' } },
    nodes: [
      { ...headApproval, ...asked },
      {
        kind: 'condition',
        id: 'length',
        name: { zh: '天数', en: 'Days' },
        branches: [
          {
            id: 'long',
            name: { zh: '超过 3 天', en: 'More than 3 days' },
            when: 'days > 3',
            nodes: [
              {
                ...asked,
                id: 'secondSupervisor',
                name: { zh: '上一级负责人', en: 'The head’s supervisor' },
                approvers: [{ kind: 'supervisor', level: 2 }],
                // Nobody stands above the head of a small company: his approval is enough.
                empty: { kind: 'pass' },
              },
            ],
          },
        ],
        otherwise: { id: 'short', name: { zh: '3 天以内', en: 'Up to 3 days' }, nodes: [] },
      },
    ],
    deduplicate: 'consecutive',
    copies: [{ when: 'approved', to: { kind: 'role', role: 'hr', within: 'employer' } }],
    revoke: { kind: 'withinDays', days: 31 },
  },
});
