import { z } from 'zod';
import { id, line } from '#kernel/contract/shapes.ts';

/**
 * Who should be in a group (G6): everybody whom one of the parts names and, where there is a condition, for whom it is true.
 * People named by hand need not meet the condition. Without any part the group has no rule, and no difference either.
 */
export const membershipRule = z.strictObject({
  /** Everybody of the group's employer. */
  everybody: z.boolean().default(false),
  departments: z
    .array(z.strictObject({ id: id(), below: z.boolean() }))
    .max(100)
    .default([]),
  /** Of these departments only their heads. */
  headsOnly: z.boolean().default(false),
  postIds: z.array(id()).max(100).default([]),
  jobTitles: z.array(line(128)).max(100).default([]),
  /** A project's people, or others named by hand. */
  personIds: z.array(id()).max(1_000).default([]),
  /** FEEL over `personFacts`. */
  condition: z.string().trim().min(1).max(500).nullable().default(null),
});
export type MembershipRule = z.infer<typeof membershipRule>;

/** The facts of a person that a condition may use. `posts`: the names of all, joined by a space. */
export const personFacts = {
  department: 'text',
  jobTitle: 'text',
  staffType: 'text',
  posts: 'text',
  isHead: 'boolean',
} as const;
