import { z } from 'zod';
import { id, line } from '#kernel/contract/shapes.ts';

/** Id of a person in the directory. */
export const personId = id();
export type PersonId = z.infer<typeof personId>;

/** Id of a node: unique inside one definition, never changed between its versions. */
export const nodeId = z.string().min(1).max(64);

const within = z.enum(['department', 'nearestAbove', 'employer', 'group']);

/**
 * Who is meant, as data. Relative rules count from the applicant; `within` says where a holder is looked for:
 * in his department, in the nearest department above that has one, in his employer, in the whole group of companies.
 */
export const peopleRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('named'), people: z.array(personId).min(1).max(100) }),
  /** `role`: a built-in role by its name, such as `hr`, or one of the company's own by its id. */
  z.object({ kind: z.literal('role'), role: z.string().min(1).max(64), within }),
  z.object({ kind: z.literal('post'), post: id(), within }),
  z.object({ kind: z.literal('departmentHead') }),
  z.object({ kind: z.literal('supervisor'), level: z.int().min(1).max(20) }),
  z.object({
    kind: z.literal('applicantChosen'),
    atLeast: z.int().min(1).max(100).default(1),
    atMost: z.int().min(1).max(100).default(100),
  }),
  z.object({ kind: z.literal('applicant') }),
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

/** 限时, per task, counted from the delivered notice. The reminder is repeated `times` times at the same distance. */
const timeLimit = z.object({
  reminder: z.object({ after: workingTime, times: z.int().min(1).max(20).default(1) }).optional(),
  overdue: workingTime.optional(),
});
export type TimeLimit = z.infer<typeof timeLimit>;

/**
 * What a step asks of a decision, weakest first: signed in; signed in freshly (confirmed with password or passkey a short time
 * ago); signed with the person's own passkey over the digest of what he saw and decided (docs/decisions/signing-strength.md).
 */
export const decisionStrength = z.enum(['signedIn', 'fresh', 'passkey']);
export type DecisionStrength = z.infer<typeof decisionStrength>;

/** 会签 all, 或签 any, 依次 in sequence, 票签 vote (share of those asked, in per cent, or a number of them). */
const approveMode = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('sequence') }),
  z.object({
    kind: z.literal('vote'),
    pass: z.union([z.object({ percent: z.int().min(1).max(100) }), z.object({ count: z.int().min(1).max(100) })]),
  }),
]);

const handleMode = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('sequence') }),
]);

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

const asked = {
  id: nodeId,
  name,
  approvers: z.array(peopleRule).min(1).max(20),
  empty: emptyRule,
  self: selfRule,
  limit: timeLimit.optional(),
  strength: decisionStrength.default('signedIn'),
  allow: z.object({ transfer: z.boolean().default(true), addApprover: z.boolean().default(true) }).prefault({}),
  returns: returnTargets.prefault({}),
};

const startNode = z.object({ kind: z.literal('start'), id: nodeId, name });

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
      .array(z.object({ id: nodeId, name, when: z.string().min(1).max(2_000), nodes: flowNodes }))
      .min(1)
      .max(50);
  },
  get otherwise() {
    return z.object({ id: nodeId, name, nodes: flowNodes });
  },
});

const flowNode = z.discriminatedUnion('kind', [approveNode, handleNode, copyNode, conditionNode]);
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
});
export type Definition = z.infer<typeof definition>;
