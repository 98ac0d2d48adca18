import { z } from 'zod';
import { manageSettings } from '#kernel/contract/kernel-operations.ts';
import { setting } from '#kernel/contract/setting.ts';
import { staffType } from '#modules/directory/contract/shapes.ts';

/** What somebody of a staff type may have: a post, the head of a department, people who report to them, a role. */
export const staffRight = z.enum(['post', 'headship', 'reports', 'role']);
export type StaffRight = z.infer<typeof staffRight>;

const all: StaffRight[] = ['post', 'headship', 'reports', 'role'];

/** D3.1. */
export const staffTypeRights = setting({
  name: 'staffing.staffTypeRights',
  scope: 'employer',
  shape: z.record(staffType, z.array(staffRight).max(4)),
  initial: { regular: all, probation: all, dispatched: all, intern: ['post'], outsourced: ['post'] },
  words: {
    zh: '各用工形式可以担任岗位、部门负责人、上级，可以授予角色',
    en: 'What each kind of employment may have: posts, headships, people who report to them, roles',
  },
  parts: {
    regular: { zh: '正式', en: 'Regular' },
    probation: { zh: '试用', en: 'Probation' },
    dispatched: { zh: '劳务派遣', en: 'Dispatched' },
    intern: { zh: '实习', en: 'Intern' },
    outsourced: { zh: '外包', en: 'Outsourced' },
    post: { zh: '担任岗位', en: 'Hold posts' },
    headship: { zh: '部门负责人', en: 'Head departments' },
    reports: { zh: '有直属下级', en: 'Have people who report to them' },
    role: { zh: '授予角色', en: 'Be given roles' },
  },
  changedBy: manageSettings,
});

/** D12. */
export const endingSoonDays = setting({
  name: 'staffing.endingSoonDays',
  scope: 'employer',
  shape: z.object({ probation: z.int().min(1).max(180), contract: z.int().min(1).max(365) }),
  initial: { probation: 15, contract: 45 },
  words: {
    zh: '试用期、合同到期前多少天提醒人事',
    en: 'How many days before probation and contract end HR is told',
  },
  parts: {
    probation: { zh: '试用期', en: 'Probation' },
    contract: { zh: '合同期', en: 'Contract' },
  },
  changedBy: manageSettings,
});

/** D8. */
export const certifyEveryMonths = setting({
  name: 'staffing.certifyEveryMonths',
  scope: 'employer',
  shape: z.int().min(0).max(36),
  initial: 6,
  words: {
    zh: '每隔几个月核对一次用户名单（0：不定期）',
    en: 'How many months apart the list of users is certified (0: never by itself)',
  },
  changedBy: manageSettings,
});
