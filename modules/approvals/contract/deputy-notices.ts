import { z } from 'zod';
import { day } from '#kernel/contract/shapes.ts';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

const facts = z.object({ principal: z.string(), deputy: z.string(), from: day(), until: day() });

export const deputySetNotice = noticeKind({
  code: 'approvals.deputySet',
  name: { zh: '代理设置', en: 'A deputy was named' },
  title: {
    zh: '{from} 至 {until}，{deputy} 代理 {principal} 处理审批',
    en: '{deputy} acts for {principal} in approvals from {from} until {until}',
  },
  facts,
});

export const deputyEndedNotice = noticeKind({
  code: 'approvals.deputyRuleEnded',
  name: { zh: '代理结束', en: 'A deputy rule ended' },
  title: { zh: '{deputy} 不再代理 {principal} 处理审批', en: '{deputy} no longer acts for {principal} in approvals' },
  facts,
});
