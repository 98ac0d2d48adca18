import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { readyKinds } from '../../contract/group-kind.ts';
import * as contract from '../../contract/operations.ts';
import { readRegister } from '../../contract/permissions.ts';
import type { Happening } from '../../contract/shapes.ts';
import { displayName } from '../../domain/display-name.ts';
import { patternInWords } from '../../domain/group-name.ts';
import { differenceRows } from '../difference-rows.ts';
import { dissolutionAsked } from '../dissolution-asked.ts';
import { groupsWhere, isMember, isWithin, nameFactsOf } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { listRows } from '../list-rows.ts';
import { loadKinds } from '../load-kinds.ts';

interface Member {
  id: string;
  name: string;
  role: 'leader' | 'deputy' | 'member' | 'guest';
  reason: string | null;
  ends_on: string | null;
}

/** For its members and for who keeps the register; nobody else learns that it is there. Nothing here was said in it (G4). */
export const readGroup = handle<GroupsTables>()(contract.readGroup, async (context, { conversationId }) => {
  const { personId } = context.person();
  const db = context.db as never;
  const [group] = await groupsWhere(db, sql<boolean>`g.conversation_id = ${conversationId}::uuid`);
  const { rows: open } = await sql<{
    id: string;
    from_id: string;
    from_name: string;
    to_id: string | null;
    to_name: string | null;
    why: 'leaving' | 'transfer' | 'other';
    due_on: string;
  }>`select h.id, h.from_id, f.name as from_name, h.to_id, t.name as to_name, h.why, h.due_on from groups.hand_over h
    join directory.published_person f on f.id = h.from_id left join directory.published_person t on t.id = h.to_id
    where h.conversation_id = ${conversationId}::uuid and h.state = 'open'`.execute(context.db);
  const [handOver] = open;
  const isIn = await isMember(db, conversationId, personId);
  const manages = group !== undefined && (await isWithin(context, group.applicant_id));
  const reads = manages || (group !== undefined && (await isWithin(context, group.applicant_id, readRegister)));
  if (!group || !(isIn || reads || handOver?.to_id === personId)) throw refuse(notFound);
  const kinds = await loadKinds(db);
  const kind = kinds.get(group.kind)?.kind ?? (readyKinds.department as NonNullable<(typeof readyKinds)[string]>);
  const [row] = await listRows(context, kinds, sql<boolean>`g.conversation_id = ${conversationId}::uuid`, sql``);
  if (!row) throw refuse(notFound);
  const { since: _since, ...listed } = row;
  const { rows: members } = await sql<Member>`
    select p.id, p.name,
      case when l.rank = 0 then 'leader' when l.rank > 0 then 'deputy' when u.person_id is not null then 'guest' else 'member' end as role,
      u.reason, u.ends_on
    from messaging.published_member m join directory.published_person p on p.id = m.person_id
    left join groups.leader l on l.conversation_id = m.conversation_id and l.person_id = m.person_id
    left join groups.guest u on u.conversation_id = m.conversation_id and u.person_id = m.person_id
    where m.conversation_id = ${conversationId}::uuid
    order by coalesce(l.rank, 1000), u.person_id is null, p.sort_key, p.id limit 1000`.execute(context.db);
  const { rows: history } = await sql<{
    at: string;
    what: Happening;
    by_id: string | null;
    by_name: string | null;
    facts: Record<string, string>;
  }>`select h.at, h.what, h.by_id, p.name as by_name, h.facts from groups.happened h
    left join directory.published_person p on p.id = h.by_id
    where h.conversation_id = ${conversationId}::uuid order by h.id desc limit 200`.execute(context.db);
  const { departments, postIds, personIds } = group.rule;
  const { rows: names } = await sql<{ id: string; name: string }>`
    select id, name from directory.published_department where id = any(${sql.val(departments.map((one) => one.id))}::uuid[])
    union all select id, name from directory.published_post where id = any(${sql.val(postIds)}::uuid[])
    union all select id, name from directory.published_person where id = any(${sql.val(personIds)}::uuid[])`.execute(
    context.db,
  );
  const active = group.state === 'active';
  const leads = isIn && group.leader_ids.includes(personId);
  const differences = (await differenceRows(context, [conversationId])).get(conversationId) ?? [];
  const deep = leads || reads;
  return {
    ...listed,
    purpose: group.purpose,
    employer: { id: group.employer_id, name: group.company },
    ownName: group.own_name,
    namePattern: patternInWords(kind, nameFactsOf(group)),
    process: kind.process,
    apply: group.apply,
    allowsGuests: kind.guests,
    rule: group.rule,
    ruleNames: Object.fromEntries(names.map(({ id, name }) => [id, name])),
    memberRows: members.map(({ id, name, role, reason, ends_on }) => ({
      person: { id, name },
      role,
      displayName: displayName(kind, role, name),
      guest: reason !== null && ends_on !== null ? { reason, endsOn: ends_on } : null,
    })),
    // Deadlines and urging are between the leader and who keeps the register.
    differences: deep ? differences : differences.map((one) => ({ ...one, since: null, dueAt: null, urgedAt: null })),
    role: members.find((one) => one.id === personId)?.role ?? (isIn ? 'member' : null),
    handOver: handOver
      ? {
          handOverId: handOver.id,
          from: { id: handOver.from_id, name: handOver.from_name },
          to:
            handOver.to_id !== null && handOver.to_name !== null
              ? { id: handOver.to_id, name: handOver.to_name }
              : null,
          why: handOver.why,
          dueOn: handOver.due_on,
        }
      : null,
    dissolving: active && (await dissolutionAsked(context, group.name)),
    history: history
      .filter(
        (one) => deep || !['urged', 'checked', 'breach', 'patrolled', 'joinAsked', 'joinDeclined'].includes(one.what),
      )
      .map(({ at, what, by_id, by_name, facts }) => ({
        at,
        what,
        by: by_id !== null && by_name !== null ? { id: by_id, name: by_name } : null,
        facts,
      })),
    revision: group.revision,
    may: [
      ...(active && leads ? (['lead'] as const) : []),
      ...(active && manages ? (['manage'] as const) : []),
      ...(handOver?.to_id === personId ? (['acceptHandOver'] as const) : []),
      ...(isIn ? (['report'] as const) : []),
    ],
  };
});
