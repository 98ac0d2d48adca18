import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { personal } from '#kernel/contract/personal.ts';
import { id, instant, page, pageInput, prose } from '#kernel/contract/shapes.ts';
import { aboutOneself, complaintMovedOn } from './failures.ts';
import { decideComplaints } from './permissions.ts';

const mark = { purpose: 'policy', basis: 'law', sensitivity: 'ordinary', retention: 'case+1y' } as const;
const someone = () => personal(z.object({ id: id(), name: z.string() }), mark);
const said = (most: number) => prose(most).refine((text) => text.trim() !== '');

/** A function is a role that somebody holds: whoever holds it decides nothing about it. */
export const complaintFunction = z.enum(['hr', 'generalOffice', 'administrator', 'securityOwner']);
const complaintState = z.enum(['received', 'answered', 'objected', 'closed']);
export const complaintOutcome = z.enum(['upheld', 'partly', 'dismissed']);

const complaintRow = z.object({
  complaintId: id(),
  at: instant(),
  state: complaintState,
  /** Of the last answer. */
  outcome: complaintOutcome.nullable(),
  about: z.object({
    kind: z.enum(['nobody', 'person', 'department', 'function']),
    /** Of the person or department. */
    name: personal(z.string().nullable(), mark),
    role: complaintFunction.nullable(),
  }),
  /** Nobody for the accused. */
  complainant: someone().nullable(),
});
export type ComplaintRow = z.infer<typeof complaintRow>;

export const listComplaints = query({
  name: 'privacy.listComplaints',
  summary: { zh: '个人信息投诉列表', en: 'Complaints about personal data, newest first' },
  access: 'signedIn',
  /**
   * `mine`: that I made. `toDecide`: that I may decide, and what became of them (needs the permission). `aboutUs`: closed ones
   * about me, a department that I head, or a function that I hold.
   */
  input: z.object({ ...pageInput, whose: z.enum(['mine', 'toDecide', 'aboutUs']).default('mine') }),
  output: page(complaintRow),
});

export const readComplaint = query({
  name: 'privacy.readComplaint',
  summary: { zh: '查看个人信息投诉', en: 'Read a complaint about personal data' },
  access: 'signedIn',
  input: z.object({ complaintId: id() }),
  output: complaintRow.extend({
    /** What the complainant says; null for the accused, who see the decision only. */
    text: personal(z.string().nullable(), mark),
    answers: z.array(
      z.object({
        round: z.int(),
        outcome: complaintOutcome,
        reason: personal(z.string(), mark),
        by: someone(),
        at: instant(),
      }),
    ),
    objection: z.object({ reason: personal(z.string(), mark), at: instant() }).nullable(),
    acceptedAt: instant().nullable(),
    /** Open, and when it was passed on nobody was found who has nothing to do with whom it is about. */
    nobodyDecides: z.boolean(),
    may: z.array(z.enum(['answer', 'accept', 'object'])),
  }),
});

export const complain = command({
  name: 'privacy.complain',
  summary: { zh: '提出个人信息投诉', en: 'Complain about how personal data is handled' },
  access: 'signedIn',
  input: z.object({
    about: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('nobody') }),
      z.object({ kind: z.literal('person'), personId: id() }),
      z.object({ kind: z.literal('department'), departmentId: id() }),
      z.object({ kind: z.literal('function'), role: complaintFunction }),
    ]),
    text: said(4000),
  }),
  output: z.object({ complaintId: id() }),
  failures: [aboutOneself],
});

/** The first answer, or the final one after an objection: by somebody else than the first. */
export const answerComplaint = command({
  name: 'privacy.answerComplaint',
  summary: { zh: '答复个人信息投诉', en: 'Answer a complaint about personal data' },
  access: decideComplaints,
  input: z.object({ complaintId: id(), outcome: complaintOutcome, reason: said(4000) }),
  output: z.object({}),
  failures: [complaintMovedOn],
});

export const acceptAnswer = command({
  name: 'privacy.acceptAnswer',
  summary: { zh: '接受对我的投诉的答复', en: 'Accept the answer to my complaint' },
  access: 'signedIn',
  input: z.object({ complaintId: id() }),
  output: z.object({}),
  failures: [complaintMovedOn],
});

export const objectToAnswer = command({
  name: 'privacy.objectToAnswer',
  summary: { zh: '对答复提出异议（一次）', en: 'Object to the answer to my complaint, once' },
  access: 'signedIn',
  input: z.object({ complaintId: id(), reason: said(4000) }),
  output: z.object({}),
  failures: [complaintMovedOn],
});
