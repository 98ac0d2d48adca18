import { permission } from '#kernel/contract/permission.ts';

export const manageRulebooks = permission({
  name: 'policy.manageRulebooks',
  sentence: {
    zh: '管理制度：启用制度、记录民主程序、提出或批准条款状态变更、设置上限和金额开关',
    en: 'Manage rulebooks: install them, record their adoption, propose or approve states of articles, set caps and switch amounts',
  },
  reaches: ['employer', 'company'],
  important: true,
  roles: { hr: 'employer', administrator: 'company' },
});

export const decideCases = permission({
  name: 'policy.decideCases',
  sentence: { zh: '对制度个案作出决定', en: 'Decide cases under rulebooks' },
  reaches: ['departmentTree', 'employer', 'company'],
  important: true,
  roles: { hr: 'employer' },
});

export const decideAppeals = permission({
  name: 'policy.decideAppeals',
  sentence: { zh: '对制度个案的申诉作出决定', en: 'Decide appeals against decisions on cases' },
  reaches: ['employer', 'company'],
  important: true,
  roles: { generalOffice: 'company' },
});

export const readStatements = permission({
  name: 'policy.readStatements',
  sentence: { zh: '查看他人的积分月度对账单', en: 'See monthly statements of points of other people' },
  reaches: ['employer', 'company'],
  important: true,
  roles: { hr: 'employer' },
});

export const readSummaries = permission({
  name: 'policy.readSummaries',
  sentence: {
    zh: '查看部门积分汇总（人数过少的部门不显示）',
    en: 'See sums of points by department, small numbers hidden',
  },
  reaches: ['departmentTree', 'employer', 'company'],
  roles: { departmentHead: 'departmentTree', hr: 'employer' },
});
