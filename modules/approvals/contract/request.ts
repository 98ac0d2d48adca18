import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { day, id, instant, words } from '#kernel/contract/shapes.ts';
import { decisionStrength, nodeId } from './definition.ts';
import { evidence } from './facts.ts';
import { formField } from './form-design.ts';
import { instanceState, opinion, slotId, slotState, taskId, urgeChannel, visit } from './instance.ts';
import { instanceEvent } from './instance-event.ts';

/** What a field says, with how it is shown. A hidden field has no value. */
export const shownField = z.object({
  name: z.string(),
  label: words,
  type: z.string(),
  hidden: z.boolean(),
  value: personal(z.unknown(), {
    purpose: 'approval',
    sensitivity: 'sensitive',
    retention: 'record',
    basis: 'hr-rules',
  }).optional(),
  /** The words of a choice. */
  words: words.optional(),
  /** Of a designed form: how it was designed. */
  design: formField.optional(),
  /** The value is only a mask of what stands there, which `approvals.revealField` shows. In a table: of its sensitive columns. */
  masked: z.boolean().optional(),
});

/** How a decision was signed: what was proved for it, how the session was signed in and when that was last confirmed. */
const signed = z.object({
  strength: decisionStrength,
  signedIn: evidence.shape.signedIn.shape.strength,
  confirmedAt: instant(),
  /** Which passkey, where one signed. */
  keyId: z.string().optional(),
});
export type Signed = z.infer<typeof signed>;

/** One person asked at a step. */
const shownSlot = z.object({
  slotId,
  personId: id(),
  state: slotState,
  origin: visit.shape.slots.element.shape.origin,
  by: id().optional(),
  askedAt: instant().optional(),
  answeredAt: instant().optional(),
  overdue: z.boolean(),
  opinion: opinion.optional(),
  signed: signed.optional(),
});

/** What a reader may be offered to do with a request. */
export const mayWhat = z.enum([
  'approve',
  'reject',
  'handle',
  'claim',
  'putBack',
  'resubmit',
  'return',
  'transfer',
  'delegate',
  'passUp',
  'addApprover',
  'removeApprover',
  'takeBack',
  'withdraw',
  'objectSubmission',
  'recordOutcome',
  'revoke',
  'urge',
  'answerUrge',
  'comment',
  'copy',
  'reassign',
  'suspend',
  'resume',
  'terminate',
  'jump',
  'wake',
  'answerByHand',
  'editForm',
]);

/** One step of the path: who was asked, who answered, when. Steps still ahead have no slots. */
const shownStep = z.object({
  /** Empty for the copies at the end. */
  nodeId: z.string(),
  name: words,
  kind: z.enum([
    'start',
    'approve',
    'handle',
    'copy',
    'parallel',
    'inclusive',
    'subProcess',
    'delay',
    'call',
    'revoke',
  ]),
  mode: z.enum(['all', 'any', 'sequence', 'claim', 'vote']).optional(),
  visit: z.int().optional(),
  state: z.enum(['ahead', 'open', 'passed', 'rejected', 'cancelled', 'copied']),
  enteredAt: instant().optional(),
  leftAt: instant().optional(),
  slots: z.array(shownSlot),
  copied: z.array(id()).optional(),
  /** The branch that it is in: the visit of the fork, and which of its branches. */
  branch: z.object({ visit: z.int(), id: nodeId, name: words }).optional(),
  /** Who holds what was offered to several. */
  claimed: slotId.optional(),
  call: z.enum(['waiting', 'done', 'failed']).optional(),
  children: visit.shape.children,
});

/** 落实意见, with the digest of what its files held. */
const outcome = z.object({ by: id(), at: instant(), text: z.string(), files: opinion.shape.files });

export const requestStatus = instanceState.shape.status;

/**
 * A request exactly as this reader is shown it at a revision: made from its events alone, so that the same revision gives
 * the same view for ever. Its digest is what an answer carries as proof of what the signer saw (Z20).
 */
export const requestView = z.object({
  requestId: id(),
  revision: z.int(),
  number: z.string(),
  kind: z.string(),
  title: words,
  summary: words,
  /** Its content isn't shown to this reader, who administers it and has no part in it (A6). */
  withheld: z.literal(true).optional(),
  applicantId: id(),
  submitterId: id(),
  submittedAt: instant(),
  status: requestStatus,
  suspended: z.boolean(),
  endedAt: instant().optional(),
  effectiveOn: day().optional(),
  urgent: z.string().optional(),
  objectedAt: instant().optional(),
  /** Who was named to carry something out, and what came of it (落实意见). */
  duties: z.array(
    z.object({
      slotId,
      executor: id(),
      deadline: instant().optional(),
      outcome: outcome.optional(),
    }),
  ),
  /** Of the whole. */
  outcome: outcome.optional(),
  /** Why it ended, where somebody gave a reason. */
  endReason: z.string().optional(),
  fields: z.array(shownField),
  steps: z.array(shownStep),
  history: z.array(
    z.object({
      seq: z.int(),
      at: instant(),
      what: z.enum(instanceEvent.options.map((option) => option.shape.type.value)),
      by: id().optional(),
      for: id().optional(),
      to: z.array(id()).optional(),
      nodeId: nodeId.optional(),
      /** Of a return, a passing up and a limit that ran out: whose task it was. */
      slotId: slotId.optional(),
      outcome: z.string().optional(),
      text: z.string().optional(),
      opinion: opinion.optional(),
      reason: z.string().optional(),
      signed: signed.optional(),
      /** Of a comment or an outcome: the files that were added with it. */
      files: z.array(id()).optional(),
      /** Of a changed form: what the fields are called that say something else since. */
      changed: z.array(words).optional(),
    }),
  ),
  urges: z.array(
    z.object({
      urgeId: z.string(),
      channel: urgeChannel,
      by: id(),
      at: instant(),
      happenedAt: instant(),
      text: z.string().optional(),
      asked: z.array(
        z.object({
          slotId,
          personId: id(),
          answer: z.enum(['confirmed', 'disputed']).optional(),
          reason: z.string().optional(),
        }),
      ),
    }),
  ),
});
export type RequestView = z.infer<typeof requestView>;

/** One line of the lists: the one thing that decides, who, when. */
const requestLine = {
  requestId: id(),
  number: z.string(),
  kind: z.string(),
  title: words,
  summary: words,
  applicant: z.object({ id: id(), name: z.string() }),
  submittedAt: instant(),
  status: requestStatus,
};

export const toDoRow = z.object({
  ...requestLine,
  slotId: taskId,
  taskKind: z.enum(['approve', 'handle', 'resubmit', 'revoke', 'outcome']),
  /** Why it is urgent, if it is. */
  urgent: z.string().optional(),
  openedAt: instant(),
  delivered: z.boolean(),
  dueAt: instant().nullable(),
  overdue: z.boolean(),
  urgedAt: instant().nullable(),
  /** Somebody else's task that the reader may do as his deputy. */
  deputyFor: z.object({ id: id(), name: z.string() }).optional(),
});

export const mineRow = z.object({
  ...requestLine,
  /** Who is asked now. */
  withPeople: z.array(z.object({ id: id(), name: z.string() })),
  endedAt: instant().nullable(),
});

export const doneRow = z.object({ ...requestLine, slotId: taskId, at: instant(), outcome: z.string() });
export const copiedRow = z.object({ ...requestLine, at: instant() });
