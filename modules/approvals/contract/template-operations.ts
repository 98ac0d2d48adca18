import { z } from 'zod';
import { command, download, job, query } from '#kernel/contract/operation.ts';
import { day, id, instant, line, page, pageInput, prose, words } from '#kernel/contract/shapes.ts';
import { approvalFailures, migrationObstacle } from './failures.ts';
import { chosenApprovers } from './instance.ts';
import { contentWithheld } from './looks.ts';
import { designTemplates, governTemplates } from './permissions.ts';
import {
  overriddenPart,
  templateCategory,
  templateChange,
  templateClass,
  templateContent,
  templateKind,
  templateOverrides,
  templateProblem,
  templateState,
} from './template.ts';
import { templateFailures as failures } from './template-failures.ts';

const { noSuchKind } = approvalFailures;
const template = { kind: templateKind };
/** Nothing: the group's own; an employer: the parts that this subsidiary says itself. */
const variant = { ...template, employerId: id().optional() };
const reason = line(1_000);
const named = z.object({ id: id(), name: z.string() });
/** A version or revision, as the database keeps it. */
const stored = z.int().max(2_147_483_647);
const saved = z.object({ revision: z.int() });

/** What somebody may do with a template. */
const may = z.array(z.enum(['design', 'govern', 'publish', 'override', 'answer']));

const head = z.object({
  ...template,
  title: words,
  category: templateCategory.nullable(),
  class: templateClass,
  important: z.boolean(),
  state: templateState,
  /** Comes with the program; its form is code where `designed` is false. */
  builtin: z.boolean(),
  designed: z.boolean(),
  employer: named.nullable(),
  ownerDepartment: named.nullable(),
  ownerPerson: named.nullable(),
  /** The version that a new request takes now; nothing before the first publication. */
  version: z.int().nullable(),
  revision: z.int(),
  hasDraft: z.boolean(),
  running: z.int(),
  openProblems: z.int(),
});

export const listTemplates = query({
  name: 'approvals.listTemplates',
  summary: { zh: '流程模板', en: 'List the process templates' },
  access: designTemplates,
  input: z.object({
    search: z.string().max(60).default(''),
    category: z.string().max(60).optional(),
    state: templateState.optional(),
  }),
  output: z.object({ rows: z.array(head), categories: z.array(z.string()), may: z.array(z.enum(['create'])) }),
});

const draft = z.object({
  revision: z.int(),
  baseVersion: z.int().nullable(),
  changedAt: instant(),
  changedBy: named,
});

export const readTemplate = query({
  name: 'approvals.readTemplate',
  summary: { zh: '查看流程模板和草稿', en: 'Read a process template with its draft' },
  access: designTemplates,
  input: z.object(variant),
  output: z.object({
    head,
    may,
    /** The version in force for this employer (or the group); of a template never published, the draft. */
    content: templateContent,
    draft: draft.extend({ content: templateContent, overrides: templateOverrides.optional() }).nullable(),
    problems: z.array(templateProblem),
    /** From the version in force to the draft. */
    changes: z.array(templateChange),
    /** Subsidiaries with parts of their own. */
    subsidiaries: z.array(
      z.object({
        employer: named,
        version: z.int().nullable(),
        parts: z.array(overriddenPart),
        /** Parts that the group changed after the subsidiary had said its own. */
        conflicts: z.array(overriddenPart),
        hasDraft: z.boolean(),
      }),
    ),
    /** A newer version came with the program and hasn't been taken up. */
    newerProgram: z.object({ version: z.int(), changes: z.array(templateChange) }).nullable(),
    /** The request by which a publication is being asked for. */
    asked: z.object({ requestId: id(), at: instant(), by: named }).nullable(),
    /** Applications that this reader may send in the name of: departments whose templates he designs. */
    departments: z.array(named),
  }),
  failures: [noSuchKind],
});

export const createTemplate = command({
  name: 'approvals.createTemplate',
  summary: { zh: '新建流程模板：空白、现成或复制', en: 'Create a process template: blank, ready-made, or a copy' },
  access: designTemplates,
  input: z.object({
    title: templateContent.shape.settings.shape.title,
    ownerDepartmentId: id(),
    category: templateCategory.optional(),
    from: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('blank') }),
      z.object({ kind: z.literal('ready'), name: z.string().max(100) }),
      z.object({ kind: z.literal('copy'), template: templateKind }),
    ]),
  }),
  output: z.object({ ...template, revision: z.int() }),
  failures: [noSuchKind, failures.ownerUnknown],
});

export const listReadyTemplates = query({
  name: 'approvals.listReadyTemplates',
  summary: { zh: '现成的模板', en: 'List the ready-made templates' },
  access: designTemplates,
  input: z.object({}),
  output: z.object({
    rows: z.array(z.object({ name: z.string(), title: words, summary: words, category: z.string() })),
    departments: z.array(named),
  }),
});

export const changeTemplate = command({
  name: 'approvals.changeTemplate',
  summary: {
    zh: '更改模板的归属、分类和定级',
    en: 'Change whose a template is, its category, and how important it is',
  },
  access: governTemplates,
  input: z.object({
    ...template,
    revision: stored,
    change: z.object({
      ownerDepartmentId: id().optional(),
      ownerPersonId: id().nullable().optional(),
      category: templateCategory.nullable().optional(),
      class: templateClass.optional(),
      important: z.boolean().optional(),
    }),
  }),
  output: saved,
  failures: [noSuchKind, failures.templateChanged, failures.ownerUnknown],
});

export const saveTemplateDraft = command({
  name: 'approvals.saveTemplateDraft',
  summary: { zh: '保存模板草稿', en: 'Save the draft of a template' },
  access: designTemplates,
  /** `revision`: of the draft that was being edited, 0 where there was none. */
  input: z.object({ ...template, revision: stored.min(0), content: templateContent }),
  output: saved.extend({ problems: z.array(templateProblem) }),
  failures: [noSuchKind, failures.noDraft, failures.draftOutdated, failures.notADesignedForm],
  perMinute: 600,
});

export const saveOverrideDraft = command({
  name: 'approvals.saveOverrideDraft',
  summary: { zh: '保存子公司自定部分的草稿', en: 'Save the draft of what a subsidiary says itself' },
  access: designTemplates,
  input: z.object({ ...template, employerId: id(), revision: stored.min(0), overrides: templateOverrides }),
  output: saved.extend({ problems: z.array(templateProblem) }),
  failures: [noSuchKind, failures.noDraft, failures.draftOutdated, failures.ownerUnknown],
  perMinute: 600,
});

export const discardTemplateDraft = command({
  name: 'approvals.discardTemplateDraft',
  summary: { zh: '放弃模板草稿', en: 'Discard the draft of a template' },
  access: designTemplates,
  input: z.object({ ...variant, revision: stored }),
  output: z.object({}),
  failures: [noSuchKind, failures.noDraft, failures.draftOutdated],
});

export const restoreTemplateVersion = command({
  name: 'approvals.restoreTemplateVersion',
  summary: {
    zh: '把旧版本或程序自带的新版本取为草稿',
    en: 'Take an old version, or the program’s newest, as the draft',
  },
  access: designTemplates,
  input: z.object({ ...template, revision: stored.min(0), from: z.union([stored.min(1), z.literal('program')]) }),
  output: saved,
  failures: [noSuchKind, failures.draftOutdated],
});

export const listTemplateVersions = query({
  name: 'approvals.listTemplateVersions',
  summary: { zh: '模板的版本', en: 'List the versions of a template' },
  access: designTemplates,
  input: z.object({ ...variant, ...pageInput }),
  output: page(
    z.object({
      version: z.int(),
      by: z.enum(['program', 'company']),
      publishedAt: instant(),
      publishedBy: named.nullable(),
      effectiveAt: instant(),
      /** Only one administrator existed, so nobody else could agree. */
      alone: z.boolean(),
      note: z.string(),
      requestId: id().nullable(),
      parts: z.array(overriddenPart),
      conflicts: z.array(overriddenPart),
      running: z.int(),
      inForce: z.boolean(),
    }),
  ),
  failures: [noSuchKind],
});

const side = z.union([stored.min(1), z.literal('draft'), z.literal('program')]);

export const compareTemplate = query({
  name: 'approvals.compareTemplate',
  summary: { zh: '比较模板的两个版本', en: 'Compare two versions of a template' },
  access: designTemplates,
  input: z.object({ ...variant, from: side, to: side }),
  output: z.object({ from: templateContent, to: templateContent, changes: z.array(templateChange) }),
  failures: [noSuchKind, failures.noDraft],
});

const triedStep = z.object({
  kind: z.enum(['approve', 'handle', 'copy', 'delay', 'call', 'subProcess']),
  nodeId: z.string().optional(),
  name: words,
  mode: z.string().optional(),
  people: z.array(named.extend({ state: z.enum(['asked', 'repeated', 'skipped', 'copied']) })),
  /** Why these people: the rules of the step, in order, with whom each one found. */
  because: z.array(z.object({ rule: z.looseObject({ kind: z.string() }), people: z.array(named) })),
});

export const tryTemplate = query({
  name: 'approvals.tryTemplate',
  summary: {
    zh: '试运行草稿：谁会审批，为什么；不写入，也不通知任何人',
    en: 'Try a draft: who would approve and why; nothing is written and nobody is told',
  },
  access: designTemplates,
  input: z.object({
    ...variant,
    applicantId: id(),
    form: z.record(z.string(), z.unknown()),
    chosen: chosenApprovers.default({}),
    /** The day on which it would be submitted, for conditions that look at the day. Left out: today, where the applicant works. */
    submittedOn: day().optional(),
    /** Left out: the draft, or the version in force where there is none. */
    version: stored.min(1).optional(),
  }),
  output: z.object({
    steps: z.array(triedStep),
    ends: z.enum(['approved', 'rejected', 'endless']),
    mayStart: z.boolean(),
  }),
  failures: [noSuchKind, failures.ownerUnknown, approvalFailures.chooseApprovers, approvalFailures.noApprover],
});

export const askToPublish = command({
  name: 'approvals.askToPublish',
  summary: { zh: '申请发布模板草稿', en: 'Ask for a draft to be published' },
  access: designTemplates,
  input: z.object({
    ...variant,
    revision: stored,
    note: line(500),
    /** A day in the employer's time zone; left out: as soon as it is approved. */
    effectiveOn: day().optional(),
  }),
  output: z.object({
    requestId: id(),
    number: z.string(),
    /** Nobody else could agree, so it is in force already. */
    published: z.boolean(),
  }),
  failures: [
    noSuchKind,
    failures.noDraft,
    failures.draftOutdated,
    failures.draftHasProblems,
    failures.nothingChanged,
    failures.publicationOpen,
    failures.effectiveInPast,
  ],
});

export const readPublication = query({
  name: 'approvals.readPublication',
  summary: { zh: '查看申请发布的内容', en: 'Read what a publication would put in force' },
  access: 'signedIn',
  /** For everybody who may read the request. */
  input: z.object({ requestId: id() }),
  output: z.object({
    ...template,
    employer: named.nullable(),
    content: templateContent,
    digest: z.string(),
    changes: z.array(templateChange),
    /** The draft was changed after it was asked for; those changes are not in this publication. */
    draftMovedOn: z.boolean(),
    outcome: z.enum(['asked', 'published', 'refused']),
    version: z.int().nullable(),
  }),
  failures: [contentWithheld],
});

export const retireTemplate = command({
  name: 'approvals.retireTemplate',
  summary: { zh: '停用模板：进行中的继续，不能再发起', en: 'Retire a template: what runs goes on, nothing new begins' },
  access: governTemplates,
  input: z.object({ ...template, reason }),
  output: saved,
  failures: [noSuchKind, failures.alreadyRetired, failures.templateNotLive],
});

export const reinstateTemplate = command({
  name: 'approvals.reinstateTemplate',
  summary: { zh: '恢复使用已停用的模板', en: 'Reinstate a retired template' },
  access: governTemplates,
  input: z.object({ ...template, reason }),
  output: saved,
  failures: [noSuchKind, failures.notRetired],
});

export const exportTemplate = download({
  name: 'approvals.exportTemplate',
  summary: { zh: '导出模板为 JSON 文件', en: 'Export a template as a JSON file' },
  access: designTemplates,
  input: z.object({ ...template, from: side }),
  output: z.unknown(),
  failures: [noSuchKind, failures.noDraft],
});

export const importTemplate = command({
  name: 'approvals.importTemplate',
  summary: { zh: '从 JSON 文件导入模板，成为草稿', en: 'Import a template from a JSON file, as a draft' },
  access: designTemplates,
  input: z.object({
    text: z.string().min(2).max(2_000_000),
    ownerDepartmentId: id(),
    /** Who here stands for an id in the file. */
    mapping: z.record(z.string().max(64), z.string().min(1).max(64)).default({}),
    /** Left out: a new template. Otherwise the draft of this one, at this revision. */
    into: z.object({ ...template, revision: stored.min(0) }).optional(),
  }),
  output: z.object({ ...template, revision: z.int() }),
  failures: [
    noSuchKind,
    failures.fileNotATemplate,
    failures.fileNamesUnknown,
    failures.draftOutdated,
    failures.ownerUnknown,
    failures.notADesignedForm,
  ],
  perMinute: 30,
});

const replayClass = z.enum(['same', 'otherApprovers', 'otherBranch', 'stuck', 'refused', 'unreadable']);

export const replayTemplate = job({
  name: 'approvals.replayTemplate',
  summary: {
    zh: '用草稿重走最近的真实审批单，看会有什么不同',
    en: 'Replay a draft over the last real requests, to see what would have gone differently',
  },
  access: designTemplates,
  input: z.object({ ...variant, most: z.int().min(1).max(1_000).default(1_000) }),
  output: z.object({ replayId: id() }),
  failures: [noSuchKind, failures.noDraft],
  perMinute: 10,
});

export const readReplay = query({
  name: 'approvals.readReplay',
  summary: { zh: '查看重走的结果', en: 'Read what a replay found' },
  access: designTemplates,
  input: z.object({ ...pageInput, ...variant, replayId: id().optional(), class: replayClass.optional() }),
  output: page(
    z.object({
      requestId: id(),
      number: z.string(),
      summary: words,
      class: replayClass,
      /** Who would have been asked at which step, before and now. */
      before: z.array(z.object({ nodeId: z.string(), name: words, people: z.array(named) })),
      after: z.array(z.object({ nodeId: z.string(), name: words, people: z.array(named) })),
      /** Why it would have been stuck or refused. */
      why: z.string(),
      /** The reader may open this request. */
      mayRead: z.boolean(),
    }),
  ).extend({
    replay: z
      .object({
        replayId: id(),
        at: instant(),
        by: named,
        draftRevision: z.int(),
        /** The draft has been changed since. */
        outdated: z.boolean(),
        counts: z.record(replayClass, z.int()),
      })
      .nullable(),
  }),
  failures: [noSuchKind],
});

export const checkMigration = query({
  name: 'approvals.checkMigration',
  summary: {
    zh: '哪些进行中的审批单可以迁移到这个版本，哪些不行，为什么',
    en: 'Which running requests can be moved to this version, which can’t, and why',
  },
  access: governTemplates,
  input: z.object({ ...template, version: stored.min(1), ...pageInput }),
  output: page(
    z.object({
      requestId: id(),
      number: z.string(),
      summary: words,
      fromVersion: z.int(),
      can: z.boolean(),
      /** What stands against it, and where; `name`: of the step, in the version that it runs by. */
      reasons: z.array(migrationObstacle.extend({ name: words })),
    }),
  ).extend({ total: z.int() }),
  failures: [noSuchKind],
});

/** The same for all of them, counted: as long as `approvals.checkMigration` has several pages, nobody knows how many could be moved. */
export const countMigration = job({
  name: 'approvals.countMigration',
  summary: {
    zh: '清点所有进行中的审批单：多少件可以迁移到这个版本，其余为什么不行',
    en: 'Count of all running requests how many could be moved to this version, and why the others can’t',
  },
  access: governTemplates,
  input: z.object({ ...template, version: stored.min(1) }),
  output: z.object({
    total: z.int(),
    can: z.int(),
    /** What stands against how many, the most frequent first; a request that two things stand against is in both. */
    reasons: z.array(migrationObstacle.extend({ name: words, fromVersion: z.int(), count: z.int() })),
  }),
  failures: [noSuchKind],
  perMinute: 20,
});

export const migrateRunning = job({
  name: 'approvals.migrateRunning',
  summary: { zh: '把进行中的审批单迁移到一个版本', en: 'Move running requests to a version' },
  access: governTemplates,
  input: z.object({
    ...template,
    version: stored.min(1),
    reason,
    /** Left out: all that can be moved. */
    requestIds: z.array(id()).min(1).max(1_000).optional(),
  }),
  output: z.object({
    moved: z.int(),
    /** Those that stayed, with the code of what stood against it. */
    left: z.array(z.object({ requestId: id(), number: z.string(), code: z.string() })),
  }),
  failures: [noSuchKind],
  perMinute: 10,
});

const formProblem = z.object({
  problemId: id(),
  ...template,
  title: words,
  text: z.string(),
  requestId: id().nullable(),
  reporter: named,
  at: instant(),
  state: z.enum(['open', 'answered']),
  answer: z.string().nullable(),
  answeredBy: named.nullable(),
  answeredAt: instant().nullable(),
  may: z.array(z.enum(['answer'])),
});

export const reportFormProblem = command({
  name: 'approvals.reportFormProblem',
  summary: { zh: '这张表单有问题', en: 'Something is wrong with this form' },
  access: 'signedIn',
  input: z.object({ ...template, text: prose(2_000).refine((text) => text.trim() !== ''), requestId: id().optional() }),
  output: z.object({ problemId: id() }),
  failures: [noSuchKind],
  perMinute: 20,
});

export const answerFormProblem = command({
  name: 'approvals.answerFormProblem',
  summary: { zh: '答复表单问题', en: 'Answer a problem with a form' },
  access: designTemplates,
  input: z.object({ problemId: id(), answer: prose(2_000).refine((text) => text.trim() !== '') }),
  output: z.object({}),
  failures: [failures.problemAnswered],
});

export const listFormProblems = query({
  name: 'approvals.listFormProblems',
  summary: {
    zh: '表单问题：我提的，或我负责的模板的',
    en: 'Problems with forms: mine, or of the templates that I design',
  },
  access: 'signedIn',
  input: z.object({
    ...pageInput,
    kind: templateKind.optional(),
    state: z.enum(['open', 'answered']).optional(),
    mine: z.boolean().default(false),
  }),
  output: page(formProblem),
});
