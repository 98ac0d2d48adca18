import { lazyScreen, moduleWeb } from '#kernel/web/module-web.ts';
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
  ],
  navigation: [
    { place: 'me', path: '/me/data', word: 'title', icon: 'eye', order: 40 },
    { place: 'me', path: '/me/complaints', word: 'complaints', icon: 'scales', order: 41 },
  ],
});
