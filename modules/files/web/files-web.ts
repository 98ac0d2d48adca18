import { moduleWeb } from '#kernel/web/module-web.ts';
import { offerPart } from '#kernel/web/offer-part.ts';
import { fileInput, fileList } from '../contract/parts.ts';
import { words } from './words.ts';

/** No screens of its own: files are sent and shown where the things are that they belong to. */
export const filesWeb = moduleWeb({
  name: 'files',
  words,
  cacheRules: async () => (await import('./cache.ts')).filesCache,
  routes: [],
  parts: [
    offerPart(fileInput, () => import('./parts/file-input.tsx'), 'FileInput'),
    offerPart(fileList, () => import('./parts/file-list.tsx'), 'FileList'),
  ],
});
