import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, query } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import { allRead, messageGone, notWithApplication, remindedLately } from './failures.ts';
import { seq } from './shapes.ts';

/** Nobody is reminded of the same message sooner (M5), in minutes. */
export const remindEvery = 5;

export const remindUnread = command({
  name: 'messaging.remindUnread',
  summary: {
    zh: '再次提醒没有读过自己这条消息的人（间隔至少 5 分钟）',
    en: 'Reminds those who haven’t read one’s own message (leaders: an announcement), at least five minutes apart',
  },
  access: 'signedIn',
  input: z.object({ conversationId: id(), seq: seq() }),
  output: z.object({ personIds: z.array(id()) }),
  failures: [notFound, messageGone, allRead, remindedLately, notWithApplication],
});

export const savePrivacy = command({
  name: 'messaging.savePrivacy',
  summary: {
    zh: '我的提醒是否显示消息内容，同事能否看到我在线；没有写的不变',
    en: 'Whether notices to oneself show what was said, and whether colleagues see that one is online; what is left out stays',
  },
  access: 'signedIn',
  input: z.object({ hideText: z.boolean().optional(), hidePresence: z.boolean().optional() }),
  output: z.object({}),
});

export const readPrivacy = query({
  name: 'messaging.readPrivacy',
  summary: {
    zh: '我的提醒是否显示消息内容，同事能否看到我在线',
    en: 'Whether notices to oneself show what was said, and whether colleagues see that one is online',
  },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({ hideText: z.boolean(), hidePresence: z.boolean() }),
});
