import { z } from 'zod';
import { command } from '#kernel/contract/operation.ts';
import { triedTooOften, wrongPassword } from './failures.ts';
import { typedPassword } from './shapes.ts';
import { passwordFailures } from './sign-in.ts';

export const changePassword = command({
  name: 'access.changePassword',
  summary: {
    zh: '更改密码；其他设备上的登录随之结束',
    en: 'Changes one’s password; signs out everywhere else',
  },
  input: z.object({ currentPassword: typedPassword(), newPassword: typedPassword() }),
  output: z.object({}),
  access: 'signedIn',
  failures: [wrongPassword, triedTooOften, ...passwordFailures],
  perMinute: 20,
  secretInput: true,
});
