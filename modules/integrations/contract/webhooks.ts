import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, idPageInput, instant, page } from '#kernel/contract/shapes.ts';
import { confirmFirst } from '#modules/access/contract/failures.ts';
import * as failures from './failures.ts';
import { manageApplications } from './permissions.ts';

/** `dead`: given up after every try; it is sent again only where somebody says so. */
export const deliveryState = z.enum(['waiting', 'told', 'dead']);

export const deliveryRow = z.object({
  deliveryId: id(),
  /** Number of the event; null: a test. */
  number: z.int().nullable(),
  event: z.string(),
  state: deliveryState,
  tries: z.int(),
  /** What was answered, where something was. */
  status: z.int().nullable(),
  /** Why there was no answer. `privateAddress …`: it leads into a private network that nobody allowed. */
  error: z.string().nullable(),
  at: instant(),
  nextTry: instant().nullable(),
  may: z.array(z.enum(['sendAgain'])),
});
export type DeliveryRow = z.infer<typeof deliveryRow>;

export const listDeliveries = query({
  name: 'integrations.listDeliveries',
  summary: { zh: '送达记录', en: 'What an application was told, and what couldn’t be' },
  access: manageApplications,
  input: z.object({ ...idPageInput, applicationId: id(), state: deliveryState.optional() }),
  output: page(deliveryRow),
});

export const renewSecret = command({
  name: 'integrations.renewSecret',
  summary: {
    zh: '生成新的签名密钥，只显示一次；旧的再用 24 小时',
    en: 'Makes another signing secret, shown once; the old one signs too for 24 hours',
  },
  access: manageApplications,
  input: z.object({ applicationId: id() }),
  output: z.object({ secret: z.string() }),
  failures: [confirmFirst, failures.applicationOff, failures.noAddress],
  secretAnswer: true,
});

export const testWebhook = command({
  name: 'integrations.testWebhook',
  summary: { zh: '向通知地址发送一次测试', en: 'Tells the address something, as a test' },
  access: manageApplications,
  input: z.object({ applicationId: id() }),
  output: z.object({ deliveryId: id() }),
  failures: [failures.applicationOff, failures.noAddress],
  perMinute: 20,
});

export const sendAgain = command({
  name: 'integrations.sendAgain',
  summary: { zh: '重新发送没有送达的通知', en: 'Sends again what was given up' },
  access: manageApplications,
  input: z.object({ deliveryId: id() }),
  output: z.object({}),
  failures: [failures.applicationOff, failures.noAddress, notFound],
});
