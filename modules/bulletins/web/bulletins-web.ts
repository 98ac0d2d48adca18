import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { useUnreadCount } from './use-unread-count.ts';
import { words } from './words.ts';

/** What is announced to everybody. Asking for it is a page of approvals. */
export const bulletinsWeb = moduleWeb({
  name: 'bulletins',
  words,
  cacheRules: async () => (await import('./cache.ts')).bulletinsCache,
  routes: [
    {
      path: '/bulletins',
      screen: lazyScreen(() => import('./screens/bulletin-list.tsx'), 'BulletinList'),
      title: 'title',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/bulletins/:bulletinId',
      screen: lazyScreen(() => import('./screens/bulletin-page.tsx'), 'BulletinPage'),
      title: 'one',
      access: 'signedIn',
      place: 'workbench',
    },
  ],
  navigation: [
    { place: 'workbench', path: '/bulletins', word: 'title', icon: 'book', useBadge: useUnreadCount, order: 15 },
  ],
});
