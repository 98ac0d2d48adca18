import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { offerPart } from '#kernel/web/shell/offer-part.ts';
import { fileLabel } from '#modules/files/contract/parts.ts';
import { labelTag } from '../contract/labels/label-part.ts';
import { sendToMany } from '../contract/permissions.ts';
import { OutboxWatch } from './parts/outbox-watch.tsx';
import { useUnreadBadge } from './use-unread-badge.ts';
import { words } from './words.ts';

/** Other modules open a chat by its address: `/messages/with/<personId>`, `/messages/<conversationId>`. */
export const messagingWeb = moduleWeb({
  name: 'messaging',
  words,
  cacheRules: async () => (await import('./cache.ts')).cacheRules,
  remembers: async () => (await import('./remembers.ts')).remembers,
  routes: [
    {
      path: '/messages',
      isList: true,
      screen: lazyScreen(() => import('./screens/conversation-list.tsx'), 'ConversationList'),
      title: 'title',
      access: 'signedIn',
      place: 'messages',
    },
    {
      path: '/messages/new',
      within: '/messages',
      screen: lazyScreen(() => import('./screens/new-group.tsx'), 'NewGroup'),
      title: 'newGroup',
      access: 'signedIn',
      place: 'messages',
    },
    {
      path: '/messages/with/:personId',
      within: '/messages',
      screen: lazyScreen(() => import('./screens/open-direct.tsx'), 'OpenDirect'),
      title: 'with',
      access: 'signedIn',
      place: 'messages',
    },
    {
      path: '/messages/kept',
      within: '/messages',
      screen: lazyScreen(() => import('./screens/kept-messages.tsx'), 'KeptMessages'),
      title: 'kept',
      access: 'signedIn',
      place: 'messages',
    },
    {
      path: '/messages/waiting',
      within: '/messages',
      screen: lazyScreen(() => import('./screens/waiting-messages.tsx'), 'WaitingMessages'),
      title: 'waits',
      access: 'signedIn',
      place: 'messages',
    },
    {
      path: '/messages/broadcasts',
      within: '/messages',
      screen: lazyScreen(() => import('./screens/broadcasts.tsx'), 'Broadcasts'),
      title: 'broadcast',
      access: 'signedIn',
      permission: sendToMany,
      place: 'messages',
    },
    {
      path: '/messages/settings',
      screen: lazyScreen(() => import('./screens/message-settings.tsx'), 'MessageSettings'),
      title: 'settings',
      access: 'signedIn',
      place: 'me',
    },
    {
      path: '/messages/search',
      within: '/messages',
      screen: lazyScreen(() => import('./screens/search-messages.tsx'), 'SearchMessages'),
      title: 'search',
      access: 'signedIn',
      place: 'search',
    },
    {
      path: '/messages/:conversationId',
      within: '/messages',
      screen: lazyScreen(() => import('./screens/chat.tsx'), 'Chat'),
      title: 'chat',
      access: 'signedIn',
      place: 'messages',
    },
  ],
  parts: [
    offerPart(labelTag, () => import('./labels/label-tag.tsx'), 'LabelTag'),
    offerPart(fileLabel, () => import('./labels/file-label.tsx'), 'FileLabel'),
  ],
  background: [OutboxWatch],
  navigation: [
    { place: 'messages', path: '/messages', word: 'title', icon: 'messages', order: 10, useBadge: useUnreadBadge },
    { place: 'me', path: '/messages/settings', word: 'settings', icon: 'messages', order: 45 },
    { place: 'search', path: '/messages/search', word: 'search', icon: 'search', order: 10 },
  ],
});
