import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, words } from '#kernel/contract/shapes.ts';
import { channelFailures as failures } from './channel-failures.ts';
import { outsideChannel } from './channels.ts';
import { kindRule, quiet, timing } from './timing.ts';

/** Everything that the screen of one's own choices shows. */
export const readPreferences = query({
  name: 'notifications.readPreferences',
  summary: { zh: '我的提醒方式', en: 'How I want to be told' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({
    /** The channels that the company has, and whether they can reach the reader. */
    channels: z.array(z.object({ channel: outsideChannel, reaches: z.boolean() })),
    kinds: z.array(
      z.object({
        kind: z.string(),
        name: words,
        ways: z.array(
          z.object({
            channel: outsideChannel,
            /** What the company says. */
            rule: kindRule,
            /** What the reader chose; null: as the company says. */
            own: timing.nullable(),
          }),
        ),
      }),
    ),
    /** null: as the company says. */
    quiet: quiet.nullable(),
    companyQuiet: quiet,
    digestTimes: z.array(z.string()),
    devices: z.array(z.object({ deviceId: id(), name: z.string(), here: z.boolean(), since: instant() })),
    /** The key that a browser subscribes with; null where push isn't switched on. */
    pushKey: z.string().nullable(),
  }),
});

export const savePreference = command({
  name: 'notifications.savePreference',
  summary: { zh: '选择一类提醒在一个渠道上的方式', en: 'Choose how a kind of notification comes on a channel' },
  access: 'signedIn',
  /** null: as the company says. */
  input: z.object({ kind: z.string().max(100), channel: outsideChannel, timing: timing.nullable() }),
  output: z.object({}),
  failures: [failures.mandatory],
});

export const saveQuiet = command({
  name: 'notifications.saveQuiet',
  summary: { zh: '设置自己的免打扰时段', en: 'Set one’s own quiet hours' },
  access: 'signedIn',
  input: z.object({ quiet: quiet.nullable() }),
  output: z.object({}),
});

/** This browser gets notifications by push for as long as the session lasts. */
export const subscribePush = command({
  name: 'notifications.subscribePush',
  summary: { zh: '在本设备上接收推送', en: 'Get push notifications on this device' },
  access: 'signedIn',
  input: z.object({
    endpoint: z.url({ protocol: /^https?$/ }).max(1_000),
    /** The browser's keys, base64url. */
    p256dh: z
      .string()
      .min(87)
      .max(88)
      .regex(/^[\w-]+=?$/),
    auth: z
      .string()
      .min(22)
      .max(24)
      .regex(/^[\w-]+={0,2}$/),
    name: z.string().max(60).default(''),
  }),
  output: z.object({ deviceId: id() }),
  failures: [failures.channelOff, failures.badDevice],
});

/** One device, or (left out) the one that this session is on. */
export const unsubscribePush = command({
  name: 'notifications.unsubscribePush',
  summary: { zh: '不再在设备上接收推送', en: 'Get no more push notifications on a device' },
  access: 'signedIn',
  input: z.object({ deviceId: id().optional() }),
  output: z.object({}),
});
