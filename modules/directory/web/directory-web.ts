import { lazyScreen, moduleWeb } from '#kernel/web/module-web.ts';
import { offerPart } from '#kernel/web/offer-part.ts';
import { departmentPicker, personPicker } from '../contract/parts.ts';
import { managePeople, manageStructure } from '../contract/permissions.ts';
import { words } from './words.ts';

/** Everybody browses; who manages people or structure finds the tools beside what they set, and lists for many at once. */
export const directoryWeb = moduleWeb({
  name: 'directory',
  words,
  cacheRules: async () => (await import('./cache.ts')).directoryCache,
  routes: [
    {
      path: '/directory',
      screen: lazyScreen(() => import('./screens/browse-directory.tsx'), 'BrowseDirectory'),
      title: 'title',
      access: 'signedIn',
      place: 'directory',
    },
    {
      path: '/directory/departments/:departmentId',
      screen: lazyScreen(() => import('./screens/department-page.tsx'), 'DepartmentPage'),
      title: 'department',
      access: 'signedIn',
      place: 'directory',
      within: '/directory',
    },
    {
      path: '/directory/people/:personId',
      screen: lazyScreen(() => import('./screens/person-page.tsx'), 'PersonPage'),
      title: 'person',
      access: 'signedIn',
      place: 'directory',
      within: '/directory',
    },
    {
      path: '/people',
      screen: lazyScreen(() => import('./screens/manage-people.tsx'), 'ManagePeople'),
      title: 'people.title',
      access: 'signedIn',
      permission: managePeople,
      place: 'admin',
    },
    {
      path: '/people/new',
      screen: lazyScreen(() => import('./screens/add-person.tsx'), 'AddPerson'),
      title: 'people.add',
      access: 'signedIn',
      permission: managePeople,
      place: 'admin',
    },
    {
      path: '/people/import',
      screen: lazyScreen(() => import('./screens/import-people.tsx'), 'ImportPeople'),
      title: 'import.title',
      access: 'signedIn',
      permission: managePeople,
      place: 'admin',
    },
    {
      path: '/people/import/:importId',
      screen: lazyScreen(() => import('./screens/import-preview.tsx'), 'ImportPreview'),
      title: 'import.title',
      access: 'signedIn',
      permission: managePeople,
      place: 'admin',
    },
    {
      path: '/people/leavings',
      screen: lazyScreen(() => import('./screens/leavings.tsx'), 'Leavings'),
      title: 'leavings.title',
      access: 'signedIn',
      permission: managePeople,
      place: 'admin',
      within: '/people',
    },
    {
      path: '/people/leavings/:personId',
      screen: lazyScreen(() => import('./screens/leaving-page.tsx'), 'LeavingPage'),
      title: 'leaving',
      access: 'signedIn',
      place: 'admin',
      within: '/people/leavings',
    },
    {
      path: '/structure',
      screen: lazyScreen(() => import('./screens/manage-structure.tsx'), 'ManageStructure'),
      title: 'structure.title',
      access: 'signedIn',
      permission: manageStructure,
      place: 'admin',
    },
    {
      path: '/me/profile',
      screen: lazyScreen(() => import('./screens/own-profile.tsx'), 'OwnProfile'),
      title: 'profile.title',
      access: 'signedIn',
      place: 'me',
    },
  ],
  parts: [
    offerPart(personPicker, () => import('./parts/person-picker.tsx'), 'PersonPicker'),
    offerPart(departmentPicker, () => import('./parts/department-picker.tsx'), 'DepartmentPicker'),
  ],
  navigation: [
    { place: 'directory', path: '/directory', word: 'title', icon: 'directory', order: 40 },
    { place: 'me', path: '/me/profile', word: 'profile.title', icon: 'edit', order: 20 },
    { place: 'admin', path: '/people', word: 'people.title', icon: 'people', permission: managePeople, order: 20 },
    {
      place: 'admin',
      path: '/structure',
      word: 'structure.title',
      icon: 'building',
      permission: manageStructure,
      order: 21,
    },
  ],
});
