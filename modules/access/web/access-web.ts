import { lazyScreen, moduleWeb } from '#kernel/web/module-web.ts';
import { signInPath } from '#kernel/web/session.ts';
import { activatePeople, readRoles, removePasskeys } from '../contract/permissions.ts';
import { ConfirmIdentity } from './parts/confirm-identity.tsx';
import { words } from './words.ts';

export const accessWeb = moduleWeb({
  name: 'access',
  words,
  background: [ConfirmIdentity],
  cacheRules: async () => (await import('./cache.ts')).accessCache,
  routes: [
    {
      path: signInPath,
      screen: lazyScreen(() => import('./screens/sign-in.tsx'), 'SignInScreen'),
      title: 'signIn',
      access: 'visitor',
    },
    {
      path: '/activate',
      screen: lazyScreen(() => import('./screens/activate.tsx'), 'ActivateScreen'),
      title: 'activate',
      access: 'visitor',
    },
    {
      path: '/me/password',
      screen: lazyScreen(() => import('./screens/change-password.tsx'), 'ChangePassword'),
      title: 'password.title',
      access: 'signedIn',
      place: 'me',
    },
    {
      path: '/me/devices',
      screen: lazyScreen(() => import('./screens/my-devices.tsx'), 'MyDevices'),
      title: 'devices.title',
      access: 'signedIn',
      place: 'me',
    },
    {
      path: '/me/passkeys',
      screen: lazyScreen(() => import('./screens/my-passkeys.tsx'), 'MyPasskeys'),
      title: 'passkeys.title',
      access: 'signedIn',
      place: 'me',
    },
    {
      path: '/passkeys',
      screen: lazyScreen(() => import('./screens/lost-passkeys.tsx'), 'LostPasskeys'),
      title: 'lost.title',
      access: 'signedIn',
      permission: removePasskeys,
      place: 'admin',
    },
    {
      path: '/activation',
      screen: lazyScreen(() => import('./screens/not-activated.tsx'), 'NotActivated'),
      title: 'coming.title',
      access: 'signedIn',
      permission: activatePeople,
      place: 'admin',
    },
    {
      path: '/roles',
      screen: lazyScreen(() => import('./screens/role-matrix.tsx'), 'RoleMatrix'),
      title: 'roles.title',
      access: 'signedIn',
      permission: readRoles,
      place: 'admin',
    },
    {
      path: '/roles/new',
      screen: lazyScreen(() => import('./screens/new-role.tsx'), 'NewRole'),
      title: 'roles.new',
      access: 'signedIn',
      permission: readRoles,
      place: 'admin',
    },
    {
      path: '/roles/why',
      screen: lazyScreen(() => import('./screens/why-permitted.tsx'), 'WhyPermitted'),
      title: 'why.title',
      access: 'signedIn',
      permission: readRoles,
      place: 'admin',
    },
    {
      path: '/roles/:roleId',
      screen: lazyScreen(() => import('./screens/role-page.tsx'), 'RolePage'),
      title: 'roles.title',
      access: 'signedIn',
      permission: readRoles,
      place: 'admin',
    },
  ],
  navigation: [
    { place: 'me', path: '/me/devices', word: 'devices.title', icon: 'device', order: 30 },
    { place: 'me', path: '/me/password', word: 'password.title', icon: 'lock', order: 31 },
    { place: 'me', path: '/me/passkeys', word: 'passkeys.title', icon: 'key', order: 32 },
    { place: 'admin', path: '/passkeys', word: 'lost.title', icon: 'key', permission: removePasskeys, order: 24 },
    { place: 'admin', path: '/activation', word: 'coming.title', icon: 'key', permission: activatePeople, order: 22 },
    { place: 'admin', path: '/roles', word: 'roles.title', icon: 'people', permission: readRoles, order: 23 },
  ],
});
