import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import { conversationClosed, groupClosed, messageGone, notLeader, notWithApplication } from '../failures.ts';
import { reason, seq } from '../shapes.ts';
import { labelNotYours } from './failures.ts';
import { classification } from './label.ts';

const which = { conversationId: id(), seq: seq() };

export const labelMessage = command({
  name: 'messaging.labelMessage',
  summary: {
    zh: '更改消息的密级，留下记录',
    en: 'Changes the classification of a message; who isn’t cleared for it reads it no longer',
  },
  access: 'signedIn',
  input: z.object({ ...which, classification, reason: reason() }),
  output: z.object({}),
  failures: [notFound, messageGone, labelNotYours, conversationClosed, groupClosed],
});

export const setConversationLabel = command({
  name: 'messaging.setConversationLabel',
  summary: { zh: '设置会话的默认密级', en: 'Sets the classification that messages of a conversation have by default' },
  access: 'signedIn',
  input: z.object({ conversationId: id(), classification }),
  output: z.object({}),
  failures: [notFound, notLeader, conversationClosed, groupClosed, notWithApplication],
});

export const readLabels = query({
  name: 'messaging.readLabels',
  summary: {
    zh: '会话的默认密级，和自己可以读的密级',
    en: 'The default of a conversation, and what one is cleared for',
  },
  access: 'signedIn',
  input: z.object({ conversationId: id() }),
  output: z.object({
    byDefault: classification,
    clearedFor: classification,
    may: z.array(z.enum(['setDefault', 'lower'])),
  }),
  failures: [notFound],
});

export const listLabelChanges = query({
  name: 'messaging.listLabelChanges',
  summary: { zh: '一条消息的密级变更', en: 'How the classification of a message changed' },
  access: 'signedIn',
  input: z.object(which),
  output: z.object({
    rows: z.array(
      z.object({ at: instant(), byId: id(), before: classification, after: classification, reason: reason() }),
    ),
  }),
  failures: [notFound],
});
