import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { id, line, words } from '#kernel/contract/shapes.ts';
import { approvalFailures } from './failures.ts';
import { groupFailures as failures } from './group-failures.ts';
import { administer, designTemplates } from './permissions.ts';

const named = z.object({ id: id(), name: z.string() });
const name = line(60);
const memberIds = z.array(id()).min(1).max(100);
const which = { groupId: id(), revision: z.int().min(1) };

/** 审批组: people who are asked together, kept beside the flows, so that a change of its members changes no flow. */
export const listApproverGroups = query({
  name: 'approvals.listApproverGroups',
  summary: {
    zh: '审批组：成员，以及哪些流程在用',
    en: 'List approver groups, with their members and the flows that name them',
  },
  access: administer,
  input: z.object({}),
  output: z.object({
    rows: z.array(
      z.object({
        groupId: id(),
        revision: z.int(),
        name: z.string(),
        /** Nothing: of the whole group of companies. */
        employer: named.nullable(),
        /** In the order in which they are asked, where a step asks in sequence. */
        members: z.array(named),
        /** `published`: in force, or requests still run by it; `draft`: only somebody's draft names it. */
        usedBy: z.array(z.object({ kind: z.string(), title: words, state: z.enum(['published', 'draft']) })),
      }),
    ),
    /** For whom the reader may keep groups; `everywhere`: for the whole group of companies too. */
    employers: z.array(named),
    everywhere: z.boolean(),
  }),
});

/** What a designer may name in a flow. */
export const listGroupNames = query({
  name: 'approvals.listGroupNames',
  summary: { zh: '流程可以选用的审批组', en: 'The approver groups that a flow may name' },
  access: designTemplates,
  input: z.object({}),
  output: z.object({ rows: z.array(named) }),
});

export const createApproverGroup = command({
  name: 'approvals.createApproverGroup',
  summary: { zh: '新建审批组', en: 'Make an approver group' },
  access: administer,
  /** `employerId` null: for the whole group of companies, by who administers all of it. */
  input: z.object({ employerId: id().nullable(), name, memberIds }),
  output: z.object({ groupId: id() }),
  failures: [failures.groupNameTaken, approvalFailures.personNotFound, approvalFailures.personsOnly],
});

/** Open tasks stay with whom they were given to; steps that begin later ask the members as they are then. */
export const changeApproverGroup = command({
  name: 'approvals.changeApproverGroup',
  summary: { zh: '修改审批组的名称或成员', en: 'Change the name or the members of an approver group' },
  access: administer,
  input: z.object({ ...which, name: name.optional(), memberIds: memberIds.optional() }),
  output: z.object({ revision: z.int() }),
  failures: [
    failures.groupChanged,
    failures.groupNameTaken,
    approvalFailures.personNotFound,
    approvalFailures.personsOnly,
  ],
});

export const retireApproverGroup = command({
  name: 'approvals.retireApproverGroup',
  summary: { zh: '停用审批组', en: 'Retire an approver group' },
  access: administer,
  input: z.object(which),
  output: z.object({}),
  failures: [failures.groupChanged, failures.groupUsed, approvalFailures.personsOnly],
});
