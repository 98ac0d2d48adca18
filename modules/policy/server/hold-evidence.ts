import { endHold, holdRequest } from '#modules/approvals/contract/destruction.ts';
import { keepArchive } from '#modules/approvals/contract/permissions.ts';
import type { CaseRecord } from './case-table.ts';
import type { Command } from './policy-tables.ts';
import { caseSubject } from './tell.ts';

const process = { name: 'policy.holdEvidence', permissions: [keepArchive] };

/** The request that a case rests on isn't destroyed while anything of the case is open: explanation, decision, appeal. */
export async function holdEvidence(context: Command, record: CaseRecord): Promise<void> {
  // A group's history and a confirmed finding can't be changed anyway.
  if (record.fact.kind !== 'overdueTask') return;
  const reason = `制度个案 ${record.number} 的证据 · Evidence of case ${record.number}`;
  const keptFor = caseSubject(record.id);
  await context.callAs(process, holdRequest, { number: record.fact.requestNumber, reason, keptFor });
}

/** The case is over: what it rested on may be destroyed once its own time is over. */
export async function releaseEvidence(context: Command, record: CaseRecord): Promise<void> {
  if (record.fact.kind !== 'overdueTask') return;
  const reason = `个案 ${record.number} 已了结 · Case ${record.number} is over`;
  await context.callAs(process, endHold, { keptFor: caseSubject(record.id), reason });
}
