import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { manageApplications } from '../contract/permissions.ts';
import { words } from './words.ts';

/** Programs of third parties: what they may, their keys, what they are told. */
export const integrationsWeb = moduleWeb({
  name: 'integrations',
  words,
  cacheRules: async () => (await import('./cache.ts')).integrationsCache,
  routes: [
    {
      path: '/admin/integrations',
      screen: lazyScreen(() => import('./screens/connected-applications.tsx'), 'ConnectedApplications'),
      title: 'title',
      access: 'signedIn',
      place: 'admin',
      permission: manageApplications,
    },
    {
      path: '/admin/integrations/:which',
      screen: lazyScreen(() => import('./screens/connected-application.tsx'), 'ConnectedApplication'),
      title: 'title',
      access: 'signedIn',
      place: 'admin',
      permission: manageApplications,
    },
  ],
  navigation: [
    {
      place: 'admin',
      path: '/admin/integrations',
      word: 'title',
      icon: 'link',
      permission: manageApplications,
      order: 46,
    },
  ],
});
