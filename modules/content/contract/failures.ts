import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';
import { id, words } from '#kernel/contract/shapes.ts';
import { category, mostWords } from './rule.ts';

const told = {
  /** Titles of the rules, in the reader's language. */
  rules: z.array(z.string()),
};
const ofRule = { ruleId: id(), title: words, category, pieces: z.array(z.string()) };

/** The sender is told which rule found what. `findingId`: to say that it is wrong. */
export const blocked = failure({
  code: 'content.blocked',
  status: 422,
  words: { zh: '内容触及“{rules}”，不能发送', en: 'It meets the content rule “{rules}” and can’t be sent' },
  facts: z.object({ ...told, found: z.array(z.object({ ...ofRule, findingId: id() })) }),
});

/** The sender is asked before anything is sent; `confirmSending` with these, then the same again. */
export const warned = failure({
  code: 'content.warned',
  status: 428,
  words: {
    zh: '内容可能触及“{rules}”，请确认是否发送',
    en: 'It may meet the content rule “{rules}”: please confirm before it is sent',
  },
  facts: z.object({
    ...told,
    digest: z.string(),
    found: z.array(z.object({ ...ofRule, revision: z.int() })),
  }),
});
export const standsByLaw = failure({
  code: 'content.standsByLaw',
  status: 403,
  words: {
    zh: '这条规则依法设置，不能停用或修改',
    en: 'This rule stands by law; it is neither switched off nor changed',
  },
});
/** A program can't be asked, and has no findings. */
export const botBlocked = failure({
  code: 'content.botBlocked',
  status: 422,
  words: {
    zh: '机器人的消息触及“{rules}”，未发送',
    en: 'What the bot says meets the content rule “{rules}” and isn’t sent',
  },
  facts: z.object(told),
});
export const changeIsOpen = failure({
  code: 'content.changeIsOpen',
  status: 409,
  words: {
    zh: '这条规则已有一项修改等待另一人确认',
    en: 'A change of this rule is waiting for a second person already',
  },
});
export const ownProposal = failure({
  code: 'content.ownProposal',
  status: 403,
  words: { zh: '自己提出的修改要由另一人确认', en: 'Somebody else has to confirm what you proposed' },
});
export const tooManyRules = failure({
  code: 'content.tooManyRules',
  status: 422,
  words: { zh: '规则已达上限 {most} 条', en: 'There are {most} rules already, the most there can be' },
  facts: z.object({ most: z.int() }),
});
export const noWords = failure({
  code: 'content.noWords',
  status: 422,
  words: {
    zh: '没有读到词：第一列应为词，每行一个，最多 {most} 个，每个不超过 50 字',
    en: 'No words were found: the first column holds one word a row, {most} at most, 50 characters each',
  },
  facts: z.object({ most: z.literal(mostWords) }),
});
export const judgedAlready = failure({
  code: 'content.judgedAlready',
  status: 409,
  words: { zh: '这条命中已经认定', en: 'This finding has been judged already' },
});
export const ownFinding = failure({
  code: 'content.ownFinding',
  status: 403,
  words: { zh: '不能认定自己的命中', en: 'Nobody judges a finding about themselves' },
});

/** Asked before files of this classification are sent (`content.sharing`). */
export const statementNeeded = failure({
  code: 'content.statementNeeded',
  status: 428,
  words: {
    zh: '这个密级的文件，发送前须写明性质和用途',
    en: 'Files of this classification are sent with their nature and purpose only',
  },
});

/** `inText`: in the words; the files by their ids. What was found isn't in it, only how often. */
export const maskingNeeded = failure({
  code: 'content.maskingNeeded',
  status: 422,
  words: {
    zh: '这个密级的内容含有个人信息，须先脱敏再发送',
    en: 'There is personal data in it, which has to be masked before something of this classification is sent',
  },
  facts: z.object({
    inText: z.int(),
    files: z.array(z.object({ fileId: id(), name: z.string(), found: z.int() })),
  }),
});
