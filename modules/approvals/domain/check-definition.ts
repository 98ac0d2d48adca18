import {
  checkExpression,
  type ExpressionNames,
  type ExpressionType,
  parseFaults,
} from '#kernel/expressions/expression.ts';
import type { AskedNode, Definition, FlowNode, PeopleRule, TimeLimit, WorkingTime } from '../contract/definition.ts';
import { deadBranches } from './dead-branches.ts';
import { branchesOf, endingNodes, everyNode, flowGraph, type GraphNode, reachedFrom, sameForks } from './flow-graph.ts';

/** A field of the form, as far as a flow can depend on it. */
export interface CheckedField {
  readonly name: string;
  /** The kind of field: `number`, `money`, `date`, `person`, `department`, `choice`, `table` … */
  readonly type: string;
  /** What FEEL sees of it, where that isn't plain from the kind; `null`: an expression can't use it. */
  readonly feel?: ExpressionType | null;
  /** Every value that a choice can have. */
  readonly choices?: readonly string[];
  /** The columns of a detail table. */
  readonly columns?: readonly CheckedField[];
}

/** What else a check may know: what isn't given isn't checked. */
export interface FlowSurroundings {
  /** The kind whose flow it is. */
  readonly kind?: string;
  /** Every kind that a sub-process may be of. */
  readonly kinds?: readonly string[];
}

export type FlowProblemCode =
  | 'tooManyNodes'
  | 'duplicateId'
  | 'unknownField'
  | 'wrongFieldType'
  | 'badExpression'
  | 'deadBranch'
  | 'unreachable'
  | 'unknownTarget'
  | 'crossesJoin'
  | 'loopWithoutPeople'
  | 'neverEnds'
  | 'unknownReturnTarget'
  | 'returnNotBefore'
  | 'reminderAfterLimit'
  | 'afterwardsWithoutLimit'
  | 'rejectInHandle'
  | 'passBeyondAuthority'
  | 'choiceBounds'
  | 'choiceNotHere'
  | 'weightsMismatch'
  | 'voteCannotPass'
  | 'joinTooMany'
  | 'oneBranch'
  | 'unknownKind'
  | 'callsItself'
  | 'nobodyDecides';

/** Something wrong with a flow, and at which node (the start node's id for the whole). `blocks`: it can't be published so. */
export interface FlowProblem {
  readonly nodeId: string;
  readonly code: FlowProblemCode;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly blocks: boolean;
}

/** More nodes than a person can oversee; the engine carries out one command in a bounded number of steps. */
export const mostNodes = 500;

const warnings: readonly FlowProblemCode[] = ['oneBranch', 'nobodyDecides', 'unreachable', 'voteCannotPass'];

const numbers = ['number', 'money', 'days', 'rating', 'formula'];
const dates = ['day', 'date', 'halfDay', 'dateRange'];

/** What FEEL sees of a field. */
function feelTypeOf({ type, feel }: CheckedField): ExpressionType | null {
  if (feel !== undefined) return feel;
  if (numbers.includes(type)) return 'number';
  return type === 'yesNo' || type === 'boolean' ? 'boolean' : type === 'table' ? null : 'text';
}

/**
 * 发布检查: everything wrong with a flow that can be seen without running it. Pure, and quick enough to run at every change of a
 * draft, in the browser too. An empty answer, or one without `blocks`: it may be published.
 */
export function checkDefinition(
  definition: Definition,
  fields: readonly CheckedField[],
  around: FlowSurroundings = {},
): FlowProblem[] {
  const problems: FlowProblem[] = [];
  const tell: Tell = (nodeId, code, facts = {}) => {
    problems.push({ nodeId, code, facts, blocks: !warnings.includes(code) });
  };
  const all = everyNode(definition.nodes);
  const start = definition.start.id;
  if (all.length > mostNodes) {
    tell(start, 'tooManyNodes', { count: all.length, most: mostNodes });
    return problems;
  }
  checkIds(definition, all, tell);
  const form = { byName: new Map<string, CheckedField>(), names: {} as Record<string, ExpressionType> };
  for (const field of fields) {
    form.byName.set(field.name, field);
    for (const column of field.columns ?? []) form.byName.set(`${field.name}.${column.name}`, column);
  }
  Object.assign(form.names, namesOf(fields));
  const check: Check = { definition, form, fields, around, tell, graph: flowGraph(definition), after: new Map() };
  checkAccess(check, start, definition.start.fields);
  checkLimit(check, start, definition.limit);
  if (definition.effectiveDateField !== undefined) checkField(check, start, definition.effectiveDateField, dates);
  for (const { to } of definition.copies) checkRule(check, start, to);
  for (const node of all) checkNode(check, node);
  checkWays(check);
  if (!all.some((node) => node.kind === 'approve' || node.kind === 'handle')) tell(start, 'nobodyDecides');
  return problems;
}

type Tell = (nodeId: string, code: FlowProblemCode, facts?: FlowProblem['facts']) => undefined;

interface Check {
  readonly definition: Definition;
  readonly form: { readonly byName: ReadonlyMap<string, CheckedField>; readonly names: ExpressionNames };
  readonly fields: readonly CheckedField[];
  readonly around: FlowSurroundings;
  readonly tell: Tell;
  readonly graph: ReadonlyMap<string, GraphNode>;
  /** What comes after a node that something returns to, once it has been looked up. */
  readonly after: Map<string, ReadonlySet<string | null>>;
}

function namesOf(fields: readonly CheckedField[]): Record<string, ExpressionType> {
  const names: Record<string, ExpressionType> = {};
  for (const field of fields) {
    const type = feelTypeOf(field);
    if (type) names[field.name] = type;
  }
  return names;
}

function checkIds(definition: Definition, all: readonly FlowNode[], tell: Tell): undefined {
  const seen = new Set([definition.start.id]);
  for (const node of all) {
    for (const id of [node.id, ...branchesOf(node).map((branch) => branch.id)]) {
      if (seen.has(id)) tell(node.id, 'duplicateId', { id });
      seen.add(id);
    }
  }
}

function checkNode(check: Check, node: FlowNode): undefined {
  const { tell, definition } = check;
  switch (node.kind) {
    case 'approve':
    case 'handle':
      return checkAsked(check, node);
    case 'copy':
      for (const rule of node.to) checkRule(check, node.id, rule, ['applicantChosen']);
      return;
    case 'condition':
    case 'inclusive': {
      let sound = true;
      for (const { id, when } of node.branches) {
        sound = checkFeel(check, node.id, when, 'boolean', id) && sound;
      }
      if (sound) {
        for (const id of deadBranches(node, check.fields, check.form.names)) {
          tell(node.id, 'deadBranch', { branch: id });
        }
      }
      return;
    }
    case 'parallel':
      if (node.branches.length < 2) tell(node.id, 'oneBranch');
      if (node.join.kind === 'count' && node.join.count > node.branches.length) {
        tell(node.id, 'joinTooMany', { count: node.join.count, branches: node.branches.length });
      }
      return;
    case 'subProcess': {
      const { kind, kinds } = check.around;
      if (node.process === kind) tell(node.id, 'callsItself', { kind: node.process });
      else if (kinds && !kinds.includes(node.process)) tell(node.id, 'unknownKind', { kind: node.process });
      const table = node.per.kind === 'row' ? node.per.table : undefined;
      if (table !== undefined) checkField(check, node.id, table, ['table']);
      const columns = (table !== undefined && check.form.byName.get(table)?.columns) || [];
      if (node.applicant.kind === 'field') {
        const { field } = node.applicant;
        const inRow = columns.some((column) => column.name === field && column.type === 'person');
        if (!inRow) checkField(check, node.id, field, ['person']);
      }
      const names = { ...check.form.names, ...namesOf(columns) };
      for (const [place, text] of Object.entries(node.form)) checkFeel(check, node.id, text, undefined, place, names);
      return;
    }
    case 'delay':
      if ('untilField' in node.for) checkField(check, node.id, node.for.untilField, dates);
      return;
    case 'call':
      for (const [place, text] of Object.entries(node.input)) checkFeel(check, node.id, text, undefined, place);
      return;
    case 'goto': {
      if (node.when !== undefined) checkFeel(check, node.id, node.when, 'boolean', node.id);
      if (node.to === definition.start.id || !check.graph.has(node.to)) tell(node.id, 'unknownTarget', { to: node.to });
      return;
    }
  }
}

function checkAsked(check: Check, node: AskedNode): undefined {
  const { tell } = check;
  node.approvers.forEach((rule) => {
    checkRule(check, node.id, rule, ['applicantChosen', 'previousChosen']);
  });
  checkAccess(check, node.id, node.fields);
  checkLimit(check, node.id, node.limit, node);
  if (node.authority) {
    const { amount, payee, project, budgetLine } = node.authority;
    checkField(check, node.id, amount, numbers);
    for (const field of [payee, project, budgetLine]) if (field !== undefined) checkField(check, node.id, field);
    if (node.empty.kind === 'pass') tell(node.id, 'passBeyondAuthority', { by: 'empty' });
    if (node.self === 'skip') tell(node.id, 'passBeyondAuthority', { by: 'self' });
    const afterwards = (node.limit ?? check.definition.limit)?.afterwards.kind;
    if (afterwards === 'pass') tell(node.id, 'passBeyondAuthority', { by: 'limit' });
  }
  if (node.mode.kind === 'vote') {
    const { weights, pass } = node.mode;
    if (weights && weights.rules.length > node.approvers.length) {
      tell(node.id, 'weightsMismatch', { rules: node.approvers.length, weights: weights.rules.length });
    }
    const named = node.approvers.every((rule) => rule.kind === 'named');
    const people = node.approvers.flatMap((rule) => (rule.kind === 'named' ? rule.people : []));
    if (named && 'count' in pass && pass.count > new Set(people).size) {
      tell(node.id, 'voteCannotPass', { count: pass.count, people: new Set(people).size });
    }
  }
  const { nodes } = node.returns;
  const targets = [
    ...(nodes === 'anyPassed' ? [] : nodes),
    ...(node.kind === 'approve' && node.onReject.kind === 'return' && node.onReject.to.kind === 'node'
      ? [node.onReject.to.nodeId]
      : []),
  ];
  for (const to of new Set(targets)) checkReturn(check, node, to);
}

/** A return goes to a node where people were asked, on a way that leads here, and not in a branch beside this one. */
function checkReturn(check: Check, node: AskedNode, to: string): undefined {
  const { graph, tell } = check;
  const target = graph.get(to);
  const here = graph.get(node.id);
  if (!target || !here || (target.node.kind !== 'approve' && target.node.kind !== 'handle')) {
    return tell(node.id, 'unknownReturnTarget', { to });
  }
  const beside = target.forks.some(({ fork, branch }) =>
    here.forks.some((one) => one.fork === fork && one.branch !== branch),
  );
  const after = check.after.get(to) ?? reachedFrom(graph, target.to);
  check.after.set(to, after);
  if (beside || !after.has(node.id)) tell(node.id, 'returnNotBefore', { to });
}

/** `choices`: whose choice can be known here. */
function checkRule(
  check: Check,
  nodeId: string,
  rule: PeopleRule,
  choices: readonly PeopleRule['kind'][] = [],
): undefined {
  const { tell } = check;
  switch (rule.kind) {
    case 'departmentHead':
      if (rule.field !== undefined) checkField(check, nodeId, rule.field, ['department']);
      return;
    case 'formField':
      return checkField(check, nodeId, rule.field, ['person', 'people', 'department', 'departments']);
    case 'expression':
      checkFeel(check, nodeId, rule.expression, undefined, 'expression');
      return;
    case 'applicantChosen':
    case 'previousChosen':
      if (!choices.includes(rule.kind)) tell(nodeId, 'choiceNotHere', { rule: rule.kind });
      if (rule.atLeast > rule.atMost) tell(nodeId, 'choiceBounds', { atLeast: rule.atLeast, atMost: rule.atMost });
      return;
    default:
  }
}

function checkAccess(check: Check, nodeId: string, access: Readonly<Record<string, string>>): undefined {
  for (const field of Object.keys(access)) checkField(check, nodeId, field);
}

function checkField({ form, tell }: Check, nodeId: string, field: string, types?: readonly string[]): undefined {
  const found = form.byName.get(field);
  if (!found) return tell(nodeId, 'unknownField', { field });
  if (types && !types.includes(found.type)) {
    tell(nodeId, 'wrongFieldType', { field, type: found.type, wanted: types[0] ?? '' });
  }
}

/** `gives`: the type of its value, where that matters. `place` says which of a node's expressions it is. */
function checkFeel(
  { form, tell }: Check,
  nodeId: string,
  text: string,
  gives: ExpressionType | undefined,
  place: string,
  names: ExpressionNames = form.names,
): boolean {
  const [fault] = gives ? checkExpression(text, names, gives) : parseFaults(text, names);
  if (!fault) return true;
  tell(nodeId, 'badExpression', { place, fault: fault.fault, piece: fault.piece, from: fault.from, to: fault.to });
  return false;
}

function checkLimit(check: Check, nodeId: string, limit: TimeLimit | undefined, node?: AskedNode): undefined {
  const { tell } = check;
  if (!limit) return;
  const { reminder, overdue, afterwards } = limit;
  if (reminder && overdue) {
    const last = amountOf(reminder.after) * reminder.times;
    const sameUnit = 'workdays' in reminder.after === 'workdays' in overdue;
    if (sameUnit && last >= amountOf(overdue)) tell(nodeId, 'reminderAfterLimit');
  }
  if (afterwards.kind !== 'none' && !overdue) tell(nodeId, 'afterwardsWithoutLimit');
  if (afterwards.kind === 'reject' && node?.kind === 'handle') tell(nodeId, 'rejectInHandle');
  if (afterwards.kind === 'transfer')
    checkRule(check, nodeId, afterwards.to, node ? ['applicantChosen', 'previousChosen'] : []);
}

function amountOf(time: WorkingTime): number {
  return 'workdays' in time ? time.workdays : time.workingMinutes;
}

function checkWays({ definition, graph, tell }: Check): undefined {
  const first = definition.nodes[0]?.id ?? null;
  const reached = reachedFrom(graph, [first]);
  const ending = endingNodes(graph);
  for (const [id, { node, forks }] of graph) {
    if (!reached.has(id)) tell(id, 'unreachable');
    if (node.kind !== 'goto') continue;
    const target = graph.get(node.to);
    if (!target) continue;
    if (!sameForks(target.forks, forks)) tell(id, 'crossesJoin', { to: node.to });
    if (reachedFrom(graph, [node.to], (one) => !waits(one)).has(id)) tell(id, 'loopWithoutPeople', { to: node.to });
    if (!ending.has(id)) tell(id, 'neverEnds');
  }
}

/** Whether a request stays at this node until somebody or something outside has answered. */
function waits(node: FlowNode): boolean {
  switch (node.kind) {
    case 'approve':
    case 'handle':
    case 'delay':
      return true;
    case 'subProcess':
    case 'call':
      return node.wait;
    default:
      return false;
  }
}
