import { z } from 'zod';
import { query } from '#kernel/contract/operation.ts';

/** Stands alone: every page counts, from the first on. */
export const countToDo = query({
  name: 'approvals.countToDo',
  summary: { zh: '待办数', en: 'Count what waits for me' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ open: z.int(), overdue: z.int() }),
});
