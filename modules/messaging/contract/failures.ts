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
  words: { zh: '这不是群聊', en: 'This isn’t a group' },
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
export const groupClosed = failure({
  code: 'messaging.groupClosed',
  status: 409,
  words: { zh: '群已解散，只能查看记录', en: 'The group has been dissolved. Its history can still be read' },
});
export const notLeader = failure({
  code: 'messaging.notLeader',
  status: 403,
  words: { zh: '只有群主和副负责人可以这样做', en: 'Only the owner and the deputies of the group may do this' },
});
export const notOwner = failure({
  code: 'messaging.notOwner',
  status: 403,
  words: { zh: '只有群主可以这样做', en: 'Only the owner of the group may do this' },
});
export const notAMember = failure({
  code: 'messaging.notAMember',
  status: 409,
  words: { zh: '这个人不在群里', en: 'This person is not a member of the group' },
});
export const ownerStays = failure({
  code: 'messaging.ownerStays',
  status: 409,
  words: { zh: '对群主不能这样做，请先转让群主', en: 'Not to the owner of the group. Hand the group over first' },
});
export const guestNeedsReason = failure({
  code: 'messaging.guestNeedsReason',
  status: 422,
  words: { zh: '访客要写明事由和到期时间', en: 'A guest needs a reason and an end' },
});
export const untilPast = failure({
  code: 'messaging.untilPast',
  status: 422,
  words: { zh: '时间已经过去', en: 'That time has passed already' },
});
export const silenced = failure({
  code: 'messaging.silenced',
  status: 403,
  words: {
    zh: '群主或副负责人设置了禁言，现在不能发言',
    en: 'You can’t write here now: a leader of the group has turned it off',
  },
});
export const messageGone = failure({
  code: 'messaging.messageGone',
  status: 409,
  words: { zh: '这条消息已撤回或删除', en: 'This message has been recalled or removed' },
});
export const notText = failure({
  code: 'messaging.notText',
  status: 409,
  words: { zh: '只有文字消息可以修改', en: 'Only a text can be edited' },
});
export const editTooLate = failure({
  code: 'messaging.editTooLate',
  status: 409,
  words: { zh: '发送超过 {minutes} 分钟的消息不能修改', en: 'A message can be edited within {minutes} minutes only' },
  facts: z.object({ minutes: z.int() }),
});
export const tooManyReactions = failure({
  code: 'messaging.tooManyReactions',
  status: 409,
  words: { zh: '一条消息最多 {most} 种表情回应', en: 'A message takes at most {most} different reactions' },
  facts: z.object({ most: z.int() }),
});
export const tooManyPinned = failure({
  code: 'messaging.tooManyPinned',
  status: 409,
  words: { zh: '一个会话最多置顶 {most} 条消息', en: 'A conversation has at most {most} pinned messages' },
  facts: z.object({ most: z.int() }),
});
export const whoMayCallAll = failure({
  code: 'messaging.whoMayCallAll',
  status: 403,
  words: {
    zh: '这个群只有群主和副负责人可以 @所有人',
    en: 'In this group only the owner and the deputies may call everybody',
  },
});
export const forwardForbidden = failure({
  code: 'messaging.forwardForbidden',
  status: 403,
  words: { zh: '选中的消息里有不允许转发的', en: 'Some of these messages must not be forwarded' },
});
export const cardUnfit = failure({
  code: 'messaging.cardUnfit',
  status: 422,
  words: { zh: '没有这种卡片，或内容不符合要求', en: 'There is no such kind of card, or its content doesn’t fit it' },
});
export const mergedTooLong = failure({
  code: 'messaging.mergedTooLong',
  status: 422,
  words: { zh: '合并的内容太多，请少选几条', en: 'That is too much for one message. Choose fewer' },
});

export const notVoice = failure({
  code: 'messaging.notVoice',
  status: 422,
  words: { zh: '这不是一段语音', en: 'This isn’t a voice message' },
});
export const whoMayBeUrgent = failure({
  code: 'messaging.whoMayBeUrgent',
  status: 403,
  words: {
    zh: '在群里加急请 @ 需要马上看到的人；对所有人加急的权限与 @所有人 相同',
    en: 'In a group, call by @ those who must see it at once. Urgent for everybody needs the right to call everybody',
  },
});
export const tooManyAsked = failure({
  code: 'messaging.tooManyAsked',
  status: 422,
  words: { zh: '一条消息最多请 {most} 人限期回复', en: 'One message asks at most {most} people for an answer' },
  facts: z.object({ most: z.int() }),
});
export const notAsked = failure({
  code: 'messaging.notAsked',
  status: 409,
  words: { zh: '这条消息没有请你回复', en: 'This message doesn’t ask you for an answer' },
});
export const scheduledElsewhen = failure({
  code: 'messaging.scheduledElsewhen',
  status: 422,
  words: { zh: '请选择以后一年内的时间', en: 'Choose a time within the next year' },
});
export const tooManyScheduled = failure({
  code: 'messaging.tooManyScheduled',
  status: 409,
  words: { zh: '最多有 {most} 条定时消息', en: 'At most {most} messages can be scheduled' },
  facts: z.object({ most: z.int() }),
});
export const allRead = failure({
  code: 'messaging.allRead',
  status: 409,
  words: { zh: '所有人都已读', en: 'Everybody has read it' },
});
export const remindedLately = failure({
  code: 'messaging.remindedLately',
  status: 409,
  words: {
    zh: '{minutes} 分钟内已提醒过，请稍后再提醒',
    en: 'They were told within the last {minutes} minutes. Remind them later',
  },
  facts: z.object({ minutes: z.int() }),
});
export const consentNeeded = failure({
  code: 'messaging.consentNeeded',
  status: 403,
  words: {
    zh: '选中的消息里有需要发送人同意才能转发的',
    en: 'Some of these messages may be forwarded only with their author’s consent',
  },
  /** Places of those whose author is to be asked. */
  facts: z.object({ seqs: z.array(z.int()) }),
});
export const consentNotNeeded = failure({
  code: 'messaging.consentNotNeeded',
  status: 409,
  words: { zh: '这条消息可以直接转发', en: 'This message can be forwarded without asking' },
});
export const consentAnsweredAlready = failure({
  code: 'messaging.consentAnsweredAlready',
  status: 409,
  words: { zh: '已经答复过了', en: 'It has been answered already' },
});
export const nobodyToTell = failure({
  code: 'messaging.nobodyToTell',
  status: 422,
  words: { zh: '没有可以发送的人', en: 'There is nobody to send it to' },
});
export const tooManyRecipients = failure({
  code: 'messaging.tooManyRecipients',
  status: 422,
  words: { zh: '共 {count} 人，一次最多 {most} 人', en: '{count} people; one message goes to at most {most}' },
  facts: z.object({ count: z.int(), most: z.int() }),
});
export const outsideReach = failure({
  code: 'messaging.outsideReach',
  status: 403,
  words: { zh: '其中 {count} 人不在你可以群发的范围内', en: '{count} of them are beyond what you may send to' },
  facts: z.object({ count: z.int() }),
});
export const broadcastEnded = failure({
  code: 'messaging.broadcastEnded',
  status: 409,
  words: { zh: '群发已经结束', en: 'The sending has ended' },
});

export const notWithApplication = failure({
  code: 'messaging.notWithApplication',
  status: 409,
  words: { zh: '和应用的会话里不能这样做', en: 'This can’t be done in a conversation with an application' },
});
export const applicationTakesNothing = failure({
  code: 'messaging.applicationTakesNothing',
  status: 403,
  words: { zh: '这个应用不接收消息', en: 'This application takes no messages' },
});
export const applicationOff = failure({
  code: 'messaging.applicationOff',
  status: 409,
  words: {
    zh: '应用已停用，不能再发送消息，聊天记录仍可查看',
    en: 'The application is switched off. You can still read the conversation, but not send to it',
  },
});
export const applicationOutOfSight = failure({
  code: 'messaging.applicationOutOfSight',
  status: 403,
  words: {
    zh: '这个应用不再对你开放，不能发送消息，聊天记录仍可查看',
    en: 'The application isn’t open to you any more. You can still read the conversation, but not send to it',
  },
});
export const applicationCannotRead = failure({
  code: 'messaging.applicationCannotRead',
  status: 422,
  words: {
    zh: '应用收不到语音和合并转发，请发送文字或文件',
    en: 'Applications get no voice messages or merged forwards. Send a text or a file',
  },
});
