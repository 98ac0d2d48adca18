import type { ReadyTemplate } from '../ready-template.ts';
import { readySettings, requestStart } from './ready-parts.ts';

const title = { zh: '自由审批', en: 'Free request' };

/** 自由审批 (W2): what has no form of its own; the applicant chooses who decides, in which order. */
export const freeTemplate: ReadyTemplate = {
  name: 'approvals.free',
  title,
  summary: {
    zh: '没有专门表单的事项：写明事由，由申请人依次选择审批人',
    en: 'For what has no form of its own: say what it is, and choose who decides, in which order',
  },
  category: '通用',
  content: {
    design: {
      fields: [
        { kind: 'text', name: 'subject', label: { zh: '事项', en: 'Subject' }, required: true },
        {
          kind: 'longText',
          name: 'content',
          label: { zh: '内容', en: 'What is asked for' },
          required: true,
          most: 5_000,
        },
        {
          kind: 'money',
          name: 'amount',
          label: { zh: '涉及金额', en: 'Amount, if any' },
          capitals: true,
          least: 0,
          width: 'half',
        },
        { kind: 'date', name: 'wanted', label: { zh: '希望完成日', en: 'Wanted by' }, width: 'half' },
        { kind: 'file', name: 'files', label: { zh: '附件', en: 'Files' } },
        { kind: 'relatedApproval', name: 'related', label: { zh: '关联审批', en: 'Related approvals' } },
      ],
      title: { zh: '{subject}', en: '{subject}' },
      numbering: { prefix: 'ZY', date: 'month', reset: 'month', digits: 4 },
    },
    definition: {
      start: requestStart,
      nodes: [
        {
          kind: 'approve',
          id: 'chosen',
          name: { zh: '申请人所选审批人', en: 'Chosen by the applicant' },
          approvers: [{ kind: 'applicantChosen', atLeast: 1, atMost: 20, ordered: true }],
          empty: { kind: 'processAdministrator' },
          self: 'skip',
          mode: { kind: 'sequence' },
          opinion: 'unlessApproved',
        },
      ],
    },
    settings: readySettings(title, 10),
  },
};
