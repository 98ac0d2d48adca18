import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { words } from './words.ts';

/** Classified material that was passed on. Asking for it is a page of approvals. */
export const transfersWeb = moduleWeb({
  name: 'transfers',
  words,
  cacheRules: async () => (await import('./cache.ts')).transfersCache,
  routes: [
    {
      path: '/transfers',
      screen: lazyScreen(() => import('./screens/transfer-list.tsx'), 'TransferList'),
      title: 'title',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/transfers/:transferId',
      screen: lazyScreen(() => import('./screens/transfer-page.tsx'), 'TransferPage'),
      title: 'one',
      access: 'signedIn',
      place: 'workbench',
    },
  ],
  navigation: [{ place: 'workbench', path: '/transfers', word: 'title', icon: 'lock', order: 50 }],
});
