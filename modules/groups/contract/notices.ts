import { z } from 'zod';
import { day } from '#kernel/contract/shapes.ts';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';

const group = { group: z.string() };

/** Starts the time to settle, once it has arrived. */
export const settleNotice = noticeKind({
  code: 'groups.settle',
  name: { zh: '群成员待调整', en: 'Members of a group to be settled' },
  title: { zh: '“{group}”有 {count} 人应入群或退群', en: '“{group}”: {count} people should join or leave' },
  body: {
    zh: '请在 {workdays} 个工作日内调整，或提醒本人。可在“我负责的群”中一次办完。',
    en: 'Please settle it within {workdays} workdays, or urge them. All your groups at once: “Groups I lead”.',
  },
  facts: z.object({ ...group, count: z.int(), workdays: z.int() }),
  hasConsequences: true,
});

export const urgedNotice = noticeKind({
  code: 'groups.urged',
  name: { zh: '群负责人提醒', en: 'Urged by a leader of a group' },
  title: { zh: '“{group}”的负责人{leader}提醒您：{text}', en: '{leader}, leader of “{group}”, asks you: {text}' },
  facts: z.object({ ...group, leader: z.string(), text: z.string() }),
});

/** To the leader who is leaving or moving: until when, and that somebody must accept. */
export const handOverNotice = noticeKind({
  code: 'groups.handOver',
  name: { zh: '群负责人交接', en: 'Hand-over of a group' },
  title: { zh: '请在 {day} 前把“{group}”交接给新的负责人', en: 'Please hand over “{group}” by {day}' },
  body: {
    zh: '选定接任人，对方接受后，群昵称变更和人事备案由系统完成。',
    en: 'Name who takes over. Once accepted, display names and the filing with HR are done by the system.',
  },
  facts: z.object({ ...group, day: day() }),
  hasConsequences: true,
});

export const successorNotice = noticeKind({
  code: 'groups.successor',
  name: { zh: '请您接任群负责人', en: 'You are asked to lead a group' },
  title: { zh: '{leader}请您接任“{group}”的群负责人', en: '{leader} asks you to take over “{group}”' },
  facts: z.object({ ...group, leader: z.string() }),
});

/** Filing with HR 报人事备案. */
export const filedNotice = noticeKind({
  code: 'groups.filed',
  name: { zh: '群负责人变更备案', en: 'Change of a group’s leader, filed' },
  title: { zh: '“{group}”的群负责人由{before}变更为{leader}', en: '“{group}”: {leader} leads instead of {before}' },
  facts: z.object({ ...group, before: z.string(), leader: z.string() }),
});

export const endNotice = noticeKind({
  code: 'groups.end',
  name: { zh: '群已到期', en: 'A group has reached its end' },
  title: { zh: '“{group}”已于 {day} 到期', en: '“{group}” reached its end on {day}' },
  body: {
    zh: '请在 {workdays} 个工作日内申请注销。',
    en: 'Please ask for its dissolution within {workdays} workdays.',
  },
  facts: z.object({ ...group, day: day(), workdays: z.int() }),
  hasConsequences: true,
});

export const leaderlessNotice = noticeKind({
  code: 'groups.leaderless',
  name: { zh: '群没有负责人', en: 'A group without a leader' },
  title: { zh: '“{group}”没有负责人，请指定', en: '“{group}” has no leader: please name one' },
  facts: z.object(group),
});

export const patrolNotice = noticeKind({
  code: 'groups.patrol',
  name: { zh: '群巡查到期', en: 'A group is to be looked through' },
  title: { zh: '“{group}”该巡查了', en: '“{group}” is due to be looked through' },
  facts: z.object(group),
});

export const adoptionNotice = noticeKind({
  code: 'groups.adoption',
  name: { zh: '群纳入管理', en: 'A group is to be taken over' },
  title: {
    zh: '“{group}”将纳入群管理，请在 {day} 前确认名称、负责人和成员范围',
    en: '“{group}” will be governed: please confirm its name, leader and members by {day}',
  },
  facts: z.object({ ...group, day: day() }),
});

export const notCreatedNotice = noticeKind({
  code: 'groups.notCreated',
  name: { zh: '群未能建立', en: 'A group could not be made' },
  title: {
    zh: '审批已通过，但“{group}”未能建立（{code}），请调整后重新申请',
    en: '“{group}” was approved but could not be made ({code}): please ask again',
  },
  facts: z.object({ ...group, code: z.string() }),
});

/** Of a kind that may end and needn't: a proposal, nothing follows where it isn't taken up. */
export const endProposalNotice = noticeKind({
  code: 'groups.endProposal',
  name: { zh: '群可以注销', en: 'A group may be dissolved' },
  title: {
    zh: '“{group}”已于 {day} 到期，不再需要时请申请注销',
    en: '“{group}” reached its end on {day}: ask for its dissolution where it is needed no more',
  },
  facts: z.object({ ...group, day: day() }),
});

/** Some days before its end, so that nobody is surprised. */
export const endSoonNotice = noticeKind({
  code: 'groups.endSoon',
  name: { zh: '群即将到期', en: 'A group is about to end' },
  title: { zh: '“{group}”将于 {day} 到期', en: '“{group}” ends on {day}' },
  facts: z.object({ ...group, day: day() }),
});

export const joinAskedNotice = noticeKind({
  code: 'groups.joinAsked',
  name: { zh: '有人申请入群', en: 'Somebody asks to join a group' },
  title: { zh: '{name}申请加入“{group}”', en: '{name} asks to join “{group}”' },
  facts: z.object({ ...group, name: z.string() }),
});

export const joinAcceptedNotice = noticeKind({
  code: 'groups.joinAccepted',
  name: { zh: '入群申请已通过', en: 'You were let into a group' },
  title: { zh: '您已加入“{group}”', en: 'You are in “{group}” now' },
  facts: z.object(group),
});

export const joinDeclinedNotice = noticeKind({
  code: 'groups.joinDeclined',
  name: { zh: '入群申请未通过', en: 'You were not let into a group' },
  title: { zh: '加入“{group}”的申请未通过', en: 'Your request to join “{group}” was declined' },
  body: { zh: '{reason}', en: '{reason}' },
  facts: z.object({ ...group, reason: z.string() }),
});
