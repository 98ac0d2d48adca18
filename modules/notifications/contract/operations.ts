import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, page, pageInput } from '#kernel/contract/shapes.ts';
import type { Facts } from '#kernel/contract/words.ts';
import type { NoticeKind } from './notice-kind.ts';
import { sendNotices } from './permissions.ts';
import { inAppLink, noticeRow, subject } from './shapes.ts';

/**
 * Tells people something, from other modules, as the system:
 * `context.callAs({ name: 'approvals.tellPeople', permissions: [sendNotices] }, notify, noticeOf(kind, {...}))`.
 */
export const notify = command({
  name: 'notifications.notify',
  summary: { zh: '向人员发送提醒（供系统流程调用）', en: 'Send a notification to people, as a process of the system' },
  access: sendNotices,
  input: z.object({
    /** Somebody named twice is told once; who has left isn't told. */
    personIds: z.array(id()).min(1).max(100_000),
    /** Code of a declared kind. */
    kind: z.string(),
    facts: z.record(z.string(), z.unknown()),
    /** Where it leads. */
    link: inAppLink.nullable().default(null),
    about: subject,
    urgent: z.boolean().default(false),
    /**
     * Remind again: of those named only who was told of the same thing by this kind, hasn't read it, and was last told five
     * minutes ago or longer (M5).
     */
    again: z.boolean().default(false),
  }),
  /** Who is told. */
  output: z.object({ notices: z.array(z.object({ noticeId: id(), personId: id() })) }),
});

/**
 * What notices are about was taken back: what waits to go out of the app doesn't, and the named facts, in which people's
 * own words stand, are emptied. That somebody was told stays.
 */
export const withdrawNotices = command({
  name: 'notifications.withdrawNotices',
  summary: {
    zh: '内容被收回时停止站外发送并清除原话（供系统流程调用）',
    en: 'Stop what waits to go out about a thing, and erase people’s words from it, as a process of the system',
  },
  access: sendNotices,
  input: z.object({ about: subject, erase: z.array(z.string()).min(1).max(10) }),
  output: z.object({}),
});

/** The input of `notify`, with facts checked against the kind by the compiler. */
export function noticeOf<K extends NoticeKind>(
  kind: K,
  notice: {
    personIds: readonly string[];
    facts: K['facts']['_zod']['output'];
    about: { type: string; id: string };
    link?: string | null;
    urgent?: boolean;
    again?: boolean;
  },
) {
  return {
    ...notice,
    kind: kind.code,
    personIds: [...notice.personIds],
    facts: notice.facts as Record<string, unknown> satisfies Facts,
  };
}

export const listNotices = query({
  name: 'notifications.listNotices',
  summary: { zh: '我的提醒', en: 'My notifications, newest first' },
  access: 'signedIn',
  /** `undelivered`: those that no device of the person has confirmed yet. */
  input: z.object({ ...pageInput, only: z.enum(['all', 'unread', 'undelivered']).default('all') }),
  output: page(noticeRow),
});

export const countUnread = query({
  name: 'notifications.countUnread',
  summary: { zh: '我的未读提醒数', en: 'How many of my notifications are unread' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ count: z.int() }),
});

/** Called by the person's device for every notice that it has got. */
export const acknowledge = command({
  name: 'notifications.acknowledge',
  summary: { zh: '确认提醒已送达本设备', en: 'Confirm that notifications have reached this device' },
  access: 'signedIn',
  /** `via` push: its service worker got them so, which is the receipt of that channel. */
  input: z.object({ noticeIds: z.array(id()).min(1).max(200), via: z.enum(['app', 'push']).default('app') }),
  output: z.object({}),
});

/** By their ids, or all that are about one thing, because the person has opened it. What isn't one's own is left alone. */
export const markRead = command({
  name: 'notifications.markRead',
  summary: { zh: '标记提醒为已读', en: 'Mark notifications as read' },
  access: 'signedIn',
  input: z.union([z.strictObject({ noticeIds: z.array(id()).min(1).max(200) }), z.strictObject({ about: subject })]),
  output: z.object({}),
});

export const markAllRead = command({
  name: 'notifications.markAllRead',
  summary: { zh: '全部提醒标记为已读', en: 'Mark all my notifications as read' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({}),
});
