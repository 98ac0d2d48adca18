import { z } from 'zod';
import { command } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import { channelFailures } from './channel-failures.ts';
import { sendNotices } from './permissions.ts';

/** Sends a code by text message to the phone that the directory names for a person; from processes only. */
export const sendPhoneCode = command({
  name: 'notifications.sendPhoneCode',
  summary: {
    zh: '向人员登记的手机发送验证码（供系统流程调用）',
    en: 'Send a code to a person’s phone, as a process of the system',
  },
  access: sendNotices,
  input: z.object({ personId: id(), code: z.string().regex(/^[0-9]{6}$/) }),
  output: z.object({ deliveryId: id() }),
  failures: [channelFailures.channelOff],
  secretInput: true,
});
