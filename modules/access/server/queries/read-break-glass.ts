import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/break-glass.ts';
import { approveGrants, assignRoles } from '../../contract/permissions.ts';
import type { AccessTables } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { doneWhileOpen } from '../grants/done-while-open.ts';
import { maySeal } from '../grants/may-seal.ts';
import { openGlass } from '../grants/open-glass.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export const readBreakGlass = handle<AccessTables>()(contract.readBreakGlass, async (context) => {
  const self = actingPerson(context);
  const now = context.now.toString();
  const { rows } = await sql<{
    id: string;
    sealed_at: string;
    opener: Named | null;
    opened_at: string | null;
    open_until: string | null;
    reason: string | null;
    changes: number;
    review_by: string | null;
    overdue: boolean;
    reviewer: Named | null;
    reviewed_at: string | null;
    finding: string | null;
  }>`
    select g.id, g.sealed_at, g.opened_at, g.open_until, g.reason, g.review_by, g.reviewed_at, g.finding,
      (select count(*)::int from kernel.audit a where ${doneWhileOpen(context)}) as changes,
      g.reviewed_at is null and g.review_by < ${now}::timestamptz as overdue,
      case when o.id is null then null else json_build_object('id', o.id, 'name', o.name) end as opener,
      case when r.id is null then null else json_build_object('id', r.id, 'name', r.name) end as reviewer
    from access.break_glass g
    left join directory.published_person o on o.id = g.opened_by
    left join directory.published_person r on r.id = g.reviewed_by
    where g.lost_at is null
    order by g.opened_at desc nulls first limit 51`.execute(context.db);
  const company = context.reach(assignRoles).company;
  const sealed = rows.find((row) => row.opened_at === null);
  return {
    sealedAt: sealed?.sealed_at ?? null,
    openUntil: self === null ? null : ((await openGlass(context, self))?.open_until ?? null),
    openings: rows.flatMap((row) =>
      row.opened_at !== null && row.opener && row.open_until !== null && row.review_by !== null
        ? [
            {
              id: row.id,
              openedBy: row.opener,
              openedAt: row.opened_at,
              openUntil: row.open_until,
              reason: row.reason ?? '',
              changes: row.changes,
              reviewBy: row.review_by,
              overdue: row.overdue,
              reviewedBy: row.reviewer,
              reviewedAt: row.reviewed_at,
              finding: row.finding,
              may:
                row.reviewed_at === null && row.opener.id !== self && context.may(approveGrants)
                  ? (['review'] as const).slice()
                  : [],
            },
          ]
        : [],
    ),
    may: [
      ...(company && !sealed && (await maySeal(context, self)) ? (['seal'] as const) : []),
      ...(company && sealed ? (['open', 'reportLost'] as const) : []),
    ],
  };
});
