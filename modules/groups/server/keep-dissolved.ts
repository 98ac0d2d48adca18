import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { keepGroupUntil } from '#modules/messaging/contract/retention.ts';
import type { GroupKind } from '../contract/group-kind.ts';
import type { Command } from './groups-tables.ts';

/** The process under which messaging is told how long a dissolved group is kept. */
const keeping = { name: 'groups.keep', permissions: [superviseRetention] };

/** Has messaging keep these groups as long after their dissolution as their kind says; who isn't dissolved is left out. */
export async function keepDissolved(
  context: Command,
  { keepMonths }: Pick<GroupKind, 'keepMonths'>,
  which: { readonly kind: string } | { readonly conversationId: string },
): Promise<void> {
  const { rows } = await sql<{ conversation_id: string; dissolved_at: string }>`
    select conversation_id, dissolved_at from groups.governed where state = 'dissolved'
      and ${'kind' in which ? sql`kind = ${which.kind}` : sql`conversation_id = ${which.conversationId}::uuid`}
    order by conversation_id`.execute(context.db);
  for (const { conversation_id: conversationId, dissolved_at } of rows) {
    const dissolved = Temporal.Instant.from(dissolved_at).toZonedDateTimeISO('UTC');
    const until = keepMonths === null ? null : dissolved.add({ months: keepMonths }).toInstant().toString();
    await context.callAs(keeping, keepGroupUntil, { conversationId, until });
  }
}
