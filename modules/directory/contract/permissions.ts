import { permission } from '#kernel/contract/permission.ts';

export const readDirectory = permission({
  name: 'directory.readDirectory',
  sentence: {
    zh: '查看通讯录：组织架构、同事的姓名、部门、岗位、职务和工作联系方式',
    en: 'Read the directory: structure, and colleagues’ names, departments, posts, job titles and work contacts',
  },
  reaches: ['department', 'departmentTree', 'employer', 'company'],
  everybody: 'company',
});

export const manageStructure = permission({
  name: 'directory.manageStructure',
  sentence: {
    zh: '管理组织架构：用人单位、部门、部门负责人和岗位',
    en: 'Manage the structure: employers, departments, department heads and posts',
  },
  reaches: ['employer', 'company'],
  important: true,
  roles: { hr: 'employer', administrator: 'company' },
});

export const managePeople = permission({
  name: 'directory.managePeople',
  sentence: {
    zh: '管理人员：入职、异动、离职、人事档案',
    en: 'Manage people: joining, changes, leaving and the person record',
  },
  reaches: ['departmentTree', 'listed', 'employer', 'company'],
  roles: { hr: 'employer' },
});

export const exportPeople = permission({
  name: 'directory.exportPeople',
  sentence: { zh: '导出人员名单', en: 'Export lists of people' },
  reaches: ['departmentTree', 'listed', 'employer', 'company'],
  important: true,
  roles: { hr: 'employer' },
});

export const planReorganisation = permission({
  name: 'directory.planReorganisation',
  sentence: {
    zh: '起草、同意、发布和查看组织调整',
    en: 'Draft, agree to, publish and see reorganisations',
  },
  reaches: ['employer', 'company'],
  important: true,
  roles: { hr: 'employer' },
});

export const manageVisibility = permission({
  name: 'directory.manageVisibility',
  sentence: {
    zh: '设定通讯录的可见规则：对谁隐藏谁的联系方式、本人或部门',
    en: 'Set who sees what in the directory: contacts, people and departments hidden from others',
  },
  reaches: ['company'],
  important: true,
  roles: { administrator: 'company' },
});
