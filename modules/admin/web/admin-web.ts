import { manageSettings } from '#kernel/contract/kernel-operations.ts';
import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { approveGrants, readAudit } from '#modules/access/contract/permissions.ts';
import { words } from './words.ts';

export const adminWeb = moduleWeb({
  name: 'admin',
  words,
  cacheRules: async () => (await import('./cache.ts')).adminCache,
  routes: [
    {
      path: '/set-up',
      screen: lazyScreen(() => import('./screens/set-up.tsx'), 'SetUpScreen'),
      title: 'setUp',
      access: 'visitor',
    },
    {
      path: '/admin',
      screen: lazyScreen(() => import('./screens/admin-console.tsx'), 'AdminConsole'),
      title: 'console',
      access: 'signedIn',
      permission: manageSettings,
      place: 'admin',
    },
    {
      path: '/audit',
      screen: lazyScreen(() => import('./screens/audit-log.tsx'), 'AuditLog'),
      title: 'audit.title',
      access: 'signedIn',
      permission: readAudit,
      place: 'admin',
    },
    {
      path: '/supervision',
      screen: lazyScreen(() => import('./screens/supervision.tsx'), 'Supervision'),
      title: 'supervision.title',
      access: 'signedIn',
      place: 'admin',
    },
    {
      path: '/supervision/:digestId',
      screen: lazyScreen(() => import('./screens/one-digest.tsx'), 'OneDigest'),
      title: 'supervision.title',
      access: 'signedIn',
      place: 'admin',
    },
  ],
  navigation: [
    { place: 'admin', path: '/audit', word: 'audit.title', icon: 'eye', permission: readAudit, order: 23.9 },
    {
      place: 'admin',
      path: '/supervision',
      word: 'supervision.title',
      icon: 'eye',
      permission: approveGrants,
      order: 23.8,
    },
    { place: 'admin', path: '/admin', word: 'console', icon: 'admin', permission: manageSettings, order: 19 },
  ],
});
