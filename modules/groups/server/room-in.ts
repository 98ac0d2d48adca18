import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { mostMembers } from '#modules/messaging/contract/settings.ts';
import { groupFull } from '../contract/failures.ts';
import type { GroupKind } from '../contract/group-kind.ts';
import type { Command, Query } from './groups-tables.ts';

/** The most members that a group of the kind has: the kind's, or the company's for any chat where that is less (G6). */
export const mostOf = async (context: Query | Command, kind: Pick<GroupKind, 'mostMembers'>): Promise<number> =>
  Math.min(kind.mostMembers, await context.setting(mostMembers));

/** How many more may come in; never less than 0. */
export async function roomIn(
  context: Query | Command,
  conversationId: string,
  kind: Pick<GroupKind, 'mostMembers'>,
): Promise<number> {
  const { rows } = await sql<{ member_count: number }>`
    select member_count from messaging.published_group where id = ${conversationId}::uuid`.execute(
    context.db as Command['db'],
  );
  return Math.max(0, (await mostOf(context, kind)) - (rows[0]?.member_count ?? 0));
}

/** Refuses with `groupFull` where so many don't fit in any more. */
export async function requireRoom(
  context: Query | Command,
  conversationId: string,
  kind: Pick<GroupKind, 'mostMembers'>,
  count: number,
): Promise<void> {
  if ((await roomIn(context, conversationId, kind)) < count) {
    throw refuse(groupFull, { most: await mostOf(context, kind) });
  }
}
