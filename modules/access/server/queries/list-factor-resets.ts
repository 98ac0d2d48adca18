import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { resetSecondFactors } from '../../contract/permissions.ts';
import * as contract from '../../contract/second-factors.ts';
import type { AccessTables } from '../access-tables.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export const listFactorResets = handle<AccessTables>()(contract.listFactorResets, async (context, input) => {
  const [, after] = input.cursor ? readCursor(input.cursor) : [undefined, undefined];
  const { personId } = context.person();
  const { rows } = await sql<{
    id: string;
    person: Named;
    reason: string;
    proposed_at: string;
    proposer: Named;
    expires_at: string | null;
    decided_at: string | null;
    decider: Named | null;
    carried_out: boolean | null;
  }>`
    select r.id, r.reason, r.proposed_at, r.expires_at, r.decided_at, r.carried_out,
      json_build_object('id', p.id, 'name', p.name) as person,
      json_build_object('id', b.id, 'name', b.name) as proposer,
      case when d.id is null then null else json_build_object('id', d.id, 'name', d.name) end as decider
    from access.factor_reset r
    join directory.published_person p on p.id = r.person_id
    join directory.published_person b on b.id = r.proposed_by
    left join directory.published_person d on d.id = r.decided_by
    where ${context.within(resetSecondFactors, 'p.id')} ${after ? sql`and r.id < ${after}::uuid` : sql``}
    order by r.id desc limit ${input.limit + 1}`.execute(context.db);
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map((row) => {
      const open = row.decided_at === null && row.person.id !== personId;
      return {
        id: row.id,
        person: row.person,
        reason: row.reason,
        proposedAt: row.proposed_at,
        proposedBy: row.proposer,
        expiresAt: row.decided_at === null ? row.expires_at : null,
        decidedAt: row.decided_at,
        decidedBy: row.decider,
        carriedOut: row.carried_out,
        may: [
          ...(open && row.proposer.id !== personId ? (['agree'] as const) : []),
          ...(open ? (['refuse'] as const) : []),
        ],
      };
    }),
    ...(last ? { next: writeCursor(['', last.id]) } : {}),
  };
});
