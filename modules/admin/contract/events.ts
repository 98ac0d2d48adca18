import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';

export const companySetUp = event({
  name: 'admin.companySetUp',
  summary: { zh: '公司首次设置完成', en: 'The company was set up' },
  facts: z.object({ personId: id(), employerIds: z.array(id()) }),
  topics: () => ['company'],
});
