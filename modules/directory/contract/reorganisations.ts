import { z } from 'zod';
import { command, query } from '#kernel/contract/operation.ts';
import { day, id, instant, line, page, pageInput, prose } from '#kernel/contract/shapes.ts';
import {
  dayInThePast,
  employerUnknown,
  reorganisationDayNeeded,
  reorganisationEmpty,
  reorganisationHasConflicts,
  reorganisationHasProblems,
  reorganisationNeedsSecond,
  reorganisationOutsideReach,
  reorganisationSettled,
  reorganisationStepWrong,
} from './failures.ts';
import { planReorganisation } from './permissions.ts';
import { named, personNamed } from './shapes.ts';

const people = z.array(id()).min(1).max(5_000);

/** One step of a reorganisation. Steps are taken in their order; a later one may name a department that an earlier one makes. */
export const reorganisationStep = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('createDepartment'),
    /** Made by whoever drafts, so that later steps can name it. */
    departmentId: id(),
    name: line(64),
    parentId: id(),
  }),
  z.object({ kind: z.literal('renameDepartment'), departmentId: id(), name: line(64) }),
  z.object({ kind: z.literal('moveDepartment'), departmentId: id(), parentId: id() }),
  /** Its people, their posts in it and the departments below it go into the other; then it is removed. */
  z.object({ kind: z.literal('mergeDepartment'), departmentId: id(), intoId: id() }),
  z.object({ kind: z.literal('removeDepartment'), departmentId: id() }),
  /** The first one is the head, the others stand beside. */
  z.object({ kind: z.literal('setHeads'), departmentId: id(), headIds: z.array(id()).max(20) }),
  /** 副职: in this order, beside the heads; who heads the department by then is left out. */
  z.object({ kind: z.literal('setDeputies'), departmentId: id(), deputyIds: z.array(id()).max(20) }),
  /** How many people a department may have with all below it (编制); null: none set. */
  z.object({
    kind: z.literal('setHeadcount'),
    departmentId: id(),
    planned: z.int().min(0).max(1_000_000).nullable(),
  }),
  /** `personIds` null: everybody directly in it on the day. Posts held in it go along, or end. */
  z.object({
    kind: z.literal('movePeople'),
    fromId: id(),
    toId: id(),
    personIds: people.nullable(),
    withPosts: z.boolean(),
  }),
  z.object({ kind: z.literal('setSupervisor'), personIds: people, supervisorId: id().nullable() }),
  z.object({ kind: z.literal('givePost'), personId: id(), postId: id(), departmentId: id() }),
  z.object({ kind: z.literal('takePost'), personId: id(), postId: id(), departmentId: id() }),
  z.object({ kind: z.literal('closePost'), postId: id() }),
]);
export type ReorganisationStep = z.infer<typeof reorganisationStep>;

const steps = z.array(reorganisationStep).max(1_000);

export const reorganisationState = z.enum(['draft', 'agreed', 'published', 'done', 'failed', 'withdrawn']);

/** What stands in the way (`error`), or should be looked at (`warning`). `step`: number of the step, from 0; null: the whole. */
export const reorganisationProblem = z.object({
  step: z.int().nullable(),
  severity: z.enum(['error', 'warning']),
  code: z.enum([
    'departmentGone',
    'departmentExists',
    'personGone',
    'postGone',
    'notInDepartment',
    'intoItself',
    'circle',
    'supervisorCircle',
    'employerRoot',
    'sameName',
    'notEmpty',
    'orphan',
    'headOutside',
    'deputyOutside',
    'postHeld',
    'postUsed',
    'departmentUsed',
    'postOutside',
    'otherEmployer',
    'changePlanned',
  ]),
  facts: z.record(z.string(), z.union([z.string(), z.int()])),
});
export type ReorganisationProblem = z.infer<typeof reorganisationProblem>;

/** What a step was drafted on and is no longer so; as names, for reading. */
export const reorganisationConflict = z.object({
  step: z.int(),
  what: z.enum(['name', 'parent', 'heads', 'deputies', 'headcount', 'departments', 'supervisor', 'posts']),
  subject: z.string(),
  was: z.string(),
  is: z.string(),
});
export type ReorganisationConflict = z.infer<typeof reorganisationConflict>;

const place = z.string().nullable();

/** What is different afterwards. At most 500 people stand in it by name; `counts` says how many there are. */
export const reorganisationComparison = z.object({
  departments: z.array(
    z.object({
      id: id(),
      change: z.enum(['created', 'removed', 'changed']),
      name: z.string(),
      nameBefore: z.string(),
      parent: place,
      parentBefore: place,
      heads: z.array(z.string()),
      headsBefore: z.array(z.string()),
      deputies: z.array(z.string()),
      deputiesBefore: z.array(z.string()),
      planned: z.int().nullable(),
      plannedBefore: z.int().nullable(),
    }),
  ),
  people: z.array(
    z.object({
      person: personNamed,
      departments: z.array(z.string()),
      departmentsBefore: z.array(z.string()),
      supervisor: place,
      supervisorBefore: place,
      posts: z.array(z.string()),
      postsBefore: z.array(z.string()),
    }),
  ),
  closedPosts: z.array(z.string()),
  counts: z.object({
    created: z.int(),
    removed: z.int(),
    renamed: z.int(),
    moved: z.int(),
    headsChanged: z.int(),
    deputiesChanged: z.int(),
    /** People whose departments, posts or supervisor change. */
    people: z.int(),
    /** People in departments that move with what is above them, who keep their own department. */
    carriedAlong: z.int(),
  }),
});
export type ReorganisationComparison = z.infer<typeof reorganisationComparison>;

const revised = { reorganisationId: id(), revision: z.int().min(1).max(2_147_483_647) };

export const createReorganisation = command({
  name: 'directory.createReorganisation',
  summary: { zh: '新建组织调整草案', en: 'Begins the draft of a reorganisation' },
  input: z.object({ name: line(100), reason: prose(2_000).default(''), employerId: id() }),
  output: z.object({ reorganisationId: id() }),
  access: planReorganisation,
  failures: [employerUnknown],
});

export const changeReorganisation = command({
  name: 'directory.changeReorganisation',
  summary: {
    zh: '修改组织调整草案：名称、说明、生效日期、步骤；已有的同意随之失效',
    en: 'Changes the draft of a reorganisation: name, reason, day, steps. An agreement to it ends with that',
  },
  input: z.object({
    ...revised,
    change: z.object({ name: line(100), reason: prose(2_000), on: day().nullable(), steps }).partial(),
  }),
  output: z.object({ revision: z.int() }),
  access: planReorganisation,
  failures: [reorganisationSettled, reorganisationOutsideReach, reorganisationStepWrong, dayInThePast],
});

export const rebaseReorganisation = command({
  name: 'directory.rebaseReorganisation',
  summary: {
    zh: '按现有架构重新核对草案，确认已看过的冲突',
    en: 'Takes the structure as it is now as what the draft starts from, after its conflicts were looked at',
  },
  input: z.object(revised),
  output: z.object({ revision: z.int() }),
  access: planReorganisation,
  failures: [reorganisationSettled],
});

export const agreeReorganisation = command({
  name: 'directory.agreeReorganisation',
  summary: { zh: '同意组织调整草案（不能是最后修改它的人）', en: 'Agrees to a draft that somebody else drew up' },
  input: z.object(revised),
  output: z.object({ revision: z.int() }),
  access: planReorganisation,
  failures: [
    reorganisationSettled,
    reorganisationNeedsSecond,
    reorganisationHasProblems,
    reorganisationHasConflicts,
    reorganisationEmpty,
    reorganisationDayNeeded,
    dayInThePast,
  ],
});

export const publishReorganisation = command({
  name: 'directory.publishReorganisation',
  summary: {
    zh: '发布组织调整（另一人同意之后）；到生效日整体生效一次',
    en: 'Publishes a reorganisation after somebody else agreed; it takes effect as a whole, once, when its day begins',
  },
  input: z.object(revised),
  output: z.object({ revision: z.int() }),
  access: planReorganisation,
  failures: [
    reorganisationSettled,
    reorganisationNeedsSecond,
    reorganisationHasProblems,
    reorganisationHasConflicts,
    dayInThePast,
  ],
});

export const withdrawReorganisation = command({
  name: 'directory.withdrawReorganisation',
  summary: { zh: '撤回组织调整（生效之前）', en: 'Withdraws a reorganisation that hasn’t taken effect' },
  input: z.object(revised),
  output: z.object({}),
  access: planReorganisation,
  failures: [reorganisationSettled],
});

const listed = {
  id: id(),
  name: z.string(),
  employer: named,
  on: day().nullable(),
  state: reorganisationState,
  steps: z.int(),
  changedAt: instant(),
  changedBy: personNamed.nullable(),
};

export const listReorganisations = query({
  name: 'directory.listReorganisations',
  summary: { zh: '组织调整列表', en: 'Lists reorganisations, those under way first' },
  input: z.object(pageInput),
  output: page(z.object(listed)),
  access: planReorganisation,
});

export const readReorganisation = query({
  name: 'directory.readReorganisation',
  summary: {
    zh: '查看组织调整：步骤、问题、冲突、与现状的对比',
    en: 'Reads a reorganisation: steps, problems, conflicts, and what would be different',
  },
  input: z.object({ reorganisationId: id() }),
  output: z.object({
    ...listed,
    reason: z.string(),
    revision: z.int(),
    steps: z.array(reorganisationStep),
    /** Names of everything that the steps name, by id. */
    names: z.record(z.string(), z.string()),
    problems: z.array(reorganisationProblem),
    conflicts: z.array(reorganisationConflict),
    comparison: reorganisationComparison,
    agreedBy: personNamed.nullable(),
    agreedAt: instant().nullable(),
    publishedBy: personNamed.nullable(),
    publishedAt: instant().nullable(),
    settledAt: instant().nullable(),
    may: z.array(z.enum(['change', 'agree', 'publish', 'withdraw'])),
  }),
  access: planReorganisation,
});
