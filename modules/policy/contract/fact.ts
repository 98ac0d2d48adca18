import { z } from 'zod';
import { id, instant } from '#kernel/contract/shapes.ts';
import { place } from '#modules/content/contract/finding.ts';
import { category } from '#modules/content/contract/rule.ts';
import { breach, change, handOverCause } from '#modules/groups/contract/shapes.ts';

/** What rules can be set going by. */
export const factKind = z.enum(['overdueTask', 'groupDuty', 'contentFinding']);
export type FactKind = z.infer<typeof factKind>;

/** A stretch of time; without an end while it lasts. */
export const stretch = z.object({ from: instant(), to: instant().nullable() });
export type Stretch = z.infer<typeof stretch>;

/** What every fact has. What somebody did, and not left undone, has the same instant three times. */
const everyFact = {
  /** The same fact has the same key, whoever tells it, and however often. */
  key: z.string().max(300),
  /** Who would be liable. */
  personId: id(),
  openedAt: instant(),
  /** When the notice reached a device of the person; null: it never did. */
  deliveredAt: instant().nullable(),
  dueAt: instant(),
};

/** A task of somebody passed its limit, as approvals told it (`approvals.taskOverdue`). */
export const overdueTask = z.object({
  kind: z.literal('overdueTask'),
  ...everyFact,
  requestId: id(),
  requestNumber: z.string(),
  /** The limit that passed. */
  limit: z.union([z.object({ workingMinutes: z.int() }), z.object({ workdays: z.int() })]),
  /** Years reckoned without their holidays. */
  unknownYears: z.array(z.int()),
  urges: z.array(z.object({ channel: z.string(), at: instant() })),
});
export type OverdueTask = z.infer<typeof overdueTask>;

/**
 * A duty of a group's first leader that was told and left undone (`groups.breachFound`; S2 articles 13, 14, 18, 20, 21). One
 * change in the directory is one fact, in however many of his groups it shows, since all are settled in one tap (L4).
 */
export const groupDuty = z.object({
  kind: z.literal('groupDuty'),
  ...everyFact,
  breachId: id(),
  conversationId: id(),
  groupName: z.string(),
  breach,
  /** Of a hand-over: why there had to be one. */
  because: handOverCause.nullable(),
  /** About whom, and what should have happened: the member who should be in, or shouldn't. */
  subjectId: id().nullable(),
  change: change.nullable(),
});
export type GroupDuty = z.infer<typeof groupDuty>;

/**
 * What a content rule found in a message, confirmed by a named person (`content.findingJudged`). One message is one fact, however
 * many rules found something in it. What was found lies with the module content, and in its evidence chain; not here.
 */
export const contentFinding = z.object({
  kind: z.literal('contentFinding'),
  ...everyFact,
  findingId: id(),
  conversationId: id(),
  /** Null: it was blocked, or is no message. */
  seq: z.int().nullable(),
  category,
  /** The message was stopped: nobody read it. */
  blocked: z.boolean(),
  /** The sender had been asked and went on. */
  warned: z.boolean(),
  place,
  /** Who found that it is so: the finder, who decides nothing in the case (L5). */
  judgedById: id(),
  judgedAt: instant(),
});
export type ContentFinding = z.infer<typeof contentFinding>;

export const fact = z.discriminatedUnion('kind', [overdueTask, groupDuty, contentFinding]);
export type Fact = z.infer<typeof fact>;

/** Names that a condition on an overdue task may use. */
export const overdueTaskNames = {
  /** The limit in workdays; 0 where it is set in minutes. */
  limitWorkdays: 'number',
  /** The limit in working minutes; 0 where it is set in workdays. */
  limitMinutes: 'number',
  /** How often the applicant urged before the limit passed. */
  urges: 'number',
} as const;

/** Names that a condition on a group's duty may use: the values of `breach` and of `because`, the latter '' where there is none. */
export const groupDutyNames = { breach: 'text', because: 'text' } as const;

/** Names that a condition on a content finding may use; `category` and `place` (groups, direct, elsewhere) as content names them. */
export const contentFindingNames = { category: 'text', warned: 'boolean', place: 'text' } as const;

/** Names and types per kind of fact. */
export const namesOf = {
  overdueTask: overdueTaskNames,
  groupDuty: groupDutyNames,
  contentFinding: contentFindingNames,
} as const;

/**
 * Reasons for which there is no case, found by the system and not pleaded (Z28); and those of a rulebook's force (Z1, Z2, L11).
 * `notDelivered`: no notice reached the person. `noWorkingTime`: roster or calendar unknown. `onLeave`: absent in between.
 * `outage`: the platform, or what the company recorded, was away in between. `lateHrEntry`: the person had left, or got the
 * task only after it was due. `beforeForce`: it began before the article was in force. `notAcknowledged`: the rulebook hadn't
 * been made known to this person. `prevented`: the system had stopped it, so nothing came of it.
 */
export const defence = z.enum([
  'notDelivered',
  'noWorkingTime',
  'onLeave',
  'outage',
  'lateHrEntry',
  'beforeForce',
  'notAcknowledged',
  'prevented',
]);
export type Defence = z.infer<typeof defence>;
