import { headApproval } from '../head-approval.ts';
import type { ReadyTemplate } from '../ready-template.ts';
import { handledBy, readySettings, requestStart } from './ready-parts.ts';

const title = { zh: '调度申请', en: 'Dispatch request' };

/** 调度申请 (W1.4): vehicles, people or goods, arranged by the general office. */
export const dispatchTemplate: ReadyTemplate = {
  name: 'approvals.dispatch',
  title,
  summary: {
    zh: '申请调度车辆、人员或货物：时间、路线、随行人员；由综合办公室安排',
    en: 'Asks for a vehicle, people or goods: when, which way, who; the general office arranges it',
  },
  category: '行政',
  register: { columns: ['what', 'when', 'start', 'route', 'goods', 'phone'], isProgress: true },
  content: {
    design: {
      fields: [
        {
          kind: 'choice',
          name: 'what',
          label: { zh: '调度内容', en: 'What' },
          required: true,
          multiple: true,
          options: [
            { id: 'vehicle', words: { zh: '车辆', en: 'Vehicle' } },
            { id: 'people', words: { zh: '人员', en: 'People' } },
            { id: 'goods', words: { zh: '货物', en: 'Goods' } },
          ],
        },
        { kind: 'outing', name: 'when', label: { zh: '起止时间和地点', en: 'When and where' }, required: true },
        { kind: 'text', name: 'start', label: { zh: '出发地', en: 'From' }, required: true, width: 'half' },
        { kind: 'text', name: 'route', label: { zh: '路线', en: 'Route' }, most: 300, width: 'half' },
        {
          kind: 'number',
          name: 'seats',
          label: { zh: '乘车人数', en: 'Seats' },
          least: 1,
          largest: 60,
          rules: { show: 'contains(what, ",vehicle,")', require: 'contains(what, ",vehicle,")' },
        },
        {
          kind: 'person',
          name: 'people',
          label: { zh: '调度人员', en: 'People' },
          multiple: true,
          atMost: 50,
          rules: { show: 'contains(what, ",people,")', require: 'contains(what, ",people,")' },
        },
        {
          kind: 'table',
          name: 'goods',
          label: { zh: '货物明细', en: 'Goods' },
          columns: [
            { kind: 'text', name: 'item', label: { zh: '货物', en: 'Item' }, required: true },
            { kind: 'number', name: 'pieces', label: { zh: '件数', en: 'Pieces' }, required: true, least: 1 },
            {
              kind: 'number',
              name: 'weight',
              label: { zh: '重量', en: 'Weight' },
              decimals: 2,
              least: 0,
              unit: { zh: '千克', en: 'kg' },
            },
          ],
          sums: ['pieces', 'weight'],
          rules: { show: 'contains(what, ",goods,")', require: 'contains(what, ",goods,")' },
        },
        { kind: 'longText', name: 'reason', label: { zh: '事由', en: 'Reason' }, required: true, most: 500 },
        { kind: 'phone', name: 'phone', label: { zh: '联系电话', en: 'Phone' } },
      ],
      title: { zh: '{kind}', en: '{kind}' },
      summary: { zh: '{what} · {when_place}', en: '{what} · {when_place}' },
      numbering: { prefix: 'DD', date: 'month', reset: 'month', digits: 4 },
    },
    definition: {
      start: requestStart,
      nodes: [
        headApproval,
        handledBy(
          { kind: 'role', role: 'generalOffice', within: 'employer' },
          { zh: '综合办公室安排', en: 'Arranged by the general office' },
        ),
      ],
    },
    settings: readySettings(title, 5),
  },
};
