import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { words } from './words.ts';

/** The register of suggestions and customer feedback. */
export const feedbackWeb = moduleWeb({
  name: 'feedback',
  words,
  cacheRules: async () => (await import('./cache.ts')).feedbackCache,
  routes: [
    {
      path: '/feedback',
      screen: lazyScreen(() => import('./screens/feedback-list.tsx'), 'FeedbackList'),
      title: 'feedback',
      access: 'signedIn',
      place: 'workbench',
    },
  ],
  navigation: [{ place: 'workbench', path: '/feedback', word: 'feedback', icon: 'reply', order: 35 }],
});
