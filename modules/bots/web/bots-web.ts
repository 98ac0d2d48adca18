import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { offerPart } from '#kernel/web/shell/offer-part.ts';
import { applicationFace, conversationTools, groupPrograms, messageCard } from '#modules/messaging/contract/parts.ts';
import { manageApplications } from '../contract/permissions.ts';
import { words } from './words.ts';

/** What programs say, and who lets them. */
export const botsWeb = moduleWeb({
  name: 'bots',
  words,
  cacheRules: async () => (await import('./cache.ts')).botsCache,
  routes: [
    {
      path: '/bots/groups/:conversationId',
      screen: lazyScreen(() => import('./screens/group-bots.tsx'), 'GroupBots'),
      title: 'group',
      access: 'signedIn',
      place: 'messages',
    },
    {
      path: '/bots/applications',
      screen: lazyScreen(() => import('./screens/my-applications.tsx'), 'MyApplications'),
      title: 'apps',
      access: 'signedIn',
      place: 'messages',
    },
    {
      path: '/bots/applications/:applicationId',
      screen: lazyScreen(() => import('./screens/open-application.tsx'), 'OpenApplication'),
      title: 'apps.open',
      access: 'signedIn',
      place: 'messages',
    },
    {
      path: '/bots/cards',
      screen: lazyScreen(() => import('./screens/my-cards.tsx'), 'MyCards'),
      title: 'cards',
      access: 'signedIn',
      place: 'notifications',
    },
    {
      path: '/bots/cards/:cardId',
      screen: lazyScreen(() => import('./screens/card-page.tsx'), 'CardPage'),
      title: 'card',
      access: 'signedIn',
      place: 'notifications',
    },
    {
      path: '/admin/applications',
      screen: lazyScreen(() => import('./screens/applications.tsx'), 'Applications'),
      title: 'applications',
      access: 'signedIn',
      place: 'admin',
      permission: manageApplications,
    },
  ],
  navigation: [
    { place: 'messages', path: '/bots/applications', word: 'apps', icon: 'link', order: 20 },
    { place: 'notifications', path: '/bots/cards', word: 'cards', icon: 'list', order: 30 },
    {
      place: 'admin',
      path: '/admin/applications',
      word: 'applications',
      icon: 'link',
      permission: manageApplications,
      order: 45,
    },
  ],
  parts: [
    offerPart(messageCard('botMessage'), () => import('./parts/bot-message.tsx'), 'BotMessage'),
    offerPart(messageCard('appCard'), () => import('./parts/app-card.tsx'), 'AppCard'),
    offerPart(applicationFace, () => import('./parts/application-face.tsx'), 'ApplicationFace'),
    offerPart(conversationTools, () => import('./parts/applications-tool.tsx'), 'ApplicationsTool'),
    offerPart(groupPrograms, () => import('./parts/group-programs.tsx'), 'GroupPrograms'),
  ],
});
