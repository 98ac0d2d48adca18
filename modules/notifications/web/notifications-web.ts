import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { manageChannels } from '../contract/permissions.ts';
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
    {
      path: '/notifications/settings',
      screen: lazyScreen(() => import('./screens/my-ways.tsx'), 'MyWays'),
      title: 'mine',
      access: 'signedIn',
      place: 'me',
    },
    {
      path: '/notifications/channels',
      screen: lazyScreen(() => import('./screens/channel-list.tsx'), 'ChannelList'),
      title: 'channels',
      access: 'signedIn',
      permission: manageChannels,
      place: 'admin',
    },
    {
      path: '/notifications/channels/:channel',
      screen: lazyScreen(() => import('./screens/channel-page.tsx'), 'ChannelPage'),
      title: 'channels',
      access: 'signedIn',
      permission: manageChannels,
      place: 'admin',
    },
    {
      path: '/notifications/deliveries',
      screen: lazyScreen(() => import('./screens/delivery-log.tsx'), 'DeliveryLog'),
      title: 'channels.log',
      access: 'signedIn',
      permission: manageChannels,
      place: 'admin',
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
    { place: 'me', path: '/notifications/settings', word: 'mine', icon: 'notifications', order: 30 },
    {
      place: 'admin',
      path: '/notifications/channels',
      word: 'channels',
      icon: 'notifications',
      order: 60,
      permission: manageChannels,
    },
    {
      place: 'admin',
      path: '/notifications/deliveries',
      word: 'channels.log',
      icon: 'send',
      order: 61,
      permission: manageChannels,
    },
  ],
  background: [NoticeWatch],
});
