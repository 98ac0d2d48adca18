import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, page, pageInput } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import { reportClosed } from './failures.ts';
import { handleReports } from './permissions.ts';
import { reason } from './shapes.ts';

const row = {
  reportId: id(),
  group: z.string(),
  at: instant(),
  reason: reason(),
  state: z.enum(['open', 'closed']),
};

/** Who reported isn't in it: the handler needs what was said, not who minded. */
export const listReports = query({
  name: 'groups.listReports',
  summary: { zh: '被举报的群消息', en: 'Reported messages' },
  access: handleReports,
  input: z.object({ ...pageInput, only: z.enum(['open', 'all']).default('open') }),
  /** Newest first. */
  output: page(z.object(row)),
});

export const readReport = query({
  name: 'groups.readReport',
  summary: { zh: '查看被举报的消息及前后文', en: 'Reads a reported message with what was said around it' },
  access: handleReports,
  input: z.object({ reportId: id() }),
  output: z.object({
    ...row,
    seq: z.int(),
    messages: z.array(
      z.object({
        seq: z.int(),
        sender: personNamed.nullable(),
        kind: z.string(),
        text: z.string().nullable(),
        at: instant(),
      }),
    ),
    outcome: z.string().nullable(),
    handledBy: personNamed.nullable(),
  }),
  failures: [notFound],
  logsLooks: true,
});

export const closeReport = command({
  name: 'groups.closeReport',
  summary: { zh: '办结举报', en: 'Closes a report with its outcome' },
  access: handleReports,
  input: z.object({ reportId: id(), outcome: reason() }),
  output: z.object({}),
  failures: [notFound, reportClosed],
});
