import { superviseRetention } from '#kernel/contract/retention.ts';
import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { giveLeaversAccess } from '../contract/permissions.ts';
import { words } from './words.ts';

/** What is recorded about the person who looks, and complaints about it. */
export const privacyWeb = moduleWeb({
  name: 'privacy',
  words,
  cacheRules: async () => (await import('./cache.ts')).privacyCache,
  routes: [
    {
      path: '/me/data',
      screen: lazyScreen(() => import('./screens/own-data.tsx'), 'OwnData'),
      title: 'title',
      access: 'signedIn',
      place: 'me',
    },
    {
      path: '/me/complaints',
      screen: lazyScreen(() => import('./screens/complaint-list.tsx'), 'ComplaintList'),
      title: 'complaints',
      access: 'signedIn',
      place: 'me',
    },
    {
      path: '/me/complaints/:complaintId',
      screen: lazyScreen(() => import('./screens/complaint-page.tsx'), 'ComplaintPage'),
      title: 'complaint',
      access: 'signedIn',
      place: 'me',
    },
    {
      path: '/retention',
      screen: lazyScreen(() => import('./screens/retention-page.tsx'), 'RetentionPage'),
      title: 'retention',
      access: 'signedIn',
      permission: superviseRetention,
      place: 'admin',
    },
    {
      path: '/leaver-links',
      screen: lazyScreen(() => import('./screens/leaver-links.tsx'), 'LeaverLinks'),
      title: 'links.title',
      access: 'signedIn',
      permission: giveLeaversAccess,
      place: 'admin',
    },
    {
      path: '/leaver',
      screen: lazyScreen(() => import('./screens/leaver-data.tsx'), 'LeaverDataScreen'),
      title: 'leaver.title',
      access: 'visitor',
    },
  ],
  navigation: [
    { place: 'me', path: '/me/data', word: 'title', icon: 'eye', order: 40 },
    { place: 'me', path: '/me/complaints', word: 'complaints', icon: 'scales', order: 41 },
    { place: 'admin', path: '/retention', word: 'retention', icon: 'clock', permission: superviseRetention, order: 45 },
    {
      place: 'admin',
      path: '/leaver-links',
      word: 'links.title',
      icon: 'key',
      permission: giveLeaversAccess,
      order: 46,
    },
  ],
});
