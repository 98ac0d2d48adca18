import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, idPageInput, instant, line, page, words } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import { breakGlassSealed, breakGlassWrong, confirmFirst, proposalOver, secondPersonNeeded } from './failures.ts';
import { approveGrants, assignRoles, readRoles } from './permissions.ts';

/** The sealed code, shown once, to be printed and put into the safe. */
const sealed = z.object({ code: z.string() });

export const readBreakGlass = query({
  name: 'access.readBreakGlass',
  summary: {
    zh: '应急码：是否已封存，何时启用过，是否已复核',
    en: 'The sealed code: whether there is one, when it was opened, and what waits for a review',
  },
  input: z.object({}),
  output: z.object({
    sealedAt: instant().nullable(),
    /** Until when the asking person acts alone; null: takes two. */
    openUntil: instant().nullable(),
    /** The newest first, at most fifty. */
    openings: z.array(
      z.object({
        id: id(),
        openedBy: personNamed,
        openedAt: instant(),
        openUntil: instant(),
        reason: z.string(),
        /** What was changed as an administrator while it was open (`listGlassChanges`). */
        changes: z.int(),
        reviewBy: instant(),
        overdue: z.boolean(),
        reviewedBy: personNamed.nullable(),
        reviewedAt: instant().nullable(),
        finding: z.string().nullable(),
        may: z.array(z.enum(['review'])),
      }),
    ),
    may: z.array(z.enum(['seal', 'open', 'reportLost'])),
  }),
  access: readRoles,
});

/**
 * What its opener did as an administrator while the code was open, from the audit, in whichever module; nothing of their own
 * work (A6). The oldest first.
 */
export const listGlassChanges = query({
  name: 'access.listGlassChanges',
  summary: {
    zh: '应急码启用期间，启用人作为管理员做了什么',
    en: 'What was done as an administrator while the sealed code was open',
  },
  input: z.object({ ...idPageInput, glassId: id() }),
  output: page(
    z.object({
      id: id(),
      at: instant(),
      operation: z.string(),
      summary: words,
      /** The code stood in for the second person that this takes. */
      alone: z.boolean(),
      /** What it was about; `name`: of a person. */
      objects: z.array(z.object({ type: z.string(), id: z.string(), name: z.string().nullable() })),
    }),
  ),
  access: approveGrants,
  failures: [notFound],
});

export const sealBreakGlass = command({
  name: 'access.sealBreakGlass',
  summary: {
    zh: '生成应急码：首次，或遗失之后，打印后封存',
    en: 'Makes the sealed code, the first one or in place of a lost one, to be printed and put away',
  },
  /** In place of a lost one: by somebody else than who reported it, or when the days for a review have passed. */
  input: z.object({}),
  output: sealed,
  access: assignRoles,
  failures: [breakGlassSealed, confirmFirst],
  secretAnswer: true,
});

export const reportBreakGlassLost = command({
  name: 'access.reportBreakGlassLost',
  summary: {
    zh: '应急码遗失：立即作废，所有管理员都会得知',
    en: 'The sealed code is lost: it opens nothing any more, and all administrators are told',
  },
  input: z.object({}),
  output: z.object({}),
  access: assignRoles,
  failures: [breakGlassWrong, confirmFirst],
});

export const openBreakGlass = command({
  name: 'access.openBreakGlass',
  summary: {
    zh: '启用应急码：一段时间内可单独变更重要权限，所有管理员都会得知',
    en: 'Opens the sealed code: for a while one person changes important permissions alone, and all administrators are told',
  },
  input: z.object({ code: z.string().trim().min(1).max(64), reason: line(500) }),
  output: z.object({ openUntil: instant(), reviewBy: instant() }),
  access: assignRoles,
  failures: [breakGlassWrong, confirmFirst],
  perMinute: 10,
  secretInput: true,
});

export const reviewBreakGlass = command({
  name: 'access.reviewBreakGlass',
  summary: {
    zh: '复核应急码的启用；随即生成新的应急码',
    en: 'Reviews an opening of the sealed code, and seals a new one',
  },
  input: z.object({ glassId: id(), finding: line(500) }),
  output: z.object({ code: z.string().nullable() }),
  access: approveGrants,
  failures: [secondPersonNeeded, proposalOver, confirmFirst],
  secretAnswer: true,
});
