import { sql } from 'kysely';
import { z } from 'zod';
import { handle } from '#kernel/server/define-module.ts';
import type { MembershipRule } from '../../contract/membership-rule.ts';
import * as contract from '../../contract/operations.ts';
import { manageGroups } from '../../contract/permissions.ts';
import { fullName } from '../../domain/group-name.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { loadKinds } from '../load-kinds.ts';

interface Row {
  id: string;
  name: string;
  owner_id: string | null;
  owner_name: string | null;
  member_count: number;
  last_at: string;
  company: string | null;
  department: string | null;
  kind: string | null;
  own_name: string;
  leader_id: string;
  leader_name: string;
  rule: MembershipRule;
  grace_until: string;
}

export const listAdoptions = handle<GroupsTables>()(
  contract.listAdoptions,
  async (context, { limit, cursor, only }) => {
    const kinds = await loadKinds(context.db as never);
    const after = z.uuid().safeParse(cursor).data ?? null;
    const { rows } = await sql<Row>`
    select c.id, c.name, c.owner_id, o.name as owner_name, c.member_count, c.last_at, e.name as company, d.name as department,
      a.kind, a.own_name, a.leader_id, l.name as leader_name, a.rule, a.grace_until
    from messaging.published_group c left join directory.published_person o on o.id = c.owner_id
    left join directory.published_employer e on e.id = o.employer_id
    left join directory.published_department d on d.id = o.main_department_id
    left join groups.adoption a on a.conversation_id = c.id left join directory.published_person l on l.id = a.leader_id
    where c.closed_at is null and (a.conversation_id is not null) = ${only === 'proposed'}
      and not exists (select from groups.governed g where g.conversation_id = c.id)
      and ${context.within(manageGroups, 'c.owner_id')} and (${after}::uuid is null or c.id < ${after}::uuid)
    order by c.id desc limit ${limit + 1}`.execute(context.db);
    const here = context.now.toZonedDateTimeISO('Asia/Shanghai');
    const [year, today] = [String(here.year), here.toPlainDate().toString()];
    const shown = rows.slice(0, limit);
    return {
      rows: shown.map((row) => {
        const kind = row.kind === null ? undefined : kinds.get(row.kind)?.kind;
        const facts = { company: row.company ?? '', department: row.department ?? '', year };
        return {
          conversationId: row.id,
          name: row.name,
          owner: row.owner_id !== null && row.owner_name !== null ? { id: row.owner_id, name: row.owner_name } : null,
          members: row.member_count,
          lastAt: row.last_at,
          proposal:
            row.kind === null
              ? null
              : {
                  kind: row.kind,
                  ownName: row.own_name,
                  name: kind ? fullName(kind, facts, row.own_name) : row.own_name,
                  leaderId: row.leader_id,
                  leader: { id: row.leader_id, name: row.leader_name },
                  rule: row.rule,
                  graceUntil: row.grace_until,
                  overdue: row.grace_until <= today,
                },
        };
      }),
      ...(rows.length > limit ? { next: shown.at(-1)?.id } : {}),
    };
  },
);
