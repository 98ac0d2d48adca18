import { noticeOf } from '#modules/notifications/contract/operations.ts';
import type { Consequence, LapseReason } from '../contract/case-file.ts';
import { caseDecided, caseEnded, nobodyDecides, toDecide } from '../contract/notices.ts';
import { caseDeadlines } from '../contract/settings.ts';
import { announceCase } from './announce-case.ts';
import { type CaseRecord, changeCase, loadDecisions } from './case-table.ts';
import { caseDue } from './case-timer.ts';
import { charge } from './charge.ts';
import { deadlineAfter } from './deadline-after.ts';
import { releaseEvidence } from './hold-evidence.ts';
import { keepEvidence } from './keep-evidence.ts';
import type { Command } from './policy-tables.ts';
import { recountLater } from './recount-later.ts';
import { caseLink, caseSubject, citedFacts, tell } from './tell.ts';
import { findDeciders } from './who-may-decide.ts';

// Each function takes a case by one step: columns, timer, evidence, event, notices. The caller has locked the case and
// asked whether the step may be taken.

/** What the case comes to now, as notices and screens say it. */
export const consequenceNow = (record: CaseRecord): Consequence => ({
  ...record.consequence,
  points: record.points,
  fen: record.fen,
});

/** Those who have this case on their list in the instance that it is in. */
async function decidersNow(context: Command, record: CaseRecord) {
  const done = await loadDecisions(context, record.id);
  return findDeciders(
    context,
    record,
    done.map((one) => one.decided_by),
  );
}

const keep = (
  context: Command,
  record: CaseRecord,
  kind: string,
  facts: Record<string, string | number | boolean | null>,
) =>
  keepEvidence(context, {
    kind: `policy.${kind}`,
    about: `case:${record.id}`,
    subjectPersonId: record.liable_id,
    record: { case: record.number, ...facts },
  });

async function wait(context: Command, record: CaseRecord, until: Temporal.Instant): Promise<void> {
  await context.schedule(caseDue, { key: record.id, at: until, input: { caseId: record.id } });
}

/** The notice of the case reached the person, or was served: from now on the time to explain runs. */
export async function beTold(context: Command, record: CaseRecord, at: string): Promise<void> {
  const deadlines = await context.setting(caseDeadlines, record.employer_id);
  const until = await deadlineAfter(context, record.liable_id, at, deadlines.explain);
  const by = until.toString();
  const next = await changeCase(context, record, { state: 'told', told_at: at, explain_by: by, due_at: by });
  await keep(context, record, 'caseTold', { at });
  await wait(context, record, until);
  await announceCase(context, next);
}

/** The person has explained, or let the time for it pass: somebody must decide now. */
export async function beHeard(context: Command, record: CaseRecord, explanation: string | null): Promise<void> {
  const now = context.now.toString();
  const deadlines = await context.setting(caseDeadlines, record.employer_id);
  const until = await deadlineAfter(context, record.liable_id, now, deadlines.decide);
  const by = until.toString();
  const next = await changeCase(context, record, {
    state: 'heard',
    told_at: record.told_at ?? now,
    explanation,
    explained_at: explanation === null ? null : now,
    decide_by: by,
    due_at: by,
  });
  await keep(context, record, explanation === null ? 'timeToExplainOver' : 'caseExplained', { explanation });
  await wait(context, record, until);
  const { first } = await decidersNow(context, record);
  await tell(
    context,
    noticeOf(toDecide, {
      personIds: first,
      facts: { number: record.number, due: by, zone: record.time_zone, appeal: false },
      about: caseSubject(record.id),
      link: caseLink(record.id),
    }),
  );
  await announceCase(context, next);
}

/** A person has decided that something follows: the person concerned is told, and may appeal from its delivery on. */
export async function beDecided(
  context: Command,
  record: CaseRecord,
  decided: { readonly points: number; readonly fen: number | null; readonly reason: string; readonly decider: string },
): Promise<void> {
  const deadlines = await context.setting(caseDeadlines, record.employer_id);
  const until = await deadlineAfter(context, record.liable_id, context.now.toString(), deadlines.deliver);
  const next = await changeCase(context, record, {
    state: 'decided',
    points: decided.points,
    fen: decided.fen,
    due_at: until.toString(),
  });
  await wait(context, record, until);
  await tell(
    context,
    noticeOf(caseDecided, {
      personIds: [record.liable_id],
      facts: {
        ...(await citedFacts(context, record)),
        consequence: consequenceNow(next),
        decider: decided.decider,
        reason: decided.reason,
        appeal: deadlines.appeal,
      },
      about: caseSubject(record.id),
      link: caseLink(record.id),
    }),
  );
  await announceCase(context, next);
}

/** The decision reached the person, or was served: from now on the time to appeal runs. */
export async function decisionBeTold(context: Command, record: CaseRecord, at: string): Promise<void> {
  const deadlines = await context.setting(caseDeadlines, record.employer_id);
  const until = await deadlineAfter(context, record.liable_id, at, deadlines.appeal);
  const by = until.toString();
  const next = await changeCase(context, record, { decision_told_at: at, appeal_by: by, due_at: by });
  await keep(context, record, 'decisionTold', { at });
  await wait(context, record, until);
  await announceCase(context, next);
}

/** The person appeals: somebody who hasn't decided yet must. */
export async function beAppealed(context: Command, record: CaseRecord, text: string): Promise<void> {
  const now = context.now.toString();
  const deadlines = await context.setting(caseDeadlines, record.employer_id);
  const until = await deadlineAfter(context, record.liable_id, now, deadlines.decideAppeal);
  const by = until.toString();
  const next = await changeCase(context, record, {
    state: 'appealed',
    appeal: text,
    appealed_at: now,
    appeal_decide_by: by,
    due_at: by,
  });
  await keep(context, record, 'caseAppealed', { appeal: text });
  await wait(context, record, until);
  const { appeal } = await decidersNow(context, record);
  await tell(
    context,
    noticeOf(toDecide, {
      personIds: appeal,
      facts: { number: record.number, due: by, zone: record.time_zone, appeal: true },
      about: caseSubject(record.id),
      link: caseLink(record.id),
    }),
  );
  await announceCase(context, next);
}

/** The time for appeal is over, or the appeal decided: what a person decided is entered, and nothing before (L4, Z7). */
export async function settle(context: Command, record: CaseRecord): Promise<void> {
  const now = context.now.toString();
  const next = await changeCase(context, record, { state: 'settled', over_at: now, ended_at: now, due_at: null });
  await charge(context, next);
  await end(context, next);
}

/** A person decided that nothing follows. */
export async function waive(context: Command, record: CaseRecord): Promise<void> {
  const now = context.now.toString();
  const next = await changeCase(context, record, {
    state: 'waived',
    points: 0,
    fen: record.fen === null ? null : 0,
    ended_at: now,
    due_at: null,
  });
  await end(context, next);
}

/** Nothing follows, and the reason stands in the case. Silence is never consent (Z7). */
export async function lapse(context: Command, record: CaseRecord, reason: LapseReason): Promise<void> {
  const next = await changeCase(context, record, {
    state: reason === 'withdrawn' ? 'waived' : 'lapsed',
    points: 0,
    fen: record.fen === null ? null : 0,
    ended_at: context.now.toString(),
    end_reason: reason,
    due_at: null,
  });
  if (reason === 'noDecider') {
    await tell(
      context,
      noticeOf(nobodyDecides, {
        personIds: [record.owner_id],
        facts: { number: record.number },
        about: { type: 'policyArticle', id: record.article_id },
        link: `/policy/rulebooks/${record.cited.rulebookId}`,
      }),
    );
  }
  await end(context, next);
}

async function end(context: Command, record: CaseRecord): Promise<void> {
  await context.unschedule(caseDue, record.id);
  await releaseEvidence(context, record);
  await keep(context, record, 'caseEnded', {
    state: record.state,
    reason: record.end_reason,
    points: record.points,
    fen: record.fen,
  });
  // Somebody who was never told of a case isn't bothered with its end.
  if (record.told_at !== null || record.state === 'settled') {
    await tell(
      context,
      noticeOf(caseEnded, {
        personIds: [record.liable_id],
        facts: {
          ...(await citedFacts(context, record)),
          state: record.state,
          reason: record.end_reason,
          consequence: consequenceNow(record),
        },
        about: caseSubject(record.id),
        link: caseLink(record.id),
      }),
    );
  }
  await announceCase(context, record);
  if (record.points === 0) await recountLater(context, record);
}
