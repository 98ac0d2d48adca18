import { z } from 'zod';
import { setting } from '#kernel/contract/setting.ts';
import { manageKinds } from './permissions.ts';

/** 0: every group is asked for. */
export const mostFree = setting({
  name: 'groups.mostFree',
  scope: 'company',
  shape: z.int().min(0).max(5_000),
  initial: 5_000,
  words: {
    zh: '不经申请自行建群最多多少人（0：不能自行建群）',
    en: 'Most members of a group that nobody approved (0: none)',
  },
  changedBy: manageKinds,
});
