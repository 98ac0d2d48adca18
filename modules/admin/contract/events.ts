import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id } from '#kernel/contract/shapes.ts';
import { rolesTopic } from '#modules/access/contract/events.ts';

export const companySetUp = event({
  name: 'admin.companySetUp',
  summary: { zh: '公司首次设置完成', en: 'The company was set up' },
  facts: z.object({ personId: id(), employerIds: z.array(id()) }),
  topics: () => ['company'],
});
export const supervisionNamed = event({
  name: 'admin.supervisionNamed',
  summary: { zh: '指定了监督系统管理员的负责人', en: 'The head who supervises a platform administrator was named' },
  facts: z.object({ administratorId: id(), supervisorId: id(), every: z.enum(['day', 'week']), by: id() }),
  topics: ({ administratorId, supervisorId }) => [`person:${administratorId}`, `person:${supervisorId}`, rolesTopic],
});
export const digestMade = event({
  name: 'admin.digestMade',
  summary: { zh: '生成了管理员操作摘要', en: 'A digest of what an administrator did was made' },
  facts: z.object({ digestId: id(), supervisorId: id() }),
  topics: ({ supervisorId }) => [`person:${supervisorId}`],
});
export const digestSeen = event({
  name: 'admin.digestSeen',
  summary: { zh: '负责人已阅摘要', en: 'A head has seen a digest' },
  facts: z.object({ digestId: id(), supervisorId: id() }),
  topics: ({ supervisorId }) => [`person:${supervisorId}`],
});
