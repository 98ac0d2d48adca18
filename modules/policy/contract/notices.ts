import { z } from 'zod';
import { day, id, instant, words } from '#kernel/contract/shapes.ts';
import type { Facts, Language } from '#kernel/contract/words.ts';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';
import { caseState, consequence, lapseReason } from './case-file.ts';
import { articleState } from './rulebook.ts';
import { spellTime } from './spell-time.ts';

const moneyWords = {
  assessmentDeduction: { zh: '考核扣款', en: 'assessment deduction' },
  fine: { zh: '罚款', en: 'fine' },
  compensation: { zh: '赔偿', en: 'compensation' },
} as const;

/** Points, and money where amounts are on; never money alone. */
function spellConsequence(it: z.infer<typeof consequence>, language: Language): string {
  const points = language === 'zh' ? `记 ${it.points} 分` : `${it.points} points`;
  if (!it.fen || !it.money) return points;
  const yuan = (it.fen / 100).toFixed(2);
  return language === 'zh'
    ? `${points}，${moneyWords[it.money].zh} ${yuan} 元`
    : `${points}, ${moneyWords[it.money].en} ${yuan} yuan`;
}

const about = {
  document: words,
  articleNumber: words,
  articleText: words,
  /** The fact in one sentence. */
  fact: words,
};

type Cited = z.infer<z.ZodObject<typeof about>>;
const spellCited = (facts: Cited, language: Language): Facts => ({
  document: facts.document[language],
  article: facts.articleNumber[language],
  articleText: facts.articleText[language],
  fact: facts.fact[language],
});

/** Article, fact, consequence, deadline, in this order; the words are kept as they were sent. */
export const caseFound = noticeKind({
  code: 'policy.caseFound',
  name: { zh: '制度个案：请您说明', en: 'A case under a rulebook: please explain' },
  title: { zh: '《{document}》{article}：请您说明', en: '“{document}”, {article}: please explain' },
  body: {
    zh: '条款：《{document}》{article}：{articleText}\n事实：{fact}\n可能的处理：{consequence}（本月第 {occurrence} 次）。目前尚未作出任何决定，也没有记分。\n期限：本通知送达后 {explain} 个工作日内，您可以说明情况；之后由具名的负责人决定。不服决定的，决定送达后 {appeal} 个工作日内可以申诉，由第三人处理；申诉期满前不执行。',
    en: 'Article: “{document}”, {article}: {articleText}\nFact: {fact}\nPossible consequence: {consequence} (number {occurrence} this month). Nothing has been decided and nothing entered.\nDeadline: within {explain} workdays of the delivery of this notice you can explain what happened; then a named person decides. Against the decision you can appeal within {appeal} workdays of its delivery to a third person; nothing is carried out before that time is over.',
  },
  facts: z.object({ ...about, consequence, explain: z.int(), appeal: z.int() }),
  spell: (facts, language) => ({
    ...spellCited(facts, language),
    consequence: spellConsequence(facts.consequence, language),
    occurrence: facts.consequence.occurrence,
    explain: facts.explain,
    appeal: facts.appeal,
  }),
  hasConsequences: true,
});

export const caseDecided = noticeKind({
  code: 'policy.caseDecided',
  name: { zh: '制度个案：决定与申诉期', en: 'A case was decided: time to appeal' },
  title: {
    zh: '《{document}》{article}：已作出决定，您可以申诉',
    en: '“{document}”, {article}: decided, and open to appeal',
  },
  body: {
    zh: '条款：《{document}》{article}：{articleText}\n事实：{fact}\n处理：{decider}决定{consequence}。理由：{reason}\n申诉期限：本通知送达后 {appeal} 个工作日内，您可以向第三人申诉；期满前不执行。',
    en: 'Article: “{document}”, {article}: {articleText}\nFact: {fact}\nConsequence: {decider} decided {consequence}. Reason: {reason}\nDeadline to appeal: within {appeal} workdays of the delivery of this notice, to a third person; nothing is carried out before.',
  },
  facts: z.object({ ...about, consequence, decider: z.string(), reason: z.string(), appeal: z.int() }),
  spell: (facts, language) => ({
    ...spellCited(facts, language),
    consequence: spellConsequence(facts.consequence, language),
    decider: facts.decider,
    reason: facts.reason,
    appeal: facts.appeal,
  }),
  hasConsequences: true,
});

const ends: Record<string, { zh: string; en: string }> = {
  settled: { zh: '已了结：{consequence}', en: 'is settled: {consequence}' },
  waived: { zh: '免予处理', en: 'was waived; nothing follows' },
  notDelivered: {
    zh: '因通知未能送达而自动终止，不作处理',
    en: 'lapsed, because the notice reached nobody; nothing follows',
  },
  noDecider: {
    zh: '因没有合适的决定人而自动终止，不作处理',
    en: 'lapsed, because nobody may decide it; nothing follows',
  },
  undecided: {
    zh: '因逾期未作决定而自动终止，不作处理',
    en: 'lapsed, because nobody decided it in time; nothing follows',
  },
  appealUndecided: {
    zh: '因申诉逾期未作决定而自动终止，不作处理',
    en: 'lapsed, because nobody decided the appeal in time; nothing follows',
  },
  withdrawn: { zh: '已撤销，不作处理', en: 'was withdrawn; nothing follows' },
};

export const caseEnded = noticeKind({
  code: 'policy.caseEnded',
  name: { zh: '制度个案：结束', en: 'A case has ended' },
  title: { zh: '《{document}》{article}：个案{how}', en: '“{document}”, {article}: the case {how}' },
  body: {
    zh: '条款：《{document}》{article}：{articleText}\n事实：{fact}\n结果：个案{how}。',
    en: 'Article: “{document}”, {article}: {articleText}\nFact: {fact}\nOutcome: the case {how}.',
  },
  facts: z.object({ ...about, state: caseState, reason: lapseReason.nullable(), consequence }),
  spell: (facts, language) => {
    const how = ends[facts.reason ?? facts.state]?.[language] ?? '';
    return {
      ...spellCited(facts, language),
      how: how.replace('{consequence}', spellConsequence(facts.consequence, language)),
    };
  },
  hasConsequences: true,
});

/** A reminder is free and costs nothing (Z7). */
export const reminder = noticeKind({
  code: 'policy.reminder',
  name: { zh: '制度提醒', en: 'Reminder of a rule' },
  title: { zh: '提醒：《{document}》{article}', en: 'Reminder: “{document}”, {article}' },
  body: {
    zh: '{fact}《{document}》{article}目前只作提醒，不记分，也不产生个案。',
    en: '{fact} “{document}”, {article} only reminds at present: no points, no case.',
  },
  facts: z.object(about),
  spell: spellCited,
});

export const toDecide = noticeKind({
  code: 'policy.toDecide',
  name: { zh: '待决定的个案', en: 'A case waits for a decision' },
  title: { zh: '个案 {number} 待您决定，期限 {due}', en: 'Case {number} waits for your decision until {due}' },
  facts: z.object({ number: z.int(), due: instant(), zone: z.string(), appeal: z.boolean() }),
  spell: (facts, language) => ({ number: facts.number, due: spellTime(facts.due, facts.zone)[language] }),
});

/** To the rulebook's owner, once a day per article. */
export const found = noticeKind({
  code: 'policy.found',
  name: { zh: '规则有发现', en: 'A rule found something' },
  title: { zh: '{article}今天有新发现（{state}）', en: '{article} found something today ({state})' },
  facts: z.object({ articleNumber: words, state: articleState, day: day(), rulebookId: id() }),
  spell: (facts, language) => ({
    article: facts.articleNumber[language],
    state: {
      off: { zh: '停用', en: 'off' },
      observe: { zh: '试运行', en: 'observing' },
      remind: { zh: '仅提醒', en: 'reminding' },
      inForce: { zh: '生效', en: 'in force' },
    }[facts.state][language],
  }),
});

export const ruleStopped = noticeKind({
  code: 'policy.ruleStopped',
  name: { zh: '规则被刹车', en: 'A rule was stopped' },
  title: {
    zh: '{article}今天已发现 {count} 项，明显多于平常，已停止产生个案，请查明原因',
    en: '{article} found {count} today, far more than usual, and makes no more cases; please look into it',
  },
  facts: z.object({ articleNumber: words, count: z.int() }),
  spell: (facts, language) => ({ article: facts.articleNumber[language], count: facts.count }),
});

/** To the rulebook's owner: a case ended because nobody may decide it. */
export const nobodyDecides = noticeKind({
  code: 'policy.nobodyDecides',
  name: { zh: '没有合适的决定人', en: 'Nobody may decide' },
  title: {
    zh: '个案 {number} 已自动终止：没有两名与当事人无关的人可以决定和处理申诉，请指定',
    en: 'Case {number} lapsed: there are no two independent people to decide it and an appeal; please appoint them',
  },
  facts: z.object({ number: z.int() }),
});
