import type { Facts } from '#kernel/contract/words.ts';
import type { AskedNode, Definition, FlowNode, PeopleRule, TimeLimit, WorkingTime } from '../../contract/definition.ts';
import type { Currency } from '../../contract/form-design.ts';
import type { AskedField } from './condition-fields.ts';
import { type ConditionRow, rowsOf } from './condition-words.ts';
import type { Lane, Name } from './flow-tree.ts';
import { isOtherwise } from './flow-tree.ts';
import { UNSET, UNSET_PROCESS } from './new-node.ts';

/** What a card says of its node. `missing`: what decides isn't there yet. */
export interface Described {
  readonly who: string;
  readonly how?: string;
  readonly limit?: string;
  readonly missing?: boolean;
}

/** Names of what a flow holds only the ids of; an id that isn't known yet gives `…`. */
export interface RuleNames {
  readonly person: (id: string) => string;
  readonly role: (role: string) => string;
  readonly post: (id: string) => string;
  readonly department: (id: string) => string;
  readonly group: (id: string) => string;
  readonly process: (kind: string) => string;
}

/** All that is needed to put a flow into words: pure, whatever the language. */
export interface Speech {
  /** A word of the module, by its key without `flow.`. */
  readonly say: (key: string, facts?: Facts) => string;
  readonly list: (texts: readonly string[]) => string;
  readonly nameOf: (name: Name) => string;
  readonly amount: (minor: number, currency: Currency) => string;
  readonly names: RuleNames;
  readonly fields: readonly AskedField[];
  /** What a field of the form is called. */
  readonly fieldName: (name: string) => string;
  readonly nodeName: (id: string) => string | undefined;
}

/** Who is meant by a rule, in a few words. */
export function describeRule(rule: PeopleRule, speech: Speech): string {
  const { say, names } = speech;
  switch (rule.kind) {
    case 'named':
      return rule.people.length > 3
        ? say('rule.named.more', { names: rule.people.slice(0, 2).map(names.person), count: rule.people.length })
        : speech.list(rule.people.map(names.person));
    case 'role':
      return names.role(rule.role);
    case 'post':
      return names.post(rule.post);
    case 'departmentHead':
      return rule.field === undefined
        ? say('rule.departmentHead')
        : say('rule.departmentHead.of', { field: speech.fieldName(rule.field) });
    case 'supervisor':
      return rule.level === 1 ? say('rule.supervisor.direct') : say('rule.supervisor.level', { level: rule.level });
    case 'supervisors':
      return rule.upTo === 'top' ? say('rule.supervisors.top') : say('rule.supervisors.upTo', { level: rule.upTo });
    case 'formField':
      return say('rule.formField.of', { field: speech.fieldName(rule.field) });
    case 'group':
      return names.group(rule.group);
    case 'expression':
      return say('rule.expression.of', { text: rule.expression });
    default:
      return say(`rule.${rule.kind}`);
  }
}

export const describeRules = (rules: readonly PeopleRule[], speech: Speech): string =>
  speech.list(rules.map((rule) => describeRule(rule, speech)));

/** 2 个工作日, 90 分钟工作时间. */
export function describeTime(time: WorkingTime, { say }: Speech): string {
  if ('workdays' in time) return say('time.workdays', { count: time.workdays });
  return time.workingMinutes % 60 === 0
    ? say('time.workingHours', { count: time.workingMinutes / 60 })
    : say('time.workingMinutes', { count: time.workingMinutes });
}

function describeLimit(limit: TimeLimit | undefined, speech: Speech): string | undefined {
  if (!limit) return undefined;
  const { say } = speech;
  if (!limit.overdue) {
    return limit.reminder && say('limit.reminded', { time: describeTime(limit.reminder.after, speech) });
  }
  const time = describeTime(limit.overdue, speech);
  return limit.afterwards.kind === 'none'
    ? say('limit.within', { time })
    : say('limit.withinThen', { time, afterwards: say(`limit.then.${limit.afterwards.kind}`) });
}

function describeAsked(node: AskedNode, speech: Speech): Described {
  const { say } = speech;
  const how = [
    say(`mode.${node.mode.kind}`),
    ...(node.mode.kind === 'vote' ? [describeVote(node.mode.pass, speech)] : []),
    ...(node.authority ? [say('card.authority')] : []),
    ...(node.strength === 'signedIn' ? [] : [say(`strength.${node.strength}`)]),
  ].join(' · ');
  const limit = describeLimit(node.limit, speech);
  return { who: describeRules(node.approvers, speech), how, ...(limit !== undefined && { limit }) };
}

type VotePass = Extract<Extract<FlowNode, { kind: 'approve' }>['mode'], { kind: 'vote' }>['pass'];
function describeVote(pass: VotePass, { say }: Speech): string {
  if ('percent' in pass) return say('vote.percent.of', { percent: pass.percent });
  return 'count' in pass ? say('vote.count.of', { count: pass.count }) : say('vote.weight.of', { weight: pass.weight });
}

/** The deciding sentence of a node. */
export function describeNode(node: FlowNode, speech: Speech): Described {
  const { say } = speech;
  switch (node.kind) {
    case 'approve':
    case 'handle':
      return describeAsked(node, speech);
    case 'copy':
      return { who: describeRules(node.to, speech) };
    case 'parallel':
      return {
        who: '',
        how:
          node.join.kind === 'count' ? say('join.count.of', { count: node.join.count }) : say(`join.${node.join.kind}`),
      };
    case 'inclusive':
      return { who: '', how: say('card.inclusive') };
    case 'condition':
      return { who: '' };
    case 'subProcess':
      return {
        who: node.process === UNSET_PROCESS ? say('sub.unset') : speech.names.process(node.process),
        how: [
          node.per.kind === 'row'
            ? say('sub.perRow.of', { table: speech.fieldName(node.per.table) })
            : say('sub.single'),
          say(node.wait ? 'wait.yes' : 'wait.no'),
        ].join(' · '),
      };
    case 'delay':
      return { who: describeDelay(node.for, speech) };
    case 'call':
      return {
        who: node.what.kind === 'operation' ? node.what.operation : say('call.webhook'),
        how: say(node.wait ? 'wait.yes' : 'wait.no'),
      };
    case 'goto': {
      const to = speech.nodeName(node.to);
      const who = to === undefined ? say('goto.nowhere') : say('goto.to', { name: to });
      return {
        who,
        missing: to === undefined,
        ...(node.when !== undefined && { how: say('goto.if', { condition: describeCondition(node.when, speech) }) }),
      };
    }
  }
}

function describeDelay(time: Extract<FlowNode, { kind: 'delay' }>['for'], speech: Speech): string {
  if ('hours' in time) return speech.say('delay.hours', { count: time.hours });
  if ('untilField' in time) return speech.say('delay.until', { field: speech.fieldName(time.untilField) });
  return speech.say('delay.for', { time: describeTime(time, speech) });
}

/** What a row says: 金额 大于 ¥5,000.00. */
export function describeRow(row: ConditionRow, speech: Speech): string {
  const field = speech.fields.find((one) => one.name === row.field);
  const value = (one: string | number): string => {
    if (!field || typeof one === 'number') {
      if (field?.type === 'money' && typeof one === 'number') return speech.amount(one, field.currency ?? 'CNY');
      return `${one}${field?.unit ? ` ${speech.nameOf(field.unit)}` : ''}`;
    }
    const option = field.options?.find((candidate) => candidate.id === one);
    if (option) return speech.nameOf(option.words);
    if (field.pick) return speech.names[field.pick](one);
    return field.type === 'text' ? speech.say('quoted', { text: one }) : one;
  };
  return speech.say('row.sentence', {
    field: field ? askedName(field, speech) : row.field,
    operator: speech.say(operatorKey(field?.type, row)),
    values: speech.list(row.values.map(value)),
  });
}

/** The word of an operator: dates are before and after where numbers are less and more. */
export const operatorKey = (
  type: AskedField['type'] | undefined,
  { operator }: Pick<ConditionRow, 'operator'>,
): string => (type === 'date' ? `operator.date.${operator}` : `operator.${operator}`);

/** What a field is called where one is asked about it: 明细 · 金额 合计. */
export function askedName(field: AskedField, { say, nameOf }: Speech): string {
  if (field.fact) return say(`fact.${field.fact}`);
  const label = field.labels.map(nameOf).join(' · ');
  return field.part ? say('part.of', { field: label, part: say(`part.${field.part}`) }) : label;
}

/** A condition in plain words where rows can say it, else its FEEL text. */
export function describeCondition(when: string, speech: Speech): string {
  const groups = rowsOf(when, speech.fields);
  if (!groups) return when;
  return groups
    .map((rows) => rows.map((row) => describeRow(row, speech)).join(speech.say('row.and')))
    .join(speech.say('row.or'));
}

/** What a branch's head says: its condition; nothing where it has none. */
export function describeBranch(lane: Lane, owner: FlowNode, speech: Speech): Described | undefined {
  if (isOtherwise(owner, lane.id)) return { who: speech.say('branch.otherwise.when') };
  if (lane.when === undefined) return undefined;
  return lane.when === UNSET
    ? { who: speech.say('branch.unset'), missing: true }
    : { who: describeCondition(lane.when, speech) };
}

/** Every people rule of a flow, to learn the names that it needs. */
export function rulesOf(flow: Definition, nodes: Iterable<FlowNode>): PeopleRule[] {
  const rules = flow.copies.map((copy) => copy.to);
  for (const node of nodes) {
    if (node.kind === 'copy') rules.push(...node.to);
    if (node.kind === 'approve' || node.kind === 'handle') rules.push(...node.approvers);
  }
  return rules;
}
