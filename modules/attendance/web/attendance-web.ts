import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { words } from './words.ts';

/** What was asked for of attendance, and what of it was recorded. The requests themselves are pages of approvals. */
export const attendanceWeb = moduleWeb({
  name: 'attendance',
  words,
  cacheRules: async () => (await import('./cache.ts')).attendanceCache,
  routes: [
    {
      path: '/attendance/requests',
      screen: lazyScreen(() => import('./screens/my-attendance.tsx'), 'MyAttendance'),
      title: 'mine',
      access: 'signedIn',
      place: 'workbench',
    },
  ],
  navigation: [{ place: 'workbench', path: '/attendance/requests', word: 'mine', icon: 'clock', order: 22 }],
});
