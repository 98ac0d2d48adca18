import type { Words } from '#kernel/contract/words.ts';
import { headApproval, usualLimit } from '#modules/approvals/contract/head-approval.ts';
import { type DesignedKind, designedKind } from '#modules/approvals/contract/process-kind.ts';

type Design = Parameters<typeof designedKind>[0]['design'];
type Fields = Design['fields'];

/** All kinds of attendance go to the head of the department, the nearest above for a head; HR of the employer gets a copy. */
const kind = (name: string, title: Words, prefix: string, summary: Words, fields: Fields): DesignedKind =>
  designedKind({
    name: `attendance.${name}`,
    title,
    version: 2,
    copiesSeeAll: ['hr'],
    design: { fields, summary, numbering: { prefix } },
    definition: {
      start: { kind: 'start', id: 'start', name: { zh: '提交申请', en: 'Request' } },
      nodes: [{ ...headApproval, mode: { kind: 'all' }, limit: usualLimit }],
      copies: [{ when: 'approved', to: { kind: 'role', role: 'hr', within: 'employer' } }],
      revoke: { kind: 'withinDays', days: 31 },
    },
  });

const proof = {
  kind: 'file',
  name: 'proof',
  label: { zh: '附件', en: 'Attachments' },
  help: { zh: '聊天记录、照片、通知等', en: 'Messages, photos, notices and the like' },
} as const;

/** Overtime 加班. Time off in lieu only replaces the pay of work on a rest day (劳动法 44). */
export const overtimeKind = kind(
  'overtime',
  { zh: '加班', en: 'Overtime' },
  'JB',
  { zh: '{overtime_hours} 小时 · {overtime_date}', en: '{overtime_hours} h · {overtime_date}' },
  [
    {
      kind: 'note',
      name: 'rule',
      text: {
        zh: '休息日加班可以选择调休；工作日和法定节假日加班只能支付加班费。是哪一种日子由系统按工作日历判断。',
        en: 'For work on a rest day you may choose time off in lieu; on workdays and statutory holidays overtime is paid. Which kind of day it is, the work calendar says.',
      },
    },
    {
      kind: 'overtime',
      name: 'overtime',
      label: { zh: '加班时间', en: 'When' },
      help: {
        zh: '结束时间不晚于开始时间的，算到第二天',
        en: 'An end that isn’t later than the beginning is the next day’s',
      },
      required: true,
    },
    {
      kind: 'formula',
      name: 'hours',
      label: { zh: '时长（小时）', en: 'Hours' },
      formula: 'overtime_hours',
      gives: 'number',
      decimals: 2,
      rules: { show: 'overtime_hours > 0' },
    },
    {
      kind: 'longText',
      name: 'reason',
      label: { zh: '加班事由', en: 'What for' },
      help: { zh: '做什么、为什么不能在上班时间做', en: 'What will be done, and why not in working time' },
      required: true,
      most: 500,
    },
  ],
);

/** Business trip 出差. */
export const tripKind = kind(
  'trip',
  { zh: '出差', en: 'Business trip' },
  'CC',
  { zh: '{trip_days} 天 · {trip_from} 至 {trip_to}', en: '{trip_days} days · {trip_from} to {trip_to}' },
  [
    {
      kind: 'trip',
      name: 'trip',
      label: { zh: '出差时间和地点', en: 'When and where' },
      help: { zh: '从上午或下午开始，到上午或下午结束', en: 'From one half day to another' },
      required: true,
    },
    {
      kind: 'longText',
      name: 'purpose',
      label: { zh: '出差事由', en: 'Purpose' },
      required: true,
      most: 500,
    },
    {
      kind: 'table',
      name: 'itinerary',
      label: { zh: '行程', en: 'Itinerary' },
      help: { zh: '每一天去哪里、做什么', en: 'Where you go each day, and what for' },
      atMost: 60,
      columns: [
        { kind: 'date', name: 'day', label: { zh: '日期', en: 'Day' }, required: true },
        { kind: 'text', name: 'from', label: { zh: '出发地', en: 'From' }, required: true, most: 60 },
        { kind: 'text', name: 'to', label: { zh: '目的地', en: 'To' }, required: true, most: 60 },
        { kind: 'text', name: 'matter', label: { zh: '工作内容', en: 'Work' }, most: 200 },
      ],
    },
    {
      kind: 'costCentre',
      name: 'costCentre',
      label: { zh: '费用归属', en: 'Cost centre' },
      help: { zh: '承担费用的部门或项目代码', en: 'Code of the department or project that pays' },
    },
    proof,
  ],
);

/** Outing 外出: away from the place of work for some hours of one day. */
export const outingKind = kind(
  'outing',
  { zh: '外出', en: 'Outing' },
  'WC',
  { zh: '{outing_hours} 小时 · {outing_place}', en: '{outing_hours} h · {outing_place}' },
  [
    {
      kind: 'outing',
      name: 'outing',
      label: { zh: '外出时间和地点', en: 'When and where' },
      help: { zh: '超过一天请走出差', en: 'For more than a day ask for a business trip' },
      required: true,
    },
    {
      kind: 'formula',
      name: 'hours',
      label: { zh: '时长（小时）', en: 'Hours' },
      formula: 'outing_hours',
      gives: 'number',
      decimals: 2,
      rules: { show: 'outing_hours > 0' },
    },
    { kind: 'longText', name: 'purpose', label: { zh: '外出事由', en: 'Purpose' }, required: true, most: 500 },
  ],
);

/** Registration of an irregular punch 打卡异常登记 (T3): says how it came about, and is no fault. */
export const irregularPunchKind = kind(
  'irregularPunch',
  { zh: '打卡异常登记', en: 'Registration of an irregular punch' },
  'YC',
  { zh: '{day} {punch} · {what}', en: '{day} {punch} · {what}' },
  [
    {
      kind: 'note',
      name: 'rule',
      text: {
        zh: '登记只说明情况，不等于承认过错。需要补上打卡时间的，请走补卡。',
        en: 'A registration tells what happened and admits no fault. To have a time entered, ask for a punch correction.',
      },
    },
    { kind: 'date', name: 'day', label: { zh: '哪一天', en: 'Day' }, required: true, latest: 'today', width: 'half' },
    {
      kind: 'choice',
      name: 'punch',
      label: { zh: '哪一次打卡', en: 'Which punch' },
      required: true,
      width: 'half',
      options: [
        { id: 'in', words: { zh: '上班', en: 'In' } },
        { id: 'out', words: { zh: '下班', en: 'Out' } },
      ],
    },
    {
      kind: 'choice',
      name: 'what',
      label: { zh: '情况', en: 'What happened' },
      required: true,
      options: [
        { id: 'device', words: { zh: '设备或系统故障', en: 'Device or system failed' } },
        { id: 'network', words: { zh: '网络或定位异常', en: 'Network or location failed' } },
        { id: 'outside', words: { zh: '在外办事', en: 'On business outside' } },
        { id: 'traffic', words: { zh: '交通或天气原因', en: 'Traffic or weather' } },
        { id: 'forgotten', words: { zh: '忘记打卡', en: 'Forgotten' } },
        { id: 'other', words: { zh: '其他', en: 'Something else' } },
      ],
    },
    { kind: 'longText', name: 'note', label: { zh: '说明', en: 'Note' }, required: true, most: 500 },
    proof,
  ],
);

/** Punch correction 补卡. */
export const punchCorrectionKind = kind(
  'punchCorrection',
  { zh: '补卡', en: 'Punch correction' },
  'BK',
  { zh: '{correction_date} {correction_time}', en: '{correction_date} {correction_time}' },
  [
    {
      kind: 'punchCorrection',
      name: 'correction',
      label: { zh: '补哪一次打卡', en: 'Which punch' },
      help: { zh: '填写实际到岗或离岗的时间', en: 'The time at which you really came or left' },
      required: true,
    },
    {
      kind: 'choice',
      name: 'why',
      label: { zh: '原因', en: 'Reason' },
      required: true,
      options: [
        { id: 'forgotten', words: { zh: '忘记打卡', en: 'Forgotten' } },
        { id: 'device', words: { zh: '设备、网络或系统故障', en: 'Device, network or system failed' } },
        { id: 'outside', words: { zh: '在外办事', en: 'On business outside' } },
        { id: 'other', words: { zh: '其他', en: 'Something else' } },
      ],
    },
    {
      kind: 'longText',
      name: 'note',
      label: { zh: '说明', en: 'Note' },
      help: { zh: '选“其他”时必填', en: 'Needed for something else' },
      most: 500,
      rules: { require: 'why = "other"' },
    },
    proof,
  ],
);

/** The kinds that attendance reckons with. */
export const attendanceKinds = [overtimeKind, tripKind, outingKind, irregularPunchKind, punchCorrectionKind];
