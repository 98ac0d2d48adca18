import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { failure } from '#kernel/contract/failure.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { day, id, instant, line, page, pageInput, prose } from '#kernel/contract/shapes.ts';

export const readMe = query({
  name: 'trial.readMe',
  summary: { zh: '我是谁', en: 'Who I am' },
  access: 'visitor',
  input: z.object({}),
  output: z.object({ name: z.string() }),
});

export const signIn = command({
  name: 'trial.signIn',
  summary: { zh: '登录', en: 'Sign in' },
  access: 'visitor',
  input: z.object({ account: line(50), password: z.string().min(8) }),
  output: z.object({}),
  secretAnswer: true,
});

const row = z.object({ requestId: id(), title: z.string(), who: z.string(), days: z.int(), at: instant() });

export const listRequests = query({
  name: 'trial.listRequests',
  summary: { zh: '待办', en: 'To-do' },
  access: 'signedIn',
  input: z.object({ ...pageInput }),
  output: page(row),
});

export const readRequest = query({
  name: 'trial.readRequest',
  summary: { zh: '一张申请', en: 'One request' },
  access: 'signedIn',
  input: z.object({ requestId: id() }),
  output: row.extend({ amount: z.int(), reason: z.string() }),
});

export const requestClosed = failure({
  code: 'trial.closed',
  status: 409,
  words: { zh: '该月考勤已封存，不能再申请', en: 'That month is closed' },
});

export const requestLeave = command({
  name: 'trial.requestLeave',
  summary: { zh: '请假', en: 'Ask for leave' },
  access: 'signedIn',
  input: z.object({
    kind: z.enum(['annual', 'sick', 'personal']),
    from: day(),
    reason: line(200),
    note: prose(2000).optional(),
    reachable: z.email().optional(),
  }),
  output: z.object({ requestId: id() }),
  failures: [requestClosed],
});

export const requestAdded = event({
  name: 'trial.requestAdded',
  summary: { zh: '有新申请', en: 'A request came' },
  facts: row,
  topics: () => ['company'],
});
