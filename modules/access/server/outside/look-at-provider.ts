import type { CommandContext } from '#kernel/server/context.ts';
import { outsideProviderChanged } from '../../contract/events.ts';
import type { AccessTables } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { keepAttempt } from './outside-attempts.ts';

/** Has a provider looked at; what came of it stands in its row. One that is being looked at isn't asked twice. */
export async function lookAtProvider(context: CommandContext<AccessTables>, providerId: string): Promise<void> {
  const under = await context.db
    .selectFrom('access.outside_attempt')
    .select('id')
    .where('provider_id', '=', providerId)
    .where('purpose', '=', 'test')
    .where('expires_at', '>', context.now.toString())
    .executeTakeFirst();
  if (under) return;
  await keepAttempt(context, { id: context.newId(), provider_id: providerId, purpose: 'test', state: 'returned' });
  context.emit(outsideProviderChanged, { providerId, what: 'testing', by: actingPerson(context) });
}
