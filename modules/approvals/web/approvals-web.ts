import { lazyScreen, moduleWeb } from '#kernel/web/module-web.ts';
import { approvalsCache } from './cache.ts';
import { useToDoCount } from './use-to-do-count.ts';
import { words } from './words.ts';

export const approvalsWeb = moduleWeb({
  name: 'approvals',
  words,
  cacheRules: approvalsCache,
  routes: [
    {
      path: '/approvals',
      screen: lazyScreen(() => import('./screens/request-lists.tsx'), 'RequestLists'),
      title: 'todo',
      access: 'signedIn',
      place: 'todo',
    },
    {
      path: '/approvals/:requestId',
      screen: lazyScreen(() => import('./screens/request-page.tsx'), 'RequestPage'),
      title: 'request',
      access: 'signedIn',
      place: 'todo',
      within: '/approvals',
    },
  ],
  navigation: [{ place: 'todo', path: '/approvals', word: 'todo', icon: 'todo', useBadge: useToDoCount, order: 10 }],
});
