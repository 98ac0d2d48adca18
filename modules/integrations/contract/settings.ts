import { z } from 'zod';
import { setting } from '#kernel/contract/setting.ts';
import { manageApplications } from './permissions.ts';

export const mostLeaversADay = setting({
  name: 'integrations.mostLeaversADay',
  scope: 'company',
  shape: z.int().min(0).max(10_000),
  initial: 20,
  words: {
    zh: '每个应用一天最多停用多少人（防止上游系统出错时批量停用）',
    en: 'People that an application may deactivate in a day, so that a fault elsewhere empties no department',
  },
  changedBy: manageApplications,
});
