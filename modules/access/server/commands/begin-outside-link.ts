import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import * as contract from '../../contract/outside-sign-in.ts';
import type { AccessTables } from '../access-tables.ts';
import { beginAttempt } from '../outside/outside-attempts.ts';

export const beginOutsideLink = handle<AccessTables>()(contract.beginOutsideLink, async (context, input) => {
  await refuseStale(context);
  return beginAttempt(context, 'link', input);
});
