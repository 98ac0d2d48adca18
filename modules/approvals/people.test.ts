import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import * as operations from './contract/operations.ts';
import { designedKind, processKinds } from './contract/process-kind.ts';
import { verifyApproval } from './server/verify-approval.ts';
import { approvalsHouse } from './testing.ts';

const groupId = '00000000-0000-7000-8000-00000000aaaa';
const asked = {
  kind: 'approve' as const,
  empty: { kind: 'reject' as const },
  self: 'acts' as const,
  mode: { kind: 'all' as const },
};
const step = (id: string, ...approvers: object[]) => ({ ...asked, id, name: id, approvers }) as never;
const start = { kind: 'start' as const, id: 'start', name: '申请' };
const design = {
  numbering: { prefix: 'CG' },
  fields: [
    { kind: 'money', name: 'amount', label: { zh: '金额', en: '金额' }, currency: 'CNY' },
    { kind: 'number', name: 'parts', label: { zh: '分期', en: '分期' } },
    { kind: 'person', name: 'who', label: { zh: '经办人', en: '经办人' }, multiple: true },
    { kind: 'person', name: 'one', label: { zh: '对接人', en: '对接人' } },
    { kind: 'department', name: 'unit', label: { zh: '归口部门', en: '归口部门' } },
    {
      kind: 'table',
      name: 'items',
      label: { zh: '明细', en: '明细' },
      columns: [{ kind: 'number', name: 'pieces', label: { zh: '数量', en: '数量' } }],
    },
  ],
} as const;
const kind = (name: string, nodes: readonly object[]) =>
  extend(
    processKinds,
    designedKind({
      name: `buying.${name}`,
      title: { zh: '采购', en: 'Buying' },
      version: 1,
      design: { ...design, numbering: { prefix: name.toUpperCase() } } as never,
      definition: { start, nodes: nodes as never },
      copiesSeeAll: [],
    }),
  );

const house = approvalsHouse([
  serverModule({
    contract: moduleContract({
      name: 'buying',
      title: { zh: '采购', en: 'Buying' },
      extensions: [
        kind('rules', [
          step('supervisors', { kind: 'supervisors', upTo: 'top' }),
          step('unit', { kind: 'departmentHead', field: 'unit' }),
          step('field', { kind: 'formField', field: 'who' }),
          step('unitHeads', { kind: 'formField', field: 'unit' }),
          step('expression', { kind: 'expression', expression: 'if amount > 100000 then one else applicant' }),
          step('group', { kind: 'group', group: groupId }),
          step('chosen', { kind: 'applicantChosen', from: [{ kind: 'role', role: 'buyer', within: 'employer' }] }),
        ]),
        kind('units', [
          {
            kind: 'condition',
            id: 'where',
            name: '部门',
            branches: [
              {
                id: 'in',
                name: '内',
                when: 'contains(applicant_departments, "," + unit + ",") and applicant_posts = ""',
                nodes: [step('inside', { kind: 'applicant' })],
              },
            ],
            otherwise: { id: 'out', name: '外', nodes: [step('outside', { kind: 'applicant' })] },
          },
        ]),
        kind('ways', [
          {
            kind: 'condition',
            id: 'size',
            name: '金额',
            branches: [
              {
                id: 'perPart',
                name: '每期',
                when: 'amount / parts > 50000',
                nodes: [step('perPartNode', { kind: 'formField', field: 'who' })],
              },
              {
                id: 'large',
                name: '大额',
                when: 'amount >= 100000 and items_pieces_sum > 2',
                nodes: [step('largeNode', { kind: 'formField', field: 'one' })],
              },
            ],
            otherwise: { id: 'small', name: '其他', nodes: [step('smallNode', { kind: 'applicant' })] },
          },
        ]),
      ],
    }),
    handlers: [],
  }),
]);

let test: TestProgram;
let company: TestCompany;
const ids: Record<string, string> = {};
let mei: TestClient;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  company = await aCompany(test);
  const above: Record<string, string> = { head: 'ceo', mei: 'head' };
  for (const name of ['ceo', 'head', 'mei', 'bo', 'chen', 'buyer']) {
    ids[name] = await aPerson(test, company, {
      name,
      department: name === 'ceo' ? company.rootId : '平台组',
      supervisorId: ids[above[name] ?? ''] ?? null,
    });
  }
  const heads = async (departmentId: string, headIds: string[]) => {
    const { revision } = await test.system(readDepartment, { departmentId });
    await test.system(changeDepartment, { departmentId, revision, change: { headIds } });
  };
  await heads(company.departments.平台组 ?? '', [ids.head ?? '']);
  await heads(company.rootId, [ids.ceo ?? '']);
  house.holders.set('buyer', [ids.buyer ?? '']);
  mei = await test.as(ids.mei ?? '');
  await test.sql(
    `insert into approvals.approver_group (id, name, members, revision, changed_at, changed_by)
     values ($1, '评审组', $2, 1, now(), $3)`,
    [groupId, [ids.bo, ids.chen], ids.mei],
  );
});
afterAll(() => test.stop());

const nameOf = (id: string) => Object.entries(ids).find(([, one]) => one === id)?.[0] ?? id;

describe('whom every rule finds', () => {
  const formOf = () => ({
    amount: 120_000,
    parts: 2,
    who: [ids.bo, ids.chen],
    one: ids.chen,
    unit: company.departments.平台组,
    items: [{ pieces: 1 }],
  });
  const preview = (more: Record<string, unknown> = {}, chosen = [ids.buyer ?? '']) =>
    mei.call(operations.previewRequest, { kind: 'buying.rules', form: { ...formOf(), ...more }, chosen: { chosen } });

  it('asks by the applicant’s department, with those above it, and by the posts that he holds', async () => {
    const of = async (unit: string) => {
      const form = { ...formOf(), unit };
      const { steps } = await mei.call(operations.previewRequest, { kind: 'buying.units', form });
      return steps.map((one) => one.name.zh);
    };
    expect(await of(company.departments.平台组 ?? '')).toEqual(['inside']);
    expect(await of(company.rootId)).toEqual(['inside']);
    expect(await of(company.departments.财务部 ?? '')).toEqual(['outside']);
  });

  it('reads fields, expressions, groups, supervisors and choices from the form and the directory', async () => {
    const { steps } = await preview();
    expect(steps.map((one) => [one.name.zh, one.people.map((person) => person.name)])).toEqual([
      ['supervisors', ['head', 'ceo']],
      ['unit', ['head']],
      ['field', ['bo', 'chen']],
      ['unitHeads', ['head']],
      ['expression', ['chen']],
      ['group', ['bo', 'chen']],
      ['chosen', ['buyer']],
    ]);
    const cheap = await preview({ amount: 100 });
    expect(cheap.steps.find((one) => one.name.zh === 'expression')?.people.map((one) => one.name)).toEqual(['mei']);
  });

  it('refuses somebody who isn’t in the range of the choice', async () => {
    await expect(preview({}, [ids.bo ?? ''])).rejects.toMatchObject({ code: 'approvals.notInRange' });
  });
});

describe('which way the form takes', () => {
  const waysOf = async (more: Record<string, unknown>) => {
    const { requestId } = await mei.call(operations.submitRequest, {
      kind: 'buying.ways',
      form: { amount: 120_000, parts: 3, who: [ids.bo], one: ids.chen, items: [{ pieces: 3 }], ...more },
    });
    const { view } = await mei.call(operations.readRequest, { requestId });
    const told = view.history.find((line) => line.what === 'branchTaken');
    const problems = await verifyApproval(
      test.program.kernel.database.readPool,
      test.program.kernel.evidenceKeys,
      requestId,
    );
    expect(problems).toEqual([]);
    return [view.steps.find((one) => one.state === 'open')?.slots.map((slot) => nameOf(slot.personId)), told?.nodeId];
  };

  it('is the first whose condition is true, with sums of tables and the types of the design', async () => {
    expect(await waysOf({})).toEqual([['chen'], undefined]);
    expect(await waysOf({ parts: 2 })).toEqual([['bo'], undefined]);
    expect(await waysOf({ amount: 10 })).toEqual([['mei'], undefined]);
  });

  it('passes a condition that can’t be evaluated, and says so', async () => {
    expect(await waysOf({ parts: 0, items: [] })).toEqual([['mei'], 'size']);
    expect(await waysOf({ parts: 0 })).toEqual([['chen'], 'size']);
  });
});
