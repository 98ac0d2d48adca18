import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id, instant } from '#kernel/contract/shapes.ts';

export const bulletinPublished = event({
  name: 'bulletins.bulletinPublished',
  summary: { zh: '公告已发布', en: 'A bulletin was published' },
  facts: z.object({ bulletinId: id(), employerId: id(), publisherId: id(), at: instant() }),
  topics: () => ['company'],
});

/** Taken down, or its last day is over. */
export const bulletinEnded = event({
  name: 'bulletins.bulletinEnded',
  summary: { zh: '公告已撤下或到期', en: 'A bulletin was taken down, or its last day is over' },
  facts: z.object({ bulletinId: id(), why: z.enum(['takenDown', 'expired']), at: instant() }),
  topics: () => ['company'],
});

export const bulletinRead = event({
  name: 'bulletins.bulletinRead',
  summary: { zh: '公告已读', en: 'Somebody read a bulletin' },
  facts: z.object({ bulletinId: id(), personId: id() }),
  topics: (facts) => [`person:${facts.personId}`],
});
