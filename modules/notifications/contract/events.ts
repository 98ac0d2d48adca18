import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { subject } from './shapes.ts';

/** Notices of one call; a call to many people gives several of these. A viewer gets their own notice only. */
export const noticesSent = event({
  name: 'notifications.noticesSent',
  summary: { zh: '提醒已发出', en: 'Notifications were sent' },
  facts: z.object({
    kind: z.string(),
    about: subject,
    urgent: z.boolean(),
    at: instant(),
    notices: z.array(z.object({ noticeId: id(), personId: id() })),
  }),
  topics: (facts) => facts.notices.map(({ personId }) => `person:${personId}` as const),
  shape: z.object({ noticeIds: z.array(id()), urgent: z.boolean() }),
  project: (facts, viewer) => ({
    noticeIds: facts.notices.filter((notice) => notice.personId === viewer.personId).map(({ noticeId }) => noticeId),
    urgent: facts.urgent,
  }),
});

/** A notice reached a device of its person. Rules on lateness count from here. */
export const noticeDelivered = event({
  name: 'notifications.noticeDelivered',
  summary: { zh: '提醒已送达', en: 'A notification was delivered' },
  facts: z.object({ noticeId: id(), personId: id(), about: subject, kind: z.string(), at: instant() }),
  topics: (facts) => [`person:${facts.personId}`],
});

export const noticesRead = event({
  name: 'notifications.noticesRead',
  summary: { zh: '提醒已读', en: 'Notifications were read' },
  facts: z.object({ personId: id(), noticeIds: z.array(id()), at: instant() }),
  topics: (facts) => [`person:${facts.personId}`],
});
