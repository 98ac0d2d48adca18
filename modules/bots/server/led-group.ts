import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { readConversation } from '#modules/messaging/contract/conversations.ts';
import { notLeading } from '../contract/failures.ts';
import type { Command, Query } from './bots-tables.ts';

/** Whether the caller leads this group; 404 for who isn't in it, and for a chat between two. */
export async function leadsGroup(context: Pick<Query, 'read'>, conversationId: string): Promise<boolean> {
  const { kind, may } = await context.read(readConversation, { conversationId });
  if (kind !== 'group') throw refuse(notFound);
  return may.includes('lead');
}

/** Refuses unless the caller leads this group. */
export async function requireLeading(context: Command, conversationId: string): Promise<void> {
  if (!(await leadsGroup(context, conversationId))) throw refuse(notLeading);
}

/** A bot of a group that the caller leads, locked. */
export async function loadLedBot(
  context: Command,
  botId: string,
): Promise<{ conversationId: string; generation: number }> {
  const { rows } = await sql<{ conversation_id: string; generation: number }>`
    select conversation_id, generation from bots.bot where id = ${botId}::uuid and removed_at is null
    for update`.execute(context.db);
  const [bot] = rows;
  if (!bot) throw refuse(notFound);
  await requireLeading(context, bot.conversation_id);
  context.about('bot', botId);
  return { conversationId: bot.conversation_id, generation: bot.generation };
}
