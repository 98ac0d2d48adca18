import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

/** What is refused about the destruction of archived requests. */
export const destructionFailures = {
  contentDestroyed: failure({
    code: 'approvals.contentDestroyed',
    status: 410,
    words: {
      zh: '审批单 {number} 的保管期限已满，内容已按销毁清册 {destruction} 销毁；只保留编号、事项、日期和摘要',
      en: 'The retention period of {number} is over and its content was destroyed under {destruction}; number, kind, dates and digests remain',
    },
    facts: z.object({ number: z.string(), destruction: z.string() }),
  }),
  notDue: failure({
    code: 'approvals.notDue',
    status: 409,
    words: {
      zh: '{number} 现在不能列入销毁：期限未满、已冻结、有关联审批未结束、或已在另一清册中',
      en: '{number} can’t be proposed now: still to be kept, held, related to what still runs, or in another list',
    },
    facts: z.object({ number: z.string() }),
  }),
  ownDestruction: failure({
    code: 'approvals.ownDestruction',
    status: 409,
    words: {
      zh: '清册中有你本人申请或代提交的审批单（{number}），须由别人办理',
      en: 'You asked for or submitted {number} yourself; somebody else must do this',
    },
    facts: z.object({ number: z.string() }),
  }),
  sameDestroyer: failure({
    code: 'approvals.sameDestroyer',
    status: 409,
    words: {
      zh: '提出销毁的人不能自己批准，请另一人批准',
      en: 'Whoever proposed a destruction can’t approve it; another person must',
    },
  }),
  destructionMoved: failure({
    code: 'approvals.destructionMoved',
    status: 409,
    words: {
      zh: '这份销毁清册已有变化，请看过新内容后再办',
      en: 'This list changed a moment ago; look at it again',
    },
  }),
  nothingLeft: failure({
    code: 'approvals.nothingLeft',
    status: 409,
    words: { zh: '清册里没有要销毁的审批单了', en: 'Nothing in this list is left to be destroyed' },
  }),
  heldForCase: failure({
    code: 'approvals.heldForCase',
    status: 409,
    words: {
      zh: '这份审批单是未了结个案的证据，个案了结后自动解除冻结',
      en: 'It is evidence of a case that is still open; the hold ends with the case',
    },
  }),
  keepUntilWrong: failure({
    code: 'approvals.keepUntilWrong',
    status: 400,
    words: {
      zh: '续存日期须在今天之后、一百年以内',
      en: 'The day until which it is kept must come after today and within a hundred years',
    },
  }),
} as const;
