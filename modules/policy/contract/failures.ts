import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';
import { caseState } from './case-file.ts';
import { lack } from './rulebook.ts';

export const alreadyInstalled = failure({
  code: 'policy.alreadyInstalled',
  status: 409,
  words: { zh: '该用人单位已经引入这份制度', en: 'This employer has installed this rulebook already' },
});
export const stepOutOfOrder = failure({
  code: 'policy.stepOutOfOrder',
  status: 422,
  words: {
    zh: '民主程序须按征求意见、决定、公示的顺序记录，每步一次，日期不得早于上一步，也不得晚于今天',
    en: 'Consultation, decision and posting are recorded in this order, each once, none dated before the one before or after today',
  },
});
export const stateOutOfOrder = failure({
  code: 'policy.stateOutOfOrder',
  status: 422,
  words: {
    zh: '条款状态须逐级提升：停用、试运行、仅提醒、生效',
    en: 'An article goes up step by step: off, observe, remind only, in force',
  },
});
export const articleNotReady = failure({
  code: 'policy.articleNotReady',
  status: 422,
  words: { zh: '条款还不能生效，缺少：{lacks}', en: 'The article can’t take force yet; it lacks: {lacks}' },
  facts: z.object({ lacks: z.array(lack) }),
});
export const changeIsOpen = failure({
  code: 'policy.changeIsOpen',
  status: 409,
  words: { zh: '这条条款已有待批准的状态变更', en: 'A change of this article waits for approval already' },
});
export const ownProposal = failure({
  code: 'policy.ownProposal',
  status: 422,
  words: {
    zh: '提出人不能批准自己提出的变更，须由另一人批准',
    en: 'Whoever proposed a change can’t approve it; somebody else must',
  },
});
export const settingsInForce = failure({
  code: 'policy.settingsInForce',
  status: 422,
  words: {
    zh: '生效中的条款不能改设置，请先降为“仅提醒”',
    en: 'Settings of an article in force can’t be changed; set it back to “remind only” first',
  },
});
export const capMissing = failure({
  code: 'policy.capMissing',
  status: 422,
  words: {
    zh: '请先为涉及这类金额的条款填写每月金额上限',
    en: 'Fill in the monthly cap of money of the articles concerned first',
  },
});
export const wrongCaseState = failure({
  code: 'policy.wrongCaseState',
  status: 409,
  words: { zh: '个案已进入下一步，请看过最新情况', en: 'The case has moved on; look at how it stands now' },
  facts: z.object({ state: caseState }),
});
export const alreadyDecided = failure({
  code: 'policy.alreadyDecided',
  status: 409,
  words: { zh: '{name}已经对这个个案作出决定', en: '{name} has decided this case already' },
  facts: z.object({ name: z.string() }),
});
export const judgementMissing = failure({
  code: 'policy.judgementMissing',
  status: 422,
  words: {
    zh: '请逐项回答须由人认定的问题；有一项为否，只能免予处理',
    en: 'Answer every question that a person must judge; with one “no” the case can only be waived',
  },
});
export const notLess = failure({
  code: 'policy.notLess',
  status: 422,
  words: {
    zh: '从轻处理的积分须少于 {points}，且不为零',
    en: 'Reduced points must be fewer than {points} and not zero',
  },
  facts: z.object({ points: z.int() }),
});
export const timeInFuture = failure({
  code: 'policy.timeInFuture',
  status: 422,
  words: {
    zh: '时间不得晚于现在，结束须晚于开始',
    en: 'The time can’t lie in the future, and an end comes after its beginning',
  },
});
export const oldRevision = failure({
  code: 'policy.oldRevision',
  status: 409,
  words: {
    zh: '制度已有新的修订，请看过再签收',
    en: 'The rulebook has been revised; read it again before acknowledging',
  },
});
