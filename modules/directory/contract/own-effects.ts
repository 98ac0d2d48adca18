import { effectQuery, type PersonEffect } from './person-effect.ts';

export const effectOnPlace = effectQuery('directory.effectOnPlace', {
  zh: '人员的用人单位、部门、岗位、上级和负责的部门',
  en: 'A person’s employer, departments, posts, supervisor and headed departments',
});
export const effectOnReports = effectQuery('directory.effectOnReports', {
  zh: '人员的直属下属',
  en: 'Who reports to a person',
});

/** What the directory itself shows in a preview. */
export const ownEffects: readonly PersonEffect[] = [
  { name: 'directory.place', title: { zh: '组织关系', en: 'Place in the company' }, read: effectOnPlace },
  { name: 'directory.reports', title: { zh: '直属下属', en: 'People who report to them' }, read: effectOnReports },
];
