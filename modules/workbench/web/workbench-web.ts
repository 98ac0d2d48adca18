import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { words } from './words.ts';

export const workbenchWeb = moduleWeb({
  name: 'workbench',
  words,
  cacheRules: async () => (await import('./cache.ts')).workbenchCache,
  routes: [
    {
      path: '/workbench',
      screen: lazyScreen(() => import('./screens/workbench.tsx'), 'WorkbenchScreen'),
      title: 'title',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/me',
      screen: lazyScreen(() => import('./screens/me.tsx'), 'MeScreen'),
      title: 'me.title',
      access: 'signedIn',
      place: 'me',
    },
  ],
  navigation: [
    { place: 'workbench', path: '/workbench', word: 'title', icon: 'workbench', order: 0 },
    { place: 'me', path: '/me', word: 'me.title', icon: 'me', order: 5 },
  ],
});
