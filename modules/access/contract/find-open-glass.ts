import { standInQuery } from '#modules/directory/contract/stand-in.ts';

export const findOpenGlass = standInQuery('access.findOpenGlass', {
  zh: '本人启用、仍在有效时间内的应急码',
  en: 'The sealed code that one has opened oneself, as long as it stands in for a second person',
});
