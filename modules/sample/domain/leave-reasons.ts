import type { SeededRandom } from './seeded-random.ts';

/** A kind of leave as it is asked for in ordinary life: how often, how many half days, why. */
interface LeaveHabit {
  readonly kind: string;
  /** How often, against the others. */
  readonly share: number;
  readonly halfDays: readonly number[];
  /** From the next workday on, or days ahead. */
  readonly ahead: readonly [least: number, most: number];
  readonly reasons: readonly string[];
}

export const leaveHabits: readonly LeaveHabit[] = [
  {
    kind: 'annual',
    share: 30,
    halfDays: [2, 4, 4, 6],
    ahead: [2, 12],
    reasons: ['休年假，陪家人出行', '年假，回老家看望父母', '年假，家里有安排', '休息调整几天', '孩子放假，带孩子出游'],
  },
  {
    kind: 'personal',
    share: 22,
    halfDays: [1, 1, 2],
    ahead: [1, 4],
    reasons: ['去银行办理房贷手续', '孩子家长会', '家里水管维修，需要在家', '办理驾驶证换证', '陪老人去医院', '搬家'],
  },
  {
    kind: 'sick',
    share: 18,
    halfDays: [1, 2, 2, 4],
    ahead: [1, 1],
    reasons: ['感冒发烧', '肠胃不适，去医院检查', '腰肌劳损，医生建议休息', '拔智齿', '复查'],
  },
  {
    kind: 'lieu',
    share: 14,
    halfDays: [1, 2],
    ahead: [1, 5],
    reasons: ['上周末值班调休', '盘点加班调休', '系统升级加班调休'],
  },
  { kind: 'restDay', share: 8, halfDays: [2, 2], ahead: [1, 6], reasons: ['公休', '轮休调整'] },
  { kind: 'marriage', share: 2, halfDays: [6], ahead: [8, 14], reasons: ['举办婚礼'] },
  { kind: 'paternity', share: 2, halfDays: [20], ahead: [1, 3], reasons: ['妻子生产，陪护'] },
  { kind: 'maternity', share: 1, halfDays: [60], ahead: [4, 8], reasons: ['预产期临近'] },
  { kind: 'parental', share: 4, halfDays: [2], ahead: [1, 5], reasons: ['孩子打疫苗', '照顾生病的孩子'] },
  { kind: 'bereavement', share: 1, halfDays: [6], ahead: [1, 1], reasons: ['外公去世'] },
  { kind: 'injury', share: 1, halfDays: [6], ahead: [1, 1], reasons: ['搬运时扭伤脚踝，医生开具休息证明'] },
];

const total = leaveHabits.reduce((sum, { share }) => sum + share, 0);

/** What somebody asks for next. */
export function pickHabit(random: SeededRandom): LeaveHabit {
  let left = random.next() * total;
  for (const habit of leaveHabits) {
    left -= habit.share;
    if (left < 0) return habit;
  }
  throw new Error('the shares of leave don’t add up');
}

export const approvingWords = [
  '同意',
  '同意，注意交接',
  '好的，好好休息',
  '同意，工作请交给同事',
  '准假',
  '同意，路上注意安全',
];
export const rejectingWords = [
  '这两天接待任务重，请换个时间',
  '同岗位已有两人休假，请调整日期',
  '月底盘点不能请假，请改到下周',
];
export const returningWords = ['请补充工作交接给谁', '日期和排班冲突，请改后再提交'];
export const urgingWords = ['麻烦尽快处理，需要订票', '请领导看一下，谢谢', '明天就要休，麻烦批一下'];
