import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { day, id, instant, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import { followUpNotOpen } from './failures.ts';
import { carryOut } from './permissions.ts';

export const listFollowUps = query({
  name: 'staffing.listFollowUps',
  summary: { zh: '已批准的人员申请及其落实', en: 'Approved staffing requests and what became of them' },
  access: carryOut,
  input: z.object({ ...pageInput, only: z.enum(['open', 'all']).default('open') }),
  /** Newest first. */
  output: page(
    z.object({
      requestId: id(),
      kind: z.string(),
      number: z.string(),
      summary: words,
      applicant: personNamed,
      /** Whom it is about; of an account that was opened, the new person. */
      subject: personNamed.nullable(),
      dueOn: day().nullable(),
      /** What the system did by itself. */
      carried: z.enum(['personCreated', 'leavePlanned', 'changed', 'changePlanned']).nullable(),
      /** Why it couldn't: the code of a refusal. */
      refusal: z.string().nullable(),
      /** The approval was revoked after something had been done: that is to be taken back. */
      undo: z.boolean(),
      state: z.enum(['open', 'done', 'revoked']),
      doneAt: instant().nullable(),
      doneBy: personNamed.nullable(),
    }),
  ),
});

export const finishFollowUp = command({
  name: 'staffing.finishFollowUp',
  summary: { zh: '标记已落实', en: 'Record that a follow-up is done' },
  access: carryOut,
  input: z.object({ requestId: id() }),
  output: z.object({}),
  failures: [followUpNotOpen],
});
