import { sql } from 'kysely';
import { filedNotice, handOverNotice, leaderlessNotice } from '../contract/notices.ts';
import { manageGroups } from '../contract/permissions.ts';
import { deadlineAfter } from './deadline-after.ts';
import { type Group, todayOf } from './group-rows.ts';
import type { Command } from './groups-tables.ts';
import { loadKind } from './load-kinds.ts';
import { recordHappening } from './record-happening.ts';
import { setLeaders } from './set-leaders.ts';
import { follow } from './settle.ts';
import { holdersOf, tell } from './tell.ts';

/**
 * A hand-over becomes due: by the last day of who leaves, or within the workdays of the kind from now. A deputy stands ready to
 * be named. One that is open already keeps its successor, and takes the earlier day.
 */
export async function beginHandOver(
  context: Command,
  group: Group,
  how: { readonly fromId: string; readonly why: 'leaving' | 'transfer'; readonly dueOn?: string },
): Promise<void> {
  const { settleWorkdays } = await loadKind(context.db, group.kind);
  const reckoned = how.dueOn ?? (await deadlineAfter(context, how.fromId, context.now.toString(), settleWorkdays));
  const dueOn =
    how.dueOn ??
    (reckoned
      ? Temporal.Instant.from(reckoned).toZonedDateTimeISO(group.time_zone).toPlainDate().toString()
      : Temporal.PlainDate.from(todayOf(context, group))
          .add({ days: settleWorkdays + 5 })
          .toString());
  const { rows } = await sql<{ id: string }>`
    insert into groups.hand_over (id, conversation_id, from_id, why, due_on, state, begun_at)
    values (${context.newId()}, ${group.conversation_id}, ${how.fromId}, ${how.why}, ${dueOn}, 'open', ${context.now.toString()})
    on conflict (conversation_id) where state = 'open' do update
      set due_on = least(hand_over.due_on, excluded.due_on), why = excluded.why
    returning id`.execute(context.db);
  const told = await tell(
    context,
    handOverNotice,
    [how.fromId],
    group.conversation_id,
    { group: group.name, day: dueOn },
    '/groups/mine',
  );
  await sql`update groups.hand_over set notice_id = coalesce(notice_id, ${told.get(how.fromId) ?? null}::uuid)
    where id = ${rows[0]?.id ?? null}::uuid`.execute(context.db);
  await recordHappening(context, group, 'handOverBegun', { day: dueOn });
}

/** The successor leads: display names follow, HR has it on file, whoever no longer belongs in goes (S2 13, 20). */
export async function completeHandOver(
  context: Command,
  group: Group,
  from: { readonly id: string; readonly name: string },
  to: { readonly id: string; readonly name: string },
): Promise<void> {
  await setLeaders(context, group, [to.id, ...group.leader_ids.filter((id) => id !== from.id && id !== to.id)]);
  const hr = await holdersOf(context, from.id, { kind: 'role', role: 'hr', within: 'employer' });
  await tell(context, filedNotice, hr, group.conversation_id, {
    group: group.name,
    before: from.name,
    leader: to.name,
  });
  await sql`update groups.open_difference set liable_id = ${to.id}, notice_id = null, told_at = null, due_at = null
    where conversation_id = ${group.conversation_id}::uuid and settled_at is null and breach_at is null`.execute(
    context.db,
  );
  await recordHappening(context, group, 'leaderChanged', { before: from.name, leader: to.name }, [from.id, to.id]);
  await follow(context, [group.conversation_id]);
}

/**
 * A leader has left the company without handing over: the next deputy leads, or who takes over his work (first, where HR named
 * that person: `named`); where there is nobody, those who manage groups are told, and the register shows it (S2 6).
 */
export async function replaceLeaver(
  context: Command,
  group: Group,
  leaverId: string,
  successorId: string | null,
  named = false,
): Promise<void> {
  const conversationId = group.conversation_id;
  await sql`update groups.hand_over set state = 'dropped', ended_at = ${context.now.toString()}
    where conversation_id = ${conversationId}::uuid and from_id = ${leaverId}::uuid and state = 'open'`.execute(
    context.db,
  );
  const remaining = group.leader_ids.filter((id) => id !== leaverId);
  const { rows } = await sql<{ id: string; name: string; active: boolean }>`
    select id, name, active from directory.published_person
    where id = any(${sql.val([leaverId, ...remaining, ...(successorId ? [successorId] : [])])}::uuid[])`.execute(
    context.db,
  );
  const known = (id: string | undefined) => rows.find((row) => row.id === id);
  const wasFirst = group.leader_ids[0] === leaverId;
  const successor = wasFirst ? known(successorId ?? undefined) : undefined;
  const next = (named ? successor : undefined) ?? known(remaining[0]) ?? successor;
  if (!next?.active) {
    await sql`delete from groups.leader where conversation_id = ${conversationId}::uuid and person_id = ${leaverId}::uuid`.execute(
      context.db,
    );
    const managers = await holdersOf(context, group.applicant_id, {
      kind: 'permission',
      permission: manageGroups.name,
    });
    await tell(context, leaderlessNotice, managers, conversationId, { group: group.name });
    await recordHappening(context, group, 'leaderless', {});
  } else if (wasFirst) {
    await completeHandOver(context, group, { id: leaverId, name: known(leaverId)?.name ?? '' }, next);
  } else {
    await setLeaders(context, group, remaining);
    await recordHappening(context, group, 'changed', {});
  }
}
