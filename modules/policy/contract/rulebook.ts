import { z } from 'zod';
import { day, id, instant, prose, words } from '#kernel/contract/shapes.ts';
import { factKind } from './fact.ts';

/**
 * How far an article acts (L14). `observe`: finds, tells the rulebook's owner only, costs nothing; `remind`: reminds the
 * person, costs nothing; `inForce`: makes cases. The steps up are taken one by one, each by two people.
 */
export const articleState = z.enum(['off', 'observe', 'remind', 'inForce']);
export type ArticleState = z.infer<typeof articleState>;

/** Assessment deduction 考核扣款, fine 罚款, compensation 赔偿: three kinds of money, never added to one another (L3.1). */
export const moneyKind = z.enum(['assessmentDeduction', 'fine', 'compensation']);
export type MoneyKind = z.infer<typeof moneyKind>;

/** What the n-th time in a period comes to. `upTo` includes its number (以内 includes it); the last step is open. */
export const consequenceStep = z.strictObject({
  upTo: z.int().min(1).max(1000).nullable(),
  /** Points counted against the person. */
  points: z.int().min(0).max(1000),
  /** The figure in the source, in yuan: a quotation, never a debt. */
  quotedYuan: z.int().min(0).max(1_000_000).nullable(),
});
export type ConsequenceStep = z.infer<typeof consequenceStep>;

/** What the machine runs of an article (L2). */
export const rule = z.strictObject({
  /** What sets it going. */
  trigger: factKind,
  /** FEEL over the facts of the trigger. */
  condition: z.string().min(1).max(500),
  /** What no machine can find: whoever decides answers each of them, and one "no" is the end of the case. */
  judged: z.array(z.strictObject({ code: z.string(), question: words })).max(5),
  /** What the source's figure would be as money, where the employer switched amounts on. */
  money: moneyKind.nullable(),
  steps: z
    .array(consequenceStep)
    .min(1)
    .max(10)
    .refine(
      (steps) =>
        steps.every(({ upTo }, place) =>
          place === steps.length - 1 ? upTo === null : upTo !== null && upTo > (steps[place - 1]?.upTo ?? 0),
        ),
      { error: 'steps rise, and the last one is open' },
    ),
  /** Where one fact fits several rules, the narrower wins. */
  narrowness: z.int().min(0).max(100),
});
export type Rule = z.infer<typeof rule>;

/** What the source leaves open and the employer must fill in before the article can take force (L3.2, L11). */
export const articleSettings = z.strictObject({
  /** Period of counting. */
  period: z.literal('calendarMonth').nullable(),
  /** Most points a month from this article. */
  capPoints: z.int().min(1).max(10_000).nullable(),
  /** Most money a month from this article, in fen; needed where amounts are on. */
  capFen: z.int().min(1).max(100_000_000).nullable(),
});
export type ArticleSettings = z.infer<typeof articleSettings>;

/** A fraction of a source's text, quoted as it stands. */
export const quotation = z.strictObject({
  text: z.string(),
  /** Document and article. */
  source: words,
});

/** Head of a rulebook (L1.1, L1.2). What the source doesn't name is null. */
export const rulebookHead = z.strictObject({
  title: words,
  documentNumber: z.string().nullable(),
  day: day().nullable(),
  revisionNumber: z.int().min(1),
  changeNote: words.nullable(),
  drawnUpBy: z.string().nullable(),
  reviewedBy: z.string().nullable(),
  approvedBy: z.string().nullable(),
  scope: words,
  interpretation: words,
  source: words,
  /** Stand on the first page (L1.5). */
  principles: z.array(words),
});
export type RulebookHead = z.infer<typeof rulebookHead>;

/** A rulebook as it ships: data, in our words, with the source's figures as quotations (L12). */
export const pack = z.strictObject({
  code: z.string(),
  version: z.int().min(1),
  head: rulebookHead,
  articles: z.array(
    z.strictObject({
      number: words,
      text: words,
      quotation: quotation.nullable(),
      rule: rule.nullable(),
      proposedSettings: articleSettings,
    }),
  ),
});
export type Pack = z.infer<typeof pack>;

/** The employer's own procedure (Z1, Z2; 劳动合同法 art. 4): in this order, each with evidence. */
export const adoptionKind = z.enum(['consultation', 'decision', 'posting']);
export type AdoptionKind = z.infer<typeof adoptionKind>;

export const adoptionStep = z.object({
  kind: adoptionKind,
  day: day(),
  /** Minutes, resolution, notice: title and number, and where it is kept. */
  document: z.string(),
  details: prose(2000),
  recordedBy: z.object({ id: id(), name: z.string() }),
  recordedAt: instant(),
});

/** What an article still lacks before it can take force. */
export const lack = z.enum(['period', 'capPoints', 'consultation', 'decision', 'posting', 'rule', 'condition']);
export type Lack = z.infer<typeof lack>;
