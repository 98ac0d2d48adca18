import type { PersonalMark } from '#kernel/contract/personal.ts';
import type { Words } from '#kernel/contract/words.ts';

/** What a field is for. */
export const purposeWords: Readonly<Record<PersonalMark['purpose'], Words>> = {
  identification: { zh: '识别身份', en: 'Identification' },
  contact: { zh: '联系', en: 'Contact' },
  employment: { zh: '用工管理', en: 'Employment' },
  approval: { zh: '审批', en: 'Approvals' },
  attendance: { zh: '考勤', en: 'Attendance' },
  communication: { zh: '沟通', en: 'Communication' },
  security: { zh: '安全', en: 'Security' },
  policy: { zh: '制度执行', en: 'Rules of the company' },
};
/** On what basis it is kept. */
export const basisWords: Readonly<Record<PersonalMark['basis'], Words>> = {
  contract: { zh: '履行合同', en: 'the contract' },
  'hr-rules': { zh: '依法制定的规章制度', en: 'lawful company rules' },
  law: { zh: '法定义务', en: 'a legal duty' },
  consent: { zh: '本人同意', en: 'your consent' },
};
/** How long it is kept; the numbers are those of the company’s `retentionPeriods`. */
export const retentionWords: Readonly<Record<PersonalMark['retention'], Words>> = {
  employment: {
    zh: '在职期间，离职后 {settleLeavingDays} 天内办理手续，之后删除',
    en: 'while employed; gone {settleLeavingDays} days after leaving',
  },
  'employment+2y': { zh: '离职后 {afterLeavingMonths} 个月', en: '{afterLeavingMonths} months after leaving' },
  record: { zh: '随业务记录', en: 'with the record' },
  'security-log-6m': { zh: '安全日志，{securityLogMonths} 个月', en: '{securityLogMonths} months, security log' },
  'case+1y': {
    zh: '办结（个案还须离职）满 {afterCaseMonths} 个月',
    en: '{afterCaseMonths} months after it is over; of cases, and after leaving',
  },
  'until-used': { zh: '用完即删', en: 'until used' },
  'audit-3y': { zh: '{auditMonths} 个月', en: '{auditMonths} months' },
  'notice-2y': { zh: '发出后 {noticeMonths} 个月', en: '{noticeMonths} months after it was sent' },
  'import-30d': { zh: '办完后 {importDays} 天', en: '{importDays} days after it was dealt with' },
};
