import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { day, id, instant, line, prose, words } from '#kernel/contract/shapes.ts';
import { subject } from '#modules/notifications/contract/shapes.ts';
import { destructionFailures as failures } from './destruction-failures.ts';
import { destructionList } from './destructions-to-approve.ts';
import { approvalFailures } from './failures.ts';
import { approveDestructions, keepArchive } from './permissions.ts';

const named = z.object({ id: id(), name: z.string() });
/** Requests in one list at most. */
export const mostInDestruction = 500;
const reason = prose(1000);
const which = { destructionId: id(), revision: z.int().min(1) };
const archived = {
  requestId: id(),
  number: z.string(),
  kind: z.string(),
  title: words,
  endedAt: instant(),
  /** When its retention period ended, a longer one that somebody set included. */
  keptUntil: instant(),
  /** Retention period of its kind. */
  years: z.int(),
};
const hold = z.object({
  holdId: id(),
  requestId: id(),
  number: z.string(),
  title: words,
  reason: z.string(),
  /** Nothing: the program, because of an objection. */
  placedBy: named.nullable(),
  placedAt: instant(),
  /** Of a case of another module: it ends with the case, nobody ends it by hand. */
  forCase: z.boolean(),
});

export const listDueArchive = query({
  name: 'approvals.listDueArchive',
  summary: {
    zh: '保管期满、可以列入销毁的审批档案，以及冻结中的',
    en: 'Archived requests whose retention is over, and those that are held',
  },
  access: keepArchive,
  input: z.object({ employerId: id().optional() }),
  output: z.object({
    /** Longest due first, at most `mostInDestruction`. */
    rows: z.array(
      z.object({
        ...archived,
        /** The reader asked for it himself: somebody else proposes it. */
        own: z.boolean(),
      }),
    ),
    more: z.boolean(),
    /** In which one list can be made: of each employer its own. */
    employer: named,
    employers: z.array(named),
    holds: z.array(hold),
  }),
});

export const proposeDestruction = command({
  name: 'approvals.proposeDestruction',
  summary: {
    zh: '把保管期满的审批档案列成销毁清册，报请批准',
    en: 'Propose archived requests for destruction, to be approved by another person',
  },
  access: keepArchive,
  input: z.object({ employerId: id(), requestIds: z.array(id()).min(1).max(mostInDestruction), reason }),
  output: z.object({ destructionId: id(), number: z.string() }),
  failures: [failures.notDue, failures.ownDestruction],
});

export const keepLonger = command({
  name: 'approvals.keepLonger',
  summary: {
    zh: '续存：说明理由，保管到新的日期',
    en: 'Keep an archived request longer, with a reason and a new date',
  },
  access: keepArchive,
  /** `until`: to the beginning of that day in the employer’s time zone. It leaves an open list that it is in. */
  input: z.object({ requestId: id(), until: day(), reason }),
  output: z.object({}),
  failures: [failures.keepUntilWrong, failures.contentDestroyed],
});

export const withdrawDestruction = command({
  name: 'approvals.withdrawDestruction',
  summary: { zh: '撤回还未批准的销毁清册', en: 'Withdraw a list of destruction that isn’t approved yet' },
  access: keepArchive,
  input: z.object(which),
  output: z.object({}),
  failures: [failures.destructionMoved],
});

export const approveDestruction = command({
  name: 'approvals.approveDestruction',
  summary: {
    zh: '批准销毁清册：随后逐份销毁，不能恢复',
    en: 'Approve a list of destruction; its requests are destroyed one after the other, for ever',
  },
  access: approveDestructions,
  input: z.object(which),
  output: z.object({}),
  failures: [failures.destructionMoved, failures.sameDestroyer, failures.ownDestruction, failures.nothingLeft],
});

/** For cases and complaints too: their modules call it as the system. */
export const holdRequest = command({
  name: 'approvals.holdRequest',
  summary: {
    zh: '冻结：因案件、投诉、审计等，审批档案不得销毁',
    en: 'Hold a request, for a case, complaint or audit: it isn’t destroyed until the hold ends',
  },
  access: keepArchive,
  /** `keptFor`: the case of another module, which alone ends the hold. */
  input: z.object({ number: line(60), reason, keptFor: subject.optional() }),
  output: z.object({ holdId: id() }),
  failures: [failures.contentDestroyed, approvalFailures.systemOnly],
});

export const endHold = command({
  name: 'approvals.endHold',
  summary: { zh: '解除冻结', en: 'End a hold' },
  access: keepArchive,
  /** `keptFor`: every hold for this case, as the module whose case it is; none is none. */
  input: z.union([z.strictObject({ holdId: id(), reason }), z.strictObject({ keptFor: subject, reason })]),
  output: z.object({}),
  failures: [failures.heldForCase, approvalFailures.systemOnly],
});

/** Newest first, at most 200. */
export const listDestructions = query({
  name: 'approvals.listDestructions',
  summary: { zh: '销毁清册和销毁记录', en: 'Lists of destruction, and what was destroyed' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ rows: z.array(z.object(destructionList)) }),
});

export const readDestruction = query({
  name: 'approvals.readDestruction',
  summary: { zh: '一份销毁清册', en: 'A list of destruction, with every request in it' },
  access: 'signedIn',
  input: z.object({ destructionId: id() }),
  output: z.object({
    ...destructionList,
    items: z.array(
      z.object({
        ...archived,
        state: z.enum(['proposed', 'kept', 'stopped', 'dropped', 'destroyed']),
        /** Of what was kept: the reason, and until when. */
        keptReason: z.string().optional(),
        keptTo: instant().optional(),
        /** What stood against it when its turn came. */
        stoppedBy: z
          .enum(['running', 'notArchived', 'kept', 'keptLonger', 'held', 'relatedRunning', 'destroyed'])
          .optional(),
        destroyedAt: instant().optional(),
        /** Of its last archive package, in hex. */
        digest: z.string(),
      }),
    ),
    may: z.array(z.enum(['keep', 'withdraw', 'approve'])),
    /** Why the reader, who otherwise could, may not approve. */
    mayNot: z.enum(['proposedIt', 'own']).optional(),
  }),
});
