import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/outside-sign-in.ts';
import type { AccessTables } from '../access-tables.ts';
import { beginAttempt } from '../outside/outside-attempts.ts';

export const beginOutsideSignIn = handle<AccessTables>()(contract.beginOutsideSignIn, (context, input) =>
  beginAttempt(context, 'signIn', input),
);
