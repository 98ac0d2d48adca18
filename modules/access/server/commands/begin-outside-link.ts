import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/outside-sign-in.ts';
import type { AccessTables } from '../access-tables.ts';
import { beginAttempt } from '../outside/outside-attempts.ts';
import { refuseStale } from '../refuse-stale.ts';

export const beginOutsideLink = handle<AccessTables>()(contract.beginOutsideLink, async (context, input) => {
  await refuseStale(context);
  return beginAttempt(context, 'link', input);
});
