import { type noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import type { CaseRecord } from './case-table.ts';
import type { Command } from './policy-tables.ts';

const process = { name: 'policy.tell', permissions: [sendNotices] };

/** Sends a notice; to nobody where there is nobody. */
export async function tell(context: Command, notice: ReturnType<typeof noticeOf>): Promise<void> {
  if (notice.personIds.length === 0) return;
  await context.callAs(process, notify, notice);
}

/** How notices name a case; delivery comes back under it. */
export const caseSubject = (caseId: string) => ({ type: 'policyCase', id: caseId });
export const caseLink = (caseId: string) => `/policy/cases/${caseId}`;

/** What every notice to the liable person says of article and fact. */
export const citedFacts = (record: CaseRecord) => ({
  zone: record.time_zone,
  document: record.cited.document,
  articleNumber: record.cited.articleNumber,
  articleText: record.cited.articleText,
  requestNumber: record.fact.requestNumber,
  happenedAt: record.happened_at,
});
