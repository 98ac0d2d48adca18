import { sql } from 'kysely';
import { groupChanged } from '../contract/events.ts';
import type { Happening } from '../contract/shapes.ts';
import type { Command } from './groups-tables.ts';

/** Writes into the history of a group what happened, and tells those who see it. */
export async function recordHappening(
  context: Command,
  group: { readonly conversation_id: string; readonly employer_id: string },
  what: Happening,
  facts: Readonly<Record<string, string>> = {},
  concerned: readonly string[] = [],
): Promise<void> {
  const by = context.actor.kind === 'person' ? context.actor.personId : null;
  await sql`insert into groups.happened (id, conversation_id, at, what, by_id, facts)
    values (${context.newId()}, ${group.conversation_id}, ${context.now.toString()}, ${what}, ${by}, ${JSON.stringify(facts)}::jsonb)`.execute(
    context.db,
  );
  context.about('group', group.conversation_id);
  context.emit(groupChanged, {
    conversationId: group.conversation_id,
    employerId: group.employer_id,
    what,
    concerned: [...concerned],
  });
}
