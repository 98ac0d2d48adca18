import { secondQuery } from '#modules/directory/contract/second-person.ts';

export const findSecond = secondQuery('access.findSecond', {
  zh: '代替另一人同意的应急码（本人启用、仍在有效时间内）；申请等待另一人到何时',
  en: 'The sealed code that one has opened oneself, as long as it stands in for a second person; until when one is waited for',
});
