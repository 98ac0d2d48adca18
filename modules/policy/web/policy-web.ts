import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { words } from './words.ts';

/** Everybody finds the rulebooks, their own cases and points; who decides or manages finds that in the same place. */
export const policyWeb = moduleWeb({
  name: 'policy',
  words,
  cacheRules: async () => (await import('./cache.ts')).policyCache,
  routes: [
    {
      path: '/policy',
      screen: lazyScreen(() => import('./screens/policy-home.tsx'), 'PolicyHomeScreen'),
      title: 'title',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/policy/cases/:caseId',
      screen: lazyScreen(() => import('./screens/case-page.tsx'), 'CasePageScreen'),
      title: 'case',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/policy/rulebooks/:rulebookId',
      screen: lazyScreen(() => import('./screens/rulebook-page.tsx'), 'RulebookPageScreen'),
      title: 'rulebook',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/policy/rulebooks/:rulebookId/observed',
      screen: lazyScreen(() => import('./screens/observed.tsx'), 'ObservedScreen'),
      title: 'observed',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/policy/statements/:month',
      screen: lazyScreen(() => import('./screens/statement.tsx'), 'StatementScreen'),
      title: 'statement',
      access: 'signedIn',
      place: 'workbench',
    },
  ],
  navigation: [{ place: 'workbench', path: '/policy', word: 'title', icon: 'scales', order: 60 }],
});
