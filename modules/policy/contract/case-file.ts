import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { id, instant, words } from '#kernel/contract/shapes.ts';
import { factKind } from './fact.ts';
import { moneyKind, quotation } from './rulebook.ts';

/** Everything in a case is kept until a year after the person has left (evidence of a case, Z18). */
const mark = { purpose: 'policy', sensitivity: 'sensitive', retention: 'case+1y', basis: 'hr-rules' } as const;

/**
 * The life of a case (L4). `found` → the notice is delivered → `told` → explained, or the time for it over → `heard` → a named
 * person decides → `decided` → nobody appeals in time → `settled`; or `appealed` → a third person decides → `settled`.
 * `waived`: a person decided that nothing follows. `lapsed`: a deadline passed without a decision, or nobody could be told or decide.
 */
export const caseState = z.enum(['found', 'told', 'heard', 'decided', 'appealed', 'settled', 'waived', 'lapsed']);
export type CaseState = z.infer<typeof caseState>;

export const lapseReason = z.enum(['notDelivered', 'noDecider', 'undecided', 'appealUndecided', 'withdrawn']);
export type LapseReason = z.infer<typeof lapseReason>;

export const decisionOutcome = z.enum(['uphold', 'reduce', 'waive']);
export type DecisionOutcome = z.infer<typeof decisionOutcome>;

/** A name beside its id. */
export const namedPerson = z.object({ id: id(), name: z.string() });

/** What a case comes to. `fen` is null where the employer has not switched amounts on. */
export const consequence = z.object({
  /** The how-manieth time in the month. */
  occurrence: z.int(),
  points: z.int(),
  quotedYuan: z.int().nullable(),
  money: moneyKind.nullable(),
  fen: z.int().nullable(),
  /** The month's cap made it less. */
  capped: z.boolean(),
});
export type Consequence = z.infer<typeof consequence>;

/** The article as it stood when the case was found. */
export const cited = z.object({
  rulebookId: id(),
  document: words,
  documentNumber: z.string().nullable(),
  revisionNumber: z.int(),
  articleNumber: words,
  articleText: words,
  quotation: quotation.nullable(),
  condition: z.string(),
  values: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  judged: z.array(z.object({ code: z.string(), question: words })),
  capPoints: z.int(),
});
export type Cited = z.infer<typeof cited>;

/** The very events that a case rests on, in order. */
export const evidenceItem = z.object({
  what: z.enum([
    'taskOpened',
    'taskDelivered',
    'urged',
    'taskOverdue',
    'dutyTold',
    'dutyOverdue',
    'messageSent',
    'messageStopped',
    'findingConfirmed',
    'found',
    'told',
    'explained',
    'timeToExplainOver',
    'decided',
    'decisionDelivered',
    'appealed',
    'appealDecided',
    'settled',
    'waived',
    'lapsed',
    'served',
    'corrected',
  ]),
  at: instant(),
  by: namedPerson.nullable(),
  facts: z.record(z.string(), z.unknown()),
});
export type EvidenceItem = z.infer<typeof evidenceItem>;

export const decision = z.object({
  instance: z.enum(['first', 'appeal']),
  outcome: decisionOutcome,
  by: namedPerson,
  at: instant(),
  points: z.int(),
  fen: z.int().nullable(),
  reason: personal(z.string(), mark),
  judged: z.record(z.string(), z.boolean()),
});

/** What a case is about. `name`: number of the request, name of the group; '' for a message. */
export const matter = z.object({ kind: factKind, name: z.string() });
export type Matter = z.infer<typeof matter>;

export const caseRow = z.object({
  id: id(),
  number: z.int(),
  state: caseState,
  document: words,
  articleNumber: words,
  matter,
  liable: personal(namedPerson, mark),
  happenedAt: instant(),
  foundAt: instant(),
  points: personal(z.int(), mark),
  /** What has to be done next, until when. */
  dueAt: instant().nullable(),
  may: z.array(z.enum(['explain', 'decide', 'appeal', 'decideAppeal', 'waive', 'recordService'])),
});
export type CaseRow = z.infer<typeof caseRow>;

export const caseFile = caseRow.extend({
  /** The fact in one sentence, as notices say it. */
  told: personal(words, mark),
  /** Where the viewer can look at what the case is about; null: not theirs to open. */
  link: z.string().nullable(),
  cited,
  consequence: personal(consequence, mark),
  evidence: z.array(evidenceItem),
  /** The notices as they were sent, word for word. */
  notices: z.array(
    z.object({
      sentAt: instant(),
      deliveredAt: instant().nullable(),
      words: words.extend({ bodyZh: z.string(), bodyEn: z.string() }),
    }),
  ),
  explanation: personal(z.string().nullable(), mark),
  appeal: personal(z.string().nullable(), mark),
  decisions: z.array(decision),
  explainBy: instant().nullable(),
  decideBy: instant().nullable(),
  appealBy: instant().nullable(),
  appealDecideBy: instant().nullable(),
  endedAt: instant().nullable(),
  endReason: lapseReason.nullable(),
  deadlines: z.object({ explainWorkdays: z.int(), appealWorkdays: z.int() }),
});
export type CaseFile = z.infer<typeof caseFile>;
