import { z } from 'zod';
import { instant } from '#kernel/contract/shapes.ts';
import type { Facts, Language } from '#kernel/contract/words.ts';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

/*
 * Notices about what people said. `text` is the beginning of it, empty where the conversation or the person wants no words
 * in notices; it leaves the sending with the message (`withdrawNotices`). All are private: outside the app their words show
 * only where the company permits it.
 */

/** A message, as a subject of notices. */
export const aboutMessage = (messageId: string) => ({ type: 'messaging.message', id: messageId });

/** A conversation, as a subject of notices. */
export const aboutConversation = (conversationId: string) => ({ type: 'messaging.conversation', id: conversationId });

const said = { sender: z.string(), text: z.string() };
const body = { zh: '{text}', en: '{text}' };

/** `2026-11-22 15:27` of the zone that the fact came with. */
function spellDeadline<F extends { deadline: string; zone: string }>(facts: F, language: Language): Facts {
  const at = Temporal.Instant.from(facts.deadline).toZonedDateTimeISO(facts.zone);
  const time = at.toPlainTime().toString({ smallestUnit: 'minute' });
  const day =
    language === 'zh'
      ? `${at.month}月${at.day}日`
      : at.toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'short' });
  return { ...facts, deadline: `${day} ${time}` };
}
const until = { deadline: instant(), zone: z.string() };

/** To who isn't at a screen. Nothing of what was said is in it. */
export const newMessagesNotice = noticeKind({
  code: 'messaging.newMessages',
  name: { zh: '新消息', en: 'New messages' },
  title: { zh: '{place}：有新消息', en: 'New messages: {place}' },
  facts: z.object({ place: z.string() }),
  isPrivate: true,
  outsideOnly: true,
});

export const calledNotice = noticeKind({
  code: 'messaging.called',
  name: { zh: '有人 @ 我', en: 'Messages that call you by @' },
  title: { zh: '{caller} 在「{place}」@ 了您', en: '{caller} mentioned you in {place}' },
  facts: z.object({ place: z.string(), caller: z.string() }),
  isPrivate: true,
  outsideOnly: true,
});

export const urgentNotice = noticeKind({
  code: 'messaging.urgent',
  name: { zh: '加急消息', en: 'Urgent messages' },
  title: { zh: '{sender} 发来加急消息', en: 'Urgent message from {sender}' },
  body,
  facts: z.object(said),
  isPrivate: true,
});

export const unreadNotice = noticeKind({
  code: 'messaging.unread',
  name: { zh: '未读消息提醒', en: 'Reminders of unread messages' },
  title: { zh: '{sender} 提醒您查看消息', en: '{sender} reminds you of a message' },
  body,
  facts: z.object(said),
  isPrivate: true,
});

/** To who hasn't answered yet, before the deadline. */
export const answerReminder = noticeKind({
  code: 'messaging.answerReminder',
  name: { zh: '消息待回复', en: 'Messages that wait for your answer' },
  title: { zh: '请在 {deadline} 前回复 {sender}', en: 'Please answer {sender} by {deadline}' },
  body,
  facts: z.object({ ...said, ...until }),
  spell: spellDeadline,
  isPrivate: true,
});

/** To the author, at the deadline. */
export const answersDue = noticeKind({
  code: 'messaging.answersDue',
  name: { zh: '回复期限已到', en: 'The time for answers is over' },
  title: {
    zh: '回复期限已到：{answered} 人已回复，{missing} 人未回复',
    en: 'The time for answers is over: {answered} answered, {missing} didn’t',
  },
  body,
  facts: z.object({ text: z.string(), answered: z.int(), missing: z.int() }),
  isPrivate: true,
});

export const scheduledFailed = noticeKind({
  code: 'messaging.scheduledFailed',
  name: { zh: '定时消息未发出', en: 'Scheduled messages that weren’t sent' },
  title: { zh: '定时消息未发出：{why}', en: 'A scheduled message wasn’t sent: {whyEn}' },
  facts: z.object({ why: z.string(), whyEn: z.string() }),
});

export const consentAsked = noticeKind({
  code: 'messaging.consentAsked',
  name: { zh: '请求转发您的消息', en: 'Requests to forward your messages' },
  title: { zh: '{sender} 请求转发您的消息', en: '{sender} asks to forward your message' },
  body,
  facts: z.object(said),
  isPrivate: true,
});

export const consentAnswered = noticeKind({
  code: 'messaging.consentAnswered',
  name: { zh: '转发请求的答复', en: 'Answers to requests to forward' },
  title: { zh: '{sender} {answer}转发', en: '{sender} {answer} to forwarding' },
  facts: z.object({ sender: z.string(), given: z.boolean() }),
  spell: ({ sender, given }, language) => ({
    sender,
    answer: language === 'zh' ? (given ? '同意' : '不同意') : given ? 'consents' : 'doesn’t consent',
  }),
});

export const broadcastDone = noticeKind({
  code: 'messaging.broadcastDone',
  name: { zh: '群发完成', en: 'Messages to many' },
  title: { zh: '群发完成：已发送 {sent} 人，失败 {failed} 人', en: 'Sent to {sent} people, {failed} failed' },
  facts: z.object({ sent: z.int(), failed: z.int() }),
});
