import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/outside-sign-in.ts';
import type { AccessTables } from '../access-tables.ts';
import { linkAccount } from '../outside/link-account.ts';
import { outsideAccount } from '../outside/outside-account.ts';
import { answerOf, endAttempt, openAttempt } from '../outside/outside-attempts.ts';
import { standingProvider } from '../outside/standing-provider.ts';

export const finishOutsideLink = handle<AccessTables>()(contract.finishOutsideLink, async (context, input) => {
  const attempt = await openAttempt(context, input, 'link');
  if (answerOf(attempt) === 'waiting') return { state: 'waiting' as const };
  const { id: providerId } = await standingProvider(context, attempt.provider_id);
  const { personId } = context.person();
  await linkAccount(context, { providerId, personId, account: outsideAccount.parse(attempt.found), how: 'own' });
  await endAttempt(context, attempt.id);
  return { state: 'linked' as const };
});
