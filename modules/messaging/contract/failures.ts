import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

export const textTooLong = failure({
  code: 'messaging.textTooLong',
  status: 422,
  words: {
    zh: '消息太长：{length} 个字，最多 {most} 个字。请分几条发送',
    en: 'The message is too long: {length} characters, at most {most}. Send it in parts',
  },
  facts: z.object({ length: z.int(), most: z.int() }),
});
export const sentAlready = failure({
  code: 'messaging.sentAlready',
  status: 409,
  words: {
    zh: '同一个消息编号已经用于另一条消息',
    en: 'The same client id was already used for another message',
  },
});
export const conversationClosed = failure({
  code: 'messaging.conversationClosed',
  status: 409,
  words: {
    zh: '对方已离职，不能再发送消息，聊天记录仍可查看',
    en: 'This person has left the company. You can still read the conversation, but not send to it',
  },
});
export const personUnknown = failure({
  code: 'messaging.personUnknown',
  status: 422,
  words: { zh: '有人不在通讯录中或已离职', en: 'Somebody is not in the directory or has left' },
  facts: z.object({ personIds: z.array(z.string()) }),
});
export const withYourself = failure({
  code: 'messaging.withYourself',
  status: 422,
  words: { zh: '不能和自己聊天', en: 'You cannot open a chat with yourself' },
});
export const notAGroup = failure({
  code: 'messaging.notAGroup',
  status: 409,
  words: { zh: '这是单聊，不是群聊', en: 'This is a chat between two people, not a group' },
});
export const groupFull = failure({
  code: 'messaging.groupFull',
  status: 409,
  words: { zh: '群成员最多 {most} 人', en: 'A group has at most {most} members' },
  facts: z.object({ most: z.int() }),
});
export const notYourMessage = failure({
  code: 'messaging.notYourMessage',
  status: 403,
  words: { zh: '只能撤回自己发送的消息', en: 'You can recall only your own messages' },
});
export const recallTooLate = failure({
  code: 'messaging.recallTooLate',
  status: 409,
  words: {
    zh: '发送超过 {minutes} 分钟的消息不能撤回',
    en: 'A message can be recalled within {minutes} minutes only',
  },
  facts: z.object({ minutes: z.int() }),
});
