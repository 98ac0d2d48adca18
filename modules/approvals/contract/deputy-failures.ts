import { failure } from '#kernel/contract/failure.ts';

/** What naming a deputy can be refused for. */
export const deputyFailures = {
  deputiesNotAllowed: failure({
    code: 'approvals.deputiesNotAllowed',
    status: 403,
    words: { zh: '本单位的制度不允许由他人代为审批', en: 'The rules of this employer do not let others approve' },
  }),
  deputyHimself: failure({
    code: 'approvals.deputyHimself',
    status: 422,
    words: { zh: '不能设自己为代理人', en: 'Nobody is their own deputy' },
  }),
  deputyYourself: failure({
    code: 'approvals.deputyYourself',
    status: 403,
    words: {
      zh: '替别人设置时不能选自己：代理人能看到对方的审批内容',
      en: 'Not yourself for somebody else: a deputy reads what he is asked',
    },
  }),
  deputyNotHere: failure({
    code: 'approvals.deputyNotHere',
    status: 422,
    words: { zh: '找不到这位在职同事', en: 'There is no such colleague in service' },
  }),
  deputyDays: failure({
    code: 'approvals.deputyDays',
    status: 422,
    words: { zh: '结束日期不能早于开始日期，也不能已经过去', en: 'The last day is before the first, or already over' },
  }),
  reasonRequired: failure({
    code: 'approvals.reasonRequired',
    status: 422,
    words: { zh: '替别人设置须写明原因', en: 'Please say why, as this is for somebody else' },
  }),
  deputyEnded: failure({
    code: 'approvals.deputyEnded',
    status: 409,
    words: { zh: '这项代理已经结束', en: 'This rule has already ended' },
  }),
};
