import { lazyScreen, moduleWeb } from '#kernel/web/module-web.ts';
import { words } from './words.ts';

/** What is recorded about the person who looks. */
export const privacyWeb = moduleWeb({
  name: 'privacy',
  words,
  // What it shows is other modules’, and read anew each time.
  cacheRules: async () => [],
  routes: [
    {
      path: '/me/data',
      screen: lazyScreen(() => import('./screens/own-data.tsx'), 'OwnData'),
      title: 'title',
      access: 'signedIn',
      place: 'me',
    },
  ],
  navigation: [{ place: 'me', path: '/me/data', word: 'title', icon: 'eye', order: 40 }],
});
