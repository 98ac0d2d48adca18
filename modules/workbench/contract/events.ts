import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';
import { shortcutPath } from './operations.ts';

export const shortcutsSaved = event({
  name: 'workbench.shortcutsSaved',
  summary: { zh: '快捷方式已保存', en: 'Shortcuts were saved' },
  facts: z.object({ personId: id(), paths: z.array(shortcutPath) }),
  topics: (facts) => [`person:${facts.personId}`],
});
