import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { words } from './words.ts';

/** Everybody may look at the calendar; who may change it finds the tools there. */
export const worktimeWeb = moduleWeb({
  name: 'worktime',
  words,
  cacheRules: async () => (await import('./cache.ts')).worktimeCache,
  routes: [
    {
      path: '/work-calendar',
      screen: lazyScreen(() => import('./screens/work-calendar.tsx'), 'WorkCalendarScreen'),
      title: 'title',
      access: 'signedIn',
      place: 'workbench',
    },
  ],
  navigation: [{ place: 'workbench', path: '/work-calendar', word: 'title', icon: 'calendar', order: 80 }],
});
