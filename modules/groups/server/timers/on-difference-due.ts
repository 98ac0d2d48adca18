import { sql } from 'kysely';
import { onTimer } from '#kernel/server/define-module.ts';
import { isBreach } from '../../domain/find-breach.ts';
import { deadlineAfter } from '../deadline-after.ts';
import { groupsWhere, inGrace } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { loadKind } from '../load-kinds.ts';
import { recordBreach } from '../record-breach.ts';
import { settle } from '../settle.ts';
import { differenceDueTimer } from './difference-due-timer.ts';

interface Open {
  id: string;
  conversation_id: string;
  person_id: string;
  liable_id: string;
  change: 'join' | 'leave';
  told_at: string | null;
  due_at: string | null;
  cleared_at: string | null;
  settled_at: string | null;
}

/** The leader's time is over: once more it is looked at, with the leave that was told meanwhile, before anything is recorded. */
export const onDifferenceDue = onTimer<GroupsTables>()(differenceDueTimer, async (context, { noticeId }) => {
  const { rows } =
    await sql<Open>`select id, conversation_id, person_id, liable_id, change, told_at, due_at, cleared_at, settled_at
    from groups.open_difference o where notice_id = ${noticeId}::uuid and settled_at is null and breach_at is null
      and exists (select from groups.difference d where d.conversation_id = o.conversation_id and d.person_id = o.person_id
        and d.change = o.change)
    order by id for update`.execute(context.db);
  const [first] = rows;
  if (!first) return;
  const [group] = await groupsWhere(
    context.db,
    sql<boolean>`g.conversation_id = ${first.conversation_id}::uuid`,
    'lock',
  );
  if (group?.state !== 'active') return;
  if (group.apply === 'automatic') {
    await settle(context, group);
    return;
  }
  const { settleWorkdays } = await loadKind(context.db, group.kind);
  const dueAt =
    first.told_at === null ? null : await deadlineAfter(context, first.liable_id, first.told_at, settleWorkdays);
  await sql`update groups.open_difference set due_at = ${dueAt}::timestamptz
    where id = any(${sql.val(rows.map((row) => row.id))}::uuid[])`.execute(context.db);
  if (dueAt !== null && Temporal.Instant.compare(dueAt, context.now) > 0) {
    await context.schedule(differenceDueTimer, { key: noticeId, at: dueAt, input: { noticeId } });
    return;
  }
  const now = context.now.toString();
  for (const row of rows) {
    const found = { toldAt: row.told_at, dueAt, settledAt: row.settled_at, clearedAt: row.cleared_at };
    if (!isBreach(found, { apply: group.apply, inGrace: inGrace(context, group) }, now)) continue;
    if (row.told_at === null || dueAt === null) continue;
    await sql`update groups.open_difference set breach_at = ${now} where id = ${row.id}::uuid`.execute(context.db);
    await recordBreach(context, group, {
      breach: 'differenceOpen',
      liableId: row.liable_id,
      subjectId: row.person_id,
      change: row.change,
      toldAt: row.told_at,
      dueAt,
    });
  }
});
