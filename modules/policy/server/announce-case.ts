import { caseChanged } from '../contract/events.ts';
import { type CaseRecord, loadDecisions } from './case-table.ts';
import type { Command } from './policy-tables.ts';
import { findDeciders } from './who-may-decide.ts';

/** Tells everybody who may see the case (`maySee`) that it changed. */
export async function announceCase(context: Command, record: CaseRecord): Promise<void> {
  const { first, appeal } = await findDeciders(context, record);
  const decided = (await loadDecisions(context, record.id)).map((one) => one.decided_by);
  const appealed = record.appealed_at === null ? [] : appeal;
  context.about('policyCase', record.id);
  context.emit(caseChanged, {
    caseId: record.id,
    liableId: record.liable_id,
    articleId: record.article_id,
    state: record.state,
    concerned: [...new Set([record.liable_id, ...first, ...appealed, ...decided])],
  });
}
