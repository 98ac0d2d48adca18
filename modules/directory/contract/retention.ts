import { eraseCommand, type ModuleRetention, reviewQuery } from '#kernel/contract/retention.ts';

export const reviewLeavers = reviewQuery('directory.reviewLeavers', {
  zh: '离职人员的资料：到期和冻结的数量',
  en: 'What is kept of leavers: how much is due and held',
});

export const eraseLeavers = eraseCommand('directory.eraseLeavers', {
  zh: '删除离职人员到期的资料（仅系统）',
  en: 'Erases what is kept of leavers when its time is over (the system only)',
});

/** What the directory keeps of leavers (D6, Z18). Name and account stay with the records that name the person. */
export const directoryRetention: ModuleRetention = {
  kinds: [
    {
      name: 'directory.contacts',
      title: { zh: '离职人员的联系方式', en: 'Leavers’ contacts' },
      hint: {
        zh: '手机、座机、邮箱、住址、别名、照片删除；姓名、帐号随业务记录保留。',
        en: 'Phones, e-mail, address, alias and picture go; name and account stay with the records that name them.',
      },
      period: 'employment',
    },
    {
      name: 'directory.records',
      title: { zh: '离职人员的人事档案', en: 'Leavers’ person records' },
      hint: {
        zh: '工号、性别、职务、入职和合同日期、工作地点、以往变更的内容删除；任职部门的历史保留。',
        en: 'Staff number, gender, job titles, dates, work place and what was changed go; which departments it was stays.',
      },
      period: 'employment+2y',
    },
  ],
  review: reviewLeavers,
  erase: eraseLeavers,
};
