import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { judgeFindings } from '#modules/content/contract/permissions.ts';
import { readRegister } from '#modules/groups/contract/permissions.ts';
import type { EvidenceItem } from '../../contract/case-file.ts';
import * as contract from '../../contract/cases.ts';
import type { Fact } from '../../contract/fact.ts';
import { caseDeadlines } from '../../contract/settings.ts';
import { finderOf, linkOf } from '../../domain/about-fact.ts';
import { type CaseRecord, caseColumns, caseJoins, type DecisionRow, loadDecisions } from '../case-table.ts';
import { rowOf } from '../list-cases.ts';
import { maySee, type Rights, rightsColumns } from '../load-case.ts';
import { type Named, namesOf } from '../names-of.ts';
import type { PolicyTables, Query } from '../policy-tables.ts';
import { factInWords } from '../tell.ts';

interface NoteRow {
  readonly what: 'served' | 'corrected' | 'withdrawn';
  readonly by_id: string | null;
  readonly at: string;
  readonly facts: Record<string, unknown>;
}

interface SentNotice {
  readonly sent_words: { zh: { title: string; body: string | null }; en: { title: string; body: string | null } };
  readonly sent_at: string;
  readonly delivered_at: string | null;
}

export const readCase = handle<PolicyTables>()(contract.readCase, async (context, { caseId }) => {
  const { rows } = await sql<CaseRecord & Rights>`
    select ${caseColumns}, ${rightsColumns(context)} from ${caseJoins}
    where c.id = ${caseId}::uuid and ${maySee(context)}`.execute(context.db);
  const record = rows[0];
  if (!record) throw refuse(notFound);
  const decisions = await loadDecisions(context, caseId);
  const { rows: notes } = await sql<NoteRow>`
    select what, by_id, at, facts from policy.case_note where case_id = ${caseId}::uuid order by at`.execute(
    context.db,
  );
  const { rows: notices } = await sql<SentNotice>`
    select sent_words, sent_at, delivered_at from notifications.published_notice
    where about_type = 'policyCase' and about_id = ${caseId} and person_id = ${record.liable_id}::uuid
      and sent_words is not null order by sent_at`.execute(context.db);
  const names = await namesOf(context, [
    record.liable_id,
    ...decisions.map((one) => one.decided_by),
    ...notes.map((one) => one.by_id),
    finderOf(record.fact),
  ]);
  const deadlines = await context.setting(caseDeadlines, record.employer_id);
  return {
    ...rowOf(context, record, names),
    told: await factInWords(context, record.fact, record.time_zone, {
      zh: names(record.liable_id).name,
      en: names(record.liable_id).name,
    }),
    link: await linkFor(context, record.fact),
    cited: record.cited,
    consequence: { ...record.consequence, points: record.points, fen: record.fen },
    evidence: evidenceOf(record, decisions, notes, names),
    notices: notices.map(({ sent_words: { zh, en }, sent_at, delivered_at }) => ({
      sentAt: sent_at,
      deliveredAt: delivered_at,
      words: { zh: zh.title, en: en.title, bodyZh: zh.body ?? '', bodyEn: en.body ?? '' },
    })),
    explanation: record.explanation,
    appeal: record.appeal,
    decisions: decisions.map(({ instance, outcome, decided_by, at, points, fen, reason, judged }) => ({
      instance,
      outcome,
      by: names(decided_by),
      at,
      points,
      fen,
      reason,
      judged,
    })),
    explainBy: record.explain_by,
    decideBy: record.decide_by,
    appealBy: record.appeal_by,
    appealDecideBy: record.appeal_decide_by,
    endedAt: record.ended_at,
    endReason: record.end_reason,
    deadlines: { explainWorkdays: deadlines.explain, appealWorkdays: deadlines.appeal },
  };
});

/** The events that the fact itself rests on. */
function eventsOf(fact: Fact, names: (id: string) => Named): EvidenceItem[] {
  const by = null;
  switch (fact.kind) {
    case 'overdueTask':
      return [
        { what: 'taskOpened', at: fact.openedAt, by, facts: { requestNumber: fact.requestNumber } },
        { what: 'taskDelivered', at: fact.deliveredAt ?? '', by, facts: {} },
        ...fact.urges.map((urge) => ({ what: 'urged' as const, at: urge.at, by, facts: { channel: urge.channel } })),
        { what: 'taskOverdue', at: fact.dueAt, by, facts: { limit: fact.limit } },
      ];
    case 'groupDuty':
      return [
        { what: 'dutyTold', at: fact.deliveredAt ?? '', by, facts: { groupName: fact.groupName, breach: fact.breach } },
        { what: 'dutyOverdue', at: fact.dueAt, by, facts: { breachId: fact.breachId } },
      ];
    case 'contentFinding':
      return [
        {
          what: fact.blocked ? 'messageStopped' : 'messageSent',
          at: fact.dueAt,
          by,
          facts: { category: fact.category },
        },
        {
          what: 'findingConfirmed',
          at: fact.judgedAt,
          by: names(fact.judgedById),
          facts: { findingId: fact.findingId },
        },
      ];
  }
}

/**
 * Where the viewer can look at what the fact is about: their own matter, or by a permission of the module that it lies in; null
 * where they would be refused there.
 */
async function linkFor(context: Query, fact: Fact): Promise<string | null> {
  const mine = fact.personId === context.person().personId;
  if (fact.kind === 'overdueTask') return mine ? linkOf(fact) : null;
  if (fact.kind === 'contentFinding' && mine) return linkOf(fact);
  const may =
    fact.kind === 'contentFinding'
      ? sql`select from directory.published_person p where p.id = ${fact.personId}::uuid and ${context.within(judgeFindings, 'p.id')}`
      : sql`select from groups.published_governed g where g.conversation_id = ${fact.conversationId}::uuid
          and (${context.within(readRegister, 'g.applicant_id')} or exists (select from messaging.published_member m
            where m.conversation_id = g.conversation_id and m.person_id = ${context.person().personId}::uuid))`;
  const { rows } = await may.execute(context.db);
  if (rows.length === 0) return null;
  return fact.kind === 'contentFinding' ? `/admin/content/findings/${fact.findingId}` : linkOf(fact);
}

/** The very events, in the order in which they happened (L4). */
function evidenceOf(
  record: CaseRecord,
  decisions: readonly DecisionRow[],
  notes: readonly NoteRow[],
  names: (id: string) => Named,
): EvidenceItem[] {
  const { fact } = record;
  const liable = names(record.liable_id);
  const items: (EvidenceItem | { at: null })[] = [
    ...eventsOf(fact, names),
    { what: 'found', at: record.found_at, by: null, facts: { values: record.cited.values } },
    { what: 'told', at: record.told_at, by: null, facts: {} } as EvidenceItem,
    { what: 'explained', at: record.explained_at, by: liable, facts: {} } as EvidenceItem,
    ...(record.explanation === null && record.explain_by && record.decide_by
      ? [{ what: 'timeToExplainOver' as const, at: record.explain_by, by: null, facts: {} }]
      : []),
    ...decisions.map((one) => ({
      what: one.instance === 'first' ? ('decided' as const) : ('appealDecided' as const),
      at: one.at,
      by: names(one.decided_by),
      facts: { outcome: one.outcome, points: one.points },
    })),
    { what: 'decisionDelivered', at: record.decision_told_at, by: null, facts: {} } as EvidenceItem,
    { what: 'appealed', at: record.appealed_at, by: liable, facts: {} } as EvidenceItem,
    ...notes
      .filter((note) => note.what !== 'withdrawn')
      .map((note) => ({
        what: note.what as 'served' | 'corrected',
        at: note.at,
        by: note.by_id === null ? null : names(note.by_id),
        facts: note.facts,
      })),
    ...(record.ended_at
      ? [
          {
            what: record.state as 'settled' | 'waived' | 'lapsed',
            at: record.ended_at,
            by:
              notes.flatMap((note) => (note.what === 'withdrawn' && note.by_id ? [names(note.by_id)] : []))[0] ?? null,
            facts: { reason: record.end_reason, points: record.points },
          },
        ]
      : []),
  ];
  const happened = items.filter((item): item is EvidenceItem => Boolean(item.at));
  const instant = (item: EvidenceItem) => Temporal.Instant.from(item.at);
  return happened.sort((one, other) => Temporal.Instant.compare(instant(one), instant(other)));
}
