import { z } from 'zod';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { command, download, query } from '#kernel/contract/operation.ts';
import { day, id, instant, page, pageInput } from '#kernel/contract/shapes.ts';
import { personNamed } from '#modules/directory/contract/shapes.ts';
import * as failures from './failures.ts';
import { groupKind, kindCode } from './group-kind.ts';
import { membershipRule } from './membership-rule.ts';
import { exportRegister, manageGroups, manageKinds, readRegister } from './permissions.ts';
import { differenceRow, groupRow, happening, joinAsk, memberRow, ownName, purpose, reason } from './shapes.ts';

const which = { conversationId: id() };
const done = z.object({});

/** What is proposed for a group that exists already. */
const proposal = z.object({
  kind: kindCode(),
  ownName: ownName(),
  leaderId: id(),
  rule: membershipRule,
});

export const listKinds = query({
  name: 'groups.listKinds',
  summary: { zh: '群类型', en: 'The kinds of groups' },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({ code: kindCode(), kind: groupKind, ready: z.boolean(), revision: z.int(), groups: z.int() }),
    ),
    may: z.array(z.literal('manage')),
  }),
});

export const saveKind = command({
  name: 'groups.saveKind',
  summary: {
    zh: '新增或修改群类型',
    en: 'Add a kind of group, or change one; groups that exist keep to it from then on',
  },
  access: manageKinds,
  /** `revision`: the one that was shown; 0 for a new one. */
  input: z.object({ code: kindCode(), revision: z.int().min(0), kind: groupKind }),
  output: z.object({ revision: z.int() }),
});

export const createGroup = command({
  name: 'groups.createGroup',
  summary: {
    zh: '建立无需审批类型的群',
    en: 'Creates a group of a kind that needs no approval; its rules hold all the same',
  },
  access: 'signedIn',
  input: z.object({
    kind: kindCode(),
    name: ownName(),
    purpose: purpose(),
    leaderId: id(),
    rule: membershipRule,
    endsOn: day().nullable().default(null),
  }),
  output: z.object(which),
  failures: [
    failures.kindUnknown,
    failures.notACreator,
    failures.byRequestOnly,
    failures.nameTaken,
    failures.nameOffPattern,
    failures.ruleMissing,
    failures.badCondition,
    failures.recordsInCondition,
    failures.endMissing,
    failures.endTooLate,
    failures.tooManyMembers,
    failures.leaderUnknown,
  ],
  perMinute: 30,
});

export const dissolveGroup = command({
  name: 'groups.dissolveGroup',
  summary: { zh: '注销无需审批类型的群', en: 'Dissolves a group of a kind that needs no approval' },
  access: 'signedIn',
  input: z.object({ ...which, reason: reason() }),
  output: done,
  failures: [notFound, failures.byRequestOnly, failures.dissolvedAlready, failures.onlyLeaders],
});

export const readGroup = query({
  name: 'groups.readGroup',
  summary: {
    zh: '查看群：负责人、成员、应入群与实际的差异、历史',
    en: 'Reads a group: leaders, members, who should be in and isn’t, its history; never what is said',
  },
  access: 'signedIn',
  input: z.object(which),
  output: z.object({
    ...groupRow.shape,
    purpose: z.string(),
    employer: z.object({ id: id(), name: z.string() }),
    ownName: z.string(),
    namePattern: z.string(),
    process: z.enum(['approval', 'direct']),
    apply: z.enum(['automatic', 'proposed']),
    allowsGuests: z.boolean(),
    rule: membershipRule,
    /** The names of what the rule points to, by id. */
    ruleNames: z.record(z.string(), z.string()),
    /** The first 1,000: leaders, guests, then by pinyin. */
    memberRows: z.array(memberRow),
    /** The first 1,000. */
    differences: z.array(differenceRow),
    /** One's own part in it. */
    role: z.enum(['leader', 'deputy', 'member', 'guest']).nullable(),
    handOver: z
      .object({
        handOverId: id(),
        from: personNamed,
        to: personNamed.nullable(),
        why: z.enum(['leaving', 'transfer', 'other']),
        dueOn: day(),
      })
      .nullable(),
    /** A dissolution is being asked for. */
    dissolving: z.boolean(),
    /** Newest first, the last 200. */
    history: z.array(
      z.object({ at: instant(), what: happening, by: personNamed.nullable(), facts: z.record(z.string(), z.string()) }),
    ),
    revision: z.int(),
    may: z.array(z.enum(['lead', 'manage', 'acceptHandOver', 'report'])),
  }),
  failures: [notFound],
});

/** What of the register is shown. */
const narrowed = {
  only: z.enum(['active', 'difference', 'idle', 'leaderless', 'ended', 'dissolved']).default('active'),
  kind: kindCode().optional(),
  employerId: id().optional(),
  text: z.string().trim().max(50).optional(),
};

export const listGroups = query({
  name: 'groups.listGroups',
  summary: { zh: '群台账', en: 'The register of groups' },
  access: readRegister,
  input: z.object({
    ...pageInput,
    ...narrowed,
  }),
  /** Newest first. */
  output: page(groupRow),
});

export const countGroups = query({
  name: 'groups.countGroups',
  summary: { zh: '群台账的数目和范围', en: 'How many groups the register holds of each sort, and of which employers' },
  access: readRegister,
  input: z.object({}),
  output: z.object({
    counts: z.record(narrowed.only.unwrap(), z.int()),
    /** Those that have groups. */
    employers: z.array(z.object({ id: id(), name: z.string() })),
    may: z.array(z.literal('export')),
  }),
});

export const exportGroups = download({
  name: 'groups.exportGroups',
  summary: {
    zh: '导出群台账（.xlsx，最多 20,000 行）',
    en: 'Export the register of groups (.xlsx, at most 20,000 rows)',
  },
  access: exportRegister,
  input: z.object(narrowed),
  output: z.object({}),
  logsLooks: true,
  perMinute: 10,
});

export const listMyGroups = query({
  name: 'groups.listMyGroups',
  summary: {
    zh: '我负责的群及待办：成员差异、交接、到期、巡查',
    en: 'Groups that one leads with what is to be done: differences, hand-overs, ends, patrols',
  },
  access: 'signedIn',
  input: z.object({}),
  output: z.object({
    groups: z.array(
      groupRow.extend({
        first: z.boolean(),
        differences: z.array(differenceRow),
        /** Its last day has passed. */
        over: z.boolean(),
        patrolDue: z.boolean(),
        process: z.enum(['approval', 'direct']),
        handOver: z.object({ handOverId: id(), to: personNamed.nullable(), dueOn: day() }).nullable(),
        dissolving: z.boolean(),
      }),
    ),
    /** Groups that others want to hand over to the reader. */
    offered: z.array(z.object({ handOverId: id(), ...which, name: z.string(), from: personNamed, dueOn: day() })),
    /** Who asks to be let into these groups, oldest first, the first 200. */
    asks: z.array(joinAsk.extend({ ...which, name: z.string() })),
    /** Proposals for groups that the reader owns and nobody governs yet. */
    adoptions: z.array(z.object({ ...which, name: z.string(), proposedName: z.string(), graceUntil: day(), proposal })),
  }),
});

export const settleGroups = command({
  name: 'groups.settleGroups',
  summary: {
    zh: '按规则一次调整所负责的群的成员',
    en: 'Lets in and out what the rules say, in all groups that one leads or in these',
  },
  access: 'signedIn',
  /** Left out: all that one leads. */
  input: z.object({ conversationIds: z.array(id()).min(1).max(500).optional() }),
  output: z.object({ joined: z.int(), left: z.int() }),
  failures: [notFound],
});

export const urgeMember = command({
  name: 'groups.urgeMember',
  summary: {
    zh: '提醒成员，并留作负责人已核对的证据',
    en: 'Urges somebody, which is kept as evidence that the leader did check',
  },
  access: 'signedIn',
  input: z.object({ ...which, personId: id(), text: reason() }),
  output: done,
  failures: [notFound, failures.onlyLeaders, failures.dissolvedAlready],
  perMinute: 60,
});

export const recordPatrol = command({
  name: 'groups.recordPatrol',
  summary: { zh: '登记巡查', en: 'Records that a leader looked through the group, and what was found' },
  access: 'signedIn',
  input: z.object({ ...which, note: z.string().trim().max(300) }),
  output: done,
  failures: [notFound, failures.onlyLeaders, failures.dissolvedAlready],
});

export const inviteGuest = command({
  name: 'groups.inviteGuest',
  summary: { zh: '邀请访客，到期自动退出', en: 'Lets in a guest, who leaves by themselves after the last day' },
  access: 'signedIn',
  input: z.object({ ...which, personId: id(), reason: reason(), endsOn: day() }),
  output: done,
  failures: [
    notFound,
    failures.onlyLeaders,
    failures.noGuests,
    failures.groupFull,
    failures.alreadyIn,
    failures.endTooLate,
    failures.dissolvedAlready,
    failures.leaderUnknown,
  ],
});

export const endGuest = command({
  name: 'groups.endGuest',
  summary: { zh: '请访客退出', en: 'Ends the stay of a guest' },
  access: 'signedIn',
  input: z.object({ ...which, personId: id() }),
  output: done,
  failures: [notFound, failures.onlyLeaders, failures.isNoGuest],
});

export const handOver = command({
  name: 'groups.handOver',
  summary: {
    zh: '交接群：选定接任人，等待对方接受',
    en: 'Hands a group over to somebody, who has to accept',
  },
  access: 'signedIn',
  input: z.object({ ...which, successorId: id() }),
  output: z.object({ handOverId: id() }),
  failures: [notFound, failures.onlyLeaders, failures.leaderUnknown, failures.dissolvedAlready],
});

export const answerHandOver = command({
  name: 'groups.answerHandOver',
  summary: {
    zh: '接受或谢绝接任群负责人；接受后变更群昵称并报人事备案',
    en: 'Accepts or declines to lead a group; accepted, display names change and HR has it on file',
  },
  access: 'signedIn',
  input: z.object({ handOverId: id(), accept: z.boolean() }),
  output: done,
  failures: [notFound, failures.handOverNotOpen],
});

export const changeGroup = command({
  name: 'groups.changeGroup',
  summary: {
    zh: '修改群的名称、用途、成员规则、期限和负责人',
    en: 'Changes name, purpose, membership rule, end and leaders of a group',
  },
  access: manageGroups,
  input: z.object({
    ...which,
    revision: z.int(),
    ownName: ownName().optional(),
    purpose: purpose().optional(),
    rule: membershipRule.optional(),
    apply: z.enum(['automatic', 'proposed']).optional(),
    endsOn: day().nullable().optional(),
    /** First the first leader. */
    leaderIds: z.array(id()).min(1).max(11).optional(),
  }),
  output: z.object({ revision: z.int() }),
  failures: [
    notFound,
    failures.dissolvedAlready,
    failures.nameTaken,
    failures.nameOffPattern,
    failures.ruleMissing,
    failures.badCondition,
    failures.recordsInCondition,
    failures.endMissing,
    failures.endTooLate,
    failures.tooManyMembers,
    failures.leaderUnknown,
  ],
});

export const previewRule = query({
  name: 'groups.previewRule',
  summary: { zh: '试算成员规则', en: 'Tells who would belong in a group by a rule' },
  access: 'signedIn',
  input: z.object({ rule: membershipRule }),
  output: z.object({ count: z.int(), sample: z.array(personNamed) }),
  failures: [failures.badCondition, failures.recordsInCondition],
});

export const listAdoptions = query({
  name: 'groups.listAdoptions',
  summary: { zh: '已有群的接管', en: 'Groups that exist already, and what is proposed for them' },
  access: manageGroups,
  input: z.object({ ...pageInput, only: z.enum(['free', 'proposed']).default('free') }),
  output: page(
    z.object({
      ...which,
      name: z.string(),
      owner: personNamed.nullable(),
      members: z.int(),
      lastAt: instant(),
      /** `overdue`: the day of grace has come and nobody has confirmed. */
      proposal: proposal
        .extend({ name: z.string(), leader: personNamed, graceUntil: day(), overdue: z.boolean() })
        .nullable(),
    }),
  ),
});

export const startAdoption = command({
  name: 'groups.startAdoption',
  summary: {
    zh: '接管已有的群：逐群提出名称、负责人、成员范围，并给出宽限日',
    en: 'Starts the adoption of existing groups: a proposal for each, and a day before which no rule acts',
  },
  access: manageGroups,
  /** Left out: every group with at least `members` members that nobody governs, 500 at a time. */
  input: z.object({
    graceUntil: day(),
    members: z.int().min(2).max(5_000).default(10),
    conversationIds: z.array(id()).min(1).max(500).optional(),
  }),
  output: z.object({ proposed: z.int() }),
  failures: [failures.endTooLate],
});

export const adoptGroup = command({
  name: 'groups.adoptGroup',
  summary: { zh: '确认接管一个群', en: 'Takes a group into the register as proposed, or changed' },
  access: 'signedIn',
  input: z.object({ ...which, changed: proposal.partial().optional() }),
  output: done,
  failures: [
    notFound,
    failures.governedAlready,
    failures.kindUnknown,
    failures.nameTaken,
    failures.nameOffPattern,
    failures.badCondition,
    failures.recordsInCondition,
    failures.tooManyMembers,
    failures.leaderUnknown,
  ],
});

export const reportMessage = command({
  name: 'groups.reportMessage',
  summary: {
    zh: '举报一条群消息：连同前后文封存',
    en: 'Reports a message: it is sealed with what was said around it',
  },
  access: 'signedIn',
  input: z.object({ ...which, seq: z.int().min(1).max(2_147_483_647), reason: reason() }),
  output: z.object({ reportId: id() }),
  failures: [notFound],
  perMinute: 10,
});
