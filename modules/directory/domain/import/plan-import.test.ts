import { describe, expect, it } from 'vitest';
import { exportPeople } from './export-people.ts';
import { NO_FIELDS, type PersonFields } from './person-fields.ts';
import { type ExistingDirectory, type ExistingPerson, type PlanOptions, planImport } from './plan-import.ts';
import { problem, problemText } from './problems.ts';
import { type ReadPeopleOptions, readPeople } from './read-people.ts';

function someone(
  account: string,
  name: string,
  more: Partial<ExistingPerson> & { fields?: Partial<PersonFields> } = {},
) {
  return {
    id: `id-${account}`,
    account,
    departmentIds: ['root'],
    headOfIds: [],
    deputyOfIds: [],
    supervisorId: null,
    ...more,
    fields: { ...NO_FIELDS, name, ...more.fields },
  } as ExistingPerson;
}

function directory(people: ExistingPerson[] = [], more: Partial<ExistingDirectory> = {}): ExistingDirectory {
  return {
    revision: '1',
    company: { id: 'root', name: '规矩公司' },
    departments: [
      { id: 'd-lab', parentId: 'd-dev', name: '实验室', outsideId: 3 },
      { id: 'd-dev', parentId: 'root', name: '研发', outsideId: 2 },
      { id: 'd-it', parentId: 'root', name: 'IT', outsideId: 4 },
    ],
    people,
    employers: ['规矩公司', '规矩（上海）公司'],
    posts: ['出纳', '会计'],
    ...more,
  };
}

const HEAD = ['姓名', '帐号', '部门', '手机', '直属上级', '部门负责人'];

function plan(
  existing: ExistingDirectory,
  rows: string[][],
  head = HEAD,
  options: PlanOptions & ReadPeopleOptions = {},
) {
  const numbered = [head, ...rows].map((cells, index) => ({ number: index + 1, cells }));
  const people = readPeople({ format: 'csv', name: '', rows: numbered, marks: [] }, options);
  const made = planImport(existing, people, options);
  return { ...made, codes: made.problems.map((found) => found.code) };
}

describe('a first import', () => {
  it('creates departments parents first, once, and people with all they refer to', () => {
    const made = plan(directory(), [
      ['张三', 'zs', '规矩公司/市场/华东;研发', '13800000001', '', '华东'],
      ['李四', 'ls', '市场/华东;IT', '', '张三', '否;是'],
      ['王五', 'ww', '市场', '', 'LS', ''],
    ]);
    expect(made.codes).toEqual([]);
    expect(made.applicable).toBe(true);
    expect(made.departmentsToCreate.map(({ path, parent }) => [path, parent])).toEqual([
      ['市场', { id: 'root' }],
      ['市场/华东', { newKey: 'root/市场' }],
    ]);
    const east = { newKey: 'root/市场/华东' };
    expect(
      made.create.map(({ account, departments, headOf, supervisor }) => ({ account, departments, headOf, supervisor })),
    ).toEqual([
      { account: 'zs', departments: [east, { id: 'd-dev' }], headOf: [east], supervisor: null },
      {
        account: 'ls',
        departments: [east, { id: 'd-it' }],
        headOf: [{ id: 'd-it' }],
        supervisor: { newAccount: 'zs' },
      },
      { account: 'ww', departments: [{ newKey: 'root/市场' }], headOf: [], supervisor: { newAccount: 'ls' } },
    ]);
    expect(made.create[0]?.fields).toEqual({ ...NO_FIELDS, name: '张三', phone: '+8613800000001' });
  });

  it('finds departments ignoring case, and by integer id as in the batch interface', () => {
    const made = plan(directory(), [['张三', 'zs', 'it;3', '', '', '']]);
    expect(made.departmentsToCreate).toEqual([]);
    expect(made.create[0]?.departments).toEqual([{ id: 'd-it' }, { id: 'd-lab' }]);
  });

  it('refuses unknown departments when asked, and never makes one out of a head', () => {
    const made = plan(directory(), [['张三', 'zs', '市场', '', '', '李四']], HEAD, { createDepartments: false });
    expect(made.problems.map((found) => [found.code, found.row, found.column, found.facts.value])).toEqual([
      ['department.unknown', 2, 'C', '市场'],
      ['head.unknown_department', 2, 'F', '李四'],
    ]);
    expect(made.departmentsToCreate).toEqual([]);
    expect(made.applicable).toBe(false);
  });

  it('asks whether a root that all paths share is the company', () => {
    const rows = ['a', 'b', 'c'].map((account) => [account, account, '旧公司/研发', '', '', '']);
    const made = plan(directory(), rows);
    expect(made.codes).toEqual(['department.common_root']);
    expect(made.applicable).toBe(true);
    const again = plan(directory(), rows, HEAD, { companyAlias: '旧公司' });
    expect([again.codes, again.departmentsToCreate]).toEqual([[], []]);
    expect(again.create[0]?.departments).toEqual([{ id: 'd-dev' }]);
  });

  it('puts who has no department under the company, with a warning', () => {
    const made = plan(directory(), [['张三', 'zs', '', '', '', '']]);
    expect(made.codes).toEqual(['department.none']);
    expect(made.create[0]?.departments).toEqual([{ id: 'root' }]);
  });

  it('creates no employers and no posts', () => {
    const head = ['姓名', '帐号', '部门', '用人单位', '岗位', '职务'];
    const made = plan(
      directory(),
      [
        ['张三', 'zs', 'IT', '别的公司', '出纳', '总监'],
        ['李四', 'ls', 'IT', '规矩公司', '总监', ''],
      ],
      head,
    );
    expect(made.problems.map((found) => [found.code, found.row, found.column])).toEqual([
      ['employer.unknown', 2, 'D'],
      ['post.unknown', 3, 'E'],
    ]);
  });
});

describe('accounts, numbers and addresses', () => {
  it('stand in a file once, ignoring case', () => {
    const made = plan(directory(), [
      ['甲', 'ZhangSan', 'IT'],
      ['乙', 'zhangsan', 'IT'],
    ]);
    expect(made.problems.map((found) => [found.code, found.row, found.facts])).toEqual([
      ['account.twice', 3, { value: 'zhangsan', otherRow: 2, other: 'ZhangSan' }],
    ]);
  });

  it('meet the existing person ignoring case, and keep the spelling that is there', () => {
    const made = plan(directory([someone('ZhangSan', '甲', { departmentIds: ['d-it'] })]), [['甲', 'zhangsan', 'IT']]);
    expect(made.codes).toEqual(['account.case']);
    expect(made.unchanged).toEqual([{ row: 2, personId: 'id-ZhangSan', account: 'ZhangSan', name: '甲' }]);
  });

  it('belong to one person, also across forms of writing', () => {
    const there = directory([someone('old', '旧人', { fields: { phone: '+8613800000003' } })]);
    const made = plan(there, [
      ['甲', 'a', 'IT', '13800000001'],
      ['乙', 'b', 'IT', '+86 138 0000 0001'],
      ['丙', 'c', 'IT', '13800000003'],
    ]);
    expect(made.problems.map((found) => [found.code, found.row, found.column])).toEqual([
      ['value.twice', 3, 'D'],
      ['value.taken', 4, 'D'],
    ]);
  });

  it('repeat as staff numbers only with different employers', () => {
    const head = ['姓名', '帐号', '部门', '工号', '用人单位'];
    const there = directory([someone('old', '旧人', { fields: { staffNumber: 'A1', employer: '规矩公司' } })]);
    const made = plan(
      there,
      [
        ['甲', 'a', 'IT', 'a1', '规矩公司'],
        ['乙', 'b', 'IT', 'A1', '规矩（上海）公司'],
      ],
      head,
    );
    expect(made.problems.map((found) => [found.code, found.row, found.column])).toEqual([['value.taken', 2, 'D']]);
  });

  it('can be exchanged between two people', () => {
    const there = directory([
      someone('a', '甲', { fields: { phone: '+8613800000001' } }),
      someone('b', '乙', { fields: { phone: '+8613800000002' } }),
    ]);
    const made = plan(there, [
      ['甲', 'a', '', '13800000002'],
      ['乙', 'b', '', '13800000001'],
    ]);
    expect(made.codes).toEqual([]);
    expect(made.change.map((change) => change.changes)).toEqual([
      [{ field: 'phone', from: '+8613800000001', to: '+8613800000002' }],
      [{ field: 'phone', from: '+8613800000002', to: '+8613800000001' }],
    ]);
  });
});

describe('direct supervisors', () => {
  it('who share a name have to be named by account', () => {
    const there = directory([someone('w1', '王伟')]);
    const made = plan(there, [
      ['王伟', 'w2', 'IT'],
      ['甲', 'a', 'IT', '', '王伟'],
      ['乙', 'b', 'IT', '', '王伟(W1)'],
      ['丙', 'c', 'IT', '', '无此人'],
    ]);
    expect(made.problems.map((found) => [found.code, found.row, found.column, found.facts])).toEqual([
      ['supervisor.ambiguous', 3, 'E', { value: '王伟', candidates: 'w1、w2' }],
      ['supervisor.unknown', 5, 'E', { value: '无此人' }],
    ]);
    expect(made.create.find((created) => created.account === 'b')?.supervisor).toEqual({ id: 'id-w1' });
  });

  it('form no circle, also over people who are not in the file; each circle is told once', () => {
    const there = directory([someone('x', '某', { supervisorId: 'id-y' }), someone('y', '另')]);
    const made = plan(there, [
      ['甲', 'a', 'IT', '', 'b'],
      ['乙', 'b', 'IT', '', 'c'],
      ['丙', 'c', 'IT', '', 'b'],
      ['丁', 'd', 'IT', '', 'd'],
      ['另', 'y', '', '', 'x'],
    ]);
    expect(made.problems.map((found) => [found.code, found.row, found.facts.cycle])).toEqual([
      ['supervisor.cycle', 3, '乙(b) → 丙(c) → 乙(b)'],
      ['supervisor.cycle', 5, '丁(d) → 丁(d)'],
      ['supervisor.cycle', 6, '另(y) → 某(x) → 另(y)'],
    ]);
    expect(problemText(made.problems[1] ?? problem('file.empty'), 'zh')).toBe(
      '第 5 行 E 列「直属上级」：直属上级形成循环：丁(d) → 丁(d)。',
    );
  });

  it('may be somebody whose own row has an error, which is told once', () => {
    const made = plan(directory(), [
      ['甲', 'a', 'IT', '1'],
      ['乙', 'b', 'IT', '', '甲'],
    ]);
    expect(made.codes).toEqual(['mobile.bad']);
    expect(made.create.map((created) => created.account)).toEqual(['b']);
  });
});

describe('department heads', () => {
  it('answer for each department', () => {
    const made = plan(directory(), [
      ['甲', 'a', '研发;IT', '', '', '是;是'],
      ['乙', 'b', '研发;IT', '', '', '1'],
      ['丙', 'c', '研发;IT', '', '', '是;否;是'],
      ['丁', 'd', '研发', '', '', '研发/实验室'],
      ['戊', 'e', '研发', '', '', '否'],
    ]);
    expect(made.problems.map((found) => [found.code, found.row])).toEqual([
      ['head.main_only', 3],
      ['head.count', 4],
      ['head.not_member', 5],
    ]);
    expect(made.create.map(({ headOf }) => headOf)).toEqual([
      [{ id: 'd-dev' }, { id: 'd-it' }],
      [{ id: 'd-dev' }],
      [{ id: 'd-lab' }],
      [],
    ]);
  });
});

describe('an import into a directory that is in use', () => {
  const there = directory([
    someone('boss', '老板', { departmentIds: ['root'], headOfIds: ['root'] }),
    someone('zs', '张三', {
      departmentIds: ['d-lab', 'd-it'],
      headOfIds: ['d-lab'],
      supervisorId: 'id-boss',
      fields: {
        phone: '+8613800000001',
        email: 'Z@corp.cn',
        gender: 'male',
        jobTitle: '=经理',
        staffType: 'intern',
        landline: '+86 10-1',
        entryDate: '2024-02-29',
        employer: '规矩（上海）公司',
        posts: '会计;出纳',
      },
    }),
    someone('ls', '李/四', { departmentIds: ['d-it'], supervisorId: 'id-zs', fields: { phone: '+85291234567' } }),
  ]);

  it('shows each change from old to new and carries only what changes', () => {
    const made = plan(there, [
      ['张三丰', 'zs', 'IT;研发', '', 'ls', ''],
      ['新人', 'new', 'IT', '', '', ''],
    ]);
    // 李四 reports to 张三 already.
    expect(made.codes).toEqual(['supervisor.cycle']);
    const [change] = plan(there, [
      ['张三丰', 'zs', 'IT;研发', '', 'new', 'IT'],
      ['新人', 'new', 'IT', '', '', ''],
    ]).change;
    expect(change).toEqual({
      row: 2,
      personId: 'id-zs',
      account: 'zs',
      name: '张三丰',
      changes: [
        { field: 'name', from: '张三', to: '张三丰' },
        { field: 'departments', from: '研发/实验室;IT', to: 'IT;研发' },
        { field: 'headOf', from: '研发/实验室', to: 'IT' },
        { field: 'supervisor', from: 'boss', to: 'new' },
      ],
      fields: { name: '张三丰' },
      departments: [{ id: 'd-it' }, { id: 'd-dev' }],
      headOf: [{ id: 'd-it' }],
      supervisor: { newAccount: 'new' },
    });
    expect(made.absent.map((person) => person.account)).toEqual(['boss', 'ls']);
  });

  it('clears what the file leaves empty only when asked', () => {
    expect(plan(there, [['张三', 'zs', '']]).unchanged).toHaveLength(1);
    const cleared = plan(there, [['张三', 'zs', '']], HEAD, { emptyCells: 'clear' }).change[0];
    expect(cleared).toMatchObject({ fields: { phone: null }, headOf: [], supervisor: null });
    expect(cleared?.departments).toBeUndefined();
  });

  it('changes nothing when it comes from an export of the same directory', () => {
    const odd = directory(there.people.slice(), {
      departments: [
        ...there.departments,
        { id: 'd-odd', parentId: 'd-dev', name: 'A/B;C\\', outsideId: null },
        { id: 'd-same', parentId: 'root', name: '规矩公司', outsideId: null },
        { id: 'd-3', parentId: 'root', name: '3', outsideId: null },
      ],
      people: [
        ...there.people,
        someone('odd', '=1+1', {
          departmentIds: ['d-odd', 'd-same', 'root', 'd-3'],
          headOfIds: ['d-same', 'd-odd'],
          deputyOfIds: ['root'],
        }),
      ],
    });
    const [head = [], ...rows] = exportPeople(odd);
    const made = plan(odd, rows, head);
    expect(made.problems.map((found) => found.code).filter((code) => code !== 'cell.formula_like')).toEqual([]);
    expect([made.create, made.change, made.departmentsToCreate, made.absent]).toEqual([[], [], [], []]);
    expect(made.unchanged).toHaveLength(4);
    // And into an empty directory it brings everything.
    const fresh = plan(directory(), rows, head).create.find((created) => created.account === 'zs');
    expect(fresh?.fields).toEqual(there.people[1]?.fields);
  });

  it('says the same every time', () => {
    const rows = [
      ['甲', 'a', '新;IT'],
      ['乙', 'A', 'IT'],
      ['丙', 'c', 'IT', '', '甲'],
    ];
    expect(plan(there, rows)).toEqual(plan(there, rows));
  });
});
