import { sql } from 'kysely';
import { onTimer } from '#kernel/server/define-module.ts';
import { deadlineAfter } from '../deadline-after.ts';
import { dissolutionAsked } from '../dissolution-asked.ts';
import { groupsWhere, inGrace } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { loadKind } from '../load-kinds.ts';
import { recordBreach } from '../record-breach.ts';
import { dissolutionDueTimer } from './dissolution-due-timer.ts';

/** Three workdays after the end of a temporary group its dissolution must have been asked for (S2 14, 21; G9). */
export const onDissolutionDue = onTimer<GroupsTables>()(dissolutionDueTimer, async (context, { conversationId }) => {
  const [group] = await groupsWhere(context.db, sql<boolean>`g.conversation_id = ${conversationId}::uuid`, 'lock');
  const [leaderId] = group?.leader_ids ?? [];
  if (group?.state !== 'active' || leaderId === undefined || inGrace(context, group)) return;
  if (group.end_told_at === null || group.end_breach_at !== null || (await dissolutionAsked(context, group.name)))
    return;
  const { dissolveWorkdays, lifetime } = await loadKind(context.db, group.kind);
  if (lifetime !== 'ends') return;
  const dueAt = await deadlineAfter(context, leaderId, group.end_told_at, dissolveWorkdays);
  if (dueAt === null) return;
  if (Temporal.Instant.compare(dueAt, context.now) > 0) {
    await context.schedule(dissolutionDueTimer, { key: conversationId, at: dueAt, input: { conversationId } });
    return;
  }
  await sql`update groups.governed set end_breach_at = ${context.now.toString()}
    where conversation_id = ${conversationId}::uuid`.execute(context.db);
  await recordBreach(context, group, {
    breach: 'dissolutionNotAsked',
    liableId: leaderId,
    subjectId: null,
    toldAt: group.end_told_at,
    dueAt,
  });
});
