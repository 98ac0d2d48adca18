import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { approveDestructions } from './permissions.ts';

const named = z.object({ id: id(), name: z.string() });
const state = z.enum(['proposed', 'running', 'finished', 'withdrawn']);
/** A list of destruction as lists show it. */
export const destructionList = {
  destructionId: id(),
  number: z.string(),
  employer: named,
  state,
  reason: z.string(),
  revision: z.int(),
  proposedBy: named,
  proposedAt: instant(),
  approvedBy: named.optional(),
  approvedAt: instant().optional(),
  finishedAt: instant().optional(),
  /** SHA-256 over what was destroyed, in hex. */
  digest: z.string().optional(),
  counts: z.object({
    proposed: z.int(),
    kept: z.int(),
    stopped: z.int(),
    dropped: z.int(),
    destroyed: z.int(),
    events: z.int(),
    forms: z.int(),
    files: z.int(),
  }),
};

/** Oldest first, at most 200: within the reader's reach, proposed by somebody else, and with nothing in it that he asked for himself. */
export const listDestructionsToApprove = query({
  name: 'approvals.listDestructionsToApprove',
  summary: { zh: '等我批准的销毁清册', en: 'Lists of destruction that wait for my approval' },
  access: approveDestructions,
  input: z.object({}),
  output: z.object({ rows: z.array(z.object(destructionList)) }),
});
