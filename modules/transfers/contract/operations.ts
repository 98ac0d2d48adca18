import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, line, page, pageInput } from '#kernel/contract/shapes.ts';
import { endedAlready } from './failures.ts';
import { transferRow } from './shapes.ts';

export const listTransfers = query({
  name: 'transfers.listTransfers',
  summary: {
    zh: '涉密资料传递：给我的、我传出的、台账',
    en: 'List transfers of classified material: to me, by me, the register',
  },
  access: 'signedIn',
  /** `register`: everything within the reach of `transfers.keepRegister`. Newest first. */
  input: z.object({ ...pageInput, whose: z.enum(['toMe', 'byMe', 'register']) }),
  output: page(transferRow),
});

export const readTransfer = query({
  name: 'transfers.readTransfer',
  summary: { zh: '查看涉密资料传递', en: 'Read a transfer of classified material' },
  access: 'signedIn',
  input: z.object({ transferId: id() }),
  output: transferRow.extend({
    purpose: z.string(),
    /** The reader may open the material now: the receiver, in the time that was approved. */
    open: z.boolean(),
    /** The material, where it may be opened. */
    fileIds: z.array(id()),
    /** Why it was ended before its time; nothing where the approval was revoked. */
    reason: z.string().nullable(),
    may: z.array(z.enum(['end'])),
  }),
});

export const endTransfer = command({
  name: 'transfers.endTransfer',
  summary: { zh: '提前终止涉密资料传递', en: 'End a transfer of classified material before its time' },
  access: 'signedIn',
  input: z.object({ transferId: id(), reason: line(500) }),
  output: z.object({}),
  failures: [endedAlready],
});
