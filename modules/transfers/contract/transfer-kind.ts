import { headApproval } from '#modules/approvals/contract/head-approval.ts';
import { designedKind } from '#modules/approvals/contract/process-kind.ts';

/** 涉密资料传递 (W1, P5): department head → security owner, by that role. */
export const transferKind = designedKind({
  name: 'transfers.transfer',
  title: { zh: '涉密资料传递', en: 'Transfer of classified material' },
  version: 1,
  copiesSeeAll: [],
  design: {
    fields: [
      {
        kind: 'note',
        name: 'hint',
        text: {
          zh: '本系统不处理国家秘密。带有国家秘密标志的资料不得上传，请交保密部门处理。',
          en: 'State secrets have no place in this system: don’t upload anything that bears such a label, take it to whoever is in charge of secrecy.',
        },
        tone: 'warn',
      },
      {
        kind: 'choice',
        name: 'classification',
        label: { zh: '密级', en: 'Classification' },
        required: true,
        width: 'half',
        options: [
          { id: 'public', words: { zh: '公开', en: 'Public' } },
          { id: 'internal', words: { zh: '内部', en: 'Internal' } },
          { id: 'ordinary', words: { zh: '普通商密', en: 'Ordinary commercial secret' } },
          { id: 'core', words: { zh: '核心商密', en: 'Core commercial secret' } },
        ],
      },
      { kind: 'person', name: 'receiver', label: { zh: '接收人', en: 'Receiver' }, required: true, width: 'half' },
      { kind: 'file', name: 'files', label: { zh: '资料', en: 'Material' }, required: true, atMost: 20 },
      {
        kind: 'choice',
        name: 'masked',
        label: { zh: '是否脱敏副本', en: 'Masked copy' },
        required: true,
        width: 'half',
        options: [
          { id: 'yes', words: { zh: '是，已脱敏', en: 'Yes, masked' } },
          { id: 'no', words: { zh: '否，原件', en: 'No, as it is' } },
        ],
      },
      {
        kind: 'dateRange',
        name: 'period',
        label: { zh: '接收人可查看的时间', en: 'When the receiver may read it' },
        help: { zh: '首尾两天都算，到期自动收回', en: 'Both days included; it ends by itself' },
        required: true,
        width: 'half',
      },
      {
        kind: 'text',
        name: 'unmasked',
        label: { zh: '不脱敏的理由', en: 'Why it isn’t masked' },
        most: 200,
        rules: {
          show: 'masked = "no" and (classification = "ordinary" or classification = "core")',
          require: 'masked = "no" and (classification = "ordinary" or classification = "core")',
        },
      },
      { kind: 'text', name: 'nature', label: { zh: '资料性质', en: 'What it is' }, required: true, most: 100 },
      { kind: 'longText', name: 'purpose', label: { zh: '用途', en: 'What for' }, required: true, most: 500 },
    ],
    validations: [
      {
        holds: 'receiver != applicant',
        message: { zh: '接收人不能是自己', en: 'The receiver is somebody else' },
        at: 'receiver',
      },
      { holds: 'period_to >= today', message: { zh: '时间已过', en: 'That time is over' }, at: 'period' },
    ],
    title: { zh: '{kind}', en: '{kind}' },
    summary: { zh: '{classification}', en: '{classification}' },
    numbering: { prefix: 'SMCD', date: 'month', reset: 'month', digits: 4 },
  },
  definition: {
    start: { kind: 'start', id: 'start', name: { zh: '提交申请', en: 'Request' } },
    nodes: [
      headApproval,
      {
        kind: 'approve',
        id: 'securityOwner',
        name: { zh: '保密安全负责人', en: 'Security owner' },
        approvers: [{ kind: 'role', role: 'securityOwner', within: 'employer' }],
        empty: { kind: 'processAdministrator' },
        self: 'supervisor',
        mode: { kind: 'any' },
        opinion: 'unlessApproved',
      },
    ],
    // The head may hold the role too: who should read it is looked at twice, as what he is each time.
    deduplicate: 'never',
    revoke: { kind: 'withinDays', days: 365 },
  },
});
