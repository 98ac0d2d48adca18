import { z } from 'zod';
import { event } from '#kernel/contract/event.ts';
import { day, id } from '#kernel/contract/shapes.ts';

// Everybody may read the directory, so what happens in it goes to the company; the facts are ids, never personal data.
const company = () => ['company'] as const;

export const employerChanged = event({
  name: 'directory.employerChanged',
  summary: { zh: '用人单位新增或变更', en: 'An employer was added or changed' },
  facts: z.object({ employerId: id() }),
  topics: company,
});

export const departmentCreated = event({
  name: 'directory.departmentCreated',
  summary: { zh: '新增部门', en: 'A department was created' },
  facts: z.object({ departmentId: id(), parentId: id().nullable(), employerId: id() }),
  topics: company,
  changesAuthority: true,
});
export const departmentChanged = event({
  name: 'directory.departmentChanged',
  summary: { zh: '部门信息变更', en: 'A department was renamed or renumbered' },
  facts: z.object({ departmentId: id(), parentId: id().nullable() }),
  topics: company,
});
export const departmentMoved = event({
  name: 'directory.departmentMoved',
  summary: { zh: '部门调整上级', en: 'A department was moved' },
  facts: z.object({
    departmentId: id(),
    fromParentId: id().nullable(),
    toParentId: id().nullable(),
    employerId: id(),
  }),
  topics: company,
  changesAuthority: true,
});
export const departmentRemoved = event({
  name: 'directory.departmentRemoved',
  summary: { zh: '部门撤销', en: 'A department was removed' },
  facts: z.object({ departmentId: id(), parentId: id().nullable() }),
  topics: company,
  changesAuthority: true,
});
export const headChanged = event({
  name: 'directory.headChanged',
  summary: { zh: '部门负责人变更', en: 'The heads of a department changed' },
  facts: z.object({ departmentId: id(), personIds: z.array(id()), beforeIds: z.array(id()) }),
  topics: company,
  changesAuthority: true,
});
/** Deputies carry no permission: nobody's authority changes. */
export const deputyHeadChanged = event({
  name: 'directory.deputyHeadChanged',
  summary: { zh: '部门副职变更', en: 'The deputies of a department changed' },
  facts: z.object({ departmentId: id(), personIds: z.array(id()), beforeIds: z.array(id()) }),
  topics: company,
});

export const postChanged = event({
  name: 'directory.postChanged',
  summary: { zh: '岗位新增、变更或停用', en: 'A post was added, changed or closed' },
  facts: z.object({ postId: id() }),
  topics: company,
});
export const postHolderChanged = event({
  name: 'directory.postHolderChanged',
  summary: { zh: '任职岗位变更', en: 'The posts of a person changed' },
  facts: z.object({
    personId: id(),
    holdings: z.array(z.object({ postId: id(), departmentId: id() })),
    before: z.array(z.object({ postId: id(), departmentId: id() })),
  }),
  topics: company,
  changesAuthority: true,
});

export const personJoined = event({
  name: 'directory.personJoined',
  summary: { zh: '人员入职', en: 'A person joined' },
  facts: z.object({ personId: id(), employerId: id(), departmentIds: z.array(id()) }),
  topics: company,
  changesAuthority: true,
});
export const personChanged = event({
  name: 'directory.personChanged',
  summary: { zh: '人员资料变更', en: 'A person’s data changed' },
  /** `fields`: names of the contract’s fields, without their values. */
  facts: z.object({ personId: id(), fields: z.array(z.string()) }),
  topics: company,
});
export const personMoved = event({
  name: 'directory.personMoved',
  summary: { zh: '人员异动：用人单位、部门或直属上级变更', en: 'A person changed employer, departments or supervisor' },
  facts: z.object({
    personId: id(),
    employerId: id(),
    departmentIds: z.array(id()),
    beforeDepartmentIds: z.array(id()),
    supervisorId: id().nullable(),
  }),
  topics: company,
  changesTopicsOf: (facts) => [facts.personId],
  changesAuthority: true,
});
export const personLeft = event({
  name: 'directory.personLeft',
  summary: { zh: '人员离职', en: 'A person left' },
  /** `successorId`: who takes over open work (D6); `lastDay` is the last day of employment. */
  facts: z.object({ personId: id(), employerId: id(), lastDay: day(), successorId: id().nullable() }),
  topics: company,
  changesTopicsOf: (facts) => [facts.personId],
  changesAuthority: true,
});
export const changePlanned = event({
  name: 'directory.changePlanned',
  summary: { zh: '已安排或撤销未来的变更', en: 'A change for a later day was planned or withdrawn' },
  facts: z.object({ plannedChangeId: id(), subjectId: id() }),
  topics: company,
});
/** One event for the whole batch: whoever follows joiners, moves, heads or posts follows this one too. */
export const structureImported = event({
  name: 'directory.structureImported',
  summary: { zh: '批量导入人员与部门', en: 'People and departments were imported' },
  facts: z.object({
    importId: id(),
    employerId: id(),
    created: z.int(),
    changed: z.int(),
    departments: z.int(),
  }),
  topics: company,
  changesAuthority: true,
});
/** A draft may hold what nobody else is to know yet: it goes to those who plan for these employers, and says only that. */
export const reorganisationChanged = event({
  name: 'directory.reorganisationChanged',
  summary: { zh: '组织调整草案变更', en: 'The draft of a reorganisation changed' },
  facts: z.object({ reorganisationId: id(), employerIds: z.array(id()) }),
  topics: ({ employerIds }) => [
    'reorganisation:company',
    ...employerIds.map((employerId) => `reorganisation:${employerId}` as const),
  ],
  readAgain: true,
});
/**
 * A reorganisation took effect: one event for all of it. Whoever follows departments, heads, moves or posts follows this one
 * too. `departmentIds`: made, changed or removed; `personIds`: whose departments, posts or supervisor changed.
 */
export const structureReorganised = event({
  name: 'directory.structureReorganised',
  summary: { zh: '组织调整生效', en: 'A reorganisation took effect' },
  facts: z.object({ reorganisationId: id(), departmentIds: z.array(id()), personIds: z.array(id()) }),
  topics: company,
  changesTopicsOf: (facts) => facts.personIds,
  changesAuthority: true,
  // Thousands of ids: nobody's page needs them.
  readAgain: true,
});
/** Somebody was named to take over from a leaver, or no longer. Viewers read again: who leaves isn’t for everybody. */
export const successorNamed = event({
  name: 'directory.successorNamed',
  summary: { zh: '离职接手人已指定', en: 'A successor of somebody who leaves was named' },
  /** `line` null: for everything that isn’t named by itself. */
  facts: z.object({ personId: id(), line: z.string().nullable(), successorId: id().nullable() }),
  topics: company,
  readAgain: true,
});
/** What a leaver held was handed over, in the transaction that closed the account. */
export const handedOver = event({
  name: 'directory.handedOver',
  summary: { zh: '离职交接已完成', en: 'What a leaver held was handed over' },
  facts: z.object({
    personId: id(),
    lines: z.array(
      z.object({
        line: z.string(),
        successorId: id().nullable(),
        chosen: z.enum(['line', 'all', 'supervisor', 'head']).nullable(),
        handed: z.int(),
        failureCode: z.string().nullable(),
      }),
    ),
  }),
  topics: company,
  readAgain: true,
});
/** What is hidden from whom changed: everybody reads again what they look at. */
export const visibilityChanged = event({
  name: 'directory.visibilityChanged',
  summary: { zh: '通讯录可见规则变更', en: 'A rule of who sees what in the directory changed' },
  facts: z.object({ ruleId: id() }),
  topics: company,
  changesPresenceOf: () => 'everybody',
  readAgain: true,
});
/** A change of who sees what waits for a second person, or was decided on. */
export const visibilityProposed = event({
  name: 'directory.visibilityProposed',
  summary: { zh: '通讯录可见规则的变更待同意或已决定', en: 'A change of who sees what waits, or was decided on' },
  facts: z.object({
    proposalId: id(),
    what: z.enum(['proposed', 'carriedOut', 'refused', 'withdrawn', 'expired']),
    proposedBy: id(),
    /** Who decided; null: nobody has, or time did. */
    by: id().nullable(),
  }),
  topics: company,
  readAgain: true,
});
/** A file of the HR system came in, was approved or rejected. */
export const hrFileChanged = event({
  name: 'directory.hrFileChanged',
  summary: { zh: '人事系统的文件有变化', en: 'A file of the HR system came in or was decided on' },
  /** `waits`: somebody is to look at it. `faulty`: nothing of it can be applied; where the first error lies, as in the table. */
  facts: z.object({
    importId: id(),
    employerId: id(),
    waits: z.boolean(),
    faulty: z.object({ errors: z.int(), row: z.int().nullable(), column: z.string().nullable() }).optional(),
  }),
  topics: company,
  readAgain: true,
});
/** The folder of the HR system's files was looked into; what came of it is told by `hrFileChanged`. */
export const hrFolderLooked = event({
  name: 'directory.hrFolderLooked',
  summary: { zh: '查看了人事系统文件的文件夹', en: 'The folder of the HR system’s files was looked into' },
  facts: z.object({}),
  topics: company,
  readAgain: true,
});
