import { permission } from '#kernel/contract/permission.ts';

/** Clearance 涉密范围: given and taken by two people like every important permission. Counts from who says something. */
export const readOrdinary = permission({
  name: 'messaging.readOrdinary',
  sentence: {
    zh: '接收和阅读普通商密的消息和文件',
    en: 'Receive and read what is marked as an ordinary commercial secret',
  },
  reaches: ['employer', 'company'],
  important: true,
  roles: {
    departmentHead: 'employer',
    hr: 'employer',
    generalOffice: 'company',
    assistantGeneralManager: 'company',
    developmentDirector: 'company',
    president: 'company',
    securityOwner: 'company',
  },
});
export const readCore = permission({
  name: 'messaging.readCore',
  sentence: { zh: '接收和阅读核心商密的消息和文件', en: 'Receive and read what is marked as a core commercial secret' },
  reaches: ['employer', 'company'],
  important: true,
  roles: {
    assistantGeneralManager: 'company',
    developmentDirector: 'company',
    president: 'company',
    securityOwner: 'company',
  },
});
/** Raising a label is its sender's and the leaders'. */
export const lowerLabels = permission({
  name: 'messaging.lowerLabels',
  sentence: {
    zh: '降低自己会话里消息的密级（须说明理由）',
    en: 'Lower the classification of messages in one’s own conversations, with a reason',
  },
  reaches: ['company'],
  important: true,
  roles: { securityOwner: 'company' },
});
