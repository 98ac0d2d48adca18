import { z } from 'zod';
import { id, line } from '#kernel/contract/shapes.ts';

/** Id of a person in the directory. */
export const personId = id();
export type PersonId = z.infer<typeof personId>;

/** Id of a node: unique inside one definition, never changed between its versions. */
export const nodeId = z.string().min(1).max(64);

const within = z.enum(['department', 'nearestAbove', 'employer', 'group']);

/** A field of the form, or a column of a detail table as `table.column`. */
export const fieldName = z.string().min(1).max(129);

/** FEEL (OMG DMN) over the fields of the form. */
const expression = z.string().min(1).max(2_000);

/** Whom one may choose from; nothing: everybody in service. `below`: the departments under it too. */
export const choiceRange = z
  .array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('named'), people: z.array(personId).min(1).max(100) }),
      z.object({ kind: z.literal('role'), role: z.string().min(1).max(64), within }),
      z.object({ kind: z.literal('department'), department: id(), below: z.boolean().default(true) }),
    ]),
  )
  .min(1)
  .max(20);
export type ChoiceRange = z.infer<typeof choiceRange>;

const choice = {
  atLeast: z.int().min(1).max(100).default(1),
  atMost: z.int().min(1).max(100).default(100),
  /** The order of choosing matters, as in sequence. */
  ordered: z.boolean().default(false),
  from: choiceRange.optional(),
};

/**
 * Who is meant, as data. Relative rules count from the applicant; `within` says where a holder is looked for:
 * in his department, in the nearest department above that has one, in his employer, in the whole group of companies.
 */
export const peopleRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('named'), people: z.array(personId).min(1).max(100) }),
  /** `role`: a built-in role by its name, such as `hr`, or one of the company's own by its id. */
  z.object({ kind: z.literal('role'), role: z.string().min(1).max(64), within }),
  z.object({ kind: z.literal('post'), post: id(), within }),
  /** Of the applicant's department, or of the one that a department field of the form names. */
  z.object({ kind: z.literal('departmentHead'), field: fieldName.optional() }),
  z.object({ kind: z.literal('supervisor'), level: z.int().min(1).max(20) }),
  /** All supervisors from the direct one upwards, in this order, up to a level or to the top. */
  z.object({ kind: z.literal('supervisors'), upTo: z.union([z.int().min(1).max(20), z.literal('top')]) }),
  /** The people that a person field holds, or the heads of the departments that a department field holds. */
  z.object({ kind: z.literal('formField'), field: fieldName }),
  z.object({ kind: z.literal('applicantChosen'), ...choice }),
  /** Chosen by whoever answers before this node, with his answer; by the applicant where it is the first. */
  z.object({ kind: z.literal('previousChosen'), ...choice }),
  z.object({ kind: z.literal('applicant') }),
  /** An approver group, kept beside the flows, so that a change of its members changes no flow. */
  z.object({ kind: z.literal('group'), group: id() }),
  /** FEEL that gives the id of a person, or a list of them. */
  z.object({ kind: z.literal('expression'), expression }),
  z.object({ kind: z.literal('processAdministrator') }),
]);
export type PeopleRule = z.infer<typeof peopleRule>;

/** 空: what happens when no approver is found. A node without this rule can't be published. */
export const emptyRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pass') }),
  z.object({ kind: z.literal('reject') }),
  z.object({ kind: z.literal('person'), person: personId }),
  z.object({ kind: z.literal('processAdministrator') }),
  z.object({ kind: z.literal('supervisorsSupervisor') }),
]);

/** 自己: what happens when the approver is the applicant, however he was found. */
const selfRule = z.enum(['acts', 'skip', 'supervisor', 'departmentHead']);

/** An amount of working time. One workday is the working hours of one day of the person who is asked. */
export const workingTime = z.union([
  z.object({ workingMinutes: z.int().min(1).max(100_000) }),
  z.object({ workdays: z.int().min(1).max(1_000) }),
]);
export type WorkingTime = z.infer<typeof workingTime>;

/** What a limit that has run out does, beside being marked and told. Escalated to: the supervisor of who holds the task. */
const whenOverdue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('pass') }),
  z.object({ kind: z.literal('reject') }),
  z.object({ kind: z.literal('transfer'), to: peopleRule }),
  z.object({ kind: z.literal('escalate') }),
]);

/** 限时, per task, counted from the delivered notice. The reminder is repeated `times` times at the same distance. */
const timeLimit = z.object({
  reminder: z.object({ after: workingTime, times: z.int().min(1).max(20).default(1) }).optional(),
  overdue: workingTime.optional(),
  afterwards: whenOverdue.prefault({ kind: 'none' }),
});
export type TimeLimit = z.infer<typeof timeLimit>;

/**
 * What a step asks of a decision, weakest first: signed in; signed in freshly (confirmed with password or passkey a short time
 * ago); signed with the person's own passkey over the digest of what he saw and decided (docs/decisions/signing-strength.md).
 */
export const decisionStrength = z.enum(['signedIn', 'fresh', 'passkey']);
export type DecisionStrength = z.infer<typeof decisionStrength>;

/**
 * 票签: decided as soon as it is certain. `percent`: of all weights together; `count`: of people; `weight`: of weights added up.
 * Everybody weighs 1, unless `weights` says otherwise for a rule (by its place in `approvers`) or, before that, for a person.
 */
const voteMode = z.object({
  kind: z.literal('vote'),
  pass: z.union([
    z.object({ percent: z.int().min(1).max(100) }),
    z.object({ count: z.int().min(1).max(100) }),
    z.object({ weight: z.int().min(1).max(100_000) }),
  ]),
  weights: z
    .object({
      rules: z.array(z.int().min(1).max(1_000)).max(20).default([]),
      people: z
        .array(z.object({ person: personId, weight: z.int().min(1).max(1_000) }))
        .max(100)
        .default([]),
    })
    .optional(),
});

/** 认领: offered to everybody found; who claims it holds it, answers for all, and can put it back. */
const commonModes = [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('sequence') }),
  z.object({ kind: z.literal('claim') }),
] as const;

/** 会签 all, 或签 any, 依次 in sequence, 认领 claim, 票签 vote. */
const approveMode = z.discriminatedUnion('kind', [...commonModes, voteMode]);
const handleMode = z.discriminatedUnion('kind', [...commonModes]);

/** Where a return may go: the applicant, and any passed node or only those named. */
const returnTargets = z.object({
  applicant: z.boolean().default(true),
  nodes: z.union([z.literal('anyPassed'), z.array(nodeId).max(100)]).default('anyPassed'),
});

/** After a return: run again step by step, or go straight back to the node that returned. */
export const afterReturn = z.enum(['again', 'straight']);
export type AfterReturn = z.infer<typeof afterReturn>;

export const returnTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('applicant') }),
  z.object({ kind: z.literal('node'), nodeId }),
]);
export type ReturnTarget = z.infer<typeof returnTarget>;

/** 拒绝 ends the request, unless the node says that it returns. A node that was never passed falls back to the applicant. */
export const onReject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('end') }),
  z.object({ kind: z.literal('return'), to: returnTarget, afterwards: afterReturn }),
]);

/** What a step is called: one text, or one for each language. */
const name = z.union([line(100), z.object({ zh: line(100), en: line(100) })]);

/** 字段权限, by field or `table.column`: what isn't named is read, a column that isn't named is as its table. */
const fieldAccess = z.record(fieldName, z.enum(['edit', 'read', 'hidden']));

/** Whether an opinion may or must name who carries it out, how, and by when (W3). */
const naming = z.enum(['never', 'optional', 'required']).default('optional');
export const opinionNaming = z.object({ executor: naming, manner: naming, deadline: naming });

/**
 * W7: an answer is within the authority of who gives it: the amount, with those of other requests of the same payee, project
 * and budget line in the period of the limit (W7.1). Who hasn't the authority can only pass up or return.
 */
const authority = z.object({
  amount: fieldName,
  payee: fieldName.optional(),
  project: fieldName.optional(),
  budgetLine: fieldName.optional(),
});
export type Authority = z.infer<typeof authority>;

const asked = {
  id: nodeId,
  name,
  approvers: z.array(peopleRule).min(1).max(20),
  empty: emptyRule,
  self: selfRule,
  limit: timeLimit.optional(),
  strength: decisionStrength.default('signedIn'),
  allow: z
    .object({
      transfer: z.boolean().default(true),
      addApprover: z.boolean().default(true),
      delegate: z.boolean().default(true),
    })
    .prefault({}),
  returns: returnTargets.prefault({}),
  fields: fieldAccess.default({}),
  /** What an opinion names. */
  names: opinionNaming.prefault({}),
  authority: authority.optional(),
  /** May be answered together with other requests at the same node. */
  batch: z.boolean().default(true),
};

/** Where the applicant fills in the form: what isn't named in `fields` he edits. */
const startNode = z.object({ kind: z.literal('start'), id: nodeId, name, fields: fieldAccess.default({}) });

export const approveNode = z.object({
  kind: z.literal('approve'),
  ...asked,
  mode: approveMode,
  opinion: z.enum(['optional', 'unlessApproved', 'required']).default('optional'),
  onReject: onReject.prefault({ kind: 'end' }),
});
type ApproveNode = z.infer<typeof approveNode>;

/** 办理: something is to be done; there is nothing to reject. */
export const handleNode = z.object({
  kind: z.literal('handle'),
  ...asked,
  mode: handleMode,
  opinion: z.enum(['optional', 'required']).default('optional'),
});
type HandleNode = z.infer<typeof handleNode>;

/** A node that asks people and waits for them. */
export type AskedNode = ApproveNode | HandleNode;

/** 抄送: tells people and goes on. Nobody found is no mistake. */
export const copyNode = z.object({
  kind: z.literal('copy'),
  id: nodeId,
  name,
  to: z.array(peopleRule).min(1).max(20),
});

/** The first branch whose FEEL expression is true, else the default. */
const conditionNode = z.object({
  kind: z.literal('condition'),
  id: nodeId,
  name,
  get branches() {
    return z
      .array(z.object({ id: nodeId, name, when: expression, nodes: flowNodes }))
      .min(1)
      .max(50);
  },
  get otherwise() {
    return z.object({ id: nodeId, name, nodes: flowNodes });
  },
});

/** When the branches come together: all of them have arrived, the first one, or so many. The others are cancelled. */
const join = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('count'), count: z.int().min(1).max(50) }),
]);

/** All branches at once. A reject in one of them ends the request. */
const parallelNode = z.object({
  kind: z.literal('parallel'),
  id: nodeId,
  name,
  get branches() {
    return z
      .array(z.object({ id: nodeId, name, nodes: flowNodes }))
      .min(1)
      .max(50);
  },
  join: join.prefault({ kind: 'all' }),
});

/** Every branch whose FEEL expression is true, at once; none of them: `otherwise`, or straight on. Goes on when all taken have arrived. */
const inclusiveNode = z.object({
  kind: z.literal('inclusive'),
  id: nodeId,
  name,
  get branches() {
    return z
      .array(z.object({ id: nodeId, name, when: expression, nodes: flowNodes }))
      .min(1)
      .max(50);
  },
  get otherwise() {
    return z.object({ id: nodeId, name, nodes: flowNodes }).optional();
  },
});

/** A node that several branches come out of at once. */
export type ForkNode = z.infer<typeof parallelNode> | z.infer<typeof inclusiveNode>;

/**
 * Requests of another kind, made by this one: one, or one for each row of a detail table. `form` fills the fields of the child
 * by FEEL over this form (and the row's columns, under their own names). Not waiting: goes on at once, whatever becomes of them.
 */
export const subProcessNode = z.object({
  kind: z.literal('subProcess'),
  id: nodeId,
  name,
  process: z.string().min(1).max(100),
  per: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('one') }),
    z.object({ kind: z.literal('row'), table: fieldName }),
  ]),
  form: z.record(fieldName, expression),
  /** Whose request it is: the applicant's, or of whom a person field (or a column of the row) names. */
  applicant: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('applicant') }),
      z.object({ kind: z.literal('field'), field: fieldName }),
    ])
    .prefault({ kind: 'applicant' }),
  wait: z.boolean().default(true),
  /** When a child that is waited for ends in any other way than approved. */
  onRejected: z.enum(['reject', 'goOn']).default('reject'),
});

/** What is waited for: working time or hours of the clock, or the beginning of a day in the form (where the applicant works). */
export const delayTime = z.union([
  workingTime,
  z.object({ hours: z.int().min(1).max(100_000) }),
  z.object({ untilField: fieldName }),
]);

const delayNode = z.object({ kind: z.literal('delay'), id: nodeId, name, for: delayTime });

/** A configured webhook, or an operation that another module offers to flows. `input`: name → FEEL. */
export const callNode = z.object({
  kind: z.literal('call'),
  id: nodeId,
  name,
  what: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('webhook'), integration: id() }),
    z.object({ kind: z.literal('operation'), operation: z.string().min(1).max(100) }),
  ]),
  input: z.record(z.string().min(1).max(64), expression),
  /** Not waiting: goes on at once; a failure is on record, and that's all. */
  wait: z.boolean().default(true),
  onFailure: z.enum(['suspend', 'goOn', 'reject']).default('suspend'),
  /** Without an answer after so many minutes of the clock it has failed. */
  deadlineMinutes: z.int().min(1).max(100_000).default(1_440),
});

/** Goes on at another node, if the expression is true (or there is none). Never into or out of a parallel or inclusive branch. */
const gotoNode = z.object({ kind: z.literal('goto'), id: nodeId, name, to: nodeId, when: expression.optional() });

const flowNode = z.discriminatedUnion('kind', [
  approveNode,
  handleNode,
  copyNode,
  conditionNode,
  parallelNode,
  inclusiveNode,
  subProcessNode,
  delayNode,
  callNode,
  gotoNode,
]);
export type FlowNode = z.infer<typeof flowNode>;

const flowNodes = z.array(flowNode).max(200);

/** One published, immutable version of a flow. */
export const definition = z.object({
  start: startNode,
  nodes: flowNodes,
  /** 去重: the same person again. */
  deduplicate: z.enum(['never', 'consecutive', 'once']).default('never'),
  /** 撤销 by the applicant: at any point, only until somebody has decided, or not at all. */
  withdraw: z.enum(['whileRunning', 'beforeFirstDecision', 'never']).default('whileRunning'),
  /** 催办: the same task is urged over the same channel at most this often. */
  urge: z.object({ everyMinutes: z.int().min(1).max(10_000) }).prefault({ everyMinutes: 30 }),
  /** Time limit of every node that has none of its own. */
  limit: timeLimit.optional(),
  /** 抄送 at the end: of an approved request, or of one approved or rejected. */
  copies: z
    .array(z.object({ when: z.enum(['approved', 'decided']), to: peopleRule }))
    .max(50)
    .default([]),
  /** 通过后撤销, so many days of 24 hours after the approval; approved by the people who had approved. */
  revoke: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('never') }),
      z.object({ kind: z.literal('withinDays'), days: z.int().min(1).max(3_650) }),
    ])
    .prefault({ kind: 'never' }),
  /** 事后: the date field that says from when it counts; on record beside the real time. */
  effectiveDateField: fieldName.optional(),
  /** 落实意见: not archived before somebody has recorded the outcome. Executors whom an opinion names always record theirs. */
  outcomeRequired: z.boolean().default(false),
});
export type Definition = z.infer<typeof definition>;
