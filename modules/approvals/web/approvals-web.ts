import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { offerPart } from '#kernel/web/shell/offer-part.ts';
import { applicantField } from '../contract/parts.ts';
import { administer, approveDestructions, designTemplates, expedite, keepArchive } from '../contract/permissions.ts';
import { useToDoCount } from './use-to-do-count.ts';
import { words } from './words.ts';

const templateList = lazyScreen(() => import('./screens/template-list.tsx'), 'TemplateList');
const newTemplate = lazyScreen(() => import('./screens/new-template.tsx'), 'NewTemplate');
const templatePage = lazyScreen(() => import('./screens/template-page.tsx'), 'TemplatePage');
const compareTemplate = lazyScreen(() => import('./screens/compare-template.tsx'), 'CompareTemplate');
const subsidiaryTemplate = lazyScreen(() => import('./screens/subsidiary-template.tsx'), 'SubsidiaryTemplate');
const requestPage = lazyScreen(() => import('./screens/request-page.tsx'), 'RequestPage');

/** The lists of requests, each with the request beside it; a request also has an address of its own, to be sent to others. */
export const approvalsWeb = moduleWeb({
  name: 'approvals',
  words,
  cacheRules: async () => (await import('./cache.ts')).approvalsCache,
  routes: [
    {
      path: '/todo',
      isList: true,
      screen: lazyScreen(() => import('./screens/to-do-list.tsx'), 'ToDoList'),
      title: 'list.todo',
      access: 'signedIn',
      place: 'todo',
    },
    {
      path: '/requests/mine',
      isList: true,
      screen: lazyScreen(() => import('./screens/my-requests.tsx'), 'MyRequests'),
      title: 'list.mine',
      access: 'signedIn',
      place: 'todo',
    },
    {
      path: '/requests/done',
      isList: true,
      screen: lazyScreen(() => import('./screens/done-requests.tsx'), 'DoneRequests'),
      title: 'list.done',
      access: 'signedIn',
      place: 'todo',
    },
    {
      path: '/requests/copied',
      isList: true,
      screen: lazyScreen(() => import('./screens/copied-requests.tsx'), 'CopiedRequests'),
      title: 'list.copied',
      access: 'signedIn',
      place: 'todo',
    },
    {
      path: '/requests/drafts',
      isList: true,
      screen: lazyScreen(() => import('./screens/draft-list.tsx'), 'DraftList'),
      title: 'list.drafts',
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
    {
      path: '/requests/:requestId/correct',
      screen: lazyScreen(() => import('./screens/correct-form.tsx'), 'CorrectForm'),
      title: 'do.editForm',
      access: 'signedIn',
      permission: administer,
      place: 'todo',
    },
    { path: '/requests/:requestId', screen: requestPage, title: 'request', access: 'signedIn', place: 'todo' },
    {
      path: '/approvals/expediting',
      screen: lazyScreen(() => import('./screens/expediting.tsx'), 'Expediting'),
      title: 'expediting',
      access: 'signedIn',
      permission: expedite,
      place: 'workbench',
    },
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
      path: '/approvals/archive',
      screen: lazyScreen(() => import('./screens/archive-search.tsx'), 'ArchiveSearch'),
      title: 'query',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/approvals/registers',
      screen: lazyScreen(() => import('./screens/registers.tsx'), 'Registers'),
      title: 'registers',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/approvals/registers/:registerId',
      screen: lazyScreen(() => import('./screens/register-page.tsx'), 'RegisterPage'),
      title: 'registers',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/approvals/statistics',
      screen: lazyScreen(() => import('./screens/statistics.tsx'), 'Statistics'),
      title: 'statistics',
      access: 'signedIn',
      place: 'workbench',
    },
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
    ...(
      [
        ['/approvals/templates', templateList, 'templates'],
        ['/approvals/templates/new', newTemplate, 'template.new'],
        ['/approvals/templates/:kind', templatePage, 'templates'],
        ['/approvals/templates/:kind/compare', compareTemplate, 'template.compare'],
        ['/approvals/templates/:kind/subsidiaries/:employerId', subsidiaryTemplate, 'template.tab.subsidiaries'],
      ] as const
    ).map(
      ([path, screen, title]) =>
        ({ path, screen, title, access: 'signedIn', permission: designTemplates, place: 'workbench' }) as const,
    ),
    {
      path: '/approvals/deputies',
      screen: lazyScreen(() => import('./screens/deputies-page.tsx'), 'DeputiesPage'),
      title: 'deputies',
      access: 'signedIn',
      place: 'todo',
    },
    {
      path: '/approvals/authority',
      screen: lazyScreen(() => import('./screens/authority-page.tsx'), 'AuthorityPage'),
      title: 'limits',
      access: 'signedIn',
      permission: administer,
      place: 'workbench',
    },
    {
      path: '/approvals/groups',
      screen: lazyScreen(() => import('./screens/groups-page.tsx'), 'GroupsPage'),
      title: 'groups',
      access: 'signedIn',
      permission: administer,
      place: 'workbench',
    },
    {
      path: '/approvals/integrations',
      screen: lazyScreen(() => import('./screens/integrations-page.tsx'), 'IntegrationsPage'),
      title: 'integrations',
      access: 'signedIn',
      permission: administer,
      place: 'workbench',
    },
    {
      path: '/approvals/form-problems',
      screen: lazyScreen(() => import('./screens/form-problems.tsx'), 'FormProblems'),
      title: 'template.myProblems',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/approvals/destruction',
      screen: lazyScreen(() => import('./screens/destruction-due.tsx'), 'DestructionDue'),
      title: 'destruction',
      access: 'signedIn',
      permission: keepArchive,
      place: 'workbench',
    },
    {
      path: '/approvals/destruction/lists',
      screen: lazyScreen(() => import('./screens/destruction-lists.tsx'), 'DestructionLists'),
      title: 'destruction.lists',
      access: 'signedIn',
      place: 'workbench',
    },
    {
      path: '/approvals/destruction/lists/:destructionId',
      screen: lazyScreen(() => import('./screens/destruction-list.tsx'), 'DestructionList'),
      title: 'destruction.list',
      access: 'signedIn',
      place: 'workbench',
    },
  ],
  navigation: [
    {
      place: 'workbench',
      path: '/approvals/destruction',
      word: 'destruction',
      icon: 'trash',
      order: 39,
      permission: keepArchive,
    },
    {
      place: 'workbench',
      path: '/approvals/destruction/lists',
      word: 'destruction.lists',
      icon: 'list',
      order: 39,
      permission: approveDestructions,
    },
    {
      place: 'workbench',
      path: '/approvals/templates',
      word: 'templates',
      icon: 'flow',
      order: 35,
      permission: designTemplates,
    },
    {
      place: 'workbench',
      path: '/approvals/authority',
      word: 'limits',
      icon: 'lock',
      order: 36,
      permission: administer,
    },
    {
      place: 'workbench',
      path: '/approvals/groups',
      word: 'groups',
      icon: 'people',
      order: 37,
      permission: administer,
    },
    {
      place: 'workbench',
      path: '/approvals/integrations',
      word: 'integrations',
      icon: 'link',
      order: 37,
      permission: administer,
    },
    { place: 'todo', path: '/todo', word: 'list.todo', icon: 'todo', useBadge: useToDoCount, order: 10 },
    { place: 'todo', path: '/requests/mine', word: 'list.mine', icon: 'list', order: 20 },
    { place: 'todo', path: '/requests/done', word: 'list.done', icon: 'check', order: 30 },
    { place: 'todo', path: '/requests/copied', word: 'list.copied', icon: 'copy', order: 40 },
    { place: 'todo', path: '/requests/drafts', word: 'list.drafts', icon: 'edit', order: 50 },
    {
      place: 'workbench',
      path: '/approvals/expediting',
      word: 'expediting',
      icon: 'clock',
      permission: expedite,
      order: 35,
    },
    { place: 'workbench', path: '/approvals/registers', word: 'registers', icon: 'book', order: 37 },
    { place: 'workbench', path: '/approvals/statistics', word: 'statistics', icon: 'chart', order: 38 },
    { place: 'workbench', path: '/approvals/archive', word: 'query', icon: 'search', order: 36 },
    { place: 'workbench', path: '/requests/new', word: 'new', icon: 'flow', order: 30 },
  ],
  parts: [offerPart(applicantField, () => import('./parts/applicant-field.tsx'), 'ApplicantField')],
});
