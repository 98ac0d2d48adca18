import { sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import { memberLeft } from '../contract/events.ts';
import { guestEnds } from './guest-ends.ts';
import type { MessagingTables } from './messaging-tables.ts';

/**
 * Takes a member out of a group. An owner's place goes to whoever has been a deputy longest, else a member, else a guest;
 * the history stays. `removed`: not by their own wish; `byId` null: by a process.
 */
export async function leaveConversation(
  context: CommandContext<MessagingTables>,
  conversationId: string,
  personId: string,
  removed?: { readonly byId: string | null },
): Promise<void> {
  const { rows } = await sql<{ owner_id: string | null }>`
    with gone as (
      update messaging.member set left_at = ${context.now.toString()}
      where conversation_id = ${conversationId} and person_id = ${personId} and left_at is null
      returning conversation_id
    )
    update messaging.conversation c set member_count = member_count - 1,
      owner_id = case when c.owner_id is distinct from ${personId}::uuid then c.owner_id else (
        select person_id from messaging.member m
        where m.conversation_id = c.id and m.left_at is null and m.person_id <> ${personId}
        order by array_position(array['deputy', 'member', 'guest'], m.role), m.joined_at, m.person_id limit 1) end
    from gone where c.id = gone.conversation_id
    returning c.owner_id`.execute(context.db);
  const [left] = rows;
  if (!left) return;
  context.about('conversation', conversationId);
  await context.unschedule(guestEnds, `${conversationId} ${personId}`);
  context.emit(memberLeft, {
    conversationId,
    personId,
    ownerId: left.owner_id,
    removed: removed !== undefined,
    byId: removed?.byId ?? null,
  });
}
