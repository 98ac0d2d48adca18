import { headApproval } from '#modules/approvals/contract/head-approval.ts';
import { designedKind } from '#modules/approvals/contract/process-kind.ts';
import { classification } from '#modules/messaging/contract/labels/label.ts';
import { labelWords } from '#modules/messaging/contract/labels/label-words.ts';

const asked = {
  kind: 'approve',
  empty: { kind: 'processAdministrator' },
  mode: { kind: 'any' },
  opinion: 'unlessApproved',
} as const;

const office = (role: string, name: { zh: string; en: string }) => ({
  ...asked,
  id: role,
  name,
  approvers: [{ kind: 'role' as const, role, within: 'employer' as const }],
  // Who holds the office and asks has agreed already; the others still decide.
  self: 'skip' as const,
});

/** 信息发布 (W1): department head → assistant general manager → development director → president, by their roles. */
export const publishingKind = designedKind({
  name: 'bulletins.publishing',
  title: { zh: '信息发布', en: 'Publish a bulletin' },
  version: 2,
  copiesSeeAll: [],
  design: {
    fields: [
      {
        kind: 'note',
        name: 'hint',
        text: {
          zh: '批准的标题和正文会原样发布，发布后不能修改。全体人员可见；商密只给在知悉范围内的人看。',
          en: 'Title and text are published exactly as they were approved, and can’t be changed afterwards. Everybody sees them; a secret is seen by who is cleared for it.',
        },
        tone: 'accent',
      },
      {
        kind: 'choice',
        name: 'sort',
        label: { zh: '类别', en: 'Kind' },
        required: true,
        width: 'half',
        options: [
          { id: 'bulletin', words: { zh: '公告', en: 'Bulletin' } },
          { id: 'notice', words: { zh: '通知', en: 'Notice' } },
          { id: 'circular', words: { zh: '通报', en: 'Circular' } },
        ],
      },
      {
        kind: 'date',
        name: 'validUntil',
        label: { zh: '有效期至', en: 'Valid until' },
        help: {
          zh: '当天仍然有效；不填则一直有效，直到撤下',
          en: 'That day included; left empty: until it is taken down',
        },
        earliest: 'today',
        width: 'half',
      },
      {
        kind: 'choice',
        name: 'classification',
        label: { zh: '密级', en: 'Classification' },
        help: {
          zh: '不选即为内部；商密要求发布人和每一位审批人都在知悉范围内',
          en: 'Internal where none is chosen; a secret needs a publisher and deciders who are cleared for it',
        },
        width: 'half',
        options: classification.options.map((id) => ({ id, words: labelWords[id] })),
      },
      { kind: 'text', name: 'headline', label: { zh: '标题', en: 'Title' }, required: true, most: 100 },
      { kind: 'longText', name: 'body', label: { zh: '正文', en: 'Text' }, required: true, most: 10_000 },
      {
        kind: 'longText',
        name: 'reason',
        label: { zh: '发布理由', en: 'Why it should be published' },
        help: { zh: '只给审批人看，不发布', en: 'For those who decide; it isn’t published' },
        most: 500,
      },
    ],
    title: { zh: '{kind}：{headline}', en: '{kind}: {headline}' },
    summary: { zh: '{sort}', en: '{sort}' },
    numbering: { prefix: 'XXFB', date: 'month', reset: 'month', digits: 4 },
  },
  definition: {
    start: { kind: 'start', id: 'start', name: { zh: '提交申请', en: 'Request' } },
    nodes: [
      headApproval,
      office('assistantGeneralManager', { zh: '总经理助理', en: 'Assistant general manager' }),
      office('developmentDirector', { zh: '发展总监', en: 'Development director' }),
      office('president', { zh: '总裁', en: 'President' }),
    ],
  },
});
