import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import type { MembershipRule } from '../../contract/membership-rule.ts';
import * as contract from '../../contract/operations.ts';
import { fullName } from '../../domain/group-name.ts';
import { differenceRows } from '../difference-rows.ts';
import { dissolutionAsked } from '../dissolution-asked.ts';
import { ledBy } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { listRows } from '../list-rows.ts';
import { loadKinds } from '../load-kinds.ts';

interface HandOver {
  id: string;
  conversation_id: string;
  name: string;
  from_id: string;
  from_name: string;
  to_id: string | null;
  to_name: string | null;
  due_on: string;
}

export const listMyGroups = handle<GroupsTables>()(contract.listMyGroups, async (context) => {
  const { personId } = context.person();
  const kinds = await loadKinds(context.db as never);
  const led = sql<boolean>`g.state = 'active' and ${ledBy(personId)}`;
  const rows = await listRows(context, kinds, led, sql`order by g.name limit 500`);
  const ids = rows.map((row) => row.conversationId);
  const differences = await differenceRows(context, ids);
  const { rows: patrols } = await sql<{ conversation_id: string; patrolled_at: string }>`
    select conversation_id, patrolled_at from groups.governed where conversation_id = any(${sql.val(ids)}::uuid[])`.execute(
    context.db,
  );
  const { rows: handOvers } = await sql<HandOver>`
    select h.id, h.conversation_id, g.name, h.from_id, f.name as from_name, h.to_id, t.name as to_name, h.due_on
    from groups.hand_over h join groups.governed g using (conversation_id)
    join directory.published_person f on f.id = h.from_id left join directory.published_person t on t.id = h.to_id
    where h.state = 'open' and (h.from_id = ${personId}::uuid or h.to_id = ${personId}::uuid) order by h.due_on, h.id`.execute(
    context.db,
  );
  const { rows: asks } = await sql<{
    id: string;
    conversation_id: string;
    group_name: string;
    person_id: string;
    name: string;
    reason: string;
    at: string;
  }>`
    select j.id, j.conversation_id, g.name as group_name, p.id as person_id, p.name, j.reason, j.at
    from groups.join_ask j join groups.governed g using (conversation_id)
    join directory.published_person p on p.id = j.person_id
    where j.state = 'open' and j.conversation_id = any(${sql.val(ids)}::uuid[]) and not exists (
      select from messaging.published_member m where m.conversation_id = j.conversation_id and m.person_id = j.person_id)
    order by j.at, j.id limit 200`.execute(context.db);
  const { rows: adoptions } = await sql<{
    conversation_id: string;
    kind: string;
    name: string;
    own_name: string;
    leader_id: string;
    rule: MembershipRule;
    grace_until: string;
    company: string;
    department: string | null;
  }>`
    select a.conversation_id, a.kind, c.name, a.own_name, a.leader_id, a.rule, a.grace_until, e.name as company, d.name as department
    from groups.adoption a join messaging.published_group c on c.id = a.conversation_id
    join directory.published_person o on o.id = c.owner_id join directory.published_employer e on e.id = o.employer_id
    left join directory.published_department d on d.id = o.main_department_id
    where c.owner_id = ${personId}::uuid and c.closed_at is null order by c.name, c.id`.execute(context.db);
  const today = context.now.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
  const groups = [];
  for (const { since: _since, ...row } of rows) {
    const open = handOvers.find((one) => one.conversation_id === row.conversationId && one.from_id === personId);
    const days = kinds.get(row.kind)?.kind.patrolDays ?? null;
    const patrolled = patrols.find((one) => one.conversation_id === row.conversationId)?.patrolled_at;
    groups.push({
      ...row,
      first: row.leader?.id === personId,
      differences: differences.get(row.conversationId) ?? [],
      process: kinds.get(row.kind)?.kind.process ?? ('approval' as const),
      over: row.endsOn !== null && row.endsOn < today,
      patrolDue:
        days !== null &&
        patrolled !== undefined &&
        Temporal.Instant.compare(Temporal.Instant.from(patrolled).add({ hours: days * 24 }), context.now) <= 0,
      handOver: open
        ? {
            handOverId: open.id,
            to: open.to_id !== null && open.to_name !== null ? { id: open.to_id, name: open.to_name } : null,
            dueOn: open.due_on,
          }
        : null,
      dissolving: row.endsOn !== null && (await dissolutionAsked(context, row.name)),
    });
  }
  return {
    groups,
    offered: handOvers
      .filter((one) => one.to_id === personId)
      .map((one) => ({
        handOverId: one.id,
        conversationId: one.conversation_id,
        name: one.name,
        from: { id: one.from_id, name: one.from_name },
        dueOn: one.due_on,
      })),
    asks: asks.map((one) => ({
      askId: one.id,
      conversationId: one.conversation_id,
      name: one.group_name,
      person: { id: one.person_id, name: one.name },
      reason: one.reason,
      at: one.at,
    })),
    adoptions: adoptions.map((one) => {
      const kind = kinds.get(one.kind)?.kind;
      const year = String(context.now.toZonedDateTimeISO('Asia/Shanghai').year);
      const facts = { company: one.company, department: one.department ?? '', year };
      return {
        conversationId: one.conversation_id,
        name: one.name,
        proposedName: kind ? fullName(kind, facts, one.own_name) : one.own_name,
        graceUntil: one.grace_until,
        proposal: { kind: one.kind, ownName: one.own_name, leaderId: one.leader_id, rule: one.rule },
      };
    }),
  };
});
