import { z } from 'zod';
import { failure } from '#kernel/contract/failure.ts';

export const employerNameTaken = failure({
  code: 'directory.employerNameTaken',
  status: 409,
  words: { zh: '已有名为“{name}”的用人单位', en: 'There is already an employer named “{name}”' },
  facts: z.object({ name: z.string() }),
});
export const unknownTimeZone = failure({
  code: 'directory.unknownTimeZone',
  status: 422,
  words: { zh: '没有“{timeZone}”这个时区', en: 'There is no time zone “{timeZone}”' },
  facts: z.object({ timeZone: z.string() }),
});
export const departmentNameTaken = failure({
  code: 'directory.departmentNameTaken',
  status: 409,
  words: { zh: '同一上级下已有名为“{name}”的部门', en: 'There is already a department “{name}” in the same place' },
  facts: z.object({ name: z.string() }),
});
export const departmentNumberTaken = failure({
  code: 'directory.departmentNumberTaken',
  status: 409,
  words: { zh: '部门编号 {number} 已被使用', en: 'Department number {number} is already in use' },
  facts: z.object({ number: z.number() }),
});
export const departmentCycle = failure({
  code: 'directory.departmentCycle',
  status: 409,
  words: {
    zh: '“{name}”不能移到它自己或它的下级部门之下',
    en: '“{name}” can’t be moved below itself or one of its own departments',
  },
  facts: z.object({ name: z.string() }),
});
export const departmentNotEmpty = failure({
  code: 'directory.departmentNotEmpty',
  status: 409,
  words: {
    zh: '“{name}”还有 {people} 名成员、{departments} 个下级部门，请先移走',
    en: '“{name}” still has {people} people and {departments} departments; move them first',
  },
  facts: z.object({ name: z.string(), people: z.number(), departments: z.number() }),
});
export const departmentUnknown = failure({
  code: 'directory.departmentUnknown',
  status: 422,
  words: {
    zh: '所选部门不存在、已撤销，或不在你的管理范围内',
    en: 'The chosen department doesn’t exist, was removed, or isn’t yours to manage',
  },
});
export const personUnknown = failure({
  code: 'directory.personUnknown',
  status: 422,
  words: {
    zh: '所选人员不存在或已离职',
    en: 'A chosen person doesn’t exist or has left',
  },
});
export const employerUnknown = failure({
  code: 'directory.employerUnknown',
  status: 422,
  words: {
    zh: '所选用人单位不存在，或不在你的管理范围内',
    en: 'The chosen employer doesn’t exist or isn’t yours to manage',
  },
});
export const postUnknown = failure({
  code: 'directory.postUnknown',
  status: 422,
  words: {
    zh: '所选岗位不存在、已停用，或不属于此人的用人单位',
    en: 'The chosen post doesn’t exist, was closed, or belongs to another employer',
  },
});
export const postNameTaken = failure({
  code: 'directory.postNameTaken',
  status: 409,
  words: { zh: '已有名为“{name}”的岗位', en: 'There is already a post named “{name}”' },
  facts: z.object({ name: z.string() }),
});
export const postInUse = failure({
  code: 'directory.postInUse',
  status: 409,
  words: {
    zh: '“{name}”还有 {people} 人任职，不能停用',
    en: '“{name}” still has {people} holders and can’t be closed',
  },
  facts: z.object({ name: z.string(), people: z.number() }),
});
export const postOutsideDepartments = failure({
  code: 'directory.postOutsideDepartments',
  status: 422,
  words: {
    zh: '岗位所在部门必须是此人所属的部门之一',
    en: 'A post is held in one of the person’s own departments',
  },
});
export const accountTaken = failure({
  code: 'directory.accountTaken',
  status: 409,
  words: {
    zh: '帐号“{account}”已被使用（不区分大小写，离职人员的帐号也不再使用）',
    en: 'The account “{account}” is taken (case doesn’t count, and accounts of leavers aren’t used again)',
  },
  facts: z.object({ account: z.string() }),
});
export const staffNumberTaken = failure({
  code: 'directory.staffNumberTaken',
  status: 409,
  words: { zh: '工号“{staffNumber}”已被使用', en: 'The staff number “{staffNumber}” is taken' },
  facts: z.object({ staffNumber: z.string() }),
});
export const mainDepartmentNeeded = failure({
  code: 'directory.mainDepartmentNeeded',
  status: 422,
  words: {
    zh: '每个人有且只有一个主部门，同一部门只能选一次',
    en: 'Everybody has exactly one main department, and each department is given once',
  },
});
export const supervisorCycle = failure({
  code: 'directory.supervisorCycle',
  status: 409,
  words: { zh: '直属上级形成循环：{names}', en: 'The direct supervisors form a circle: {names}' },
  facts: z.object({ names: z.array(z.string()) }),
});
export const dayInThePast = failure({
  code: 'directory.dayInThePast',
  status: 422,
  words: { zh: '生效日期不能早于今天（{today}）', en: 'It takes effect today ({today}) or later' },
  facts: z.object({ today: z.string() }),
});
export const fieldOwned = failure({
  code: 'directory.fieldOwned',
  status: 409,
  words: {
    zh: '这些字段来自外部系统，在这里不能修改：{fields}',
    en: 'These fields come from another system and can’t be changed here: {fields}',
  },
  facts: z.object({ fields: z.array(z.string()) }),
});
export const hrFileTooMuch = failure({
  code: 'directory.hrFileTooMuch',
  status: 409,
  words: {
    zh: '文件涉及 {people} 人，超过一次允许的 {most}%，请先核实文件',
    en: 'The file concerns {people} people, more than the {most} % that one file may; check it first',
  },
  facts: z.object({ people: z.number(), most: z.number() }),
});
export const changedPhone = failure({
  code: 'directory.changedPhone',
  status: 409,
  words: { zh: '登记的手机已变更，请重新获取验证码', en: 'The phone has changed meanwhile; ask for another code' },
});
export const hasLeft = failure({
  code: 'directory.hasLeft',
  status: 409,
  words: { zh: '此人已离职', en: 'This person has left' },
});
export const leavingPlanned = failure({
  code: 'directory.leavingPlanned',
  status: 409,
  words: {
    zh: '此人已安排在 {lastDay} 离职，请先撤销再重新办理',
    en: 'This person is to leave after {lastDay} already; withdraw that first',
  },
  facts: z.object({ lastDay: z.string() }),
});
export const notLeaving = failure({
  code: 'directory.notLeaving',
  status: 409,
  words: { zh: '此人没有待办的离职', en: 'This person isn’t going to leave' },
});
export const handOverNotOpen = failure({
  code: 'directory.handOverNotOpen',
  status: 409,
  words: { zh: '这一项已经交接', en: 'This has been handed over already' },
});
export const successorRefused = failure({
  code: 'directory.successorRefused',
  status: 409,
  words: { zh: '不能交给此人（{code}）', en: 'It can’t go to this person ({code})' },
  facts: z.object({ code: z.string() }),
});
export const successorIsLeaver = failure({
  code: 'directory.successorIsLeaver',
  status: 422,
  words: { zh: '接手人不能是离职者本人', en: 'A leaver can’t be their own successor' },
});
export const successorLeaves = failure({
  code: 'directory.successorLeaves',
  status: 422,
  words: {
    zh: '{name}将在 {lastDay} 离职，不能接手',
    en: '{name} leaves after {lastDay} and can’t take over',
  },
  facts: z.object({ name: z.string(), lastDay: z.string() }),
});
export const plannedChangeDone = failure({
  code: 'directory.plannedChangeDone',
  status: 409,
  words: { zh: '这项变更已经生效或已撤销', en: 'This change has already taken effect or was withdrawn' },
});
export const notAPicture = failure({
  code: 'directory.notAPicture',
  status: 415,
  words: {
    zh: '这不是可用的照片，请使用 JPEG、PNG 或 WebP，边长不超过 10000 像素',
    en: 'This isn’t a usable photo; take a JPEG, PNG or WebP of at most 10,000 pixels a side',
  },
});
export const importOutdated = failure({
  code: 'directory.importOutdated',
  status: 409,
  words: {
    zh: '预览之后通讯录有了变化，请重新预览再导入',
    en: 'The directory has changed since the preview; preview the file again, then import',
  },
});
export const importHasProblems = failure({
  code: 'directory.importHasProblems',
  status: 409,
  words: {
    zh: '文件里还有 {problems} 处错误，全部改正后才能导入',
    en: 'The file still has {problems} errors; it can be imported once all are mended',
  },
  facts: z.object({ problems: z.number() }),
});
export const importDone = failure({
  code: 'directory.importDone',
  status: 409,
  words: { zh: '这份文件已经导入', en: 'This file was imported already' },
});
export const importOutsideReach = failure({
  code: 'directory.importOutsideReach',
  status: 403,
  words: {
    zh: '文件涉及 {people} 名不在你管理范围内的人员',
    en: 'The file concerns {people} people who aren’t yours to manage',
  },
  facts: z.object({ people: z.number() }),
});

export const reorganisationSettled = failure({
  code: 'directory.reorganisationSettled',
  status: 409,
  words: {
    zh: '这项组织调整的状态已不允许这样做',
    en: 'The state that this reorganisation is in no longer allows this',
  },
});
export const reorganisationOutsideReach = failure({
  code: 'directory.reorganisationOutsideReach',
  status: 403,
  words: {
    zh: '草案涉及不在你管理范围内的部门或人员',
    en: 'The draft concerns departments or people who aren’t yours to manage',
  },
});
export const reorganisationStepWrong = failure({
  code: 'directory.reorganisationStepWrong',
  status: 422,
  words: {
    zh: '第 {step} 步涉及的部门、人员或岗位不存在',
    en: 'Step {step} names a department, person or post that doesn’t exist',
  },
  facts: z.object({ step: z.number() }),
});
export const reorganisationNeedsSecond = failure({
  code: 'directory.reorganisationNeedsSecond',
  status: 409,
  words: {
    zh: '需要两个人：修改的人不能同意，同意的人不能发布',
    en: 'This takes two people: whoever changed it last can’t agree, and whoever agreed can’t publish',
  },
});
export const reorganisationHasProblems = failure({
  code: 'directory.reorganisationHasProblems',
  status: 409,
  words: { zh: '草案还有 {problems} 处问题', en: 'The draft still has {problems} problems' },
  facts: z.object({ problems: z.number() }),
});
export const reorganisationHasConflicts = failure({
  code: 'directory.reorganisationHasConflicts',
  status: 409,
  words: {
    zh: '架构在此期间有变化，请先看过 {conflicts} 处冲突',
    en: 'The structure changed meanwhile; look at the {conflicts} conflicts first',
  },
  facts: z.object({ conflicts: z.number() }),
});
export const reorganisationEmpty = failure({
  code: 'directory.reorganisationEmpty',
  status: 409,
  words: { zh: '草案没有任何变动', en: 'The draft changes nothing' },
});
export const reorganisationDayNeeded = failure({
  code: 'directory.reorganisationDayNeeded',
  status: 409,
  words: { zh: '请先填写生效日期', en: 'Give the day on which it takes effect first' },
});
export const visibilityNeedsSecond = failure({
  code: 'directory.visibilityNeedsSecond',
  status: 409,
  words: {
    zh: '需要另一个人同意：提出的人不能自己同意',
    en: 'This takes another person: whoever proposed it can’t agree to it',
  },
});
export const visibilityDecided = failure({
  code: 'directory.visibilityDecided',
  status: 409,
  words: { zh: '这项变更已经决定，或不再有效', en: 'This change was decided already, or counts no more' },
});
export const visibilityChangedMeanwhile = failure({
  code: 'directory.visibilityChangedMeanwhile',
  status: 409,
  words: {
    zh: '这条规则刚刚改过，或已有一项变更在等另一人同意',
    en: 'This rule has just changed, or a change of it waits for a second person already',
  },
});
