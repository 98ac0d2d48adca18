import { failure } from '#kernel/contract/failure.ts';

export const endedAlready = failure({
  code: 'transfers.endedAlready',
  status: 409,
  words: { zh: '传递已经结束', en: 'The transfer has ended already' },
});
export const nothingToTransfer = failure({
  code: 'transfers.nothingToTransfer',
  status: 422,
  words: {
    zh: '请填写密级、接收人、资料、是否脱敏、时间、性质和用途',
    en: 'Say the classification, the receiver, the material, whether it is masked, the time, what it is and what for',
  },
});
export const stateSecretLabel = failure({
  code: 'transfers.stateSecretLabel',
  status: 422,
  words: {
    zh: '资料的名称或说明带有国家秘密标志，本系统不得处理，请立即交保密部门',
    en: 'The material bears a label of state secrets. It has no place in this system: take it to whoever is in charge of secrecy at once',
  },
});
