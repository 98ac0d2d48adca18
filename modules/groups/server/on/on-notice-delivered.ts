import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { noticeDelivered } from '#modules/notifications/contract/events.ts';
import { endNotice, handOverNotice, settleNotice } from '../../contract/notices.ts';
import { deadlineAfter } from '../deadline-after.ts';
import { groupsWhere } from '../group-rows.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { loadKind } from '../load-kinds.ts';
import { differenceDueTimer } from '../timers/difference-due-timer.ts';
import { dissolutionDueTimer } from '../timers/dissolution-due-timer.ts';

/** Time runs from when the leader was told, and not before (G7). */
export const onNoticeDelivered = subscriber<GroupsTables>()(
  'groups.onNoticeDelivered',
  noticeDelivered,
  async (context, { facts: { noticeId, personId, kind, at, about } }) => {
    if (about.type !== 'groups.group') return;
    if (kind === handOverNotice.code) {
      await sql`update groups.hand_over set told_at = ${at}::timestamptz
        where notice_id = ${noticeId}::uuid and told_at is null`.execute(context.db);
    }
    if (kind !== settleNotice.code && kind !== endNotice.code) return;
    const [group] = await groupsWhere(context.db, sql<boolean>`g.conversation_id = ${about.id}::uuid`, 'lock');
    if (!group) return;
    const { settleWorkdays, dissolveWorkdays } = await loadKind(context.db, group.kind);
    const conversationId = group.conversation_id;
    if (kind === settleNotice.code) {
      const dueAt = await deadlineAfter(context, personId, at, settleWorkdays);
      const { rows } =
        await sql`update groups.open_difference set told_at = ${at}::timestamptz, due_at = ${dueAt}::timestamptz
        where notice_id = ${noticeId}::uuid and told_at is null returning 1`.execute(context.db);
      if (rows.length > 0 && dueAt) {
        await context.schedule(differenceDueTimer, { key: noticeId, at: dueAt, input: { noticeId } });
      }
    } else {
      const { rows } = await sql`update groups.governed set end_told_at = ${at}::timestamptz
        where conversation_id = ${conversationId}::uuid and end_notice_id = ${noticeId}::uuid and end_told_at is null
        returning 1`.execute(context.db);
      const dueAt = rows.length > 0 ? await deadlineAfter(context, personId, at, dissolveWorkdays) : null;
      if (dueAt)
        await context.schedule(dissolutionDueTimer, { key: conversationId, at: dueAt, input: { conversationId } });
    }
  },
);
