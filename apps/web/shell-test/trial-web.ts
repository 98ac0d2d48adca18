import { onPush } from '#kernel/contract/cache.ts';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { listRequests, requestAdded } from './contract.ts';
import { trialWords } from './trial-words.ts';

const useOpenRequests = () => useReadPages(listRequests, {}).rows?.length ?? 0;

/** A module as the shell gets it, for trying the shell. */
export const trialWeb = moduleWeb({
  name: 'trial',
  words: trialWords,
  cacheRules: async () => [
    onPush(requestAdded, (facts, cache) =>
      cache.update(listRequests, (answer, input) =>
        input.cursor !== undefined || answer.rows.some((row) => row.requestId === facts.requestId)
          ? answer
          : { ...answer, rows: [facts, ...answer.rows] },
      ),
    ),
  ],
  routes: [
    {
      path: '/sign-in',
      title: 'signIn',
      access: 'visitor',
      screen: lazyScreen(() => import('./screens/sign-in.tsx'), 'SignIn'),
    },
    {
      path: '/todo',
      isList: true,
      title: 'requests',
      access: 'signedIn',
      place: 'todo',
      screen: lazyScreen(() => import('./screens/request-list.tsx'), 'RequestList'),
    },
    {
      path: '/todo/:requestId',
      within: '/todo',
      title: 'request',
      access: 'signedIn',
      place: 'todo',
      screen: lazyScreen(() => import('./screens/request-page.tsx'), 'RequestPage'),
    },
    {
      path: '/leave/new',
      title: 'new',
      access: 'signedIn',
      place: 'workbench',
      screen: lazyScreen(() => import('./screens/request-leave.tsx'), 'RequestLeave'),
    },
    {
      path: '/me',
      title: 'settings',
      access: 'signedIn',
      place: 'me',
      screen: lazyScreen(() => import('./screens/my-settings.tsx'), 'MySettings'),
    },
    {
      path: '/broken',
      title: 'broken',
      access: 'signedIn',
      screen: lazyScreen(() => import('./screens/broken.tsx'), 'Broken'),
    },
  ],
  navigation: [
    { place: 'todo', path: '/todo', word: 'requests', icon: 'todo', order: 10, useBadge: useOpenRequests },
    { place: 'workbench', path: '/leave/new', word: 'newWord', icon: 'leave', order: 20 },
    { place: 'me', path: '/me', word: 'settings', icon: 'me', order: 30 },
  ],
});
