import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { GroupKind } from '../contract/group-kind.ts';
import type { GroupRow } from '../contract/shapes.ts';

interface Row {
  conversation_id: string;
  name: string;
  kind: string;
  leader_id: string | null;
  leader_name: string | null;
  members: number;
  difference: number;
  last_at: string;
  ends_on: string | null;
  grace_until: string | null;
  state: 'active' | 'dissolved';
  /** Where a page goes on. */
  since: string;
}

/** Groups as lists show them. `tail`: from the ordering on; `g` is the group, `c` its conversation. */
export async function listRows(
  context: { readonly db: unknown; readonly now: Temporal.Instant },
  kinds: ReadonlyMap<string, { kind: GroupKind }>,
  condition: RawBuilder<boolean>,
  tail: RawBuilder<unknown>,
): Promise<(GroupRow & { since: string })[]> {
  const { rows } = await sql<Row>`
    select g.conversation_id, g.name, g.kind, l.person_id as leader_id, p.name as leader_name, c.member_count as members,
      (select count(*)::int from groups.difference d where d.conversation_id = g.conversation_id) as difference,
      c.last_at, g.ends_on, g.grace_until, g.state, g.since
    from groups.governed g join messaging.published_group c on c.id = g.conversation_id
    left join groups.leader l on l.conversation_id = g.conversation_id and l.rank = 0
    left join directory.published_person p on p.id = l.person_id
    where ${condition} ${tail}`.execute(context.db as QueryExecutorProvider);
  return rows.map((row) => {
    const kind = kinds.get(row.kind)?.kind;
    const idleSince = context.now.subtract({ hours: 24 * (kind?.idleDays ?? 90) });
    return {
      conversationId: row.conversation_id,
      name: row.name,
      kind: row.kind,
      kindTitle: kind?.title ?? { zh: row.kind, en: row.kind },
      owner: kind?.owner ?? '',
      leader: row.leader_id !== null && row.leader_name !== null ? { id: row.leader_id, name: row.leader_name } : null,
      members: row.members,
      difference: row.difference,
      lastAt: row.last_at,
      idle: row.state === 'active' && Temporal.Instant.compare(row.last_at, idleSince) < 0,
      endsOn: row.ends_on,
      graceUntil: row.grace_until,
      state: row.state,
      since: row.since,
    };
  });
}
