import { type RawBuilder, sql } from 'kysely';
import type { GroupKind } from '../contract/group-kind.ts';

export interface Narrowed {
  readonly only: 'active' | 'difference' | 'idle' | 'leaderless' | 'ended' | 'dissolved';
  readonly kind?: string | undefined;
  readonly employerId?: string | undefined;
  readonly text?: string | undefined;
}

/**
 * What each filter of the register shows, as conditions over `groups.governed g`, its conversation `c` and first leader `l`. Idle:
 * longer without a message than its kind allows. Ended: its last day is over where its employer is.
 */
export function registerFilters(
  kinds: ReadonlyMap<string, { kind: GroupKind }>,
  now: Temporal.Instant,
): Record<Narrowed['only'], RawBuilder<boolean>> {
  const idle = sql.join(
    [...kinds].map(
      ([code, one]) =>
        sql`(g.kind = ${code} and c.last_at < ${now.subtract({ hours: 24 * one.kind.idleDays }).toString()}::timestamptz)`,
    ),
    sql` or `,
  );
  const active = sql<boolean>`g.state = 'active'`;
  return {
    active,
    difference: sql<boolean>`${active} and g.conversation_id in (select d.conversation_id from groups.difference d)`,
    idle: sql<boolean>`${active} and (${idle})`,
    leaderless: sql<boolean>`${active} and l.person_id is null`,
    ended: sql<boolean>`${active} and g.ends_on < (select (${now.toString()}::timestamptz at time zone e.time_zone)::date
      from directory.published_employer e where e.id = g.employer_id)`,
    dissolved: sql<boolean>`g.state = 'dissolved'`,
  };
}

/** The condition for what is asked of the register; `p` is the first leader's person. */
export function registerCondition(
  kinds: ReadonlyMap<string, { kind: GroupKind }>,
  now: Temporal.Instant,
  { only, kind, employerId, text = '' }: Narrowed,
): RawBuilder<boolean> {
  return sql<boolean>`${registerFilters(kinds, now)[only]}
    and (${kind ?? null}::text is null or g.kind = ${kind ?? null})
    and (${employerId ?? null}::uuid is null or g.employer_id = ${employerId ?? null}::uuid)
    and (${text} = '' or position(lower(${text}) in lower(g.name)) > 0
      or position(lower(${text}) in lower(coalesce(p.name, ''))) > 0)`;
}
