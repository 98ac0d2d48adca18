import { manageSettings } from '#kernel/contract/kernel-operations.ts';
import { setting } from '#kernel/contract/setting.ts';
import { type OutsideRules, outsideRules as shape } from './timing.ts';

const initial: OutsideRules = {
  quiet: { mode: 'outsideWork' },
  digestTimes: ['09:00', '17:00'],
  smsAfterMinutes: 5,
  phoneAfterMinutes: 10,
  undeliveredAfterHours: 24,
  words: { push: 'kind', mail: 'title', sms: 'kind', phone: 'kind', wecom: 'title', dingtalk: 'title' },
};

export const outsideRules = setting({
  name: 'notifications.outsideRules',
  scope: 'employer',
  shape,
  initial,
  words: {
    zh: '提醒的免打扰时段、汇总时间、加急升级和站外显示的内容（在“提醒渠道”中设置）',
    en: 'Quiet hours, digests, escalation and words of notifications outside the app (set under “Channels”)',
  },
  setAt: '/notifications/channels',
  changedBy: manageSettings,
});
