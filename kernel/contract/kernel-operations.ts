import { z } from 'zod';
import { event } from './event.ts';
import { notFound } from './kernel-failures.ts';
import { moduleContract } from './module-contract.ts';
import { command, download, query } from './operation.ts';
import { permission } from './permission.ts';
import { retentionPeriods, superviseRetention } from './retention.ts';
import { id, instant, words } from './shapes.ts';

export const manageSettings = permission({
  name: 'kernel.manageSettings',
  sentence: { zh: '更改平台设置', en: 'Change platform settings' },
  reaches: ['employer', 'company'],
  important: true,
  roles: { administrator: 'company' },
});

export const moveClockPermission = permission({
  name: 'kernel.moveClock',
  sentence: { zh: '在示例公司中拨动时钟', en: 'Move the clock of a sample company' },
  reaches: ['company'],
  roles: { administrator: 'company' },
});

/** How far a long job has come. */
export const readJob = query({
  name: 'kernel.readJob',
  summary: { zh: '查看长任务的进度', en: 'See how far a long job has come' },
  access: 'signedIn',
  input: z.object({ jobId: id() }),
  output: z.object({
    state: z.enum(['queued', 'running', 'done', 'failed']),
    done: z.int(),
    total: z.int(),
    answer: z.unknown().optional(),
    failure: z.object({ code: z.string(), message: z.string(), facts: z.record(z.string(), z.unknown()) }).optional(),
  }),
  failures: [notFound],
});

export const settingChanged = event({
  name: 'kernel.settingChanged',
  summary: { zh: '一项设置变了', en: 'A setting changed' },
  facts: z.object({ name: z.string(), employerId: id().nullable() }),
  topics: () => ['company'],
  changesPresenceOf: () => 'everybody',
});

export const readSettings = query({
  name: 'kernel.readSettings',
  summary: { zh: '查看设置', en: 'Read settings' },
  access: 'signedIn',
  input: z.object({ employerId: id().optional(), names: z.array(z.string()).max(200).optional() }),
  output: z.object({
    values: z.array(
      z.object({
        name: z.string(),
        words,
        /** What its parts and choices are called. */
        parts: z.record(z.string(), words),
        /** The page on which it is set, where it has one of its own. */
        setAt: z.string().nullable(),
        scope: z.enum(['company', 'employer']),
        value: z.unknown(),
        from: z.enum(['initial', 'company', 'employer']),
        /** What a value must look like, as JSON Schema. */
        shape: z.record(z.string(), z.unknown()),
        mayChange: z.boolean(),
      }),
    ),
  }),
});

export const changeSetting = command({
  name: 'kernel.changeSetting',
  summary: { zh: '更改一项设置', en: 'Change a setting' },
  access: manageSettings,
  input: z.object({ name: z.string(), employerId: id().optional(), value: z.unknown() }),
  output: z.object({}),
  failures: [notFound],
});

export const readClock = query({
  name: 'kernel.readClock',
  summary: { zh: '平台的当前时间', en: 'The platform’s present time' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ now: instant(), movable: z.boolean(), offsetMs: z.int() }),
});

export const clockMoved = event({
  name: 'kernel.clockMoved',
  summary: { zh: '示例公司的时钟被拨动', en: 'The clock of the sample company was moved' },
  facts: z.object({ offsetMs: z.int() }),
  topics: () => ['company'],
});

/** Only where the program was started with a sample: time runs forward by the amount, and everything due happens. */
export const moveClock = command({
  name: 'kernel.moveClock',
  summary: { zh: '把示例公司的时钟往前拨', en: 'Move the clock of the sample company forward' },
  access: moveClockPermission,
  input: z.object({
    minutes: z
      .int()
      .min(1)
      .max(60 * 24 * 400),
  }),
  output: z.object({ now: instant() }),
  failures: [notFound],
});

export const exportEvidencePermission = permission({
  name: 'kernel.exportEvidence',
  sentence: { zh: '导出证据链，交给审计核验', en: 'Export the chain of evidence for auditors to verify' },
  reaches: ['company'],
  important: true,
  roles: { administrator: 'company' },
});

/** Lines of JSON: links, what is readable of the content, signed heads. `guiju verify` checks it without a server. */
export const exportEvidence = download({
  name: 'kernel.exportEvidence',
  summary: { zh: '导出证据链', en: 'Exports the chain of evidence' },
  access: exportEvidencePermission,
  input: z.object({
    /** Only what happened and when, without what was said: it verifies all the same. */
    withContent: z.boolean().default(true),
  }),
  output: z.unknown(),
  perMinute: 6,
  logsLooks: true,
});

export const kernelContract = moduleContract({
  name: 'kernel',
  title: { zh: '平台', en: 'Platform' },
  operations: [readJob, readSettings, changeSetting, readClock, moveClock, exportEvidence],
  events: [settingChanged, clockMoved],
  permissions: [manageSettings, moveClockPermission, exportEvidencePermission, superviseRetention],
  settings: [retentionPeriods],
});
