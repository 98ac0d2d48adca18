import { lazyScreen, moduleWeb } from '#kernel/web/module-web.ts';
import { NoticeWatch } from './parts/notice-watch.tsx';
import { useUnreadCount } from './use-unread-count.ts';
import { words } from './words.ts';

export const notificationsWeb = moduleWeb({
  name: 'notifications',
  words,
  cacheRules: async () => (await import('./cache.ts')).notificationsCache,
  routes: [
    {
      path: '/notifications',
      screen: lazyScreen(() => import('./screens/notifications.tsx'), 'NotificationsScreen'),
      title: 'title',
      access: 'signedIn',
      place: 'notifications',
    },
  ],
  navigation: [
    {
      place: 'notifications',
      path: '/notifications',
      word: 'title',
      icon: 'notifications',
      useBadge: useUnreadCount,
      order: 10,
    },
  ],
  background: [NoticeWatch],
});
