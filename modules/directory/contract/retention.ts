import { eraseCommand, type ModuleRetention, reviewQuery } from '#kernel/contract/retention.ts';

export const reviewLeavers = reviewQuery('directory.reviewLeavers', {
  zh: '离职人员的资料：到期和冻结的数量',
  en: 'What is kept of leavers: how much is due and held',
});

export const eraseLeavers = eraseCommand('directory.eraseLeavers', {
  zh: '删除离职人员到期的资料（仅系统）',
  en: 'Erases what is kept of leavers when its time is over (the system only)',
});

export const reviewImports = reviewQuery('directory.reviewImports', {
  zh: '导入的人员文件：到期和暂留的数量',
  en: 'Imported files of people: how many are due and stay',
});

export const eraseImports = eraseCommand('directory.eraseImports', {
  zh: '删除到期的导入文件（仅系统）',
  en: 'Erases imported files whose time is over (the system only)',
});

/** Files of people (D10, D14): copies, which no hold of a person keeps, since what was taken over stands in the record. */
export const importRetention: ModuleRetention = {
  kinds: [
    {
      name: 'directory.imports',
      title: { zh: '导入的人员文件', en: 'Imported files of people' },
      hint: {
        zh: '导入、人事系统送来的文件和差异预览，采用、不采用或上传后到期删除；何时、多少人保留。等待核准的不删。',
        en: 'Files that were imported or that the HR system sent, with what they would change, after they were applied, rejected or only previewed; when and how many stays. What waits to be approved stays.',
      },
      period: 'import-30d',
    },
  ],
  review: reviewImports,
  erase: eraseImports,
};

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
