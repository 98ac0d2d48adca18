import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Composition } from '#kernel/server/program.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { exportChart, listMembersOn, readChart, readDepartmentHistory } from './contract/chart.ts';
import { changeDepartment, readDepartment, readTree } from './contract/departments.ts';
import { readHeadcount, setHeadcount } from './contract/headcount.ts';
import { listPeople, readPerson } from './contract/people.ts';
import { exportPeople, managePeople, manageStructure, planReorganisation } from './contract/permissions.ts';
import {
  agreeReorganisation,
  changeReorganisation,
  createReorganisation,
  listReorganisations,
  publishReorganisation,
  type ReorganisationStep,
  readReorganisation,
  rebaseReorganisation,
  withdrawReorganisation,
} from './contract/reorganisations.ts';
import { directory } from './server/directory.ts';
import { aCompany, aPerson, aPost, type Grants, type TestCompany, testAuthority } from './testing.ts';
import { directoryCache } from './web/cache.ts';

const grants: Grants = new Map();
const composition: Composition = {
  modules: [directory],
  authority: testAuthority([directory], grants),
  timeZone: async () => 'Asia/Shanghai',
};

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.code as string,
  );

describe('reorganisations', () => {
  let test: TestProgram;
  let company: TestCompany;
  let hr: TestClient;
  let second: TestClient;
  let employee: TestClient;
  const at = (name: string) => company.departments[name] ?? '';

  beforeAll(async () => {
    test = await startTestProgram(composition);
    company = await aCompany(test, {
      departments: ['人力资源部', '财务部', '研发中心', '研发中心/平台组', '研发中心/产品组', '市场部'],
    });
    const planner = async (name: string) => {
      const personId = await aPerson(test, company, { name, department: '人力资源部' });
      grants.set(
        personId,
        [planReorganisation, manageStructure, managePeople, exportPeople].map((permission) => ({
          permission,
          reach: 'employer' as const,
        })),
      );
      return test.as(personId);
    };
    hr = await planner('何人事');
    second = await planner('吕复核');
    employee = await test.as(await aPerson(test, company, { name: '张三丰', department: '平台组' }));
  });
  afterAll(() => test.stop());

  const read = (id: string, who = hr) => who.call(readReorganisation, { reorganisationId: id });
  const draft = async (steps: ReorganisationStep[], on: string | null = null, name = '调整') => {
    const { reorganisationId } = await hr.call(createReorganisation, { name, employerId: company.employerId });
    await hr.call(changeReorganisation, { reorganisationId, revision: 1, change: { steps, on } });
    return reorganisationId;
  };
  const act = async (
    who: TestClient,
    operation:
      | typeof agreeReorganisation
      | typeof publishReorganisation
      | typeof withdrawReorganisation
      | typeof rebaseReorganisation,
    reorganisationId: string,
  ) => who.call(operation, { reorganisationId, revision: (await read(reorganisationId)).revision });

  it('is drawn up, agreed to by a second, published, and takes effect as a whole on its day', async () => {
    const lead = await aPerson(test, company, { name: '组长', department: '平台组' });
    const product = await aPerson(test, company, { name: '产品', department: '产品组', supervisorId: lead });
    const clerk = await aPerson(test, company, { name: '市场', department: '市场部' });
    const postId = await aPost(test, company, '市场专员');
    const newId = '01990000-0000-7000-8000-000000000001';
    const id = await draft(
      [
        { kind: 'createDepartment', departmentId: newId, name: '技术中心', parentId: company.rootId },
        { kind: 'moveDepartment', departmentId: at('研发中心'), parentId: newId },
        { kind: 'renameDepartment', departmentId: at('研发中心'), name: '研发部' },
        { kind: 'mergeDepartment', departmentId: at('产品组'), intoId: at('平台组') },
        { kind: 'setHeads', departmentId: at('平台组'), headIds: [lead] },
        { kind: 'setDeputies', departmentId: at('平台组'), deputyIds: [product, lead] },
        { kind: 'setDeputies', departmentId: newId, deputyIds: [clerk] },
        { kind: 'setHeadcount', departmentId: newId, planned: 2 },
        { kind: 'movePeople', fromId: at('市场部'), toId: newId, personIds: [clerk], withPosts: true },
        { kind: 'setSupervisor', personIds: [clerk], supervisorId: lead },
        { kind: 'givePost', personId: clerk, postId, departmentId: newId },
        { kind: 'removeDepartment', departmentId: at('市场部') },
      ],
      '2026-03-10',
    );
    const seen = await read(id);
    expect(seen.problems).toEqual([]);
    expect(seen.comparison.counts).toEqual({
      created: 1,
      removed: 2,
      renamed: 1,
      moved: 1,
      headsChanged: 1,
      deputiesChanged: 1,
      people: 2,
      carriedAlong: 2,
    });
    expect(seen.may).toEqual(['change', 'withdraw']);
    const drafted = await hr.call(readChart, { reorganisationId: id });
    expect(drafted.departments.map((one) => [one.name, one.people, one.mark])).toEqual([
      ['云澜酒店集团', 6, null],
      ['人力资源部', 2, null],
      ['财务部', 0, null],
      ['研发部', 3, 'moved'],
      ['平台组', 3, 'changed'],
      ['产品组', 0, 'removed'],
      ['市场部', 0, 'removed'],
      ['技术中心', 4, 'created'],
    ]);

    expect(await codeOf(act(hr, agreeReorganisation, id))).toBe('directory.reorganisationNeedsSecond');
    expect(await codeOf(act(hr, publishReorganisation, id))).toBe('directory.reorganisationSettled');
    await act(second, agreeReorganisation, id);
    expect(await codeOf(act(second, publishReorganisation, id))).toBe('directory.reorganisationNeedsSecond');
    await act(hr, publishReorganisation, id);
    await test.travelTo('2026-03-09T23:59:00+08:00');
    expect((await hr.call(readDepartment, { departmentId: at('研发中心') })).name).toBe('研发中心');
    const watched = [
      [readTree, { levels: 20 }],
      [readChart, {}],
      [listPeople, { departmentId: company.rootId, below: true }],
      [readPerson, { personId: product }],
    ] as const;
    await verifyPush(test, employee, directoryCache, watched, () => test.travelTo('2026-03-10T00:01:00+08:00'));

    expect(await read(id)).toMatchObject({ state: 'done', conflicts: [], may: [] });
    const tree = await employee.call(readTree, { levels: 20 });
    expect(tree.departments.map((one) => one.name)).toEqual([
      '云澜酒店集团',
      '人力资源部',
      '财务部',
      '研发部',
      '平台组',
      '技术中心',
    ]);
    const moved = await hr.call(readPerson, { personId: clerk });
    expect(moved).toMatchObject({ department: { name: '技术中心' }, supervisor: { name: '组长' } });
    expect(moved.posts).toMatchObject([{ name: '市场专员', departmentId: newId }]);
    expect((await hr.call(readPerson, { personId: product })).department?.name).toBe('平台组');
    expect((await hr.call(readDepartment, { departmentId: at('平台组') })).path.map((one) => one.name)).toEqual([
      '云澜酒店集团',
      '技术中心',
      '研发部',
    ]);
    const deputiesOf = async (departmentId: string) =>
      (await hr.call(readDepartment, { departmentId })).deputies.map(({ name }) => name);
    expect(await deputiesOf(at('平台组'))).toEqual(['产品']);
    expect(await deputiesOf(newId)).toEqual(['市场']);
    expect(drafted.departments.find(({ name }) => name === '平台组')?.deputies).toMatchObject([{ name: '产品' }]);
    expect(await hr.call(readHeadcount, { departmentId: newId })).toMatchObject({ total: 2, people: 4 });
    // Carried out once, also where the timer is heard again.
    const events = await test.sql(`select 1 from kernel.event where name = 'directory.structureReorganised'`);
    expect(events).toHaveLength(1);

    // How it was: the chart and the members of the day before.
    const before = await employee.call(readChart, { on: '2026-03-09' });
    expect(before.departments.map((one) => one.name)).toContain('市场部');
    expect(before.departments.map((one) => one.name)).toContain('研发中心');
    expect((await employee.call(readChart, { on: '2026-03-10' })).departments.map((one) => one.name)).toContain(
      '研发部',
    );
    const then = await hr.call(listMembersOn, { departmentId: at('市场部'), on: '2026-03-09' });
    expect(then.rows.map((row) => [row.person.name, row.until])).toEqual([['市场', '2026-03-10']]);
    expect((await employee.call(listMembersOn, { departmentId: at('市场部'), on: '2026-03-09' })).rows).toEqual([]);
    const history = await employee.call(readDepartmentHistory, { departmentId: at('研发中心') });
    expect(history.places.map((one) => [one.name, one.parent?.name, one.from, one.until])).toEqual([
      ['研发部', '技术中心', '2026-03-10', null],
      ['研发中心', '云澜酒店集团', '2026-03-02', '2026-03-10'],
    ]);
    expect((await hr.call(readDepartmentHistory, { departmentId: at('市场部') })).removedOn).toBe('2026-03-10');
  });

  it('stays between those who plan for all that it concerns', async () => {
    const other = await aCompany(test, { name: '江南分公司', departments: ['前厅部'] });
    const localId = await aPerson(test, other, { name: '分公司人事' });
    grants.set(localId, [{ permission: planReorganisation, reach: 'employer' }]);
    const administratorId = await aPerson(test, company, { name: '系统管理员' });
    grants.set(administratorId, [
      { permission: manageStructure, reach: 'company' },
      { permission: managePeople, reach: 'company' },
    ]);
    const groupId = await aPerson(test, company, { name: '集团人事' });
    grants.set(groupId, [{ permission: planReorganisation, reach: 'company' }]);
    test.program.kernel.authority.forget();
    const [local, administrator, group] = await Promise.all([
      test.as(localId),
      test.as(administratorId),
      test.as(groupId),
    ]);
    const id = await draft([{ kind: 'renameDepartment', departmentId: at('财务部'), name: '财务中心' }]);
    for (const who of [employee, administrator]) {
      expect(await codeOf(read(id, who))).toBe('kernel.notPermitted');
      expect(await codeOf(who.call(listReorganisations, {}))).toBe('kernel.notPermitted');
      expect(await codeOf(who.call(readChart, { reorganisationId: id }))).toBe('kernel.notPermitted');
      expect(await codeOf(act(who, agreeReorganisation, id))).toBe('kernel.notPermitted');
    }
    expect(await codeOf(read(id, local))).toBe('kernel.notFound');
    expect((await local.call(listReorganisations, {})).rows).toEqual([]);
    expect(await codeOf(local.call(readChart, { reorganisationId: id }))).toBe('kernel.notFound');
    expect(await codeOf(local.call(createReorganisation, { name: '越界', employerId: company.employerId }))).toBe(
      'directory.employerUnknown',
    );
    // Into the other employer's part reaches only who plans for both; from then on it is out of sight for the first.
    const across: ReorganisationStep = {
      kind: 'moveDepartment',
      departmentId: at('财务部'),
      parentId: other.departments.前厅部 ?? '',
    };
    const { revision } = await read(id);
    expect(
      await codeOf(hr.call(changeReorganisation, { reorganisationId: id, revision, change: { steps: [across] } })),
    ).toBe('directory.reorganisationOutsideReach');
    await group.call(changeReorganisation, { reorganisationId: id, revision, change: { steps: [across] } });
    expect(await codeOf(read(id))).toBe('kernel.notFound');
    // Nobody else hears of it.
    const nothing = await verifyPush(test, employee, directoryCache, [[readTree, {}]], () =>
      group.call(changeReorganisation, { reorganisationId: id, revision: revision + 1, change: { name: '换个名字' } }),
    );
    expect(nothing).toEqual([]);
    await group.call(withdrawReorganisation, { reorganisationId: id, revision: revision + 2 });
  });

  it('keeps every screen right, says what changed meanwhile, and goes on after it was looked at', async () => {
    let id = '';
    const listed = [[listReorganisations, {}]] as const;
    await verifyPush(test, second, directoryCache, listed, async () => {
      ({ reorganisationId: id } = await hr.call(createReorganisation, {
        name: '改名',
        employerId: company.employerId,
      }));
    });
    const watched = () =>
      [
        [listReorganisations, {}],
        [readReorganisation, { reorganisationId: id }],
        [readChart, { reorganisationId: id }],
      ] as const;
    const step: ReorganisationStep = { kind: 'renameDepartment', departmentId: at('财务部'), name: '资金部' };
    await verifyPush(test, second, directoryCache, watched(), () =>
      hr.call(changeReorganisation, { reorganisationId: id, revision: 1, change: { steps: [step], on: '2026-04-01' } }),
    );
    await verifyPush(test, hr, directoryCache, watched(), async () => {
      await act(second, agreeReorganisation, id);
    });
    const finance = await hr.call(readDepartment, { departmentId: at('财务部') });
    await verifyPush(test, hr, directoryCache, watched(), () =>
      hr.call(changeDepartment, {
        departmentId: finance.id,
        revision: finance.revision,
        change: { name: '财务管理部' },
      }),
    );
    expect((await read(id)).conflicts).toEqual([
      { step: 0, what: 'name', subject: '财务管理部', was: '财务部', is: '财务管理部' },
    ]);
    expect(await codeOf(act(hr, publishReorganisation, id))).toBe('directory.reorganisationHasConflicts');
    await verifyPush(test, second, directoryCache, watched(), async () => {
      await act(hr, rebaseReorganisation, id);
    });
    expect(await read(id)).toMatchObject({ conflicts: [], state: 'draft', agreedBy: null });
    await act(second, agreeReorganisation, id);
    await verifyPush(test, second, directoryCache, watched(), async () => {
      await act(hr, publishReorganisation, id);
    });
    expect(await codeOf(act(second, agreeReorganisation, id))).toBe('directory.reorganisationSettled');
    await verifyPush(test, second, directoryCache, [[listReorganisations, {}]], async () => {
      await act(hr, withdrawReorganisation, id);
    });
    await test.travelTo('2026-04-01T00:01:00+08:00');
    expect((await hr.call(readDepartment, { departmentId: at('财务部') })).name).toBe('财务管理部');
  });

  it('does nothing on its day where the structure is not what two people agreed on', async () => {
    const id = await draft(
      [
        { kind: 'renameDepartment', departmentId: at('财务部'), name: '资金部' },
        { kind: 'setHeads', departmentId: at('人力资源部'), headIds: [hr.personId] },
      ],
      '2026-04-10',
    );
    await act(second, agreeReorganisation, id);
    await act(hr, publishReorganisation, id);
    const { id: departmentId, revision } = await hr.call(readDepartment, { departmentId: at('人力资源部') });
    await hr.call(changeDepartment, { departmentId, revision, change: { headIds: [second.personId] } });
    await test.travelTo('2026-04-10T00:01:00+08:00');
    const failed = await read(id);
    expect(failed).toMatchObject({ state: 'failed', conflicts: [{ what: 'heads', was: '', is: '吕复核' }] });
    expect((await hr.call(readDepartment, { departmentId: at('财务部') })).name).toBe('财务管理部');
    // Looked at, agreed to and published once more, today.
    await act(hr, rebaseReorganisation, id);
    await act(second, agreeReorganisation, id);
    await act(hr, publishReorganisation, id);
    await test.settle();
    expect((await read(id)).state).toBe('done');
    expect((await hr.call(readDepartment, { departmentId: at('人力资源部') })).heads).toMatchObject([
      { name: '何人事' },
    ]);
  });

  it('begins anew when the process died in the middle, and takes effect once', async () => {
    const id = await draft([{ kind: 'renameDepartment', departmentId: at('财务部'), name: '财务' }], '2026-04-20');
    await act(second, agreeReorganisation, id);
    await act(hr, publishReorganisation, id);
    // The last statement of the work fails, as when the connection breaks.
    await test.sql(`create function directory.breaks() returns trigger language plpgsql as
      $$ begin if new.state = 'done' then raise exception 'gone'; end if; return new; end $$`);
    await test.sql(`create trigger breaks before update on directory.reorganisation for each row
      execute function directory.breaks()`);
    await test.travelTo('2026-04-20T00:01:00+08:00');
    expect((await read(id)).state).toBe('published');
    expect((await hr.call(readDepartment, { departmentId: at('财务部') })).name).toBe('资金部');
    await test.sql('drop trigger breaks on directory.reorganisation');
    await test.advance({ minutes: 5 });
    expect((await read(id)).state).toBe('done');
    expect((await hr.call(readDepartment, { departmentId: at('财务部') })).name).toBe('财务');
  });

  it('refuses a day in the past, what does not exist, an overtaken editor, and an empty draft', async () => {
    const id = await draft([]);
    const change = (to: Parameters<typeof hr.call<typeof changeReorganisation>>[1]['change'], revision = 2) =>
      codeOf(hr.call(changeReorganisation, { reorganisationId: id, revision, change: to }));
    expect(await change({ on: '2026-04-19' })).toBe('directory.dayInThePast');
    const nowhere = '01990000-0000-7000-8000-00000000dead';
    expect(await change({ steps: [{ kind: 'removeDepartment', departmentId: nowhere }] })).toBe(
      'directory.reorganisationStepWrong',
    );
    expect(await change({ name: '慢了一步' }, 1)).toBe('kernel.changedMeanwhile');
    expect(await codeOf(act(second, agreeReorganisation, id))).toBe('directory.reorganisationEmpty');
    expect(
      await change({ steps: [{ kind: 'moveDepartment', departmentId: at('研发中心'), parentId: at('平台组') }] }),
    ).toBe('done');
    expect(await codeOf(act(second, agreeReorganisation, id))).toBe('directory.reorganisationDayNeeded');
    expect(await change({ on: '2026-05-01' }, 3)).toBe('done');
    expect(await codeOf(act(second, agreeReorganisation, id))).toBe('directory.reorganisationHasProblems');
    // Two departments exchange names; a removed one gives its name free.
    const swap: ReorganisationStep[] = [
      { kind: 'renameDepartment', departmentId: at('财务部'), name: '人力资源部' },
      { kind: 'renameDepartment', departmentId: at('人力资源部'), name: '财务' },
    ];
    expect(await change({ steps: swap, on: '2026-04-20' }, 4)).toBe('done');
    await act(second, agreeReorganisation, id);
    await act(hr, publishReorganisation, id);
    await test.settle();
    expect((await hr.call(readDepartment, { departmentId: at('财务部') })).name).toBe('人力资源部');
  });

  it('the database keeps two people apart', async () => {
    const id = await draft([]);
    await expect(
      test.sql(
        `update directory.reorganisation set state = 'agreed', on_day = '2026-05-01', agreed_digest = 'x', agreed_by = changed_by where id = $1`,
        [id],
      ),
    ).rejects.toThrow('reorganisation_agreed');
  });
});

describe('headcount and the exported chart', () => {
  it('are set by post and in all, shown against who is there, and exported by those who may', async () => {
    const test = await startTestProgram(composition);
    try {
      const company = await aCompany(test);
      const personId = await aPerson(test, company, { department: '财务部' });
      grants.set(personId, [
        { permission: manageStructure, reach: 'employer' },
        { permission: exportPeople, reach: 'employer' },
      ]);
      const hr = await test.as(personId);
      const employee = await test.as(await aPerson(test, company, { department: '平台组' }));
      const postId = await aPost(test, company, '出纳');
      const departmentId = company.departments.财务部 ?? '';
      const watched = [
        [readHeadcount, { departmentId }],
        [readChart, {}],
        [readDepartmentHistory, { departmentId }],
      ] as const;
      await verifyPush(test, hr, directoryCache, watched, () =>
        hr.call(setHeadcount, { departmentId, total: 3, posts: [{ postId, planned: 1 }] }),
      );
      expect(await hr.call(readHeadcount, { departmentId })).toMatchObject({
        total: 3,
        people: 1,
        posts: [{ post: { name: '出纳' }, planned: 1, people: 0 }],
      });
      const plans = async (who: TestClient) =>
        (await who.call(readChart, {})).departments.find((one) => one.id === departmentId)?.planned;
      expect(await plans(hr)).toBe(3);
      expect(await plans(employee)).toBeNull();
      expect(await codeOf(employee.call(readHeadcount, { departmentId }))).toBe('kernel.notPermitted');
      expect(await codeOf(employee.call(setHeadcount, { departmentId, total: 9, posts: [] }))).toBe(
        'kernel.notPermitted',
      );
      const address = `/api/v1/${exportChart.name}?input=${Buffer.from('{}').toString('base64url')}`;
      expect((await hr.raw(address)).status).toBe(200);
      expect((await employee.raw(address)).status).toBe(403);
    } finally {
      await test.stop();
    }
  });
});
