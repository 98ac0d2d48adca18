import { type DesignedKind, designedKind } from '#modules/approvals/contract/process-kind.ts';

type Kind = Parameters<typeof designedKind>[0];

/**
 * Received → answered → followed up (O4, 回访): who is asked answers in words, then whoever brought it records what the person
 * concerned said of the answer. Both are tasks like every other; nothing is rejected.
 */
const kind = (declared: Pick<Kind, 'name' | 'title' | 'design'>, addressee: 'department' | 'handler'): DesignedKind =>
  designedKind({
    ...declared,
    version: 2,
    copiesSeeAll: [],
    definition: {
      start: { kind: 'start', id: 'start', name: { zh: '提交', en: 'Send' } },
      nodes: [
        {
          kind: 'handle',
          id: 'answer',
          name: { zh: '受理并答复', en: 'Answer' },
          approvers: [{ kind: 'formField', field: addressee }],
          empty: { kind: 'processAdministrator' },
          self: 'acts',
          mode: { kind: 'any' },
          opinion: 'required',
          limit: { reminder: { after: { workdays: 1 } }, overdue: { workdays: 3 } },
        },
        {
          kind: 'handle',
          id: 'followUp',
          name: { zh: '回访', en: 'Follow-up' },
          approvers: [{ kind: 'applicant' }],
          empty: { kind: 'pass' },
          self: 'acts',
          mode: { kind: 'any' },
          opinion: 'required',
          limit: { reminder: { after: { workdays: 1 } }, overdue: { workdays: 5 } },
        },
      ],
    },
  });

const proof = { kind: 'file', name: 'proof', label: { zh: '附件', en: 'Attachments' } } as const;

/** Suggestion or requirement 意见建议, to a department or, where none is named, to the administrators. */
export const suggestionKind = kind(
  {
    name: 'feedback.suggestion',
    title: { zh: '意见建议', en: 'Suggestion' },
    design: {
      fields: [
        {
          kind: 'choice',
          name: 'nature',
          label: { zh: '类型', en: 'Kind' },
          required: true,
          options: [
            { id: 'suggestion', words: { zh: '建议', en: 'Suggestion' } },
            { id: 'requirement', words: { zh: '需求', en: 'Requirement' } },
            { id: 'problem', words: { zh: '问题', en: 'Problem' } },
          ],
        },
        { kind: 'text', name: 'subject', label: { zh: '主题', en: 'Subject' }, required: true, most: 80 },
        { kind: 'longText', name: 'text', label: { zh: '内容', en: 'What' }, required: true, most: 2_000 },
        {
          kind: 'department',
          name: 'department',
          label: { zh: '提给哪个部门', en: 'To which department' },
          help: { zh: '不选则由系统管理员受理', en: 'Left out: the administrators receive it' },
        },
        proof,
      ],
      summary: { zh: '{nature} · {subject}', en: '{nature} · {subject}' },
      numbering: { prefix: 'YJ' },
    },
  },
  'department',
);

/** Customer feedback 客户反馈, with the follow-up call by whoever took it in. */
export const customerKind = kind(
  {
    name: 'feedback.customer',
    title: { zh: '客户反馈', en: 'Customer feedback' },
    design: {
      fields: [
        {
          kind: 'text',
          name: 'customer',
          label: { zh: '客户', en: 'Customer' },
          required: true,
          most: 80,
          width: 'half',
        },
        {
          kind: 'phone',
          name: 'phone',
          label: { zh: '联系电话', en: 'Phone' },
          help: { zh: '回访用，只显示末几位', en: 'For the follow-up call; shown masked' },
          required: true,
          sensitive: true,
          width: 'half',
        },
        {
          kind: 'choice',
          name: 'matter',
          label: { zh: '事项', en: 'Matter' },
          required: true,
          options: [
            { id: 'complaint', words: { zh: '投诉', en: 'Complaint' } },
            { id: 'enquiry', words: { zh: '咨询', en: 'Enquiry' } },
            { id: 'wish', words: { zh: '建议', en: 'Wish' } },
            { id: 'praise', words: { zh: '表扬', en: 'Praise' } },
          ],
        },
        { kind: 'longText', name: 'text', label: { zh: '内容', en: 'What' }, required: true, most: 2_000 },
        {
          kind: 'person',
          name: 'handler',
          label: { zh: '由谁处理', en: 'Handled by' },
          help: {
            zh: '答复后由你回访客户，写明结果和日期',
            en: 'After the answer you call the customer, and record result and date',
          },
          required: true,
        },
        proof,
      ],
      summary: { zh: '{matter} · {customer}', en: '{matter} · {customer}' },
      numbering: { prefix: 'KH' },
    },
  },
  'handler',
);

export const feedbackKinds = [suggestionKind, customerKind];
