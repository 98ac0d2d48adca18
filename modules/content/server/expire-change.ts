import { sql } from 'kysely';
import type { Words } from '#kernel/contract/words.ts';
import { onTimer } from '#kernel/server/define-module.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { ruleChanged } from '../contract/events.ts';
import { changeExpired } from '../contract/notices.ts';
import { changeExpires } from './change-expires.ts';
import type { ContentTables } from './content-tables.ts';

/** A change that nobody confirmed in time never holds; who proposed it is told. */
export const expireChange = onTimer<ContentTables>()(changeExpires, async (context, { changeId }) => {
  const now = context.now.toString();
  const { rows } = await sql<{ rule_id: string; proposed_by: string; title: Words }>`
    update content.change set answer = 'expired', answered_at = ${now}::timestamptz
    where id = ${changeId}::uuid and answer is null returning rule_id, proposed_by, definition -> 'title' as title`.execute(
    context.db,
  );
  for (const { rule_id: ruleId, proposed_by: proposedBy, title } of rows) {
    context.about('contentRule', ruleId);
    context.emit(ruleChanged, { ruleId });
    await context.call(
      notify,
      noticeOf(changeExpired, {
        personIds: [proposedBy],
        facts: { title: title.zh, titleEn: title.en },
        about: { type: 'contentRule', id: ruleId },
        link: `/admin/content/rules/${ruleId}`,
        urgent: false,
      }),
    );
  }
});
