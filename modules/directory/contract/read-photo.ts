import { z } from 'zod';
import { download } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import { readDirectory } from './permissions.ts';

/** Stands alone: every page shows the reader’s own, from the first on. */
export const readPhoto = download({
  name: 'directory.readPhoto',
  summary: { zh: '查看照片', en: 'A person’s photo, WebP 256 × 256' },
  /** `photo`: as it stands in the person’s row, so that a new picture has a new address. */
  input: z.object({ personId: id(), photo: z.string().max(200).optional() }),
  output: z.object({}),
  access: readDirectory,
  perMinute: 6000,
});
