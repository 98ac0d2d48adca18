import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { digestOf } from '#kernel/server/chain/digest-of.ts';
import type { DecisionOutcome } from '../contract/case-file.ts';
import { readCase } from '../contract/cases.ts';
import { alreadyDecided, judgementMissing, notLess, wrongCaseState } from '../contract/failures.ts';
import { consequenceOf } from '../domain/consequence-of.ts';
import { decideOnCase } from '../domain/decide-on-case.ts';
import { beDecided, settle, waive } from './case-steps.ts';
import { changeCase, loadDecisions, lockCase } from './case-table.ts';
import { historyOf, UPHELD } from './history-of.ts';
import { keepEvidence } from './keep-evidence.ts';
import { namesOf } from './names-of.ts';
import type { Command } from './policy-tables.ts';
import { type Instance, mayDecide } from './who-may-decide.ts';

interface Wanted {
  readonly caseId: string;
  readonly outcome: DecisionOutcome;
  readonly points?: number | undefined;
  readonly reason: string;
  readonly judged: Readonly<Record<string, boolean>>;
}

const STATE = { first: 'heard', appeal: 'appealed' } as const;

/**
 * A named person's decision: within that person's reach, on a case that waits for it, kept with a digest of exactly what the
 * decider had before the eyes (Z7, Z20). Two deciders at once: the second is told who was first.
 */
export async function makeDecision(context: Command, instance: Instance, wanted: Wanted): Promise<void> {
  const { personId, strength } = context.person();
  const record = await lockCase(context, wanted.caseId, mayDecide(context, instance));
  const done = (await loadDecisions(context, record.id)).find((one) => one.instance === instance);
  if (done) throw refuse(alreadyDecided, { name: (await namesOf(context, [done.decided_by]))(done.decided_by).name });
  if (record.state !== STATE[instance]) throw refuse(wrongCaseState, { state: record.state });
  const seen = await context.read(readCase, { caseId: wanted.caseId });

  // What it comes to counts what was upheld before it in the month, so an open case makes no other dearer. Never more than told.
  const history = await historyOf(
    context,
    { articleId: record.article_id, personId: record.liable_id, month: record.month },
    UPHELD,
    { happenedAt: record.happened_at, caseId: record.id },
  );
  const counted = consequenceOf(record.basis.rule, record.basis.settings, history, record.fen !== null);
  const proposed = {
    points: Math.min(record.points, counted.points),
    fen: record.fen === null ? null : Math.min(record.fen, counted.fen ?? 0),
  };
  const reason = wanted.reason.trim();
  const decided = decideOnCase(proposed, record.cited.judged, {
    outcome: wanted.outcome,
    points: wanted.points,
    judged: wanted.judged,
  });
  if (!decided.ok) {
    throw decided.because === 'notLess' ? refuse(notLess, { points: proposed.points }) : refuse(judgementMissing);
  }
  const decisionId = context.newId();
  const digest = digestOf(seen);
  const seenText = `${digest.algorithm}:${digest.hash.toString('hex')}`;
  await sql`insert into policy.decision (id, case_id, liable_id, instance, outcome, decided_by, strength, seen, points, fen, reason,
      judged, at, finder_id)
    values (${decisionId}, ${record.id}, ${record.liable_id}, ${instance}, ${wanted.outcome}, ${personId}, ${strength},
      ${seenText}, ${decided.points}, ${decided.fen}, ${reason}, ${JSON.stringify(wanted.judged)}, ${context.now.toString()},
      ${record.finder_id}::uuid)`.execute(context.db);
  await keepEvidence(context, {
    kind: instance === 'first' ? 'policy.caseDecided' : 'policy.appealDecided',
    about: `case:${record.id}`,
    subjectPersonId: record.liable_id,
    record: {
      decisionId,
      by: personId,
      strength,
      seen: seenText,
      outcome: wanted.outcome,
      points: decided.points,
      fen: decided.fen,
      reason,
      judged: { ...wanted.judged },
      explanation: record.explanation,
      // Room for the decider's own signature (Z20).
      signature: null,
    },
  });
  if (wanted.outcome === 'waive') {
    await waive(context, record);
  } else if (instance === 'first') {
    const decider = (await namesOf(context, [personId]))(personId).name;
    await beDecided(context, record, { ...decided, reason, decider });
  } else {
    const next = await changeCase(context, record, { points: decided.points, fen: decided.fen });
    await settle(context, next);
  }
}
