import type { Strength } from '#kernel/contract/actor.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { signedIn } from '../contract/events.ts';
import type { AccessTables } from './access-tables.ts';
import { recordAttempt } from './attempts.ts';

/** Signs a person in who has proved who they are, by password unless told otherwise. */
export async function beginSession(
  context: CommandContext<AccessTables>,
  person: { id: string; account: string },
  strength: Strength = 'password',
): Promise<{ personId: string; sessionId: string }> {
  await recordAttempt(context, { account: person.account, personId: person.id, succeeded: true });
  const { sessionId } = await context.sessions.start({ personId: person.id, strength });
  context.about('person', person.id);
  context.about('session', sessionId);
  context.emit(signedIn, { personId: person.id, sessionId });
  return { personId: person.id, sessionId };
}
