import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';

/**
 * What a person uploaded came, went, was attached, taken off or marked. Told to the uploader; the readers of the thing hear of it by
 * the event of the module whose thing it is.
 */
export const filesChanged = event({
  name: 'files.filesChanged',
  summary: { zh: '上传的文件有变化', en: 'Uploads came, went, were attached, taken off or marked' },
  facts: z.object({
    uploaderId: id(),
    fileIds: z.array(id()),
    change: z.enum(['uploaded', 'removed', 'attached', 'detached', 'labelled']),
  }),
  topics: (facts) => [`person:${facts.uploaderId}`],
});

/** What these files say can be searched now; told to nobody, modules that search put it into their index. */
export const documentRead = event({
  name: 'files.documentRead',
  summary: { zh: '文档内容已可搜索', en: 'What a document says can be searched' },
  facts: z.object({ fileIds: z.array(id()) }),
  topics: () => [],
});
