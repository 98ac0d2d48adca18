import { z } from 'zod';
import { id, instant } from '#kernel/contract/shapes.ts';

/** What rules can be set going by. */
export const factKind = z.enum(['overdueTask']);

/** A stretch of time; without an end while it lasts. */
export const stretch = z.object({ from: instant(), to: instant().nullable() });
export type Stretch = z.infer<typeof stretch>;

/** A task of somebody passed its limit, as approvals told it (`approvals.taskOverdue`). */
export const overdueTask = z.object({
  kind: z.literal('overdueTask'),
  /** The same fact has the same key, whoever tells it, and however often. */
  key: z.string().max(300),
  personId: id(),
  requestId: id(),
  requestNumber: z.string(),
  openedAt: instant(),
  /** When the notice reached a device of the person; null: it never did. */
  deliveredAt: instant().nullable(),
  dueAt: instant(),
  /** The limit that passed. */
  limit: z.union([z.object({ workingMinutes: z.int() }), z.object({ workdays: z.int() })]),
  /** Years reckoned without their holidays. */
  unknownYears: z.array(z.int()),
  urges: z.array(z.object({ channel: z.string(), at: instant() })),
});
export type OverdueTask = z.infer<typeof overdueTask>;

export const fact = z.discriminatedUnion('kind', [overdueTask]);
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

/** Names and types per kind of fact. */
export const namesOf = { overdueTask: overdueTaskNames } as const;

/**
 * Reasons for which there is no case, found by the system and not pleaded (Z28); and those of a rulebook's force (Z1, Z2, L11).
 * `notDelivered`: no notice reached the person. `noWorkingTime`: roster or calendar unknown. `onLeave`: absent in between.
 * `outage`: the platform, or what the company recorded, was away in between. `lateHrEntry`: the person had left, or got the
 * task only after it was due. `beforeForce`: it began before the article was in force. `notAcknowledged`: the rulebook hadn't
 * been made known to this person.
 */
export const defence = z.enum([
  'notDelivered',
  'noWorkingTime',
  'onLeave',
  'outage',
  'lateHrEntry',
  'beforeForce',
  'notAcknowledged',
]);
export type Defence = z.infer<typeof defence>;
