import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Composition } from '#kernel/server/program.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { readChart, readDepartmentHistory } from './contract/chart.ts';
import {
  changeDepartment,
  createDepartment,
  listReporting,
  readDepartment,
  readTree,
  removeDepartment,
} from './contract/departments.ts';
import { changeEmployer, createEmployer, listEmployers } from './contract/employers.ts';
import { applyImport, previewImport, readImport } from './contract/import.ts';
import {
  changePerson,
  createPerson,
  exportPeople,
  listPeople,
  listPlannedChanges,
  markLeft,
  namePeople,
  readPerson,
  readPersonHistory,
  searchPeople,
  withdrawPlannedChange,
} from './contract/people.ts';
import { managePeople, manageStructure, exportPeople as mayExport } from './contract/permissions.ts';
import { changePost, createPost, listPosts } from './contract/posts.ts';
import { completeProfile, uploadPhoto } from './contract/profile.ts';
import { readPhoto } from './contract/read-photo.ts';
import { resolveRoles } from './contract/roles.ts';
import { directory } from './server/directory.ts';
import { readPeopleSheet } from './server/import/read-people-sheet.ts';
import { aCompany, aPerson, aPost, type Grants, manyPeople, type TestCompany, testAuthority } from './testing.ts';
import { directoryCache } from './web/cache.ts';

const grants: Grants = new Map();
const composition: Composition = {
  modules: [directory],
  authority: testAuthority([directory], grants),
  timeZone: async () => 'Asia/Shanghai',
};

/** Somebody who may do everything here, as HR. */
async function hrOf(test: TestProgram, company: TestCompany, department = '人力资源部'): Promise<TestClient> {
  const personId = await aPerson(test, company, { name: '何人事', department });
  grants.set(personId, [
    { permission: managePeople, reach: 'company' },
    { permission: manageStructure, reach: 'company' },
    { permission: mayExport, reach: 'company' },
  ]);
  return test.as(personId);
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.code as string,
  );

describe('structure', () => {
  let test: TestProgram;
  let company: TestCompany;
  let hr: TestClient;
  let employee: TestClient;
  beforeAll(async () => {
    test = await startTestProgram(composition);
    company = await aCompany(test);
    hr = await hrOf(test, company);
    employee = await test.as(await aPerson(test, company, { name: '张三丰', department: '平台组' }));
  });
  afterAll(() => test.stop());

  const read = (name: string) => hr.call(readDepartment, { departmentId: company.departments[name] ?? '' });
  const change = async (name: string, to: Parameters<typeof hr.call<typeof changeDepartment>>[1]['change']) => {
    const { id, revision } = await read(name);
    return hr.call(changeDepartment, { departmentId: id, revision, change: to });
  };

  it('shows the tree level by level, with counts and heads', async () => {
    const top = await employee.call(readTree, {});
    expect(top.departments.map((one) => [one.name, one.people, one.children])).toEqual([['云澜酒店集团', 2, 3]]);
    expect(top.may).toEqual([]);
    const below = await employee.call(readTree, { below: company.rootId });
    expect(below.departments.map((one) => one.name)).toEqual(['人力资源部', '财务部', '研发中心']);
    const all = await employee.call(readTree, { levels: 20 });
    expect(all.departments).toHaveLength(5);
    expect(
      (await employee.call(readDepartment, { departmentId: company.departments.平台组 ?? '' })).path.map(
        (one) => one.name,
      ),
    ).toEqual(['云澜酒店集团', '研发中心']);
  });

  it('is changed by those who may, and the rest are refused', async () => {
    const attempts = [
      () => employee.call(createDepartment, { name: '小金库', parentId: company.rootId }),
      () => employee.call(changeDepartment, { departmentId: company.rootId, revision: 1, change: { name: '我的' } }),
      () => employee.call(removeDepartment, { departmentId: company.departments.财务部 ?? '', revision: 1 }),
      () => employee.call(createEmployer, { name: '空壳' }),
      () => employee.call(createPost, { name: '董事长', employerId: company.employerId }),
      () =>
        employee.call(createPerson, {
          account: 'ghost',
          name: '鬼',
          employerId: company.employerId,
          departments: [{ departmentId: company.rootId, main: true }],
        }),
      () => employee.call(changePerson, { personId: employee.personId, revision: 1, change: { jobTitle: '总裁' } }),
      () => employee.call(markLeft, { personId: hr.personId, revision: 1, lastDay: '2026-03-02' }),
      () => employee.call(exportPeople, { employerId: company.employerId }),
      () => employee.call(listPlannedChanges, {}),
      () => employee.call(listPeople, { state: 'left' }),
      () => employee.call(listPeople, { incomplete: true }),
    ];
    for (const attempt of attempts) expect(await codeOf(attempt())).toBe('kernel.notPermitted');
    expect(await codeOf(test.visitor().call(readTree, {}))).toBe('kernel.notSignedIn');
    expect(await codeOf(employee.call(readPersonHistory, { personId: hr.personId }))).toBe('kernel.notFound');
    expect(
      await codeOf(
        employee.call(uploadPhoto, { personId: hr.personId }, { file: { bytes: new Uint8Array(9), name: 'a.png' } }),
      ),
    ).toBe('kernel.notFound');
  });

  it('reaches no further than the grant', async () => {
    const other = await aCompany(test, { name: '江南分公司', departments: ['前厅部'] });
    const localHr = await test.as(await aPerson(test, other, {}));
    grants.set(localHr.personId, [
      { permission: managePeople, reach: 'employer' },
      { permission: manageStructure, reach: 'employer' },
    ]);
    test.program.kernel.authority.forget();
    const { id, revision } = await read('财务部');
    expect(await codeOf(localHr.call(changeDepartment, { departmentId: id, revision, change: { name: 'x' } }))).toBe(
      'kernel.notFound',
    );
    expect(await codeOf(localHr.call(createDepartment, { name: 'x', parentId: id }))).toBe(
      'directory.departmentUnknown',
    );
    expect(await codeOf(localHr.call(changePerson, { personId: employee.personId, revision: 1, change: {} }))).toBe(
      'kernel.notFound',
    );
    const own = { employerId: other.employerId, account: 'new.one', name: '新人' };
    const there = [{ departmentId: company.departments.财务部 ?? '', main: true }];
    expect(await codeOf(localHr.call(createPerson, { ...own, departments: there }))).toBe(
      'directory.departmentUnknown',
    );
    const here = [{ departmentId: other.departments.前厅部 ?? '', main: true }];
    expect(
      await codeOf(localHr.call(createPerson, { ...own, employerId: company.employerId, departments: here })),
    ).toBe('directory.employerUnknown');
    const { personId } = await localHr.call(createPerson, { ...own, departments: here });
    expect(await codeOf(localHr.call(changePerson, { personId, revision: 1, change: { departments: there } }))).toBe(
      'directory.departmentUnknown',
    );
    expect(await codeOf(localHr.call(createEmployer, { name: '又一家' }))).toBe('directory.employerUnknown');
    expect(
      (await localHr.call(createEmployer, { name: '又一家', parentId: other.employerId })).departmentId,
    ).toBeTruthy();
  });

  it('moves a department with all below it, and never below itself', async () => {
    expect(await codeOf(change('研发中心', { parentId: company.departments.平台组 ?? '' }))).toBe(
      'directory.departmentCycle',
    );
    expect(await codeOf(change('研发中心', { parentId: company.departments.研发中心 ?? '' }))).toBe(
      'directory.departmentCycle',
    );
    await change('研发中心', { parentId: company.departments.财务部 ?? '' });
    expect((await read('平台组')).path.map((one) => one.name)).toEqual(['云澜酒店集团', '财务部', '研发中心']);
    const people = await employee.call(listPeople, { departmentId: company.departments.财务部 ?? '', below: true });
    expect(people.rows.map((row) => row.name)).toEqual(['张三丰']);
    await change('研发中心', { parentId: company.rootId });
    expect((await read('财务部')).people).toBe(0);
  });

  it('stays a tree when two move against each other', async () => {
    const [a, b] = await Promise.all([read('财务部'), read('人力资源部')]);
    const results = await Promise.all([
      codeOf(hr.call(changeDepartment, { departmentId: a.id, revision: a.revision, change: { parentId: b.id } })),
      codeOf(hr.call(changeDepartment, { departmentId: b.id, revision: b.revision, change: { parentId: a.id } })),
    ]);
    expect(results.sort()).toEqual(['directory.departmentCycle', 'done']);
    for (const name of ['财务部', '人力资源部']) await change(name, { parentId: company.rootId });
  });

  it('lets one of two editors win, and tells the other', async () => {
    const { id, revision } = await read('财务部');
    const edit = (name: string) => codeOf(hr.call(changeDepartment, { departmentId: id, revision, change: { name } }));
    expect((await Promise.all([edit('财务中心'), edit('计财部')])).sort()).toEqual(['done', 'kernel.changedMeanwhile']);
    await change('财务部', { name: '财务部' });
  });

  it('keeps names apart among sisters, and numbers everywhere', async () => {
    expect(await codeOf(hr.call(createDepartment, { name: '财务部', parentId: company.rootId }))).toBe(
      'directory.departmentNameTaken',
    );
    expect(await codeOf(hr.call(createDepartment, { name: '新部', parentId: company.rootId, number: 1 }))).toBe(
      'directory.departmentNumberTaken',
    );
    const made = await hr.call(createDepartment, { name: '财务部', parentId: company.departments.研发中心 ?? '' });
    expect(await codeOf(hr.call(removeDepartment, { departmentId: made.departmentId, revision: 1 }))).toBe('done');
    expect(await codeOf(hr.call(readDepartment, { departmentId: made.departmentId }))).toBe('kernel.notFound');
  });

  it('has deputies beside its heads, in order, for as long as they are that', async () => {
    const [first, second] = [
      await aPerson(test, company, { name: '正职' }),
      await aPerson(test, company, { name: '副职' }),
    ];
    const watched = [
      [readDepartment, { departmentId: company.departments.财务部 }],
      [readPerson, { personId: second }],
      [readChart, {}],
    ] as const;
    const names = async () => {
      const { heads, deputies } = await read('财务部');
      return [heads, deputies].map((all) => all.map(({ name }) => name));
    };
    await verifyPush(test, employee, directoryCache, watched, () =>
      change('财务部', { headIds: [first], deputyIds: [second, second, employee.personId] }),
    );
    expect(await names()).toEqual([['正职'], ['副职', '张三丰']]);
    expect((await employee.call(readPerson, { personId: second })).deputyOf.map(({ name }) => name)).toEqual([
      '财务部',
    ]);
    expect((await employee.call(readChart, {})).departments.find(({ name }) => name === '财务部')).toMatchObject({
      heads: [{ name: '正职' }],
      deputies: [{ name: '副职' }, { name: '张三丰' }],
    });
    // Whoever becomes the head is no deputy any more; others stay what they are.
    await change('财务部', { headIds: [second] });
    expect(await names()).toEqual([['副职'], ['张三丰']]);
    await change('财务部', { headIds: [], deputyIds: [second] });
    expect(await codeOf(change('财务部', { deputyIds: [crypto.randomUUID()] }))).toBe('directory.personUnknown');
    const { revision } = await hr.call(readPerson, { personId: second });
    const history = () => hr.call(readDepartmentHistory, { departmentId: company.departments.财务部 ?? '' });
    expect((await history()).deputies).toMatchObject([{ person: { name: '副职' }, until: null }]);
    await test.advance({ days: 1 });
    await hr.call(markLeft, { personId: second, revision, lastDay: '2026-01-01' });
    expect(await names()).toEqual([[], []]);
    expect((await history()).deputies).toMatchObject([{ person: { name: '副职' }, until: expect.any(String) }]);
  });

  it('removes only what is empty', async () => {
    const { id, revision } = await read('研发中心');
    await expect(hr.call(removeDepartment, { departmentId: id, revision })).rejects.toMatchObject({
      code: 'directory.departmentNotEmpty',
      facts: { people: 0, departments: 1 },
    });
    const root = await hr.call(readDepartment, { departmentId: company.rootId });
    expect(await codeOf(hr.call(removeDepartment, { departmentId: root.id, revision: root.revision }))).toBe(
      'directory.departmentNotEmpty',
    );
  });

  it('has posts of an employer or of the group; a held one can’t be closed', async () => {
    const { postId } = await hr.call(createPost, { name: '出纳', employerId: company.employerId });
    expect(await codeOf(hr.call(createPost, { name: '出纳', employerId: company.employerId }))).toBe(
      'directory.postNameTaken',
    );
    await hr.call(createPost, { name: '出纳', employerId: null });
    const person = await hr.call(readPerson, { personId: employee.personId });
    const posts = [{ postId, departmentId: company.departments.平台组 ?? '' }];
    await hr.call(changePerson, { personId: person.id, revision: person.revision, change: { posts } });
    expect(await codeOf(hr.call(changePost, { postId, revision: 1, change: { closed: true } }))).toBe(
      'directory.postInUse',
    );
    const listed = await hr.call(listPosts, { employerId: company.employerId });
    expect(listed.rows.map((row) => [row.name, row.holders])).toEqual([
      ['出纳', 0],
      ['出纳', 1],
    ]);
    await hr.call(changePerson, { personId: person.id, revision: person.revision + 1, change: { posts: [] } });
    expect(await codeOf(hr.call(changePost, { postId, revision: 1, change: { closed: true } }))).toBe('done');
    const elsewhere = [{ postId, departmentId: company.rootId }];
    expect(
      await codeOf(
        hr.call(changePerson, { personId: person.id, revision: person.revision + 2, change: { posts: elsewhere } }),
      ),
    ).toBe('directory.postUnknown');
  });

  it('refuses names and zones that don’t hold', async () => {
    expect(await codeOf(hr.call(createEmployer, { name: '云澜酒店集团' }))).toBe('directory.employerNameTaken');
    expect(await codeOf(hr.call(createEmployer, { name: '月球', timeZone: 'Moon/Sea' }))).toBe(
      'directory.unknownTimeZone',
    );
    const [first] = (await hr.call(listEmployers, {})).rows;
    expect(
      await codeOf(
        hr.call(changeEmployer, {
          employerId: first?.id ?? '',
          revision: first?.revision ?? 0,
          change: { parentId: first?.id ?? '' },
        }),
      ),
    ).toBe('directory.employerUnknown');
    expect(await codeOf(hr.call(createDepartment, { name: 'a\u202eb', parentId: company.rootId }))).toBe(
      'kernel.invalidInput',
    );
  });

  it('keeps every screen right by what it pushes', async () => {
    const personId = await aPerson(test, company, { name: '推送', department: '财务部' });
    const screens = [
      [readTree, { levels: 20 }],
      [listPeople, { departmentId: company.rootId, below: true }],
      [readPerson, { personId }],
      [readDepartment, { departmentId: company.departments.财务部 }],
      [listPosts, {}],
      [listEmployers, {}],
      [searchPeople, { text: 'ts' }],
    ] as const;
    const events = await verifyPush(test, employee, directoryCache, screens, async () => {
      const { postId } = await hr.call(createPost, { name: '审计', employerId: null });
      const person = await hr.call(readPerson, { personId });
      await hr.call(changePerson, {
        personId,
        revision: person.revision,
        change: {
          name: '推送人',
          jobTitle: '主管',
          departments: [{ departmentId: company.departments.研发中心 ?? '', main: true }],
          posts: [{ postId, departmentId: company.departments.研发中心 ?? '' }],
          supervisorId: hr.personId,
        },
      });
      await change('财务部', { name: '财务管理部', headIds: [personId] });
      await change('平台组', { parentId: company.rootId });
      await hr.call(createDepartment, { name: '审计部', parentId: company.rootId });
    });
    expect(events.map((event) => event.name)).toContain('directory.personMoved');
    expect(JSON.stringify(events)).not.toContain('推送');
  });

  it('keeps every screen right while employers, departments, posts and people come and go', async () => {
    const personId = await aPerson(test, company, { name: '同事', department: '财务部', supervisorId: hr.personId });
    const self = await test.as(personId);
    const screens = [
      [readTree, { levels: 20 }],
      [listPeople, { departmentId: company.rootId, below: true }],
      [searchPeople, { text: 'ts' }],
      [namePeople, { personIds: [personId, hr.personId] }],
      [readPerson, { personId }],
      [readDepartment, { departmentId: company.rootId }],
      [listReporting, { supervisorId: hr.personId }],
      [listPosts, {}],
      [listEmployers, {}],
    ] as const;
    const managed = [...screens, [listPlannedChanges, {}], [readPersonHistory, { personId }]] as const;
    const everywhere = <T>(action: () => Promise<T>) =>
      verifyPush(test, employee, directoryCache, screens, () => verifyPush(test, hr, directoryCache, managed, action));
    const revision = async () => (await hr.call(readPerson, { personId })).revision;

    let employerId = '';
    await everywhere(async () => {
      ({ employerId } = await hr.call(createEmployer, { name: '云澜物业', parentId: company.employerId }));
    });
    await everywhere(() =>
      hr.call(changeEmployer, { employerId, revision: 1, change: { name: '云澜物业管理', shortName: '物业' } }),
    );
    let departmentId = '';
    await everywhere(async () => {
      ({ departmentId } = await hr.call(createDepartment, { name: '临时部', parentId: company.rootId }));
    });
    await everywhere(() => hr.call(removeDepartment, { departmentId, revision: 1 }));
    const { postId } = await hr.call(createPost, { name: '内审', employerId: null });
    const holding = { posts: [{ postId, departmentId: company.departments.财务部 ?? '' }] };
    await hr.call(changePerson, { personId, revision: await revision(), change: holding });
    await everywhere(() => hr.call(changePost, { postId, revision: 1, change: { name: '内部审计' } }));
    await everywhere(() =>
      hr.call(createPerson, {
        account: 'newcomer.here',
        name: '新同事',
        employerId: company.employerId,
        departments: [{ departmentId: company.departments.财务部 ?? '', main: true }],
        supervisorId: hr.personId,
      }),
    );
    await everywhere(async () =>
      self.call(completeProfile, { revision: await revision(), phone: '13800000009', email: 'ts@example.com' }),
    );
    const bytes = await sharp({ create: { width: 90, height: 90, channels: 3, background: '#2B4C7E' } })
      .png()
      .toBuffer();
    await everywhere(() => self.call(uploadPhoto, {}, { file: { bytes, name: 'me.png' } }));
    let plannedChangeId: string | undefined;
    await everywhere(async () => {
      const change = { jobTitle: '主管' };
      ({ plannedChangeId } = await hr.call(changePerson, {
        personId,
        revision: await revision(),
        on: '2026-04-01',
        change,
      }));
    });
    await everywhere(() => hr.call(withdrawPlannedChange, { plannedChangeId: plannedChangeId ?? '' }));
    const gone = await aPerson(test, company, { name: '走了', department: '平台组', supervisorId: hr.personId });
    await everywhere(() => hr.call(markLeft, { personId: gone, revision: 1, lastDay: '2026-03-31' }));
    await everywhere(() => test.advance({ days: 31 }));
  });

  it('holds its invariants in the database', async () => {
    const { rows } = {
      rows: await test.sql<{ person_id: string; department_id: string }>('select * from directory.membership limit 1'),
    };
    const one = rows[0];
    await expect(
      test.sql(
        `insert into directory.membership (person_id, department_id, is_main, valid_from) values ($1, $2, false, '2030-01-01')`,
        [one?.person_id, one?.department_id],
      ),
    ).rejects.toThrow(/exclusion|unique/);
    await expect(
      test.sql(
        `insert into directory.department_tree (ancestor_id, descendant_id, depth, valid_from) values ($1, $1, 2, '2026-01-01')`,
        [one?.department_id],
      ),
    ).rejects.toThrow(/department_no_circle/);
    await expect(
      test.sql(`update directory.membership set valid_to = valid_from where person_id = $1`, [one?.person_id]),
    ).rejects.toThrow(/check/);
  });
});

describe('people', () => {
  let test: TestProgram;
  let company: TestCompany;
  let hr: TestClient;
  beforeAll(async () => {
    test = await startTestProgram(composition);
    company = await aCompany(test);
    hr = await hrOf(test, company);
  });
  afterAll(() => test.stop());

  const card = (personId: string) => hr.call(readPerson, { personId });
  const change = async (
    personId: string,
    to: Parameters<typeof hr.call<typeof changePerson>>[1]['change'],
    on?: string,
  ) => {
    const { revision } = await card(personId);
    return hr.call(changePerson, { personId, revision, change: to, ...(on ? { on } : {}) });
  };

  it('have one account each, ignoring case, for ever', async () => {
    const personId = await aPerson(test, company, { account: 'Lina.W', name: '王丽娜' });
    const again = {
      employerId: company.employerId,
      name: '别人',
      departments: [{ departmentId: company.rootId, main: true }],
    };
    await expect(hr.call(createPerson, { ...again, account: 'lina.w' })).rejects.toMatchObject({
      code: 'directory.accountTaken',
      facts: { account: 'lina.w' },
    });
    await change(personId, { name: '王莉娜' });
    expect((await card(personId)).account).toBe('Lina.W');
    await hr.call(markLeft, { personId, revision: (await card(personId)).revision, lastDay: '2026-03-01' });
    expect(await codeOf(hr.call(createPerson, { ...again, account: 'LINA.W' }))).toBe('directory.accountTaken');
    for (const account of ['', '-x', 'a b', '汉字', 'a'.repeat(65)]) {
      expect(await codeOf(hr.call(createPerson, { ...again, account }))).toBe('kernel.invalidInput');
    }
  });

  it('take names of 1 and 64 characters and emoji, and refuse marks that turn text around', async () => {
    for (const [index, name] of ['丁', '阿'.repeat(64), '小🙂明'].entries()) {
      const personId = await aPerson(test, company, { account: `name${index}`, name });
      expect((await card(personId)).name).toBe(name);
    }
    expect(await codeOf(aPerson(test, company, { name: '阿'.repeat(65) }))).toBe('kernel.invalidInput');
    expect(await codeOf(aPerson(test, company, { name: 'abc\u202edef' }))).toBe('kernel.invalidInput');
  });

  it('show their card to colleagues and their record only to HR and themselves', async () => {
    const personId = await aPerson(test, company, {
      name: '李记录',
      staffNumber: 'A-1',
      address: '幸福路 1 号',
      contractEnd: '2028-01-01',
      phone: '13900000001',
    });
    const colleague = await test.as(await aPerson(test, company, {}));
    const seen = await colleague.call(readPerson, { personId });
    expect(seen.phone).toBe('13900000001');
    expect(seen.record).toBeUndefined();
    expect(seen.may).toEqual([]);
    expect(JSON.stringify(seen)).not.toMatch(/幸福路|A-1|2028/);
    expect((await card(personId)).record?.staffNumber).toBe('A-1');
    const self = await test.as(personId);
    expect((await self.call(readPerson, { personId })).record?.address).toBe('幸福路 1 号');
    expect((await self.call(readPerson, { personId })).may).toEqual(['completeProfile', 'seeHistory']);
  });

  it('belong to several departments with one main one', async () => {
    const personId = await aPerson(test, company, { department: '财务部' });
    const both = [
      { departmentId: company.departments.财务部 ?? '', main: false },
      { departmentId: company.departments.研发中心 ?? '', main: true },
    ];
    await change(personId, { departments: both });
    expect((await card(personId)).department?.name).toBe('研发中心');
    for (const wrong of [
      both.map((one) => ({ ...one, main: true })),
      both.map((one) => ({ ...one, main: false })),
      both.map((one) => ({ ...one, departmentId: company.rootId })),
    ]) {
      expect(await codeOf(change(personId, { departments: wrong }))).toBe('directory.mainDepartmentNeeded');
    }
    const inFinance = await hr.call(listPeople, { departmentId: company.departments.财务部 ?? '' });
    expect(inFinance.rows.map((row) => row.id)).toContain(personId);
  });

  it('lose the posts of a department that they leave', async () => {
    const postId = await aPost(test, company, '会计');
    const personId = await aPerson(test, company, { department: '财务部' });
    await change(personId, { posts: [{ postId, departmentId: company.departments.财务部 ?? '' }] });
    expect(await codeOf(change(personId, { posts: [{ postId, departmentId: company.rootId }] }))).toBe(
      'directory.postOutsideDepartments',
    );
    await change(personId, { departments: [{ departmentId: company.departments.研发中心 ?? '', main: true }] });
    expect((await card(personId)).posts).toEqual([]);
  });

  it('never report in a circle, not even by two changes at once', async () => {
    const a = await aPerson(test, company, { name: '甲' });
    const b = await aPerson(test, company, { name: '乙', supervisorId: a });
    const c = await aPerson(test, company, { name: '丙', supervisorId: b });
    await expect(change(a, { supervisorId: c })).rejects.toMatchObject({
      code: 'directory.supervisorCycle',
      facts: { names: ['甲', '丙', '乙', '甲'] },
    });
    expect(await codeOf(change(a, { supervisorId: a }))).toBe('directory.supervisorCycle');
    const x = await aPerson(test, company, { name: '子' });
    const y = await aPerson(test, company, { name: '丑' });
    const results = await Promise.all([codeOf(change(x, { supervisorId: y })), codeOf(change(y, { supervisorId: x }))]);
    expect(results.sort()).toEqual(['directory.supervisorCycle', 'done']);
  });

  it('are changed by one of two at once', async () => {
    const personId = await aPerson(test, company);
    const edit = (jobTitle: string) => codeOf(hr.call(changePerson, { personId, revision: 1, change: { jobTitle } }));
    expect((await Promise.all([edit('甲级'), edit('乙级')])).sort()).toEqual(['done', 'kernel.changedMeanwhile']);
  });

  it('complete their own profile, with a photo without the camera’s data', async () => {
    const personId = await aPerson(test, company, { department: '平台组' });
    const self = await test.as(personId);
    const lacking = async () => (await self.call(readPerson, { personId })).record?.lacks;
    expect(await lacking()).toEqual(['photo', 'phone', 'email', 'post']);
    expect(
      (await hr.call(listPeople, { incomplete: true, departmentId: company.departments.平台组 ?? '' })).rows,
    ).toHaveLength(1);
    await self.call(completeProfile, {
      revision: 1,
      phone: '13800000000',
      email: 'me@example.com',
      postHint: '工程师',
    });
    expect(await codeOf(self.call(completeProfile, { revision: 1, phone: '13800000001' }))).toBe(
      'kernel.changedMeanwhile',
    );
    const picture = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#2B4C7E' } })
      .withExif({ IFD0: { Copyright: 'somebody', Model: 'SecretCam' } })
      .jpeg()
      .toBuffer();
    expect(picture.includes('SecretCam')).toBe(true);
    const { photo } = await self.call(uploadPhoto, {}, { file: { bytes: picture, name: 'me.jpg' } });
    const file = (await hr.call(readPhoto, { personId, photo })) as unknown as { bytes: Uint8Array; mediaType: string };
    expect(file.mediaType).toContain('image/webp');
    const { format, width, height, exif } = await sharp(file.bytes).metadata();
    expect({ format, width, height, exif }).toEqual({ format: 'webp', width: 256, height: 256, exif: undefined });
    expect(await lacking()).toEqual([]);
    expect(
      (await hr.call(listPeople, { incomplete: true, departmentId: company.departments.平台组 ?? '' })).rows,
    ).toHaveLength(0);
  });

  it('may not pass off other files, or pictures that unpack to too much, as a photo', async () => {
    const self = await test.as(await aPerson(test, company));
    const bomb = await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: 'white' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const svg = new TextEncoder().encode(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>',
    );
    const half = (
      await sharp({ create: { width: 90, height: 90, channels: 3, background: 'red' } })
        .jpeg()
        .toBuffer()
    ).subarray(0, 200);
    for (const bytes of [new TextEncoder().encode('not a picture'), svg, bomb, half]) {
      expect(
        await codeOf(self.call(uploadPhoto, {}, { file: { bytes, name: 'me.png', mediaType: 'image/png' } })),
      ).toBe('directory.notAPicture');
    }
  });
});

describe('time', () => {
  let test: TestProgram;
  let company: TestCompany;
  let hr: TestClient;
  beforeAll(async () => {
    test = await startTestProgram(composition, { startAt: '2026-02-27T09:00:00+08:00' });
    company = await aCompany(test);
    hr = await hrOf(test, company);
  });
  afterAll(() => test.stop());

  const revisionOf = async (personId: string) => (await hr.call(readPerson, { personId })).revision;

  it('tells who reported to whom on 1 March, after everything has changed', async () => {
    const boss = await aPerson(test, company, { name: '旧领导' });
    const newBoss = await aPerson(test, company, { name: '新领导' });
    const worker = await aPerson(test, company, {
      name: '历史',
      department: '财务部',
      supervisorId: boss,
      jobTitle: '出纳',
    });
    await test.travelTo('2026-03-10T09:00:00+08:00');
    const finance = await hr.call(readDepartment, { departmentId: company.departments.财务部 ?? '' });
    await hr.call(changeDepartment, {
      departmentId: finance.id,
      revision: finance.revision,
      change: { name: '计财部' },
    });
    await hr.call(changePerson, {
      personId: worker,
      revision: 1,
      change: {
        supervisorId: newBoss,
        jobTitle: '会计',
        departments: [{ departmentId: company.departments.研发中心 ?? '', main: true }],
      },
    });
    const then = await hr.call(listReporting, { supervisorId: boss, on: '2026-03-01' });
    expect(then.rows).toMatchObject([
      { person: { id: worker }, department: { name: '财务部' }, jobTitle: '出纳', level: 1 },
    ]);
    expect((await hr.call(listReporting, { supervisorId: boss, on: '2026-03-10' })).rows).toEqual([]);
    expect((await hr.call(listReporting, { supervisorId: newBoss })).rows).toMatchObject([
      { person: { id: worker }, department: { name: '研发中心' }, jobTitle: '会计' },
    ]);
    expect((await hr.call(listReporting, { supervisorId: boss, on: '2026-02-01' })).rows).toEqual([]);
    const history = await hr.call(readPersonHistory, { personId: worker });
    expect(history.supervisors).toMatchObject([
      { from: '2026-03-10', until: null, supervisor: { name: '新领导' } },
      { from: '2026-02-27', until: '2026-03-10', supervisor: { name: '旧领导' } },
    ]);
    expect(history.records.map((one) => [one.from, one.until, one.jobTitle])).toEqual([
      ['2026-03-10', null, '会计'],
      ['2026-02-27', '2026-03-10', '出纳'],
    ]);
  });

  it('keeps one state for a day, however often it is changed', async () => {
    const personId = await aPerson(test, company, { jobTitle: '一' });
    for (const jobTitle of ['二', '三']) {
      await hr.call(changePerson, { personId, revision: await revisionOf(personId), change: { jobTitle } });
    }
    const { records } = await hr.call(readPersonHistory, { personId });
    expect(records.map((one) => one.jobTitle)).toEqual(['三']);
  });

  it('carries out a change when its day begins where the employer is, and not before', async () => {
    await test.travelTo('2026-03-12T10:00:00+08:00');
    const personId = await aPerson(test, company, { jobTitle: '助理' });
    const planned = await hr.call(changePerson, {
      personId,
      revision: 1,
      on: '2026-03-16',
      change: { jobTitle: '经理' },
    });
    expect(planned.state).toBe('planned');
    expect(await codeOf(hr.call(changePerson, { personId, revision: 1, on: '2026-03-11', change: {} }))).toBe(
      'directory.dayInThePast',
    );
    expect((await hr.call(listPlannedChanges, { personId })).rows).toMatchObject([
      { on: '2026-03-16', fields: ['jobTitle'], state: 'waiting' },
    ]);
    await test.travelTo('2026-03-15T23:59:00+08:00');
    expect((await hr.call(readPerson, { personId })).jobTitle).toBe('助理');
    await test.travelTo('2026-03-16T00:01:00+08:00');
    expect((await hr.call(readPerson, { personId })).jobTitle).toBe('经理');
    expect((await hr.call(readPersonHistory, { personId })).records[0]?.from).toBe('2026-03-16');
    expect((await hr.call(listPlannedChanges, { personId })).rows).toEqual([]);
    expect(await codeOf(hr.call(withdrawPlannedChange, { plannedChangeId: planned.plannedChangeId ?? '' }))).toBe(
      'directory.plannedChangeDone',
    );
  });

  it('can take a planned change back', async () => {
    const personId = await aPerson(test, company, { jobTitle: '前' });
    const on = '2026-03-18';
    const { plannedChangeId } = await hr.call(changePerson, { personId, revision: 1, on, change: { jobTitle: '后' } });
    await hr.call(withdrawPlannedChange, { plannedChangeId: plannedChangeId ?? '' });
    await test.travelTo('2026-03-18T12:00:00+08:00');
    expect((await hr.call(readPerson, { personId })).jobTitle).toBe('前');
  });

  it('keeps a planned change that can’t be carried out, and does nothing of it', async () => {
    const { departmentId } = await hr.call(createDepartment, { name: '短命部', parentId: company.rootId });
    const personId = await aPerson(test, company, { jobTitle: '前' });
    await hr.call(changePerson, {
      personId,
      revision: 1,
      on: '2026-03-20',
      change: { jobTitle: '后', departments: [{ departmentId, main: true }] },
    });
    await hr.call(removeDepartment, { departmentId, revision: 1 });
    await test.travelTo('2026-03-20T12:00:00+08:00');
    expect((await hr.call(readPerson, { personId })).jobTitle).toBe('前');
    expect((await hr.call(listPlannedChanges, { personId })).rows).toMatchObject([
      { state: 'failed', failureCode: 'directory.departmentUnknown' },
    ]);
  });

  it('lets people leave after their last day: reports are handed over, the entry goes, the name stays', async () => {
    const boss = await aPerson(test, company, { name: '上级' });
    const leaver = await aPerson(test, company, { name: '离职者', account: 'leaver', supervisorId: boss });
    const successor = await aPerson(test, company, { name: '接任者', supervisorId: leaver });
    const report = await aPerson(test, company, { name: '下属', supervisorId: leaver });
    const head = await hr.call(readDepartment, { departmentId: company.departments.平台组 ?? '' });
    await hr.call(changeDepartment, { departmentId: head.id, revision: head.revision, change: { headIds: [leaver] } });
    const colleague = await test.as(report);
    const revision = await revisionOf(leaver);
    await hr.call(markLeft, { personId: leaver, revision, lastDay: '2026-03-25', successorId: successor });
    await test.travelTo('2026-03-25T18:00:00+08:00');
    expect((await colleague.call(readPerson, { personId: leaver })).active).toBe(true);
    await test.travelTo('2026-03-26T00:05:00+08:00');
    expect(await codeOf(colleague.call(readPerson, { personId: leaver }))).toBe('kernel.notFound');
    expect((await colleague.call(searchPeople, { text: '离职者' })).rows).toEqual([]);
    expect((await colleague.call(namePeople, { personIds: [leaver] })).rows).toMatchObject([
      { name: '离职者', active: false },
    ]);
    expect((await hr.call(readPerson, { personId: report })).supervisor?.id).toBe(successor);
    expect((await hr.call(readPerson, { personId: successor })).supervisor?.id).toBe(boss);
    expect((await hr.call(readDepartment, { departmentId: head.id })).heads).toEqual([]);
    expect((await hr.call(listPeople, { state: 'left' })).rows.map((row) => row.id)).toEqual([leaver]);
    const gone = await hr.call(readPerson, { personId: leaver });
    expect(gone.record?.leftOn).toBe('2026-03-26');
    expect(await codeOf(hr.call(changePerson, { personId: leaver, revision: gone.revision, change: {} }))).toBe(
      'directory.hasLeft',
    );
    const signedIn = await test.as(leaver);
    expect(await codeOf(signedIn.call(readTree, {}))).toBe('kernel.notSignedIn');
  });
});

describe('roles relative to a person (W2)', () => {
  let test: TestProgram;
  beforeAll(async () => {
    test = await startTestProgram(composition);
  });
  afterAll(() => test.stop());

  it('answers many questions in one call', async () => {
    const company = await aCompany(test);
    const hr = await hrOf(test, company);
    const gm = await aPerson(test, company, { name: '总经理' });
    const lead = await aPerson(test, company, { name: '组长', department: '平台组', supervisorId: gm });
    const worker = await aPerson(test, company, { name: '组员', department: '平台组', supervisorId: lead });
    const postId = await aPost(test, company, '人事专员');
    for (const [name, headIds] of [
      ['平台组', [lead]],
      ['', [gm]],
    ] as const) {
      const departmentId = company.departments[name] ?? company.rootId;
      const { revision } = await hr.call(readDepartment, { departmentId });
      await hr.call(changeDepartment, { departmentId, revision, change: { headIds: [...headIds] } });
    }
    await hr.call(changePerson, {
      personId: hr.personId,
      revision: 1,
      change: { posts: [{ postId, departmentId: company.departments.人力资源部 ?? '' }] },
    });
    const client = await test.as(worker);
    const { answers } = await client.call(resolveRoles, {
      questions: [
        { key: 'head', personId: worker, rule: { kind: 'departmentHead' } },
        { key: 'headOfLead', personId: lead, rule: { kind: 'departmentHead' } },
        { key: 'level2', personId: worker, rule: { kind: 'supervisor', level: 2 } },
        { key: 'all', personId: worker, rule: { kind: 'supervisors', upTo: 5 } },
        { key: 'hr', personId: worker, rule: { kind: 'post', postId, where: 'employer' } },
        { key: 'hrHere', personId: worker, rule: { kind: 'post', postId, where: 'nearestAbove' } },
        { key: 'nobody', personId: gm, rule: { kind: 'supervisor' } },
      ],
    });
    expect(Object.fromEntries(answers.map(({ key, people }) => [key, people.map((one) => one.name)]))).toEqual({
      head: ['组长'],
      headOfLead: ['总经理'],
      level2: ['总经理'],
      all: ['组长', '总经理'],
      hr: ['何人事'],
      hrHere: [],
      nobody: [],
    });
    expect(answers[1]?.people[0]?.departmentId).toBe(company.rootId);
  });
});

describe('ten thousand people', () => {
  let test: TestProgram;
  let company: TestCompany;
  let hr: TestClient;
  beforeAll(async () => {
    test = await startTestProgram(composition);
    company = await aCompany(test);
    hr = await hrOf(test, company);
    await manyPeople(test, company, 10_000);
  });
  afterAll(() => test.stop());

  it('are paged without a gap or a double', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await hr.call(listPeople, {
        limit: 200,
        departmentId: company.departments.财务部 ?? '',
        ...(cursor ? { cursor } : {}),
      });
      if (seen.length === 0) expect(page.total).toBe(2_000);
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.next;
    } while (cursor);
    expect(seen).toHaveLength(2_000);
    expect(new Set(seen).size).toBe(2_000);
    expect(await codeOf(hr.call(listPeople, { cursor: 'nonsense' }))).toBe('kernel.invalidInput');
  });

  it('are found by one letter, by initials, by a phone’s end, by post and job title together', async () => {
    await aPerson(test, company, { name: '欧阳若兰', account: 'ouyang.rl' });
    const names = async (text: string) => (await hr.call(searchPeople, { text })).rows.map((row) => row.name);
    expect(await names('oyr')).toEqual(['欧阳若兰']);
    // Among few, also where thousands of others come before them.
    const last = (await hr.call(searchPeople, { text: 'm9876' })).rows[0];
    const [letter = ''] = last?.name ?? '';
    const among = { text: letter, limit: 1, among: [last?.id ?? ''] };
    expect((await hr.call(searchPeople, among)).rows.map((row) => row.account)).toEqual(['m9876']);
    expect((await hr.call(searchPeople, { ...among, among: [] })).rows).toEqual([]);
    expect((await names('z'))[0]).toMatch(/^[张赵周朱郑]/);
    expect((await hr.call(searchPeople, { text: '00009876' })).rows.map((row) => row.account)).toEqual(['m9876']);
    expect(await names("' & | ! \\ :*")).toEqual([]);
    const { postId } = await hr.call(createPost, { name: '安全员', employerId: null });
    const [one] = (await hr.call(searchPeople, { text: 'm77' })).rows;
    const person = await hr.call(readPerson, { personId: one?.id ?? '' });
    await hr.call(changePerson, {
      personId: person.id,
      revision: person.revision,
      change: { posts: [{ postId, departmentId: person.department?.id ?? '' }] },
    });
    expect((await hr.call(searchPeople, { text: '安全 专员' })).rows.map((row) => row.id)).toEqual([person.id]);
    expect((await hr.call(listPeople, { text: '经理' })).total).toBe(1_000);
  });

  it('are exported in the columns of an address book, and read back without a change', async () => {
    const file = (await hr.call(exportPeople, { employerId: company.employerId })) as unknown as { bytes: Uint8Array };
    const sheet = readPeopleSheet(file.bytes, '通讯录.xlsx');
    if ('code' in sheet) throw new Error(sheet.code);
    expect(sheet.rows).toHaveLength(10_003);
    const preview = await hr.call(
      previewImport,
      { employerId: company.employerId },
      { file: { bytes: file.bytes, name: '通讯录.xlsx' } },
    );
    expect(preview).toMatchObject({
      created: 0,
      changed: 0,
      unchanged: 10_002,
      absent: 0,
      errors: 0,
      applicable: true,
    });
  });
});

describe('import', () => {
  let test: TestProgram;
  let company: TestCompany;
  let hr: TestClient;
  beforeAll(async () => {
    test = await startTestProgram(composition);
    company = await aCompany(test, { departments: ['人力资源部'] });
    hr = await hrOf(test, company);
  });
  afterAll(() => test.stop());

  const csv = (lines: readonly string[]) =>
    new TextEncoder().encode(['姓名,帐号,职务,部门,手机,直属上级,部门负责人,部门副职', ...lines].join('\r\n'));
  const preview = (bytes: Uint8Array, by = hr) =>
    by.call(previewImport, { employerId: company.employerId }, { file: { bytes, name: '通讯录.csv' } });

  it('creates people, departments, supervisors and heads, all at once, with one event', async () => {
    const bytes = csv([
      '陈总,chen,总经理,云澜酒店集团,13700000001,,云澜酒店集团',
      '孙工,sun,工程师,云澜酒店集团/技术中心/平台组,13700000002,chen,云澜酒店集团/技术中心/平台组',
      '钱工,qian,工程师,云澜酒店集团/技术中心/平台组;云澜酒店集团/人力资源部,13700000003,sun,,是;否',
    ]);
    const made = await preview(bytes);
    expect(made).toMatchObject({ created: 3, changed: 0, departments: 2, errors: 0, applicable: true, absent: 1 });
    const shown = await hr.call(readImport, { importId: made.importId, part: 'departments' });
    expect(shown.rows.map((row) => row.text)).toEqual(['技术中心', '技术中心/平台组']);
    const done = await test.finish(hr, await hr.call(applyImport, { importId: made.importId }));
    expect(done).toMatchObject({ created: 3, departments: 2 });
    const [qian] = (await hr.call(searchPeople, { text: 'qian' })).rows;
    const card = await hr.call(readPerson, { personId: qian?.id ?? '' });
    expect(card).toMatchObject({
      jobTitle: '工程师',
      supervisor: { name: '孙工' },
      department: { name: '平台组' },
      posts: [],
    });
    expect(card.departments.map((one) => one.name)).toEqual(['平台组', '人力资源部']);
    const platform = await hr.call(readDepartment, { departmentId: qian?.department?.id ?? '' });
    expect(platform.heads.map((head) => head.name)).toEqual(['孙工']);
    expect(platform.deputies.map((deputy) => deputy.name)).toEqual(['钱工']);
    const events = await test.sql<{ name: string }>(
      `select name from kernel.event where name ~* 'import|joined' and actor->>'kind' = 'person'`,
    );
    expect(events.map((one) => one.name)).toEqual(['directory.structureImported']);
    expect(await codeOf(test.finish(hr, await hr.call(applyImport, { importId: made.importId })))).toBe(
      'directory.importDone',
    );

    const again = await preview(csv(['孙工,sun,主任工程师,云澜酒店集团/技术中心,13700000002,,']));
    expect(again).toMatchObject({ created: 0, changed: 1, absent: 3 });
    const changed = await hr.call(readImport, { importId: again.importId, part: 'changed' });
    expect(changed.rows[0]?.changes.map((one) => one.field).sort()).toEqual(['departments', 'jobTitle']);
    await test.finish(hr, await hr.call(applyImport, { importId: again.importId }));
    const [sun] = (await hr.call(searchPeople, { text: 'sun' })).rows;
    expect(sun).toMatchObject({ jobTitle: '主任工程师', department: { name: '技术中心' } });
  });

  it('names row and column of what is wrong, and changes nothing', async () => {
    const before = (await hr.call(listPeople, {})).total;
    const made = await preview(
      csv([
        '赵一,zhao1,,人力资源部,13600000001,,',
        '赵二,ZHAO1,,人力资源部,13600000002,,',
        '赵三,zhao3,,人力资源部,13600000003,nobody,',
      ]),
    );
    expect(made.applicable).toBe(false);
    const { rows } = await hr.call(readImport, { importId: made.importId, part: 'errors' }, { language: 'en' });
    expect(rows.map((row) => [row.row, row.column])).toEqual([
      [3, 'B'],
      [4, 'F'],
    ]);
    expect(rows[1]?.text).toMatch(/^Row 4/);
    expect(await codeOf(test.finish(hr, await hr.call(applyImport, { importId: made.importId })))).toBe(
      'directory.importHasProblems',
    );
    expect((await hr.call(listPeople, {})).total).toBe(before);
  });

  it('is refused when the directory has changed since the preview', async () => {
    const made = await preview(csv(['周新,zhouxin,,人力资源部,13500000001,,']));
    await aPerson(test, company, { account: 'ZhouXin' });
    expect(await codeOf(test.finish(hr, await hr.call(applyImport, { importId: made.importId })))).toBe(
      'directory.importOutdated',
    );
  });

  it('takes broken files as a preview with a problem', async () => {
    for (const bytes of [new Uint8Array(0), new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3])]) {
      const made = await preview(bytes);
      expect(made).toMatchObject({ applicable: false, errors: 1 });
    }
  });

  it('refuses 50 MB with the limit, whether the size is announced or not, and goes on', async () => {
    const send = async (body: RequestInit['body']) => {
      const response = await fetch(`${test.url}/api/v1/${previewImport.name}`, {
        method: 'POST',
        headers: {
          cookie: hr.cookie,
          'content-type': 'application/octet-stream',
          'guiju-input': Buffer.from(JSON.stringify({ employerId: company.employerId })).toString('base64url'),
          'guiju-file-name': 'people.xlsx',
        },
        body: body ?? null,
        duplex: 'half',
      } as RequestInit);
      return { status: response.status, ...((await response.json()) as { error: { code: string; facts: object } }) };
    };
    const megabyte = new Uint8Array(1_000_000);
    const refused = { status: 413, error: { code: 'kernel.tooLarge', facts: { most: previewImport.maxBytes } } };
    let sent = 0;
    const unannounced = new ReadableStream({
      pull: (controller) => {
        sent += 1;
        if (sent > 50) controller.close();
        else controller.enqueue(megabyte);
      },
    });
    expect(await send(unannounced)).toMatchObject(refused);
    expect(await send(new Uint8Array(50_000_000))).toMatchObject(refused);
    expect(await preview(csv(['吴大,wu0,,人力资源部,13400000000,,']))).toMatchObject({ applicable: true });
  });

  it('names of 1 and 64 characters and emoji come in; longer ones and marks that turn text around are named', async () => {
    const good = await preview(
      csv(['丁,n1,,人力资源部,,,', `${'阿'.repeat(64)},n64,,人力资源部,,,`, '小🙂明,n3,,人力资源部,,,']),
    );
    expect(good).toMatchObject({ created: 3, errors: 0, applicable: true });
    const bad = await preview(csv([`${'阿'.repeat(65)},n65,,人力资源部,,,`, 'abc\u202edef,n66,,人力资源部,,,']));
    expect(bad).toMatchObject({ errors: 2, applicable: false });
  });

  it('is only for those who manage people and structure', async () => {
    const half = await test.as(await aPerson(test, company));
    grants.set(half.personId, [{ permission: managePeople, reach: 'company' }]);
    test.program.kernel.authority.forget();
    expect(await codeOf(preview(csv(['a,a1,,人力资源部,,,']), half))).toBe('directory.employerUnknown');
    const made = await preview(csv(['吴一,wu1,,人力资源部,13400000001,,']));
    expect(await codeOf(half.call(readImport, { importId: made.importId, part: 'created' }))).toBe('kernel.notFound');
    expect(await codeOf(test.finish(half, await half.call(applyImport, { importId: made.importId })))).toBe(
      'kernel.notFound',
    );
  });

  it('takes ten thousand rows', async () => {
    const lines = Array.from(
      { length: 10_000 },
      (_, index) =>
        `员工${index},w${index},专员,云澜酒店集团/事业部${index % 40}/小组${index % 400},1${String(3_000_000_000 + index)},${index < 10 ? '' : `w${Math.floor(index / 10)}`},`,
    );
    const made = await preview(csv(lines));
    expect(made).toMatchObject({ created: 10_000, errors: 0, applicable: true });
    const done = await test.finish(hr, await hr.call(applyImport, { importId: made.importId }));
    expect(done).toMatchObject({ created: 10_000 });
    expect((await hr.call(searchPeople, { text: 'w9999' })).rows).toHaveLength(1);
  });

  it('keeps every screen right, that of the preview too', async () => {
    const employee = await test.as(await aPerson(test, company, { name: '旁观' }));
    const seen = [
      [readTree, { levels: 20 }],
      [listPeople, { departmentId: company.rootId, below: true }],
      [searchPeople, { text: 'wu' }],
      [listEmployers, {}],
      [readDepartment, { departmentId: company.rootId }],
    ] as const;
    let importId = '';
    const bytes = csv(['吴工,wu,工程师,云澜酒店集团/工程部,13700000009,,云澜酒店集团/工程部']);
    await verifyPush(test, hr, directoryCache, seen, async () => {
      const file = { bytes, name: '通讯录.csv' };
      ({ importId } = await hr.call(previewImport, { employerId: company.employerId }, { file }));
    });
    await verifyPush(test, employee, directoryCache, seen, () =>
      verifyPush(test, hr, directoryCache, [...seen, [readImport, { importId, part: 'created' }]], async () =>
        test.finish(hr, await hr.call(applyImport, { importId })),
      ),
    );
  });
});
