import { z } from 'zod';
import { command } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import { changedPhone } from './failures.ts';
import { managePeople } from './permissions.ts';
import { phoneNumber } from './shapes.ts';

/** Records that a person has the phone that stands in the directory (D2.2); by the process that saw the proof. */
export const recordPhoneVerified = command({
  name: 'directory.recordPhoneVerified',
  summary: {
    zh: '记录手机已验证（供系统流程调用）',
    en: 'Records that a phone is proved to be the person’s, as a process of the system',
  },
  input: z.object({ personId: id(), phone: phoneNumber() }),
  output: z.object({}),
  access: managePeople,
  failures: [changedPhone],
});
