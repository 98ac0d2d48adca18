import { permission } from '#kernel/contract/permission.ts';

/** Never carries to a complaint about the holder, the holder's unit, or people above or below the holder (S3 三(三)3). */
export const decideComplaints = permission({
  name: 'privacy.decideComplaints',
  sentence: {
    zh: '处理个人信息投诉（与被投诉方有关的除外）',
    en: 'Decide complaints about personal data (but none that concern oneself or one’s unit)',
  },
  reaches: ['employer', 'company'],
  roles: { hr: 'employer', generalOffice: 'employer' },
});

/** Whoever gives a link can't open it: it takes the code, and is used up by whoever opens it, which the list shows. */
export const giveLeaversAccess = permission({
  name: 'privacy.giveLeaversAccess',
  sentence: {
    zh: '给离职人员发一次性链接，让其查看和导出本人信息',
    en: 'Give leavers a single-use link to see and export their own data',
  },
  reaches: ['employer', 'company'],
  roles: { hr: 'employer' },
});
