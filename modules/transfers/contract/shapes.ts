import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { day, id, instant, line, prose } from '#kernel/contract/shapes.ts';

export const classification = z.enum(['public', 'internal', 'ordinary', 'core']);

/** What a form must hold to be transferred, whatever else a company's own version of it asks. */
export const approvedTransfer = z.object({
  classification,
  receiver: id(),
  files: z.array(id()).min(1),
  masked: z.enum(['yes', 'no']),
  period: z.object({ from: z.object({ date: day() }), to: z.object({ date: day() }) }),
  nature: line(100),
  purpose: prose(500),
});
export type ApprovedTransfer = z.infer<typeof approvedTransfer>;

const part = { purpose: 'security', sensitivity: 'ordinary', retention: 'record', basis: 'hr-rules' } as const;
const someone = () => personal(z.object({ id: id(), name: z.string() }), part);

/** An entry of the register. Its id is that of the approval. */
export const transferRow = z.object({
  transferId: id(),
  /** Number of the approval. */
  number: z.string(),
  classification,
  nature: z.string(),
  masked: z.boolean(),
  sender: someone(),
  receiver: someone(),
  /** Days where the receiver works, both included. */
  from: day(),
  to: day(),
  /** When the first day begins there, and when the last one is over. */
  begins: instant(),
  ends: instant(),
  /** When it was ended before its time. */
  endedAt: instant().nullable(),
});
export type TransferRow = z.infer<typeof transferRow>;
