import type { Pack } from '../../contract/rulebook.ts';
import { fairPrinciples } from './fair-principles.ts';

const unset = { period: null, capPoints: null, capFen: null };
const proposed = { period: 'calendarMonth', capPoints: null, capFen: null } as const;

/** Who decides a case of words says first whether they were what the article means. */
const whatIsMeant = {
  code: 'real',
  question: {
    zh: '核对前后文后，认定内容确属本条所说？',
    en: 'Having looked at what was said around it: is it what this article means?',
  },
};

/**
 * Work in chat, after the third of the sources: measures on working with a messenger (微信办公管理办法), chapters 二 to 四. The
 * source names no figure for a breach, so every rule counts the least, one point.
 */
export const chatRules: Pack = {
  code: 'chat-rules',
  version: 1,
  head: {
    title: { zh: '聊天办公管理办法', en: 'Measures on work in chat' },
    documentNumber: null,
    day: null,
    revisionNumber: 1,
    changeNote: null,
    drawnUpBy: null,
    reviewedBy: null,
    approvedBy: null,
    scope: {
      zh: '适用于采用本办法的用人单位的全体员工。',
      en: 'For all staff of an employer that has adopted these measures.',
    },
    interpretation: {
      zh: '由采用本办法的用人单位负责解释。',
      en: 'The employer that has adopted these measures holds the right of interpretation.',
    },
    source: {
      zh: '根据某公司《微信办公管理办法》第二至四章改写；原文没有写明分值和金额。',
      en: 'Written after chapters 2 to 4 of a company’s “Measures on working with WeChat”. The source names neither points nor amounts.',
    },
    principles: [...fairPrinciples],
  },
  articles: [
    {
      number: { zh: '第二章(一)3', en: 'Chapter 2 (1) 3' },
      text: {
        zh: '不利用工作账号作私人推广，不参与违法组织。',
        en: 'A work account isn’t used for private promotion, nor for unlawful organisations.',
      },
      quotation: null,
      rule: {
        trigger: 'contentFinding',
        condition: 'category = "ads" or category = "links"',
        judged: [
          whatIsMeant,
          { code: 'notWork', question: { zh: '认定与工作需要无关？', en: 'Was it no part of the work?' } },
        ],
        money: null,
        steps: [{ upTo: null, points: 1, quotedYuan: null }],
        narrowness: 10,
      },
      proposedSettings: proposed,
    },
    {
      number: { zh: '第二章(二)1、3', en: 'Chapter 2 (2) 1, 3' },
      text: {
        zh: '内容真实；产品、经营、项目的消息先审核后发布；不造谣，不诋毁公司和同事。投诉和申诉不在此列。真假只能由人认定。',
        en: 'What is said is true; news on products, business and projects is reviewed first; no rumours, no false or insulting statements on company or colleagues. Complaints and appeals are exempt. What is true only people can judge.',
      },
      quotation: null,
      rule: null,
      proposedSettings: unset,
    },
    {
      number: { zh: '第二章(二)2、(四)2', en: 'Chapter 2 (2) 2, (4) 2' },
      text: {
        zh: '商业秘密、客户资料不在聊天中发布；确需共享的，先脱敏或加密，并且只给有权限的人。',
        en: 'Secrets and customers’ data aren’t posted in chats; where they have to be shared, then masked or encrypted, and to who may have them only.',
      },
      quotation: null,
      rule: {
        trigger: 'contentFinding',
        condition: 'category = "secrecy" or category = "personalData"',
        judged: [
          whatIsMeant,
          {
            code: 'unmasked',
            question: {
              zh: '认定没有脱敏，接收人也没有权限？',
              en: 'Was it not masked, and the receiver without clearance?',
            },
          },
        ],
        money: null,
        steps: [{ upTo: null, points: 1, quotedYuan: null }],
        narrowness: 20,
      },
      proposedSettings: proposed,
    },
    {
      number: { zh: '第二章(二)4', en: 'Chapter 2 (2) 4' },
      text: { zh: '用语文明，不辱骂、不歧视。', en: 'Language is civil, without insult and discrimination.' },
      quotation: null,
      rule: {
        trigger: 'contentFinding',
        condition: 'category = "insult" or category = "discrimination"',
        judged: [whatIsMeant],
        money: null,
        steps: [{ upTo: null, points: 1, quotedYuan: null }],
        narrowness: 20,
      },
      proposedSettings: proposed,
    },
    {
      number: { zh: '第二章(三)1', en: 'Chapter 2 (3) 1' },
      text: {
        zh: '要求在期限内答复的消息，及时答复；紧急事项优先，并告知结果。',
        en: 'A message that asks for an answer by a deadline is answered in time; what is urgent first, and its result is told.',
      },
      quotation: null,
      rule: null,
      proposedSettings: unset,
    },
    {
      number: { zh: '第二章(三)2', en: 'Chapter 2 (3) 2' },
      text: { zh: '重要决定，以电话或会议确认。', en: 'Important decisions are confirmed by call or meeting.' },
      quotation: null,
      rule: null,
      proposedSettings: unset,
    },
    {
      number: { zh: '第二章(三)3', en: 'Chapter 2 (3) 3' },
      text: {
        zh: '未经本人同意，不转发他人的话和资料。平台对受保护的内容直接拦截。',
        en: 'Others’ words and data aren’t forwarded without their consent. What is protected the platform stops by itself.',
      },
      quotation: null,
      rule: null,
      proposedSettings: unset,
    },
    {
      number: { zh: '第二章(四)1、2', en: 'Chapter 2 (4) 1, 2' },
      text: {
        zh: '发送重要文件时写明性质、用途和密级；标有商密的文件不得发给没有权限的人。平台在发送前询问或拦截。',
        en: 'Sending an important file, one states its nature, purpose and classification; a classified file doesn’t go to who isn’t cleared. The platform asks or stops before it is sent.',
      },
      quotation: null,
      rule: null,
      proposedSettings: unset,
    },
    {
      number: { zh: '第二章(四)3', en: 'Chapter 2 (4) 3' },
      text: {
        zh: '收到的文件及时查看、归档；有疑问的，向发送人核实。',
        en: 'Received files are looked at and filed; what is odd is asked about.',
      },
      quotation: null,
      rule: null,
      proposedSettings: unset,
    },
    {
      number: { zh: '第三章(三)1、2', en: 'Chapter 3 (3) 1, 2' },
      text: {
        zh: '员工、客户、合作方的个人信息，依法依程序收集和使用，不扩散。',
        en: 'Personal data of staff, customers and partners are collected and used lawfully and by procedure, and not spread.',
      },
      quotation: null,
      rule: {
        trigger: 'contentFinding',
        condition: 'category = "personalData"',
        judged: [whatIsMeant],
        money: null,
        steps: [{ upTo: null, points: 1, quotedYuan: null }],
        narrowness: 30,
      },
      proposedSettings: proposed,
    },
    {
      number: { zh: '第三章(三)3', en: 'Chapter 3 (3) 3' },
      text: {
        zh: '员工认为公司侵犯隐私的，可以申诉；申诉不由被申诉的部门处理，也不产生个案。',
        en: 'Who finds that the company violates privacy may complain. The unit complained of doesn’t handle it, and no case comes of it.',
      },
      quotation: null,
      rule: null,
      proposedSettings: unset,
    },
    {
      number: { zh: '第四章(二)', en: 'Chapter 4 (2)' },
      text: {
        zh: '处理结果以积分计入绩效考核。原文没有写明分值，这里每次 1 分，由采用的单位决定上限。',
        en: 'What was decided counts in the appraisal, in points. The source names no figure: one point each here, and the employer fills in the cap.',
      },
      quotation: null,
      rule: null,
      proposedSettings: unset,
    },
  ],
};
