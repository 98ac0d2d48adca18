import type { Pack } from '../../contract/rulebook.ts';
import { fairPrinciples } from './fair-principles.ts';

const source = {
  zh: '某公司《微信群管理办法》，「」内数字为原文引用，其余为转述；原文未写明计算周期',
  en: 'A company’s “Measures on WeChat groups”. Figures in 「」 are quoted, the rest is told in our words. The source names no period',
};
const unset = { period: null, capPoints: null, capFen: null };
// A calendar month is the mildest reading; the cap is the employer's to fill in.
const proposed = { period: 'calendarMonth', capPoints: null, capFen: null } as const;

/** Who decides a case of a duty says first whether it could have been done. */
const ableToDoIt = [
  {
    code: 'unable',
    question: {
      zh: '听取说明后，认定本人本来能够做到？',
      en: 'Having heard the explanation: could the person have done it?',
    },
  },
];

/**
 * How groups are led and what is said in them, after the second of the sources: a company's measures on its chat groups
 * (微信群管理办法), articles 6–22. One point stands for ten yuan of the quotation. What the platform makes impossible has no rule.
 */
export const groupRules: Pack = {
  code: 'group-rules',
  version: 1,
  head: {
    title: { zh: '群组管理办法', en: 'Measures on groups' },
    documentNumber: null,
    day: null,
    revisionNumber: 1,
    changeNote: null,
    drawnUpBy: null,
    reviewedBy: null,
    approvedBy: null,
    scope: {
      zh: '适用于采用本办法的用人单位的全体员工；群负责人的条款只适用于第一负责人。',
      en: 'For all staff of an employer that has adopted these measures; the articles on leaders are for the first leader of a group only.',
    },
    interpretation: {
      zh: '由采用本办法的用人单位负责解释。',
      en: 'The employer that has adopted these measures holds the right of interpretation.',
    },
    source: {
      zh: '根据某公司《微信群管理办法》第六至二十二条改写；引号「」内为原文数字，仅作引用。',
      en: 'Written after articles 6 to 22 of a company’s “Measures on WeChat groups”. Figures in 「」 are the source’s and are quotations only.',
    },
    principles: [...fairPrinciples],
  },
  articles: [
    {
      number: { zh: '第六条', en: 'Article 6' },
      text: {
        zh: '每个群至少有一名群负责人；有几名的，第一负责人承担责任，其余协助。群没有负责人时，由提名的单位补上，不追究个人。',
        en: 'Every group has at least one leader. With several, the first one answers for it and the others help. Where there is none, the unit that names leaders is asked; nobody is charged.',
      },
      quotation: null,
      rule: null,
      proposedSettings: unset,
    },
    {
      number: { zh: '第七条', en: 'Article 7' },
      text: {
        zh: '公用群只通过“群新建”“群注销”流程设立和注销。平台上只能这样做，所以本条没有自动规则。',
        en: 'Public groups are made and dissolved by the process only. On the platform there is no other way, so no rule runs here.',
      },
      quotation: null,
      rule: null,
      proposedSettings: unset,
    },
    {
      number: { zh: '第八条', en: 'Article 8' },
      text: {
        zh: '群名称按“公司名+群名”；群主显示为“群主”，群负责人显示为“真实姓名(群负责人)”，成员显示真实姓名。名称由系统生成，不会出错，所以没有自动规则（原文第十五至十七条的处理不适用）。',
        en: 'A group is called by its pattern; the owner, the leader and members are shown by rule. The system makes these names, so none can be wrong, and no rule runs here: articles 15 to 17 of the source find nothing.',
      },
      quotation: null,
      rule: null,
      proposedSettings: unset,
    },
    {
      number: { zh: '第九、十、十八条', en: 'Article 9, 10, 18' },
      text: {
        zh: '范围内的人都在群内，范围外的人不在（有期限的客人除外）。人事变动通知送达后 2 个工作日内，群负责人处理完毕，或提醒本人、记录已核对。',
        en: 'Who belongs to a group is in it, and nobody else, guests with an end date aside. Within two workdays of being told of a change the leader settles it, or urges the person, or records that he has checked.',
      },
      quotation: { text: '每人次「20」（元）', source },
      rule: {
        trigger: 'groupDuty',
        condition: 'breach = "differenceOpen"',
        judged: ableToDoIt,
        money: null,
        steps: [{ upTo: null, points: 2, quotedYuan: 20 }],
        narrowness: 30,
      },
      proposedSettings: proposed,
    },
    {
      number: { zh: '第十一、十九条', en: 'Article 11, 19' },
      text: {
        zh: '群内不发布淫秽、暴力、恐怖等法律禁止的内容，不损害国家和公司形象。',
        en: 'Nothing obscene, violent or otherwise forbidden by law is said in groups, and nothing that damages the image of the state or the company.',
      },
      quotation: { text: '每次「20」（元）', source },
      rule: {
        trigger: 'contentFinding',
        condition:
          'place = "groups" and (category = "obscenity" or category = "violence" or category = "terror" or category = "gambling" or category = "drugs")',
        judged: [
          {
            code: 'real',
            question: {
              zh: '核对前后文后，认定内容确属本条所说？',
              en: 'Having looked at what was said around it: is it what this article means?',
            },
          },
        ],
        money: null,
        steps: [{ upTo: null, points: 2, quotedYuan: 20 }],
        narrowness: 40,
      },
      proposedSettings: proposed,
    },
    {
      number: { zh: '第十二、十九条', en: 'Article 12, 19' },
      text: {
        zh: '群内不发布广告、虚假信息和病毒链接。',
        en: 'No advertisements, false information or links to viruses are posted in groups.',
      },
      quotation: { text: '每次「20」（元）', source },
      rule: {
        trigger: 'contentFinding',
        condition: 'place = "groups" and (category = "ads" or category = "links")',
        judged: [
          {
            code: 'real',
            question: {
              zh: '核对前后文后，认定内容确属本条所说？',
              en: 'Having looked at what was said around it: is it what this article means?',
            },
          },
        ],
        money: null,
        steps: [{ upTo: null, points: 2, quotedYuan: 20 }],
        narrowness: 40,
      },
      proposedSettings: proposed,
    },
    {
      number: { zh: '第十二、二十二条', en: 'Article 12, 22' },
      text: {
        zh: '群内只谈工作。是否与工作有关只能由人举报、由人认定，系统不作判断。',
        en: 'Groups are for work. Whether something is, only people can tell and judge; no machine does.',
      },
      quotation: null,
      rule: null,
      proposedSettings: unset,
    },
    {
      number: { zh: '第十三、二十条', en: 'Article 13, 20' },
      text: {
        zh: '群负责人离职前，把所负责的群移交给接手人。离职日到来时仍没有指定接手人的，按一次计，不论涉及几个群；已指定、对方还没有答复的不算。',
        en: 'Before leaving, a leader hands over the groups led. Where no successor has been named when the day comes, that counts once, however many groups. Somebody named who hasn’t answered yet is enough.',
      },
      quotation: { text: '「50」以上（元）；原文没有上限', source },
      rule: {
        trigger: 'groupDuty',
        condition: 'breach = "handOverOpen" and because = "leaving"',
        judged: ableToDoIt,
        money: null,
        steps: [{ upTo: null, points: 5, quotedYuan: 50 }],
        narrowness: 30,
      },
      proposedSettings: proposed,
    },
    {
      number: { zh: '第十三、二十二条', en: 'Article 13, 22' },
      text: {
        zh: '群负责人调动的，同样移交。调动日过后仍没有指定接手人的，按一次计。',
        en: 'The same on a transfer: no successor named when its day is over counts once.',
      },
      quotation: { text: '「20」以上（元）；原文文字不完整', source },
      rule: {
        trigger: 'groupDuty',
        condition: 'breach = "handOverOpen" and because = "transfer"',
        judged: ableToDoIt,
        money: null,
        steps: [{ upTo: null, points: 2, quotedYuan: 20 }],
        narrowness: 30,
      },
      proposedSettings: proposed,
    },
    {
      number: { zh: '第十四、二十一条', en: 'Article 14, 21' },
      text: {
        zh: '临时群的工作结束后 3 个工作日内，群负责人申请注销。从到期通知送达起计。',
        en: 'Within three workdays of the end of a temporary group, counted from the delivered notice, its leader asks for its dissolution.',
      },
      quotation: { text: '「30」以上（元）；原文没有上限', source },
      rule: {
        trigger: 'groupDuty',
        condition: 'breach = "dissolutionNotAsked"',
        judged: ableToDoIt,
        money: null,
        steps: [{ upTo: null, points: 3, quotedYuan: 30 }],
        narrowness: 30,
      },
      proposedSettings: proposed,
    },
    {
      number: { zh: '第二十二条', en: 'Article 22' },
      text: {
        zh: '其他违规，由人查明后按轻重处理。原文「20—10」不完整，未采用。',
        en: 'Other breaches are looked into by people, and dealt with by severity. The source’s range breaks off at 「20—10」 and isn’t used.',
      },
      quotation: null,
      rule: null,
      proposedSettings: unset,
    },
  ],
};
