import { z } from 'zod';
import { extensionPoint } from '#kernel/contract/extension-point.ts';
import { type OperationContract, query } from '#kernel/contract/operation.ts';
import { id, instant, words } from '#kernel/contract/shapes.ts';
import type { Words } from '#kernel/contract/words.ts';
import { managePeople } from './permissions.ts';

/** A rule by which somebody sees a thing, or something of it is kept from them. */
const seenWay = z.object({
  rule: words,
  /** Since when it has held, where it says so. */
  since: instant().nullish(),
  /** Until when it holds; left out: until something changes. */
  until: instant().nullish(),
  /**
   * It lets in whoever has this permission with a reach over the person `of` (null: with any), and so the person asked about
   * only if they are one of these: who knows the roles finds that out. Left out: it holds for the person as it is.
   */
  permission: z.object({ name: z.string(), of: id().nullable() }).optional(),
  /** It hides something; with a permission: from whoever hasn't that. */
  hides: z.boolean().optional(),
});

const whySeenInput = z.object({
  personId: id(),
  /** What was pasted names these, … */
  ids: z.array(id()).max(20),
  /** … or has this for a number, an account; empty: nothing. */
  number: z.string().max(200),
  /** … or is the address of a screen: its path; empty: none. */
  path: z.string().max(200).default(''),
});
const whySeenOutput = z.object({
  /** Those of the module's things that are named. None of their content: kind and number, never a title (A6). */
  things: z
    .array(
      z.object({
        what: words,
        ways: z.array(seenWay).max(200),
        /** Whoever sees one of these sees this thing, within the rule in words. */
        asWith: z.object({ ids: z.array(id()).max(5), rule: words }).nullish(),
      }),
    )
    .max(20),
});
export type SeenThing = z.infer<typeof whySeenOutput>['things'][number];
export type SeenWay = SeenThing['ways'][number];

/** A module that says why somebody sees its things. Its query reads the same rows that its own readers decide by. */
export interface SeenThings {
  readonly read: OperationContract<'query', typeof whySeenInput, typeof whySeenOutput>;
}

/** Where modules answer: `moduleContract({ extensions: [extend(seenThings, { read: whyRequestSeen })] })`. */
export const seenThings = extensionPoint<SeenThings>('directory.seenThings');

/** Declares such a query. Only the process that explains asks it (`requireSystem`): it answers for anybody. */
export const whySeenQuery = (name: string, summary: Words) =>
  query({ name, summary, input: whySeenInput, output: whySeenOutput, access: managePeople });
