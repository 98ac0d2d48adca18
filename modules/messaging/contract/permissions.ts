import { permission } from '#kernel/contract/permission.ts';

/** Counts from whom it is sent to. */
export const sendToMany = permission({
  name: 'messaging.sendToMany',
  sentence: {
    zh: '群发消息：向多人或整个部门逐一发送',
    en: 'Send one message to many people or whole departments, to each by themselves',
  },
  reaches: ['departmentTree', 'listed', 'employer', 'company'],
  roles: { departmentHead: 'departmentTree', hr: 'employer', generalOffice: 'company' },
});
