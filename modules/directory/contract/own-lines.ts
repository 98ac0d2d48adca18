import { type HandOverLine, handOverCommand, heldQuery } from './hand-over-line.ts';

export const heldSubordinates = heldQuery('directory.heldSubordinates', {
  zh: '离职人员的直属下属',
  en: 'Who reports to somebody who leaves',
});
export const handOverSubordinates = handOverCommand('directory.handOverSubordinates', {
  zh: '把直属下属交给接手人',
  en: 'Gives who reports to a leaver to the successor',
});
export const heldHeadships = heldQuery('directory.heldHeadships', {
  zh: '离职人员负责的部门',
  en: 'Departments that a leaver heads',
});
export const heldPosts = heldQuery('directory.heldPosts', {
  zh: '离职人员担任的岗位',
  en: 'Posts that a leaver holds',
});

/** What the directory itself knows that a leaver holds. */
export const ownLines: readonly HandOverLine[] = [
  {
    name: 'directory.subordinates',
    title: { zh: '直属下属', en: 'People who report to them' },
    hint: {
      zh: '没有接手人时改由离职者的直属上级管理',
      en: 'Without a successor they report to the leaver’s supervisor',
    },
    held: heldSubordinates,
    handOver: handOverSubordinates,
  },
  {
    name: 'directory.headships',
    title: { zh: '担任负责人或副职的部门', en: 'Departments they head, or are a deputy in' },
    hint: { zh: '当天自动免去，请另行任命', en: 'It ends on the day; name somebody else' },
    held: heldHeadships,
  },
  {
    name: 'directory.posts',
    title: { zh: '岗位', en: 'Posts' },
    hint: {
      zh: '岗位带有权限，当天结束，由人事另行安排',
      en: 'Posts carry permissions; they end on the day, and HR gives them anew',
    },
    held: heldPosts,
  },
];
