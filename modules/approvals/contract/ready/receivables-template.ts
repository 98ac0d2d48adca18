import { headApproval } from '../head-approval.ts';
import type { ReadyTemplate } from '../ready-template.ts';
import { byRole, readySettings, requestStart } from './ready-parts.ts';

const title = { zh: '应收款与进度报告', en: 'Receivables and progress' };

/** 应收款、进度 (W11): how a contract stands; what is overdue by 100,000 yuan or more goes to the development director. */
export const receivablesTemplate: ReadyTemplate = {
  name: 'approvals.receivables',
  title,
  summary: {
    zh: '定期报告合同的应收、已收、逾期和履行进度；逾期十万元以上报发展总监',
    en: 'Tells how a contract stands: due, received, overdue, progress; from 100,000 overdue the development director sees it',
  },
  category: '经营',
  register: {
    columns: ['contract', 'party', 'asOf', 'open', 'overdue', 'progress', 'measures'],
    sums: ['open', 'overdue'],
  },
  content: {
    design: {
      fields: [
        { kind: 'text', name: 'contract', label: { zh: '合同名称或编号', en: 'Contract' }, required: true },
        { kind: 'text', name: 'party', label: { zh: '相对方', en: 'Counterparty' }, required: true, width: 'half' },
        {
          kind: 'date',
          name: 'asOf',
          label: { zh: '截至', en: 'As of' },
          required: true,
          latest: 'today',
          width: 'half',
        },
        {
          kind: 'table',
          name: 'stages',
          label: { zh: '分期', en: 'Stages' },
          required: true,
          atLeast: 1,
          sums: ['due', 'received', 'rest'],
          columns: [
            { kind: 'text', name: 'stage', label: { zh: '阶段', en: 'Stage' }, required: true, most: 60 },
            { kind: 'date', name: 'on', label: { zh: '应收日', en: 'Due on' }, required: true },
            { kind: 'money', name: 'due', label: { zh: '应收', en: 'Due' }, required: true, least: 0 },
            { kind: 'money', name: 'received', label: { zh: '已收', en: 'Received' }, required: true, least: 0 },
            {
              kind: 'formula',
              name: 'rest',
              label: { zh: '未收', en: 'Open' },
              formula: 'due - received',
              gives: 'money',
            },
          ],
        },
        {
          kind: 'formula',
          name: 'open',
          label: { zh: '未收合计', en: 'Open in all' },
          formula: 'stages_rest_sum',
          gives: 'money',
          capitals: true,
          width: 'half',
        },
        {
          kind: 'money',
          name: 'overdue',
          label: { zh: '其中逾期', en: 'Of that overdue' },
          required: true,
          least: 0,
          width: 'half',
        },
        {
          kind: 'number',
          name: 'progress',
          label: { zh: '履行进度', en: 'Progress' },
          required: true,
          least: 0,
          largest: 100,
          unit: { zh: '%', en: '%' },
        },
        {
          kind: 'longText',
          name: 'measures',
          label: { zh: '逾期原因和催收措施', en: 'Why it is overdue, and what is done' },
          most: 1_000,
          rules: { show: 'overdue > 0', require: 'overdue > 0' },
        },
        { kind: 'relatedApproval', name: 'related', label: { zh: '合同审批单', en: 'Approval of the contract' } },
        { kind: 'file', name: 'files', label: { zh: '对账单等附件', en: 'Statements' } },
      ],
      validations: [
        {
          holds: 'overdue <= stages_rest_sum',
          message: { zh: '逾期不能大于未收合计', en: 'No more is overdue than is open' },
          at: 'overdue',
        },
      ],
      title: { zh: '{contract}', en: '{contract}' },
      summary: { zh: '未收 {open}', en: 'Open {open}' },
      numbering: { prefix: 'YS', date: 'month', reset: 'month', digits: 4 },
    },
    definition: {
      start: requestStart,
      nodes: [
        headApproval,
        {
          kind: 'condition',
          id: 'overdue',
          name: { zh: '逾期金额', en: 'Overdue' },
          branches: [
            {
              id: 'much',
              name: { zh: '十万元以上', en: 'From 100,000' },
              when: 'overdue >= 10000000',
              nodes: [byRole('developmentDirector', { zh: '发展总监', en: 'Development director' })],
            },
          ],
          otherwise: { id: 'little', name: { zh: '其他', en: 'Otherwise' }, nodes: [] },
        },
      ],
    },
    settings: readySettings(title, 10),
  },
};
