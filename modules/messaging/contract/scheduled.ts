import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id, instant, page, pageInput, words } from '#kernel/contract/shapes.ts';
import {
  applicationCannotRead,
  applicationOff,
  applicationOutOfSight,
  applicationTakesNothing,
  conversationClosed,
  groupClosed,
  messageGone,
  notWithApplication,
  scheduledElsewhen,
  sentAlready,
  silenced,
  textTooLong,
  tooManyScheduled,
} from './failures.ts';
import { notCleared } from './labels/failures.ts';
import { sendMessage } from './messages.ts';
import { conversationKind, groupName, saidInput, seq } from './shapes.ts';

/** Most messages that one person has waiting. */
export const mostScheduled = 100;

const said = z.object(saidInput);
const one = { scheduledId: id() };
/** What an application wouldn't take at this moment isn't kept for it either. */
const notTaken = [
  notWithApplication,
  applicationTakesNothing,
  applicationOff,
  applicationOutOfSight,
  applicationCannotRead,
  notCleared,
];

export const scheduleMessage = command({
  name: 'messaging.scheduleMessage',
  summary: {
    zh: '定时发送消息：到时间按届时的规则发出',
    en: 'Sends a message later, by the rules that hold then; what can’t be sent stays, and its author is told',
  },
  access: 'signedIn',
  /** `clientId` is the message's, and names it here until then. */
  input: z.object({ conversationId: id(), clientId: id(), said, at: instant() }),
  output: z.object(one),
  failures: [
    notFound,
    textTooLong,
    scheduledElsewhen,
    tooManyScheduled,
    conversationClosed,
    groupClosed,
    silenced,
    sentAlready,
    ...notTaken,
  ],
});

export const changeScheduled = command({
  name: 'messaging.changeScheduled',
  summary: { zh: '修改定时消息的文字或时间', en: 'Changes the text or the time of what was scheduled' },
  access: 'signedIn',
  input: z.object({ ...one, text: saidInput.text, at: instant().optional() }),
  output: z.object({}),
  failures: [notFound, textTooLong, scheduledElsewhen, ...notTaken],
});

export const sendScheduled = command({
  name: 'messaging.sendScheduled',
  summary: { zh: '立即发送定时消息', en: 'Sends what was scheduled now' },
  access: 'signedIn',
  input: z.object(one),
  output: z.object({ conversationId: id(), seq: seq() }),
  failures: [notFound, ...sendMessage.failures.filter((failure) => failure !== notFound && failure !== messageGone)],
});

export const cancelScheduled = command({
  name: 'messaging.cancelScheduled',
  summary: { zh: '取消定时消息', en: 'Takes back what was scheduled; its files are uploads again' },
  access: 'signedIn',
  input: z.object(one),
  output: z.object({}),
  failures: [notFound],
});

const scheduled = z.object({
  ...one,
  conversationId: id(),
  kind: conversationKind,
  name: groupName().nullable(),
  otherId: id().nullable(),
  said,
  at: instant(),
  /** Why it couldn't be sent at its time. */
  failure: z.object({ code: z.string(), words, facts: z.record(z.string(), z.unknown()) }).nullable(),
});

export const listScheduled = query({
  name: 'messaging.listScheduled',
  summary: { zh: '我的定时消息，最早的在前', en: 'What one has scheduled and what of it failed, earliest first' },
  access: 'signedIn',
  input: z.object({ conversationId: id().optional(), ...pageInput }),
  output: page(scheduled),
});

/** Who scheduled something may read its files; asked by the files module. */
export const readScheduled = query({
  name: 'messaging.readScheduled',
  summary: { zh: '查看一条定时消息', en: 'Reads one thing that one has scheduled' },
  access: 'signedIn',
  input: z.object(one),
  output: scheduled,
  failures: [notFound],
});
