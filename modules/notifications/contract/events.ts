import { z } from 'zod';
import { event, type Topic } from '#kernel/contract/event.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { outsideChannel } from './channels.ts';
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

/** What notices told of was taken back. */
export const noticesWithdrawn = event({
  name: 'notifications.noticesWithdrawn',
  summary: { zh: '提醒内容已收回', en: 'What notifications told of was taken back' },
  facts: z.object({ personIds: z.array(id()) }),
  topics: (facts) => facts.personIds.map((personId) => `person:${personId}` as const),
  readAgain: true,
});

/** Notices of these people were erased: their time was over. */
export const noticesErased = event({
  name: 'notifications.noticesErased',
  summary: { zh: '到期的提醒已删除', en: 'Notifications whose time was over were erased' },
  facts: z.object({ personIds: z.array(id()) }),
  topics: (facts) => facts.personIds.map((personId) => `person:${personId}` as const),
  readAgain: true,
});

/** A notice reached no device: every way out failed, or the time for it is over. Told once; it may still arrive later. */
export const noticeUndelivered = event({
  name: 'notifications.noticeUndelivered',
  summary: { zh: '提醒未能送达', en: 'A notification wasn’t delivered' },
  facts: z.object({
    noticeId: id(),
    personId: id(),
    about: subject,
    kind: z.string(),
    at: instant(),
    why: z.enum(['everyWayFailed', 'timeIsOver']),
  }),
  topics: () => [],
});

/** Heard by those who set up channels. */
export const channelsTopic = 'notifications:channels' satisfies Topic;

/** Something in the log of deliveries moved. */
export const deliveriesMoved = event({
  name: 'notifications.deliveriesMoved',
  summary: { zh: '站外提醒的发送有进展', en: 'Deliveries of notifications got on' },
  facts: z.object({ deliveryIds: z.array(id()) }),
  topics: () => [channelsTopic],
});

/** A channel, or which kinds go out on it, was changed. */
export const channelsChanged = event({
  name: 'notifications.channelsChanged',
  summary: { zh: '提醒渠道已更改', en: 'Channels of notifications changed' },
  facts: z.object({ channel: outsideChannel }),
  topics: () => ['company'],
});

/** Somebody chose how to be told, or subscribed a device. */
export const preferencesChanged = event({
  name: 'notifications.preferencesChanged',
  summary: { zh: '个人提醒方式已更改', en: 'Somebody chose how to be told' },
  facts: z.object({ personId: id() }),
  topics: (facts) => [`person:${facts.personId}`],
});
