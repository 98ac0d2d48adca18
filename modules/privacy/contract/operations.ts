import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { download, query } from '#kernel/contract/operation.ts';
import { retentionName } from '#kernel/contract/personal.ts';
import { retentionPeriods } from '#kernel/contract/retention.ts';
import { words } from '#kernel/contract/shapes.ts';

export const listOwnData = query({
  name: 'privacy.listOwnData',
  summary: {
    zh: '平台记录了我的哪些信息：用途、依据、保留多久',
    en: 'What is recorded about me: what for, on what basis, how long',
  },
  input: z.object({}),
  output: z.object({
    kinds: z.array(
      z.object({
        key: z.string(),
        name: words,
        /** As the contracts mark them; one line for each way of marking. */
        marks: z.array(
          z.object({
            fields: z.array(z.string()),
            purpose: z.enum([
              'identification',
              'contact',
              'employment',
              'approval',
              'attendance',
              'communication',
              'security',
              'policy',
            ]),
            basis: z.enum(['contract', 'hr-rules', 'law', 'consent']),
            retention: retentionName,
            sensitive: z.boolean(),
          }),
        ),
      }),
    ),
    /** All that is kept for a time: what goes then, what stays, and why. */
    kept: z.array(z.object({ name: z.string(), title: words, hint: words, period: retentionName })),
    /** How long the named periods are in this company. */
    periods: retentionPeriods.shape,
  }),
  access: 'signedIn',
});

export const readOwnData = query({
  name: 'privacy.readOwnData',
  summary: { zh: '某一类记录的内容', en: 'What is recorded of one kind' },
  input: z.object({ key: z.string().max(40), cursor: z.string().max(500).optional() }),
  /** As the kind's own query gives it, page by page. */
  output: z.object({ data: z.unknown(), next: z.string().optional() }),
  access: 'signedIn',
  failures: [notFound],
});

export const exportOwnData = download({
  name: 'privacy.exportOwnData',
  summary: { zh: '导出我的全部信息（.zip）', en: 'Exports all that is recorded about me (.zip)' },
  input: z.object({ language: z.enum(['zh', 'en']).default('zh') }),
  output: z.unknown(),
  access: 'signedIn',
  logsLooks: true,
  perMinute: 3,
});
