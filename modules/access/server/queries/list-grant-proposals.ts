import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/grants.ts';
import { approveGrants, readRoles } from '../../contract/permissions.ts';
import type { AccessTables, GrantProposalTable } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { assignmentWithin } from '../assignment-within.ts';
import type { GrantChange } from '../grants/grant-change.ts';
import { toldChanges } from '../grants/told-changes.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}
type Stored = Omit<GrantProposalTable, 'change' | 'changes'>;

export const listGrantProposals = handle<AccessTables>()(contract.listGrantProposals, async (context, input) => {
  const [, after] = input.cursor ? readCursor(input.cursor) : [undefined, undefined];
  const self = actingPerson(context);
  const { rows } = await sql<
    Stored & {
      change: GrantChange;
      changes: Parameters<typeof toldChanges>[1];
      name_zh: string;
      name_en: string;
      person: Named | null;
      post: Named | null;
      proposer: Named;
      decider: Named | null;
      departments: Named[];
      employers: Named[];
      holds: boolean;
    }
  >`
    select a.*, r.name_zh, r.name_en,
      case when p.id is null then null else json_build_object('id', p.id, 'name', p.name) end as person,
      case when o.id is null then null else json_build_object('id', o.id, 'name', o.name) end as post,
      json_build_object('id', b.id, 'name', b.name) as proposer,
      case when d.id is null then null else json_build_object('id', d.id, 'name', d.name) end as decider,
      (select coalesce(json_agg(json_build_object('id', x.id, 'name', x.name) order by x.number), '[]')
       from directory.published_department x
       where a.change #> '{assignment,scope,departmentIds}' @> to_jsonb(x.id::text)) as departments,
      (select coalesce(json_agg(json_build_object('id', x.id, 'name', x.name) order by x.name), '[]')
       from directory.published_employer x
       where a.change #> '{assignment,scope,employerIds}' @> to_jsonb(x.id::text)) as employers,
      exists (select from directory.published_post_holding h
        where h.post_id = a.post_id and h.person_id = ${self}::uuid) as holds
    from access.grant_proposal a
    join access.role r on r.id = a.role_id
    join directory.published_person b on b.id = a.proposed_by
    left join directory.published_person p on p.id = a.person_id
    left join directory.published_post o on o.id = a.post_id
    left join directory.published_person d on d.id = a.decided_by
    where (a.proposed_by = ${self}::uuid or ${assignmentWithin(context, readRoles)})
      ${input.open ? sql`and a.outcome is null` : sql``}
      ${after ? sql`and a.id < ${after}::uuid` : sql``}
    order by a.id desc limit ${input.limit + 1}`.execute(context.db);
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  const approves = context.may(approveGrants);
  return {
    rows: shown.map((row) => {
      const given = row.change.kind === 'give' ? row.change.assignment : undefined;
      const open = row.outcome === null;
      const mine = row.proposed_by === self;
      const forMe = row.kind === 'give' && (row.person_id === self || row.holds);
      return {
        id: row.id,
        kind: row.kind,
        role: { id: row.role_id, name: { zh: row.name_zh, en: row.name_en } },
        person: row.person,
        post: row.post,
        scope: given?.scope.kind ?? null,
        departments: row.departments,
        employers: row.employers,
        from: given?.from ?? null,
        until: given?.until ?? null,
        changes: toldChanges(context.contracts, row.changes),
        reason: row.reason,
        proposedBy: row.proposer,
        proposedAt: row.proposed_at,
        expiresAt: row.expires_at,
        state: row.outcome ?? ('open' as const),
        decidedBy: row.decider,
        decidedAt: row.decided_at,
        alone: row.glass_id !== null,
        may: [
          ...(open && approves && !mine && !forMe ? (['agree'] as const) : []),
          ...(open && approves && !mine ? (['refuse'] as const) : []),
          ...(open && mine ? (['withdraw'] as const) : []),
        ],
      };
    }),
    ...(last ? { next: writeCursor(['', last.id]) } : {}),
  };
});
