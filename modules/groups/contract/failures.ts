import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

export const kindUnknown = failure({
  code: 'groups.kindUnknown',
  status: 422,
  words: { zh: '没有这种群类型', en: 'There is no such kind of group' },
});
export const notACreator = failure({
  code: 'groups.notACreator',
  status: 403,
  words: { zh: '您不能申请这种群', en: 'You may not ask for a group of this kind' },
});
export const byRequestOnly = failure({
  code: 'groups.byRequestOnly',
  status: 409,
  words: {
    zh: '这种群的新建和注销要走审批流程',
    en: 'Groups of this kind are created and dissolved by request only',
  },
});
export const nameOffPattern = failure({
  code: 'groups.nameOffPattern',
  status: 422,
  words: { zh: '群名应为“{pattern}”', en: 'The name has to be “{pattern}”' },
  facts: z.object({ pattern: z.string() }),
});
export const nameTaken = failure({
  code: 'groups.nameTaken',
  status: 409,
  words: { zh: '已有同名的群“{name}”', en: 'There is a group “{name}” already' },
  facts: z.object({ name: z.string() }),
});
export const nameKept = failure({
  code: 'groups.nameKept',
  status: 403,
  words: {
    zh: '“{title}”才能用这样的名称，请通过“群新建”申请',
    en: 'Only a group of the kind “{title}” has such a name: ask for one',
  },
  facts: z.object({ title: z.string() }),
});
export const tooManyForFree = failure({
  code: 'groups.tooManyForFree',
  status: 403,
  words: {
    zh: '自行建群最多 {most} 人，更大的群请通过“群新建”申请',
    en: 'A group that nobody approved has at most {most} members: ask for a larger one',
  },
  facts: z.object({ most: z.int() }),
});
export const ruleMissing = failure({
  code: 'groups.ruleMissing',
  status: 422,
  words: { zh: '请选择群成员的范围：部门或人员', en: 'Say who belongs in it: departments or people' },
});
export const badCondition = failure({
  code: 'groups.badCondition',
  status: 422,
  words: { zh: '条件不成立：{piece}', en: 'The condition doesn’t work: {piece}' },
  facts: z.object({ piece: z.string() }),
});
export const recordsInCondition = failure({
  code: 'groups.recordsInCondition',
  status: 403,
  words: {
    zh: '条件用到人员类型（人事资料），只有管理群的人可以使用',
    en: 'The condition asks for the staff type, which is HR’s: only who manages groups may use it',
  },
});
export const endMissing = failure({
  code: 'groups.endMissing',
  status: 422,
  words: { zh: '这种群要写明结束日期', en: 'A group of this kind names its last day' },
});
export const endTooLate = failure({
  code: 'groups.endTooLate',
  status: 422,
  words: { zh: '结束日期应在今天之后、{days} 天以内', en: 'The last day lies ahead, at most {days} days away' },
  facts: z.object({ days: z.int() }),
});
export const tooManyMembers = failure({
  code: 'groups.tooManyMembers',
  status: 409,
  words: {
    zh: '应入群 {count} 人，这种群最多 {most} 人',
    en: '{count} people belong in it, such a group has at most {most}',
  },
  facts: z.object({ count: z.int(), most: z.int() }),
});
export const outsiders = failure({
  code: 'groups.outsiders',
  status: 403,
  words: {
    zh: '不在群的成员范围内：{names}。可作为访客加入，写明事由和到期日',
    en: 'Not among those who belong in the group: {names}. They can come as guests, with a reason and a last day',
  },
  facts: z.object({ names: z.array(z.string()) }),
});
export const onlyLeaders = failure({
  code: 'groups.onlyLeaders',
  status: 403,
  words: { zh: '只有群负责人可以这样做', en: 'Only leaders of the group may do this' },
});
export const belongsIn = failure({
  code: 'groups.belongsIn',
  status: 409,
  words: {
    zh: '您的部门或岗位在这个群的成员范围内，不能退群，可以设为免打扰',
    en: 'Your department or post belongs in this group: you can’t leave it, but you can mute it',
  },
});
export const leaderHandsOver = failure({
  code: 'groups.leaderHandsOver',
  status: 409,
  words: { zh: '群负责人先交接，再退群', en: 'A leader hands over before leaving the group' },
});
export const noGuests = failure({
  code: 'groups.noGuests',
  status: 409,
  words: { zh: '这种群不接受访客', en: 'Groups of this kind have no guests' },
});
export const isNoGuest = failure({
  code: 'groups.isNoGuest',
  status: 409,
  words: { zh: '这个人不是访客', en: 'This person isn’t a guest here' },
});
export const alreadyIn = failure({
  code: 'groups.alreadyIn',
  status: 409,
  words: { zh: '这个人已在群里', en: 'This person is in the group already' },
});
export const dissolvedAlready = failure({
  code: 'groups.dissolvedAlready',
  status: 409,
  words: { zh: '这个群已注销', en: 'This group has been dissolved' },
});
export const leaderUnknown = failure({
  code: 'groups.leaderUnknown',
  status: 422,
  words: { zh: '群负责人应是在职人员', en: 'A leader has to be somebody who works here' },
});
export const handOverNotOpen = failure({
  code: 'groups.handOverNotOpen',
  status: 409,
  words: { zh: '这次交接已经办结', en: 'This hand-over is settled already' },
});
export const governedAlready = failure({
  code: 'groups.governedAlready',
  status: 409,
  words: { zh: '这个群已在台账中', en: 'This group is in the register already' },
});
export const reportClosed = failure({
  code: 'groups.reportClosed',
  status: 409,
  words: { zh: '这次举报已处理', en: 'This was handled already' },
});
export const governedElsewhere = failure({
  code: 'groups.governedElsewhere',
  status: 409,
  words: {
    zh: '这个群已纳入群管理，请在群管理页办理',
    en: 'This group is governed: do it on its page among the groups',
  },
});
export const dissolveUnknown = failure({
  code: 'groups.dissolveUnknown',
  status: 422,
  words: { zh: '您负责的群里没有叫“{name}”的', en: 'You lead no group called “{name}”' },
  facts: z.object({ name: z.string() }),
});
export const similarExist = failure({
  code: 'groups.similarExist',
  status: 409,
  words: {
    zh: '已有类似的群：{names}。请写明“与已有类似群的区别”',
    en: 'There are similar groups: {names}. Say how this one differs',
  },
  facts: z.object({ names: z.array(z.string()) }),
});
export const joiningClosed = failure({
  code: 'groups.joiningClosed',
  status: 403,
  words: { zh: '这个群不接受加入申请', en: 'This group takes no requests to join' },
});
export const joinNotOpen = failure({
  code: 'groups.joinNotOpen',
  status: 409,
  words: { zh: '这份加入申请已经有了答复', en: 'This request to join has been answered' },
});
export const groupFull = failure({
  code: 'groups.full',
  status: 409,
  words: { zh: '这种群最多 {most} 人', en: 'Such a group has at most {most} members' },
  facts: z.object({ most: z.int() }),
});
export const toolOff = failure({
  code: 'groups.toolOff',
  status: 403,
  words: { zh: '“{title}”的负责人没有这项工具', en: 'Leaders of “{title}” don’t have this tool' },
  facts: z.object({ title: z.string() }),
});
