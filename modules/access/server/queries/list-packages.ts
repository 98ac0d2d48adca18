import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/packages.ts';
import { approveGrants, assignFromPackages, managePackages } from '../../contract/permissions.ts';
import type { AccessTables } from '../access-tables.ts';
import { packageAssignable, packageVisible } from '../packages/package-within.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export const listPackages = handle<AccessTables>()(contract.listPackages, async (context, input) => {
  if (!context.may(managePackages) && !context.may(approveGrants)) context.require(assignFromPackages);
  const [, after] = input.cursor ? readCursor(input.cursor) : [undefined, undefined];
  const { rows } = await sql<{
    id: string;
    department: Named;
    outcome: 'inForce' | 'refused' | 'expired' | null;
    expires_at: string | null;
    why_ended: 'withdrawn' | 'replaced' | null;
    permissions: { permission: string; reach: 'self' | 'department' | 'departmentTree' }[];
    resolution_number: string;
    resolution_day: string;
    attendees: Named[];
    minutes: string;
    proposer: Named;
    proposed_at: string;
    decider: Named | null;
    decided_at: string | null;
    ended_at: string | null;
    reason: string | null;
    grants: number;
    assignable: boolean;
  }>`
    select k.id, k.outcome, k.why_ended, k.resolution_number, k.resolution_day::text, k.proposed_at, k.decided_at, k.ended_at, k.expires_at,
      k.reason, m.name as minutes, ${packageAssignable(context)} as assignable,
      json_build_object('id', d.id, 'name', d.name) as department,
      json_build_object('id', b.id, 'name', b.name) as proposer,
      case when c.id is null then null else json_build_object('id', c.id, 'name', c.name) end as decider,
      (select json_agg(json_build_object('permission', n.permission, 'reach', n.reach) order by n.permission)
       from access.package_permission n where n.package_id = k.id) as permissions,
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name) order by a.name), '[]')
       from directory.published_person a where a.id = any(k.attendees)) as attendees,
      (select count(*)::int from access.package_grant g where g.package_id = k.id and g.ended_at is null) as grants
    from access.department_package k
    join directory.published_department d on d.id = k.department_id
    join access.package_minutes m on m.id = k.minutes_id
    join directory.published_person b on b.id = k.proposed_by
    left join directory.published_person c on c.id = k.decided_by
    where ${packageVisible(context)}
      ${input.over ? sql`` : sql`and k.ended_at is null and coalesce(k.outcome, 'inForce') = 'inForce'`}
      ${after ? sql`and k.id < ${after}::uuid` : sql``}
    order by k.id desc limit ${input.limit + 1}`.execute(context.db);
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  const sentences = new Map(
    context.contracts.flatMap((module) => module.permissions.map((one) => [one.name, one.sentence])),
  );
  const self = context.person().personId;
  return {
    rows: shown.map((row) => {
      const state = row.why_ended ?? row.outcome ?? ('waiting' as const);
      const agrees = state === 'waiting' && context.may(approveGrants) && row.proposer.id !== self;
      const withdraws = (state === 'waiting' || state === 'inForce') && context.may(managePackages);
      return {
        id: row.id,
        department: row.department,
        state,
        // What the program has no more, nobody can be given.
        permissions: row.permissions.flatMap(({ permission, reach }) => {
          const sentence = sentences.get(permission);
          return sentence ? [{ name: permission, sentence: { ...sentence }, reach }] : [];
        }),
        resolution: { number: row.resolution_number, day: row.resolution_day, attendees: row.attendees },
        minutes: row.minutes,
        proposedBy: row.proposer,
        proposedAt: row.proposed_at,
        expiresAt: state === 'waiting' ? row.expires_at : null,
        decidedBy: row.decider,
        decidedAt: row.decided_at,
        endedAt: row.ended_at,
        reason: row.reason,
        grants: row.grants,
        may: [
          ...(agrees ? (['agree', 'refuse'] as const) : []),
          ...(withdraws ? (['withdraw'] as const) : []),
          ...(state === 'inForce' && row.assignable && context.may(assignFromPackages) ? (['assign'] as const) : []),
        ],
      };
    }),
    ...(last ? { next: writeCursor([last.proposed_at, last.id]) } : {}),
  };
});
