import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, line, page, pageInput, words } from '#kernel/contract/shapes.ts';
import { callFailures as failures } from './call-failures.ts';
import { approvalFailures } from './failures.ts';
import { findsPeople, moved, reason, request } from './operation-parts.ts';
import { administer, designTemplates } from './permissions.ts';

const name = line(80);
const url = z.url({ protocol: /^https?$/ }).max(1_000);
const which = { integrationId: id(), revision: z.int().min(1) };
const addresses = z.array(z.string().min(2).max(50)).max(20);
const callState = z.enum(['pending', 'sent', 'done', 'failed']);
const outcome = { state: callState, tries: z.int(), error: z.string().optional(), madeAt: instant() };

export const listIntegrations = query({
  name: 'approvals.listIntegrations',
  summary: { zh: '流程可以调用的外部系统', en: 'The systems outside that flows may call' },
  access: administer,
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        integrationId: id(),
        revision: z.int(),
        name: z.string(),
        url: z.string(),
        /** Private addresses and networks that calls may reach. */
        allowed: z.array(z.string()),
        proposed: z.object({ addresses: z.array(z.string()), by: id(), byName: z.string() }).optional(),
        /** The reader is the second person. */
        mayConfirm: z.boolean(),
        last: z.object(outcome).optional(),
      }),
    ),
  }),
});

export const addIntegration = command({
  name: 'approvals.addIntegration',
  summary: { zh: '添加外部系统', en: 'Add a system that flows may call' },
  access: administer,
  input: z.object({ name, url }),
  /** `secret`: shown this once; signatures are checked with it. */
  output: z.object({ integrationId: id(), secret: z.string() }),
  failures: [approvalFailures.personsOnly],
  secretAnswer: true,
});

/** Another address forgets the private addresses that were allowed: they were for the one before. */
export const changeIntegration = command({
  name: 'approvals.changeIntegration',
  summary: { zh: '修改外部系统', en: 'Change a system that flows may call' },
  access: administer,
  input: z.object({ ...which, name: name.optional(), url: url.optional(), newSecret: z.boolean().default(false) }),
  output: z.object({ revision: z.int(), secret: z.string().optional() }),
  failures: [failures.integrationChanged],
  secretAnswer: true,
});

export const removeIntegration = command({
  name: 'approvals.removeIntegration',
  summary: { zh: '移除外部系统', en: 'Remove a system that flows may call' },
  access: administer,
  input: z.object(which),
  output: z.object({}),
  failures: [failures.integrationChanged],
});

/** An empty list takes effect at once: nobody has to agree to less. */
export const proposeAddresses = command({
  name: 'approvals.proposeAddresses',
  summary: { zh: '提出允许访问的内网地址', en: 'Propose private addresses that calls may reach' },
  access: administer,
  input: z.object({ ...which, addresses }),
  output: z.object({ revision: z.int() }),
  failures: [failures.integrationChanged, failures.badAddress, approvalFailures.personsOnly],
});

export const confirmAddresses = command({
  name: 'approvals.confirmAddresses',
  summary: { zh: '确认允许访问的内网地址', en: 'Confirm private addresses that calls may reach' },
  access: administer,
  input: z.object(which),
  output: z.object({ revision: z.int() }),
  failures: [
    failures.integrationChanged,
    failures.nothingProposed,
    failures.secondPerson,
    approvalFailures.personsOnly,
  ],
});

/** What came of it stands in the list as the last call. */
export const testIntegration = command({
  name: 'approvals.testIntegration',
  summary: { zh: '测试外部系统', en: 'Send a test call' },
  access: administer,
  input: z.object({ integrationId: id() }),
  output: z.object({ callId: id() }),
});

export const listCallables = query({
  name: 'approvals.listCallables',
  summary: { zh: '流程可以调用的操作和外部系统', en: 'What a flow may call' },
  access: designTemplates,
  input: z.object({}),
  output: z.object({
    operations: z.array(z.object({ name: z.string(), title: words })),
    webhooks: z.array(z.object({ id: id(), name: z.string() })),
  }),
});

/** For who administers the request; empty for others who may look at it. */
export const listCalls = query({
  name: 'approvals.listCalls',
  summary: { zh: '审批单的外部调用', en: 'The calls of a request' },
  access: 'signedIn',
  input: z.object({ requestId: id() }),
  output: z.object({
    rows: z.array(
      z.object({
        ...outcome,
        callId: id(),
        visit: z.int(),
        attempt: z.int(),
        nodeId: z.string(),
        /** Of the integration, or of the operation. */
        name: words,
        nextTry: instant().optional(),
        /** It failed, or its answer is waited for: an administrator can have it made again. */
        mayWake: z.boolean(),
      }),
    ),
  }),
});

/** Newest first; tests, too. What failed for good is made again at its request (`mayWake`). */
export const listIntegrationCalls = query({
  name: 'approvals.listIntegrationCalls',
  summary: { zh: '外部系统收到的调用', en: 'The calls that a system outside was sent' },
  access: administer,
  input: z.object({ integrationId: id(), ...pageInput, failed: z.boolean().default(false) }),
  output: page(
    z.object({
      ...outcome,
      callId: id(),
      nextTry: instant().optional(),
      /** Nothing: a test. */
      request: z.object({ requestId: id(), number: z.string(), title: words, visit: z.int() }).optional(),
      mayWake: z.boolean(),
    }),
  ),
});

/** The system's own answer, should it still come, is refused as gone. */
export const answerByHand = command({
  name: 'approvals.answerByHand',
  summary: { zh: '管理员代外部系统答复', en: 'Answer in the place of a called system, as an administrator' },
  access: administer,
  /** `revision`: of the view that he answers on. `ok`: what the call was for has been done. */
  input: z.object({
    ...request,
    visit: z.int().min(1),
    attempt: z.int().min(1),
    revision: z.int().min(1),
    ok: z.boolean(),
    reason,
  }),
  output: moved,
  failures: [
    approvalFailures.administratorsOnly,
    approvalFailures.alreadyEnded,
    approvalFailures.personsOnly,
    approvalFailures.evidenceMissing,
    approvalFailures.callGone,
    ...findsPeople,
  ],
});

/** The answer of a system that was called, once, with the token that came with the call. */
export const answerCall = command({
  name: 'approvals.answerCall',
  summary: { zh: '外部系统答复调用', en: 'A called system answers' },
  access: 'visitor',
  input: z.object({
    callId: id(),
    token: z.string().length(43),
    done: z.boolean(),
    error: z.string().max(500).optional(),
  }),
  output: z.object({}),
  failures: [approvalFailures.callGone],
  perMinute: 60,
  secretInput: true,
});
