import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import { findingMade } from '../contract/events.ts';
import { stateMarkFound } from '../contract/notices.ts';
import { judgeFindings } from '../contract/permissions.ts';
import type { Action, Category } from '../contract/rule.ts';
import { stateMarksRule } from '../contract/state-marks-rule.ts';
import { confirmationHolds } from './check-sending.ts';
import type { Command, ContentTables } from './content-tables.ts';
import type { FindingLine } from './finding-rows.ts';

/** Every minute: tells of what was blocked, which a refused command can't do itself, and of what was found outside of chats. */
export const tellBlocked = recurring<ContentTables>()('content.tellBlocked', '* * * * *', async (context) => {
  const { rows } = await sql<{
    id: string;
    person_id: string;
    employer_id: string;
    rule_id: string;
    category: Category;
    action: Action;
    outcome: FindingLine['outcome'];
    place: FindingLine['place'];
    conversation_id: string;
    at: string;
  }>`with told as (
      update content.finding set told = true
      where id in (select id from content.finding where not told order by id limit 500 for update skip locked)
      returning id, person_id, employer_id, rule_id, category, action, outcome, place, conversation_id, at)
    select * from told order by id`.execute(context.db);
  for (const row of rows) {
    if (row.rule_id === stateMarksRule) await alert(context, row.id, row.person_id);
    context.emit(findingMade, {
      findingId: row.id,
      personId: row.person_id,
      employerId: row.employer_id,
      ruleId: row.rule_id,
      category: row.category,
      action: row.action,
      outcome: row.outcome,
      place: row.place,
      conversationId: row.conversation_id,
      seq: null,
      at: row.at,
    });
  }
});

/** Tells who judges findings about this person, and not the person. */
async function alert(context: Command, findingId: string, personId: string): Promise<void> {
  const rule = { kind: 'permission' as const, permission: judgeFindings.name };
  const { answers } = await context.read(findHolders, { questions: [{ key: 'judges', personId, rule }] });
  const personIds = (answers[0]?.personIds ?? []).filter((id) => id !== personId);
  const { rows } = await sql<{ name: string }>`
    select name from directory.published_person where id = ${personId}::uuid`.execute(context.db);
  if (personIds.length === 0) return;
  await context.callAs(
    { name: 'content.alert', permissions: [sendNotices] },
    notify,
    noticeOf(stateMarkFound, {
      personIds,
      facts: { name: rows[0]?.name ?? '' },
      about: { type: 'contentFinding', id: findingId },
      link: `/admin/content/findings/${findingId}`,
    }),
  );
}

/** Days for which the pieces of a finding are kept that nobody confirmed (`security-log-6m`). */
const keptDays = 183;

/** At night: what nobody needs any more is erased. */
export const eraseOld = recurring<ContentTables>()('content.eraseOld', '20 3 * * *', async (context) => {
  await sql`update content.finding set sealed = null
    where sealed is not null and at < ${context.now.subtract({ hours: 24 * keptDays }).toString()}::timestamptz`.execute(
    context.db,
  );
  await sql`delete from content.confirmation
    where at < ${context.now.subtract({ hours: confirmationHolds }).toString()}::timestamptz`.execute(context.db);
});
