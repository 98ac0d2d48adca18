import type { Words } from '#kernel/contract/words.ts';
import { type noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import type { Fact } from '../contract/fact.ts';
import { spellTime } from '../contract/spell-time.ts';
import { tellFact } from '../domain/tell-fact.ts';
import type { CaseRecord } from './case-table.ts';
import { namesOf } from './names-of.ts';
import type { Command, Reader } from './policy-tables.ts';

const process = { name: 'policy.tell', permissions: [sendNotices] };

/** Sends a notice; to nobody where there is nobody. */
export async function tell(context: Command, notice: ReturnType<typeof noticeOf>): Promise<void> {
  if (notice.personIds.length === 0) return;
  await context.callAs(process, notify, notice);
}

/** How notices name a case; delivery comes back under it. */
export const caseSubject = (caseId: string) => ({ type: 'policyCase', id: caseId });
export const caseLink = (caseId: string) => `/policy/cases/${caseId}`;

/** A fact in one sentence; `who`: the liable person, as this reader is to read of them. */
export async function factInWords(
  context: Reader,
  fact: Fact,
  zone: string,
  who: Words = { zh: '您', en: 'you' },
): Promise<Words> {
  const subjectId = fact.kind === 'groupDuty' ? fact.subjectId : null;
  const judgeId = fact.kind === 'contentFinding' ? fact.judgedById : null;
  const names = await namesOf(context, [subjectId, judgeId]);
  const nameOf = (id: string | null) => (id === null ? '' : names(id).name);
  return tellFact(fact, {
    who,
    subject: nameOf(subjectId),
    judge: nameOf(judgeId),
    spell: (at) => spellTime(at, zone),
  });
}

/** What every notice to the liable person says of article and fact. */
export const citedFacts = async (context: Reader, record: CaseRecord) => ({
  document: record.cited.document,
  articleNumber: record.cited.articleNumber,
  articleText: record.cited.articleText,
  fact: await factInWords(context, record.fact, record.time_zone),
});
