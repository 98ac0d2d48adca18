import { headApproval } from '../head-approval.ts';
import type { ReadyTemplate } from '../ready-template.ts';
import { byRole, readySettings, requestStart } from './ready-parts.ts';

const title = { zh: '合同审批', en: 'Contract' };

/** 合同 (W1.4): above 100,000 yuan the development director decides too, above 1,000,000 the president. */
export const contractTemplate: ReadyTemplate = {
  name: 'approvals.contract',
  title,
  summary: {
    zh: '签订合同前审批：相对方、金额大写、付款计划、风险说明；十万元、一百万元以上逐级加审',
    en: 'Before a contract is signed: counterparty, amount, payment terms, risks; more approvers above 100,000 and 1,000,000',
  },
  category: '经营',
  register: { columns: ['subject', 'party', 'sort', 'direction', 'amount', 'currency', 'term'], sums: ['amount'] },
  content: {
    design: {
      fields: [
        { kind: 'text', name: 'subject', label: { zh: '合同名称', en: 'Subject' }, required: true },
        { kind: 'text', name: 'party', label: { zh: '相对方', en: 'Counterparty' }, required: true, width: 'half' },
        {
          kind: 'text',
          name: 'taxNumber',
          label: { zh: '统一社会信用代码', en: 'Its credit code' },
          most: 18,
          width: 'half',
        },
        {
          kind: 'choice',
          name: 'sort',
          label: { zh: '合同类型', en: 'Kind' },
          required: true,
          width: 'half',
          options: [
            { id: 'sales', words: { zh: '销售', en: 'Sales' } },
            { id: 'purchase', words: { zh: '采购', en: 'Purchase' } },
            { id: 'service', words: { zh: '服务', en: 'Service' } },
            { id: 'lease', words: { zh: '租赁', en: 'Lease' } },
            { id: 'framework', words: { zh: '框架', en: 'Framework' } },
            { id: 'other', words: { zh: '其他', en: 'Other' } },
          ],
        },
        {
          kind: 'choice',
          name: 'direction',
          label: { zh: '收付方向', en: 'We' },
          required: true,
          width: 'half',
          options: [
            { id: 'receive', words: { zh: '收款', en: 'Receive' } },
            { id: 'pay', words: { zh: '付款', en: 'Pay' } },
            { id: 'none', words: { zh: '无金额', en: 'Neither' } },
          ],
        },
        {
          kind: 'money',
          name: 'amount',
          label: { zh: '合同金额（含税，人民币）', en: 'Amount in CNY, tax included' },
          help: { zh: '外币合同按签约日汇率折合', en: 'Other currencies at the rate of the day' },
          required: true,
          capitals: true,
          least: 0,
          width: 'half',
          rules: { show: 'direction != "none"' },
        },
        {
          kind: 'choice',
          name: 'currency',
          label: { zh: '结算币种', en: 'Currency of payment' },
          width: 'half',
          options: ['CNY', 'HKD', 'USD', 'EUR'].map((id) => ({ id, words: { zh: id } })),
          rules: { show: 'direction != "none"' },
        },
        { kind: 'dateRange', name: 'term', label: { zh: '合同期限', en: 'Term' }, required: true },
        {
          kind: 'table',
          name: 'payments',
          label: { zh: '收付款计划', en: 'Payment terms' },
          sums: ['due'],
          atMost: 60,
          columns: [
            { kind: 'text', name: 'stage', label: { zh: '阶段', en: 'Stage' }, required: true, most: 60 },
            { kind: 'date', name: 'on', label: { zh: '应收/应付日', en: 'Due on' }, required: true },
            { kind: 'money', name: 'due', label: { zh: '金额', en: 'Amount' }, required: true, least: 0 },
            { kind: 'text', name: 'condition', label: { zh: '条件', en: 'Condition' }, most: 200 },
          ],
          rules: { show: 'direction != "none"', require: 'direction != "none" and sort != "framework"' },
        },
        { kind: 'file', name: 'files', label: { zh: '合同文本及附件', en: 'Text and annexes' }, required: true },
        { kind: 'longText', name: 'risks', label: { zh: '风险说明', en: 'Risks' }, most: 1_000, required: true },
        {
          kind: 'choice',
          name: 'seals',
          label: { zh: '需要加盖', en: 'Seals wanted' },
          multiple: true,
          options: [
            { id: 'contract', words: { zh: '合同章', en: 'Contract seal' } },
            { id: 'company', words: { zh: '公章', en: 'Company seal' } },
            { id: 'legal', words: { zh: '法人章', en: 'Legal representative’s seal' } },
          ],
        },
      ],
      validations: [
        {
          holds: 'direction = "none" or payments_count = 0 or payments_due_sum = amount',
          message: { zh: '收付款计划合计应等于合同金额', en: 'The payments add up to the amount' },
          at: 'payments',
        },
      ],
      title: { zh: '{sort}合同：{subject}', en: '{sort} contract: {subject}' },
      summary: { zh: '{amount}', en: '{amount}' },
      numbering: { prefix: 'HT', date: 'year', reset: 'year', digits: 4 },
    },
    definition: {
      start: requestStart,
      nodes: [
        headApproval,
        {
          kind: 'condition',
          id: 'size',
          name: { zh: '按金额', en: 'By amount' },
          branches: [
            {
              id: 'large',
              name: { zh: '一百万元以上', en: 'Above 1,000,000' },
              when: 'direction != "none" and amount > 100000000',
              nodes: [
                byRole('developmentDirector', { zh: '发展总监', en: 'Development director' }),
                byRole('president', { zh: '总裁', en: 'President' }),
              ],
            },
            {
              id: 'middle',
              name: { zh: '十万元以上', en: 'Above 100,000' },
              when: 'direction != "none" and amount > 10000000',
              nodes: [byRole('developmentDirector', { zh: '发展总监', en: 'Development director' }, 'director')],
            },
          ],
          otherwise: { id: 'small', name: { zh: '其他', en: 'Otherwise' }, nodes: [] },
        },
      ],
      copies: [{ when: 'approved', to: { kind: 'role', role: 'generalOffice', within: 'employer' } }],
    },
    settings: readySettings(title, 30),
  },
};
