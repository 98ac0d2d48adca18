import { lazyScreen, moduleWeb } from '#kernel/web/shell/module-web.ts';
import { offerPart } from '#kernel/web/shell/offer-part.ts';
import { fileInput, fileList } from '../contract/parts.ts';
import { words } from './words.ts';

/** Files are sent and shown where the things are that they belong to; what can only be looked at has a page. */
export const filesWeb = moduleWeb({
  name: 'files',
  words,
  cacheRules: async () => (await import('./cache.ts')).filesCache,
  routes: [
    {
      path: '/files/:fileId',
      screen: lazyScreen(() => import('./screens/file-view.tsx'), 'FileView'),
      title: 'view',
      access: 'signedIn',
    },
  ],
  parts: [
    offerPart(fileInput, () => import('./parts/file-input.tsx'), 'FileInput'),
    offerPart(fileList, () => import('./parts/file-list.tsx'), 'FileList'),
  ],
});
