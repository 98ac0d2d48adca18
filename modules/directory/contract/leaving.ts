import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { day, id, instant, page, pageInput, words } from '#kernel/contract/shapes.ts';
import {
  handOverNotOpen,
  hasLeft,
  notLeaving,
  personUnknown,
  successorIsLeaver,
  successorLeaves,
  successorRefused,
} from './failures.ts';
import { managePeople } from './permissions.ts';
import { personNamed } from './shapes.ts';

/** Why somebody takes over: named for this line, named for everything, the direct supervisor, a department head. */
export const successorChosen = z.enum(['line', 'all', 'supervisor', 'head']);

export const nameSuccessor = command({
  name: 'directory.nameSuccessor',
  summary: {
    zh: '为离职人员指定接手人：某一项，或其余全部',
    en: 'Names who takes over from somebody who leaves: one line, or all the rest',
  },
  input: z.object({
    personId: id(),
    /** Name of a line; null: everything that isn’t named by itself. */
    line: z.string().max(100).nullable(),
    /** null: nobody in particular. */
    successorId: id().nullable(),
  }),
  output: z.object({}),
  access: managePeople,
  failures: [hasLeft, notLeaving, personUnknown, successorIsLeaver, successorLeaves],
});

const line = {
  line: z.string(),
  title: words,
  hint: words,
  /** It goes to a successor on the day; otherwise it ends with the person. */
  moves: z.boolean(),
};

/** What a leaver holds, who takes it over, and, after the day, what became of it. */
export const readLeaving = query({
  name: 'directory.readLeaving',
  summary: { zh: '离职交接清单', en: 'Hand-over checklist of somebody who leaves' },
  /** Within the reach of `directory.managePeople`; one’s own always. */
  input: z.object({ personId: id() }),
  output: z.object({
    person: personNamed,
    lastDay: day(),
    state: z.enum(['waiting', 'done']),
    /** Named for everything. */
    successor: personNamed.nullable(),
    lines: z.array(
      z.object({
        ...line,
        count: z.int(),
        names: z.array(z.string()),
        /** Named for this line. */
        named: personNamed.nullable(),
        /** Who gets it, as things stand; null: nobody is found. */
        goesTo: personNamed.extend({ chosen: successorChosen }).nullable(),
        /** Why whoever was named can't take over. */
        problem: z.enum(['left', 'leavesToo']).nullable(),
      }),
    ),
    /** What was handed over on the day; empty before it. */
    outcomes: z.array(
      z.object({
        ...line,
        handed: z.int(),
        to: personNamed.extend({ chosen: successorChosen }).nullable(),
        /** Nobody could take it: the code of the last refusal, or none was found. */
        failureCode: z.string().nullable(),
        at: instant(),
      }),
    ),
    may: z.array(z.enum(['nameSuccessor'])),
  }),
  access: 'signedIn',
});

export const listLeavings = query({
  name: 'directory.listLeavings',
  summary: { zh: '待离职人员及交接情况', en: 'Who is going to leave, and whether successors are named' },
  /** `openOnly`: who has left and something wasn’t handed over. */
  input: z.object({ ...pageInput, openOnly: z.boolean().default(false) }),
  output: page(
    z.object({
      person: personNamed,
      department: z.string().nullable(),
      lastDay: day(),
      state: z.enum(['waiting', 'done']),
      successor: personNamed.nullable(),
      /** Lines with a successor of their own. */
      namedLines: z.int(),
      /** After the day: lines that nobody could take. */
      open: z.int(),
    }),
  ),
  access: managePeople,
});

export const finishHandOver = command({
  name: 'directory.finishHandOver',
  summary: {
    zh: '为已离职人员补办没有交接成的一项',
    en: 'Hands over a line that nobody could take when somebody left',
  },
  input: z.object({ personId: id(), line: z.string().max(100), successorId: id() }),
  output: z.object({ handed: z.int() }),
  access: managePeople,
  failures: [personUnknown, successorIsLeaver, successorLeaves, handOverNotOpen, successorRefused],
});
