import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { offerPart } from '#kernel/web/shell/offer-part.ts';
import { groupCompanion, groupPanel } from '#modules/messaging/contract/parts.ts';
import { handleReports, manageGroups, readRegister } from '../contract/permissions.ts';
import { words } from './words.ts';

const place = 'workbench' as const;
const everybody = { access: 'signedIn', place } as const;

/** Governed groups. Asking for one is a page of approvals; other modules link to `/groups/<conversationId>`. */
export const groupsWeb = moduleWeb({
  name: 'groups',
  words,
  cacheRules: async () => (await import('./cache.ts')).groupsCache,
  routes: [
    {
      path: '/groups/mine',
      screen: lazyScreen(() => import('./screens/my-groups.tsx'), 'MyGroups'),
      title: 'title',
      ...everybody,
    },
    {
      path: '/groups',
      screen: lazyScreen(() => import('./screens/group-register.tsx'), 'GroupRegister'),
      title: 'register',
      permission: readRegister,
      ...everybody,
    },
    {
      path: '/groups/join',
      screen: lazyScreen(() => import('./screens/join-groups.tsx'), 'JoinGroups'),
      title: 'join',
      ...everybody,
    },
    {
      path: '/groups/adoption',
      screen: lazyScreen(() => import('./screens/adoption.tsx'), 'Adoption'),
      title: 'adoption',
      permission: manageGroups,
      ...everybody,
    },
    {
      path: '/groups/kinds',
      screen: lazyScreen(() => import('./screens/kind-list.tsx'), 'KindList'),
      title: 'kinds',
      ...everybody,
    },
    {
      path: '/groups/kinds/:code',
      screen: lazyScreen(() => import('./screens/kind-page.tsx'), 'KindPage'),
      title: 'kind',
      ...everybody,
    },
    {
      path: '/groups/reports',
      screen: lazyScreen(() => import('./screens/report-list.tsx'), 'ReportList'),
      title: 'reports',
      permission: handleReports,
      ...everybody,
    },
    {
      path: '/groups/reports/:reportId',
      screen: lazyScreen(() => import('./screens/report-page.tsx'), 'ReportPage'),
      title: 'report',
      permission: handleReports,
      ...everybody,
    },
    {
      path: '/groups/:conversationId',
      screen: lazyScreen(() => import('./screens/group-page.tsx'), 'GroupPage'),
      title: 'group',
      ...everybody,
    },
    {
      path: '/groups/:conversationId/report/:seq',
      screen: lazyScreen(() => import('./screens/report-message.tsx'), 'ReportMessage'),
      title: 'reportMessage',
      ...everybody,
    },
  ],
  parts: [
    offerPart(groupCompanion, () => import('./parts/group-companion.tsx'), 'GroupCompanion'),
    offerPart(groupPanel, () => import('./parts/group-panel.tsx'), 'GroupPanel'),
  ],
  navigation: [{ place, path: '/groups/mine', word: 'title', icon: 'people', order: 45 }],
});
