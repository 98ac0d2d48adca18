import type { CommandContext } from '#kernel/server/context.ts';
import { factorsChanged } from '../contract/events.ts';
import type { AccessTables } from './access-tables.ts';
import { dropFactors } from './drop-factors.ts';
import { dropPasskeys } from './drop-passkeys.ts';
import { endSessions } from './end-sessions.ts';

/** Takes away all second factors that somebody lost, passkeys too, and ends their sessions: who has the things has the account. */
export async function resetFactors(
  context: CommandContext<AccessTables>,
  personId: string,
  reason: string,
): Promise<void> {
  await dropFactors(context, personId);
  await dropPasskeys(context, { personId, reason });
  await endSessions(context, personId, { why: 'factorReset' });
  context.emit(factorsChanged, { personId, what: 'reset' });
}
