import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { channelFailures as failures } from './channel-failures.ts';
import { channelSetup, outsideChannel } from './channels.ts';
import { delivery, deliveryRow, deliveryState } from './delivery-shapes.ts';
import { manageChannels, sendNotices } from './permissions.ts';
import { subject } from './shapes.ts';
import { kindRule } from './timing.ts';

const which = { channel: outsideChannel, revision: z.int().min(1) };

/** The channels that were set up; secrets are named, never shown. */
export const listChannels = query({
  name: 'notifications.listChannels',
  summary: { zh: '站外提醒渠道', en: 'Channels of notifications outside the app' },
  access: manageChannels,
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        channel: outsideChannel,
        revision: z.int(),
        active: z.boolean(),
        options: z.record(z.string(), z.unknown()),
        /** Names of the secrets that are stored. */
        secrets: z.array(z.string()),
        allowed: z.array(z.string()),
        proposed: z.object({ addresses: z.array(z.string()), by: id() }).optional(),
        /** The reader is the second person. */
        mayConfirm: z.boolean(),
        /** How the reader's last test went. */
        test: z.object({ state: deliveryState, error: z.string().nullable(), madeAt: instant() }).optional(),
      }),
    ),
  }),
});

/**
 * Sets up a channel, or changes it; `revision` 0: there was none. Where it leads elsewhere (another address or host), the
 * private addresses that were allowed are forgotten, and so are the secrets unless they come along: both were for the one before.
 */
export const saveChannel = command({
  name: 'notifications.saveChannel',
  summary: { zh: '设置站外提醒渠道', en: 'Set up a channel of notifications' },
  access: manageChannels,
  input: z.object({ revision: z.int().min(0), active: z.boolean(), setup: channelSetup }),
  output: z.object({ revision: z.int() }),
  failures: [failures.channelChanged, failures.secretMissing, failures.addressMissing],
  secretInput: true,
});

/** An empty list takes effect at once: nobody has to agree to less. */
export const proposeChannelAddresses = command({
  name: 'notifications.proposeChannelAddresses',
  summary: { zh: '提出渠道可以访问的内网地址', en: 'Propose private addresses that a channel may reach' },
  access: manageChannels,
  input: z.object({ ...which, addresses: z.array(z.string().min(2).max(50)).max(20) }),
  output: z.object({ revision: z.int() }),
  failures: [failures.channelChanged, failures.badAddress],
});

export const confirmChannelAddresses = command({
  name: 'notifications.confirmChannelAddresses',
  summary: { zh: '确认渠道可以访问的内网地址', en: 'Confirm private addresses that a channel may reach' },
  access: manageChannels,
  input: z.object(which),
  output: z.object({ revision: z.int() }),
  failures: [failures.channelChanged, failures.nothingProposed, failures.secondPerson],
});

/** Goes to the caller, and nobody else. What came of it stands in the list. */
export const testChannel = command({
  name: 'notifications.testChannel',
  summary: { zh: '给自己发一条测试提醒', en: 'Send oneself a test' },
  access: manageChannels,
  input: z.object({ channel: outsideChannel }),
  output: z.object({ deliveryId: id() }),
  failures: [failures.channelOff],
  perMinute: 10,
});

/** Which kinds go out on which channel, unless people choose otherwise. */
export const listKindRules = query({
  name: 'notifications.listKindRules',
  summary: { zh: '各类提醒走哪些渠道', en: 'Which kinds of notifications go out on which channel' },
  access: manageChannels,
  input: z.object({}),
  output: z.object({
    kinds: z.array(z.object({ kind: z.string(), name: words })),
    /** What was set; a channel's usual timing holds for the rest. */
    rules: z.array(z.object({ kind: z.string(), channel: outsideChannel, rule: kindRule })),
  }),
});

export const saveKindRule = command({
  name: 'notifications.saveKindRule',
  summary: { zh: '设置一类提醒在一个渠道上的发送方式', en: 'Set how a kind goes out on a channel' },
  access: manageChannels,
  /** null: the channel's usual timing. */
  input: z.object({ kind: z.string().max(100), channel: outsideChannel, rule: kindRule.nullable() }),
  output: z.object({}),
});

export const listDeliveries = query({
  name: 'notifications.listDeliveries',
  summary: { zh: '站外提醒发送记录', en: 'What went out of the app, and what came of it' },
  access: manageChannels,
  input: z.object({
    ...pageInput,
    state: deliveryState.optional(),
    channel: outsideChannel.optional(),
    personId: id().optional(),
  }),
  output: page(deliveryRow),
  logsLooks: true,
});

export const readAttempts = query({
  name: 'notifications.readAttempts',
  summary: { zh: '一次发送的各次尝试', en: 'The attempts at one delivery' },
  access: manageChannels,
  input: z.object({ deliveryId: id() }),
  output: z.object({
    rows: z.array(
      z.object({ number: z.int(), at: instant(), error: z.string().nullable(), receipt: z.string().nullable() }),
    ),
  }),
});

/** Dead letters go out again, from the first try on; what was read meanwhile doesn't. */
export const retryDeliveries = command({
  name: 'notifications.retryDeliveries',
  summary: { zh: '重新发送失败的提醒', en: 'Send again what failed' },
  access: manageChannels,
  input: z.object({ deliveryIds: z.array(id()).min(1).max(200) }),
  output: z.object({ again: z.int() }),
  failures: [failures.notWaiting],
});

/** What a provider tells of a message, with the token that came with it (`{receiptUrl}`, `{receiptToken}`). */
export const reportDelivery = command({
  name: 'notifications.reportDelivery',
  summary: { zh: '短信或电话服务商回执', en: 'A provider reports what became of a message' },
  access: 'visitor',
  input: z.object({
    id: id(),
    token: z.string().length(43),
    state: z.enum(['delivered', 'failed']),
    error: z.string().max(200).optional(),
  }),
  output: z.object({}),
  failures: [failures.receiptGone],
  perMinute: 600,
  secretInput: true,
});

/** For processes: what a notice was about has been dealt with. What still waits to go out about it isn't sent any more; the notice itself stays. */
export const stopDeliveries = command({
  name: 'notifications.stopDeliveries',
  summary: {
    zh: '事情已办完，不再发出站外提醒（供系统流程调用）',
    en: 'Stop what still waits to go out about something, for processes of the system',
  },
  access: sendNotices,
  input: z.object({ about: subject }),
  output: z.object({}),
});

/** For processes: how far notices came, on every channel. Rules ask this before they count anything against anybody. */
export const readReach = query({
  name: 'notifications.readReach',
  summary: { zh: '提醒是否送达（供系统流程调用）', en: 'Whether notifications arrived, for processes of the system' },
  access: sendNotices,
  input: z.object({ noticeIds: z.array(id()).min(1).max(500) }),
  output: z.object({
    rows: z.array(
      z.object({
        noticeId: id(),
        sentAt: instant(),
        /** A device of the person has it. */
        deliveredAt: instant().nullable(),
        readAt: instant().nullable(),
        /** Since when it counts as not delivered: every channel failed, or the time for it is over. */
        undeliveredAt: instant().nullable(),
        deliveries: z.array(delivery),
      }),
    ),
  }),
});
