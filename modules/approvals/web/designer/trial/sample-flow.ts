import { type Definition, definition, type FlowNode } from '../../../contract/definition.ts';
import { formDesign } from '../../../contract/form-design.ts';

const label = (zh: string, en: string) => ({ zh, en });
const name = label;

/** An expense claim: money, a department, a kind, rows of invoices. */
export const sampleDesign = formDesign.parse({
  fields: [
    { kind: 'money', name: 'amount', label: label('报销金额', 'Amount'), required: true },
    {
      kind: 'choice',
      name: 'sort',
      label: label('费用类型', 'Kind'),
      options: [
        { id: 'trip', words: label('差旅', 'Travel') },
        { id: 'treat', words: label('招待', 'Entertainment') },
        { id: 'office', words: label('办公', 'Office') },
      ],
    },
    { kind: 'department', name: 'bearer', label: label('承担部门', 'Bearing department') },
    { kind: 'date', name: 'spentOn', label: label('发生日期', 'Date') },
    { kind: 'longText', name: 'why', label: label('事由', 'Purpose') },
    {
      kind: 'table',
      name: 'items',
      label: label('费用明细', 'Items'),
      columns: [
        { kind: 'text', name: 'what', label: label('内容', 'What') },
        { kind: 'money', name: 'cost', label: label('金额', 'Cost') },
      ],
    },
  ],
  numbering: { prefix: 'BX', date: 'month', reset: 'month', digits: 4, employers: [] },
});

const asked = { empty: { kind: 'processAdministrator' }, self: 'supervisor', mode: { kind: 'all' } };

export const sampleFlow: Definition = definition.parse({
  start: { kind: 'start', id: 'start', name: name('提交报销', 'Submit') },
  nodes: [
    {
      ...asked,
      kind: 'approve',
      id: 'chief',
      name: name('部门负责人审批', 'Department head'),
      approvers: [{ kind: 'departmentHead' }],
      limit: { overdue: { workdays: 2 }, afterwards: { kind: 'escalate' } },
    },
    {
      kind: 'condition',
      id: 'size',
      name: name('按金额', 'By amount'),
      branches: [
        {
          id: 'large',
          name: name('大额', 'Large'),
          when: 'amount > 500000 and sort in ("treat", "trip")',
          nodes: [
            {
              ...asked,
              kind: 'approve',
              id: 'director',
              name: name('分管副总审批', 'Executive in charge'),
              approvers: [{ kind: 'supervisors', upTo: 3 }],
              mode: { kind: 'sequence' },
              strength: 'fresh',
              authority: { amount: 'amount' },
              fields: { why: 'read', amount: 'edit' },
            },
            {
              kind: 'parallel',
              id: 'both',
              name: name('会审', 'Together'),
              branches: [
                {
                  id: 'law',
                  name: name('法务', 'Legal'),
                  nodes: [
                    {
                      ...asked,
                      kind: 'approve',
                      id: 'lawyer',
                      name: name('法务审核', 'Legal review'),
                      approvers: [{ kind: 'role', role: 'generalOffice', within: 'employer' }],
                      mode: { kind: 'any' },
                    },
                  ],
                },
                { id: 'books', name: name('财务', 'Finance'), nodes: [] },
              ],
            },
          ],
        },
        { id: 'middle', name: name('中等', 'Middle'), when: 'amount > 100000', nodes: [] },
      ],
      otherwise: { id: 'small', name: name('小额', 'Small'), nodes: [] },
    },
    {
      ...asked,
      kind: 'handle',
      id: 'pay',
      name: name('出纳付款', 'Pay out'),
      approvers: [{ kind: 'role', role: 'hr', within: 'employer' }],
      mode: { kind: 'claim' },
    },
    {
      kind: 'copy',
      id: 'tell',
      name: name('告知综合办公室', 'Tell the general office'),
      to: [{ kind: 'role', role: 'generalOffice', within: 'group' }],
    },
  ],
});

/** What differs from the version before. */
export const sampleChanges = [
  { part: 'flow', what: 'changed', at: ['nodes', 'chief', 'limit', 'overdue', 'workdays'] },
  { part: 'flow', what: 'added', at: ['nodes', 'chief', 'fields', 'why'] },
  { part: 'flow', what: 'added', at: ['nodes', 'size', 'branches', 'large'] },
  { part: 'flow', what: 'moved', at: ['nodes', 'pay'] },
  { part: 'flow', what: 'removed', at: ['nodes', 'tell'] },
  { part: 'form', what: 'changed', at: ['fields', 'chief'] },
] as const;

/** A flow of about so many nodes: conditions with three branches, steps before and in them. */
export function largeFlow(nodes: number): Definition {
  const [first] = sampleFlow.nodes;
  const step = (id: string) => ({ ...first, id, name: name(`第 ${id} 步`, `Step ${id}`) });
  const rows: object[] = [];
  for (let count = 0, at = 0; count < nodes; at += 1) {
    rows.push(step(`a${at}`), {
      kind: 'condition',
      id: `c${at}`,
      name: name('按金额', 'By amount'),
      branches: [0, 1].map((lane) => ({
        id: `c${at}.${lane}`,
        name: name(`条件 ${lane + 1}`, `Branch ${lane + 1}`),
        when: `amount > ${(2 - lane) * 100_000}`,
        nodes: [step(`b${at}.${lane}`), step(`d${at}.${lane}`)],
      })),
      otherwise: { id: `c${at}.o`, name: name('其他情况', 'Otherwise'), nodes: [step(`e${at}`)] },
    });
    count += 7;
  }
  // More than 200 stand below one another only in this trial: they are put into a branch by hundreds.
  const groups: object[] = [];
  for (let at = 0; at < rows.length; at += 100) {
    groups.push({
      kind: 'parallel',
      id: `g${at}`,
      name: name('分组', 'Group'),
      branches: [
        { id: `g${at}.0`, name: name('一', 'One'), nodes: rows.slice(at, at + 50) },
        { id: `g${at}.1`, name: name('二', 'Two'), nodes: rows.slice(at + 50, at + 100) },
      ],
    });
  }
  return definition.parse({ start: sampleFlow.start, nodes: groups as FlowNode[] });
}
