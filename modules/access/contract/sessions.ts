import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, line } from '#kernel/contract/shapes.ts';
import { endSessionsOfOthers } from './permissions.ts';
import { sessionRow } from './shapes.ts';

export const listMySessions = query({
  name: 'access.listMySessions',
  summary: { zh: '我在哪些设备上登录着', en: 'Where I am signed in' },
  input: z.object({}),
  /** The last one seen first; at most 100. */
  output: z.object({ rows: z.array(sessionRow) }),
  access: 'signedIn',
});

export const endSession = command({
  name: 'access.endSession',
  summary: { zh: '结束一台设备上的登录', en: 'Signs out one of one’s own devices' },
  input: z.object({ sessionId: id() }),
  output: z.object({}),
  access: 'signedIn',
});

export const endMyOtherSessions = command({
  name: 'access.endMyOtherSessions',
  summary: { zh: '结束其他设备上的登录', en: 'Signs out everywhere else' },
  input: z.object({}),
  output: z.object({ ended: z.int() }),
  access: 'signedIn',
});

export const endSessionsOf = command({
  name: 'access.endSessionsOf',
  summary: { zh: '结束某人在所有设备上的登录', en: 'Signs somebody out everywhere' },
  input: z.object({ personId: id(), reason: line(500) }),
  output: z.object({ ended: z.int() }),
  access: endSessionsOfOthers,
});
