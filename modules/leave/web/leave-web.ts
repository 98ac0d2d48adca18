import { lazyScreen, moduleWeb } from '#kernel/web/module-web.ts';
import { leaveCache } from './cache.ts';
import { words } from './words.ts';

export const leaveWeb = moduleWeb({
  name: 'leave',
  words,
  cacheRules: leaveCache,
  routes: [
    {
      path: '/leave',
      screen: lazyScreen(() => import('./screens/my-leave.tsx'), 'MyLeave'),
      title: 'mine',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/leave/new',
      screen: lazyScreen(() => import('./screens/ask-for-leave.tsx'), 'AskForLeave'),
      title: 'ask',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/leave/:requestId/change',
      screen: lazyScreen(() => import('./screens/change-leave.tsx'), 'ChangeLeave'),
      title: 'change',
      access: 'signedIn',
      place: 'workbench',
    },
  ],
  navigation: [
    { place: 'workbench', path: '/leave/new', word: 'ask', icon: 'leave', order: 20 },
    { place: 'workbench', path: '/leave', word: 'mine', icon: 'calendar', order: 21 },
  ],
});
