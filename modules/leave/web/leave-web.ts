import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { words } from './words.ts';

/** Asking for leave, and what of it was taken. The request itself is a page of approvals. */
export const leaveWeb = moduleWeb({
  name: 'leave',
  words,
  cacheRules: async () => (await import('./cache.ts')).leaveCache,
  routes: [
    {
      path: '/leave/new',
      screen: lazyScreen(() => import('./screens/ask-for-leave.tsx'), 'AskForLeave'),
      title: 'ask',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/leave',
      screen: lazyScreen(() => import('./screens/my-leave.tsx'), 'MyLeave'),
      title: 'mine',
      access: 'signedIn',
      place: 'workbench',
    },
  ],
  navigation: [
    { place: 'workbench', path: '/leave/new', word: 'ask', icon: 'leave', order: 20 },
    { place: 'workbench', path: '/leave', word: 'mine', icon: 'calendar', order: 21 },
  ],
});
