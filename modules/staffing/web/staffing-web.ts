import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { carryOut } from '../contract/permissions.ts';
import { words } from './words.ts';

/** What approved requests about accounts, posts and permissions leave to people. */
export const staffingWeb = moduleWeb({
  name: 'staffing',
  words,
  cacheRules: async () => (await import('./cache.ts')).staffingCache,
  routes: [
    {
      path: '/staffing/follow-ups',
      screen: lazyScreen(() => import('./screens/follow-ups.tsx'), 'FollowUps'),
      title: 'followUps',
      access: 'signedIn',
      permission: carryOut,
      place: 'workbench',
    },
    {
      path: '/people/clean-up',
      screen: lazyScreen(() => import('./screens/clean-up.tsx'), 'CleanUp'),
      title: 'cleanUp',
      access: 'signedIn',
      permission: managePeople,
      place: 'admin',
    },
    {
      path: '/people/certifications',
      screen: lazyScreen(() => import('./screens/certifications.tsx'), 'Certifications'),
      title: 'certifications',
      access: 'signedIn',
      place: 'admin',
    },
    {
      path: '/people/certifications/:certificationId',
      screen: lazyScreen(() => import('./screens/certification-page.tsx'), 'CertificationPage'),
      title: 'certifications',
      access: 'signedIn',
      place: 'admin',
      within: '/people/certifications',
    },
    {
      path: '/me/phone',
      screen: lazyScreen(() => import('./screens/prove-phone.tsx'), 'ProvePhone'),
      title: 'phone',
      access: 'signedIn',
      place: 'me',
    },
  ],
  navigation: [
    { place: 'me', path: '/me/phone', word: 'phone', icon: 'me', order: 21 },
    { place: 'admin', path: '/people/clean-up', word: 'cleanUp', icon: 'people', permission: managePeople, order: 22 },
    {
      place: 'workbench',
      path: '/staffing/follow-ups',
      word: 'followUps',
      icon: 'people',
      order: 60,
      permission: carryOut,
    },
  ],
});
