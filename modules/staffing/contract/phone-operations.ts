import { z } from 'zod';
import { command } from '#kernel/contract/operation.ts';
import { changedPhone } from '#modules/directory/contract/failures.ts';
import { channelFailures } from '#modules/notifications/contract/channel-failures.ts';
import { codeOver, codeTooSoon, codeWrong, noPhone } from './failures.ts';

export const askPhoneCode = command({
  name: 'staffing.askPhoneCode',
  summary: { zh: '向自己登记的手机发送验证码', en: 'Sends a code to one’s own registered phone' },
  input: z.object({}),
  /** The number that it goes to, its middle hidden. */
  output: z.object({ to: z.string() }),
  access: 'signedIn',
  failures: [noPhone, codeTooSoon, channelFailures.channelOff],
  perMinute: 5,
});

export const verifyPhone = command({
  name: 'staffing.verifyPhone',
  summary: { zh: '用验证码验证自己的手机', en: 'Proves one’s own phone by the code' },
  input: z.object({ code: z.string().regex(/^[0-9]{6}$/) }),
  output: z.object({}),
  access: 'signedIn',
  failures: [codeWrong, codeOver, changedPhone],
  perMinute: 20,
  secretInput: true,
});
