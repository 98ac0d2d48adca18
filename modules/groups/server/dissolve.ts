import { sql } from 'kysely';
import { dissolveGroup } from '#modules/messaging/contract/group-tools.ts';
import type { Group } from './group-rows.ts';
import type { Command } from './groups-tables.ts';
import { keepDissolved } from './keep-dissolved.ts';
import { loadKind } from './load-kinds.ts';
import { recordHappening } from './record-happening.ts';
import { governing } from './settle.ts';

/** Dissolves a group: nothing more is said in it, its history stays, and no rule looks at it any more. */
export async function dissolve(context: Command, group: Group, reason: string): Promise<void> {
  const conversationId = group.conversation_id;
  const now = context.now.toString();
  await sql`update groups.governed set state = 'dissolved', dissolved_at = ${now}, revision = revision + 1
    where conversation_id = ${conversationId}::uuid`.execute(context.db);
  await sql`delete from groups.expected where conversation_id = ${conversationId}::uuid`.execute(context.db);
  await sql`update groups.open_difference set settled_at = ${now}
    where conversation_id = ${conversationId}::uuid and settled_at is null`.execute(context.db);
  await sql`update groups.hand_over set state = 'dropped', ended_at = ${now}
    where conversation_id = ${conversationId}::uuid and state = 'open'`.execute(context.db);
  await sql`update groups.join_ask set state = 'dropped', answered_at = ${now}
    where conversation_id = ${conversationId}::uuid and state = 'open'`.execute(context.db);
  await context.callAs(governing, dissolveGroup, { conversationId });
  await keepDissolved(context, await loadKind(context.db, group.kind), { conversationId });
  await recordHappening(context, group, 'dissolved', { reason }, group.leader_ids);
}
