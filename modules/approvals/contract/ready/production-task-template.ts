import { headApproval } from '../head-approval.ts';
import type { ReadyTemplate } from '../ready-template.ts';
import { handledBy, readySettings, requestStart } from './ready-parts.ts';

const title = { zh: '生产任务单', en: 'Production task' };

/** 生产任务单 (W1.4): approved where it is asked for, then handled by the department that is to produce. */
export const productionTaskTemplate: ReadyTemplate = {
  name: 'approvals.productionTask',
  title,
  summary: {
    zh: '把订单下达给生产部门：产品明细、数量、交期；由责任部门办理并填写结果',
    en: 'Gives an order to production: products, quantities, when due; the responsible department handles it and says how',
  },
  category: '生产',
  register: { columns: ['order', 'customer', 'department', 'due', 'priority', 'products'], isProgress: true },
  content: {
    design: {
      fields: [
        { kind: 'text', name: 'order', label: { zh: '订单号', en: 'Order' }, required: true, width: 'half', most: 60 },
        { kind: 'text', name: 'customer', label: { zh: '客户', en: 'Customer' }, width: 'half' },
        {
          kind: 'department',
          name: 'department',
          label: { zh: '责任部门', en: 'Responsible department' },
          required: true,
          width: 'half',
        },
        {
          kind: 'date',
          name: 'due',
          label: { zh: '最迟完成日', en: 'Due' },
          required: true,
          earliest: 'today',
          width: 'half',
        },
        {
          kind: 'choice',
          name: 'priority',
          label: { zh: '优先级', en: 'Priority' },
          required: true,
          options: [
            { id: 'usual', words: { zh: '正常', en: 'Usual' } },
            { id: 'rush', words: { zh: '加急', en: 'Rush' } },
          ],
        },
        {
          kind: 'text',
          name: 'rushReason',
          label: { zh: '加急原因', en: 'Why the rush' },
          most: 200,
          rules: { show: 'priority = "rush"', require: 'priority = "rush"' },
        },
        {
          kind: 'table',
          name: 'products',
          label: { zh: '产品明细', en: 'Products' },
          required: true,
          atLeast: 1,
          atMost: 200,
          sums: ['quantity'],
          columns: [
            { kind: 'text', name: 'product', label: { zh: '产品', en: 'Product' }, required: true },
            { kind: 'text', name: 'specification', label: { zh: '规格型号', en: 'Specification' } },
            {
              kind: 'number',
              name: 'quantity',
              label: { zh: '数量', en: 'Quantity' },
              required: true,
              least: 0.001,
              decimals: 3,
            },
            { kind: 'text', name: 'unit', label: { zh: '单位', en: 'Unit' }, required: true, most: 20 },
            { kind: 'date', name: 'by', label: { zh: '交期', en: 'By' } },
          ],
        },
        { kind: 'longText', name: 'quality', label: { zh: '质量和工艺要求', en: 'Quality and process' }, most: 2_000 },
        { kind: 'file', name: 'files', label: { zh: '图纸和附件', en: 'Drawings and annexes' } },
        { kind: 'relatedApproval', name: 'related', label: { zh: '关联合同', en: 'Contract' } },
      ],
      title: { zh: '生产任务：{order}', en: 'Production: {order}' },
      summary: { zh: '{due} · {priority}', en: '{due} · {priority}' },
      numbering: { prefix: 'SC', date: 'month', reset: 'month', digits: 4 },
    },
    definition: {
      start: requestStart,
      nodes: [
        headApproval,
        handledBy(
          { kind: 'departmentHead', field: 'department' },
          { zh: '责任部门办理', en: 'Responsible department' },
        ),
      ],
      outcomeRequired: true,
    },
    settings: readySettings(title, 10),
  },
};
