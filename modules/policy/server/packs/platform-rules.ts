import type { Pack } from '../../contract/rulebook.ts';
import { fairPrinciples } from './fair-principles.ts';

/**
 * How a hotel group's staff uses its work platform, after the first of the sources: the measures of a hotel on its work
 * platform (企业微信管理办法), chapters 三 and 五. The text is ours; a figure of the source stands in 「」 and is a quotation.
 * One point stands for ten yuan of the quotation.
 */
export const platformRules: Pack = {
  code: 'platform-rules',
  version: 1,
  head: {
    title: { zh: '工作平台使用管理办法', en: 'Measures on the use of the work platform' },
    documentNumber: null,
    day: null,
    revisionNumber: 1,
    changeNote: null,
    drawnUpBy: null,
    reviewedBy: null,
    approvedBy: null,
    scope: {
      zh: '适用于采用本办法的用人单位的全体员工，包括各级负责人。',
      en: 'For all staff of an employer that has adopted these measures, managers of every level included.',
    },
    interpretation: {
      zh: '由采用本办法的用人单位负责解释。',
      en: 'The employer that has adopted these measures holds the right of interpretation.',
    },
    source: {
      zh: '根据某酒店《企业微信管理办法》第三、五章改写；引号「」内为原文数字，仅作引用。',
      en: 'Written after chapters 3 and 5 of a hotel’s “Measures on WeCom”. Figures in 「」 are the source’s and are quotations only.',
    },
    principles: [...fairPrinciples],
  },
  articles: [
    {
      number: { zh: '第三章', en: 'Chapter 3' },
      text: {
        zh: '待办事项应在通知送达后及时办理；没有客观原因的，最长不超过 1 个工作日。',
        en: 'A pending item is dealt with soon after its notice has arrived; without an objective reason, within one workday at most.',
      },
      quotation: null,
      rule: null,
      proposedSettings: { period: null, capPoints: null, capFen: null },
    },
    {
      number: { zh: '第五章·办理拖延', en: 'Chapter 5, delay' },
      text: {
        zh: '待办事项超过第三章规定的时限且无客观原因，造成事务积压的，给予考核处理：同一自然月内第 3 次以内（含第 3 次）每次记 5 分，从第 4 次起每次记 10 分。',
        en: 'An item that passes the limit of chapter 3 without an objective reason and causes a backlog counts in the appraisal: up to and including the third time in a calendar month 5 points each, from the fourth 10 points each.',
      },
      quotation: {
        text: '考核扣款：第 3 次以内（含第 3 次）每次「50」，第 4 次起每次「100」（元）',
        source: {
          zh: '某酒店《企业微信管理办法》第五章，「」内数字为原文引用，其余为转述；原文未写明计算周期和上限',
          en: 'A hotel’s “Measures on WeCom”, chapter 5: assessment deduction of 「50」 yuan each up to and including the third time, 「100」 each from the fourth. Figures in 「」 are quoted, the rest is told in our words. The source names neither period nor cap',
        },
      },
      rule: {
        trigger: 'overdueTask',
        condition: 'limitWorkdays >= 1 or limitMinutes >= 480',
        judged: [
          {
            code: 'noObjectiveReason',
            question: {
              zh: '听取说明后，认定没有客观原因？',
              en: 'Having heard the explanation: was there no objective reason?',
            },
          },
          {
            code: 'backlog',
            question: { zh: '是否确实造成了事务积压？', en: 'Did it really cause a backlog?' },
          },
        ],
        money: 'assessmentDeduction',
        steps: [
          { upTo: 3, points: 5, quotedYuan: 50 },
          { upTo: null, points: 10, quotedYuan: 100 },
        ],
        narrowness: 10,
      },
      // Period and cap aren't in the source: a calendar month is the mildest reading; the cap is the employer's to fill in.
      proposedSettings: { period: 'calendarMonth', capPoints: null, capFen: null },
    },
  ],
};
