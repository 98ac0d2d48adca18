import { lazyScreen, moduleWeb } from '#kernel/web/module-web.ts';
import { carryOut } from '../contract/permissions.ts';
import { words } from './words.ts';

/** What approved requests about accounts, posts and permissions leave to people. */
export const staffingWeb = moduleWeb({
  name: 'staffing',
  words,
  cacheRules: async () => (await import('./cache.ts')).staffingCache,
  routes: [
    {
      path: '/staffing/follow-ups',
      screen: lazyScreen(() => import('./screens/follow-ups.tsx'), 'FollowUps'),
      title: 'followUps',
      access: 'signedIn',
      permission: carryOut,
      place: 'workbench',
    },
  ],
  navigation: [
    {
      place: 'workbench',
      path: '/staffing/follow-ups',
      word: 'followUps',
      icon: 'people',
      order: 60,
      permission: carryOut,
    },
  ],
});
