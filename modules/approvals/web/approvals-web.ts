import { lazyScreen, moduleWeb } from '#kernel/web/module-web.ts';
import { useToDoCount } from './use-to-do-count.ts';
import { words } from './words.ts';

const requestPage = lazyScreen(() => import('./screens/request-page.tsx'), 'RequestPage');

/** Four lists of requests, each with the request beside it; a request also has an address of its own, to be sent to others. */
export const approvalsWeb = moduleWeb({
  name: 'approvals',
  words,
  cacheRules: async () => (await import('./cache.ts')).approvalsCache,
  routes: [
    {
      path: '/todo',
      screen: lazyScreen(() => import('./screens/to-do-list.tsx'), 'ToDoList'),
      title: 'list.todo',
      access: 'signedIn',
      place: 'todo',
    },
    {
      path: '/requests/mine',
      screen: lazyScreen(() => import('./screens/my-requests.tsx'), 'MyRequests'),
      title: 'list.mine',
      access: 'signedIn',
      place: 'todo',
    },
    {
      path: '/requests/done',
      screen: lazyScreen(() => import('./screens/done-requests.tsx'), 'DoneRequests'),
      title: 'list.done',
      access: 'signedIn',
      place: 'todo',
    },
    {
      path: '/requests/copied',
      screen: lazyScreen(() => import('./screens/copied-requests.tsx'), 'CopiedRequests'),
      title: 'list.copied',
      access: 'signedIn',
      place: 'todo',
    },
    ...(['/todo', '/requests/mine', '/requests/done', '/requests/copied'] as const).map(
      (list) =>
        ({
          path: `${list}/:requestId`,
          within: list,
          screen: requestPage,
          title: 'request',
          access: 'signedIn',
          place: 'todo',
        }) as const,
    ),
    { path: '/requests/:requestId', screen: requestPage, title: 'request', access: 'signedIn', place: 'todo' },
    ...(['/verify', '/verify/:code'] as const).map(
      (path) =>
        ({
          path,
          screen: lazyScreen(() => import('./screens/verify-page.tsx'), 'VerifyPage'),
          title: 'verify',
          access: 'visitor',
        }) as const,
    ),
    {
      path: '/requests/new',
      screen: lazyScreen(() => import('./screens/choose-kind.tsx'), 'ChooseKind'),
      title: 'new',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/requests/new/:kind',
      screen: lazyScreen(() => import('./screens/fill-in-form.tsx'), 'FillInForm'),
      title: 'new',
      access: 'signedIn',
      place: 'workbench',
    },
  ],
  navigation: [
    { place: 'todo', path: '/todo', word: 'list.todo', icon: 'todo', useBadge: useToDoCount, order: 10 },
    { place: 'todo', path: '/requests/mine', word: 'list.mine', icon: 'list', order: 20 },
    { place: 'todo', path: '/requests/done', word: 'list.done', icon: 'check', order: 30 },
    { place: 'todo', path: '/requests/copied', word: 'list.copied', icon: 'copy', order: 40 },
    { place: 'workbench', path: '/requests/new', word: 'new', icon: 'flow', order: 30 },
  ],
});
