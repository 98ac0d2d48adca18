import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import type { Composition } from '#kernel/server/program.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { readChart, readDepartmentHistory } from './contract/chart.ts';
import { listReporting, readDepartment, readTree } from './contract/departments.ts';
import { exportPeople, listPeople, namePeople, readPerson, searchPeople } from './contract/people.ts';
import { managePeople, manageVisibility, exportPeople as mayExport } from './contract/permissions.ts';
import {
  decideVisibility,
  listVisibilityRules,
  removeVisibilityRule,
  setVisibilityRule,
} from './contract/visibility.ts';
import { directory } from './server/directory.ts';
import { aCompany, aPerson, type Grants, type TestCompany, testAuthority } from './testing.ts';
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

describe('who sees what', () => {
  let test: TestProgram;
  let company: TestCompany;
  let administrator: TestClient;
  let hr: TestClient;
  let president: TestClient;
  let second: TestClient;
  let secretary: TestClient;
  let employee: TestClient;
  let exporter: TestClient;
  const boardId = () => company.departments.总裁办 ?? '';

  beforeAll(async () => {
    test = await startTestProgram(composition);
    company = await aCompany(test, { departments: ['总裁办', '人力资源部', '研发中心', '研发中心/项目组'] });
    const someone = async (name: string, department: string, more: object = {}) =>
      test.as(await aPerson(test, company, { name, department, ...more }));
    president = await someone('赵总裁', '总裁办', {
      account: 'zhao',
      phone: '+8613911112222',
      landline: '0571-88880001',
      email: 'boss@example.com',
      jobTitle: '总裁',
    });
    secretary = await someone('钱秘书', '总裁办', { phone: '+8613911113333' });
    hr = await someone('何人事', '人力资源部');
    administrator = await someone('管理员', '人力资源部');
    second = await someone('副管理员', '人力资源部');
    exporter = await someone('行政', '人力资源部');
    employee = await someone('张三丰', '研发中心', { supervisorId: president.personId });
    grants.set(hr.personId, [{ permission: managePeople, reach: 'company' }]);
    for (const one of [administrator, second])
      grants.set(one.personId, [{ permission: manageVisibility, reach: 'company' }]);
    grants.set(exporter.personId, [{ permission: mayExport, reach: 'company' }]);
    test.program.kernel.authority.forget();
  });
  afterAll(() => test.stop());

  const rule = (more: object) => ({
    name: '高管联系方式',
    hides: ['phone', 'landline', 'email'] as ('phone' | 'landline' | 'email' | 'person' | 'department')[],
    departmentIds: [boardId()],
    personIds: [],
    shownToDepartmentIds: [],
    shownToPersonIds: [],
    amongThemselves: true,
    ...more,
  });
  /** Proposed by one, agreed to by the other. */
  const set = async (more: Partial<CallInputOf<typeof setVisibilityRule>>) => {
    const { ruleId, proposalId } = await administrator.call(setVisibilityRule, { ...rule(more) });
    await second.call(decideVisibility, { proposalId: proposalId ?? '', agree: true });
    return ruleId;
  };
  const remove = async (ruleId: string) => {
    const { proposalId } = await administrator.call(removeVisibilityRule, { ruleId });
    await second.call(decideVisibility, { proposalId: proposalId ?? '', agree: true });
  };
  const contactsOf = async (who: TestClient) => {
    const { phone, landline, email } = await who.call(readPerson, { personId: president.personId });
    return [phone, landline, email];
  };
  const found = async (who: TestClient, text: string) =>
    (await who.call(searchPeople, { text })).rows.map((row) => [row.name, row.phone, row.email]);

  it('hides contacts in cards, lists, search and exports, but not from themselves, each other and HR', async () => {
    const shown = ['+8613911112222', '0571-88880001', 'boss@example.com'];
    expect(await contactsOf(employee)).toEqual(shown);
    const watched = [
      [readPerson, { personId: president.personId }],
      [searchPeople, { text: '2222' }],
      [listPeople, { departmentId: boardId() }],
    ] as const;
    let ruleId = '';
    await verifyPush(test, employee, directoryCache, watched, async () => {
      ruleId = await set({});
    });
    expect(await contactsOf(employee)).toEqual([null, null, null]);
    for (const who of [president, secretary, hr]) expect(await contactsOf(who)).toEqual(shown);
    expect((await employee.call(listPeople, { departmentId: boardId() })).rows.map((row) => row.phone)).toEqual([
      null,
      null,
    ]);
    // Nor does typing what is hidden find anybody; the name, pinyin, initials, title and account still do.
    for (const text of ['13911112222', '2222', '0001', 'boss', 'boss@example.com']) {
      expect(await found(employee, text)).toEqual([]);
      expect(await found(secretary, text)).not.toEqual([]);
    }
    for (const text of ['赵总', '总裁', 'zhaozong', 'zzc', 'zhao']) {
      expect(await found(employee, text)).toContainEqual(['赵总裁', null, null]);
    }
    expect((await employee.call(listPeople, { text: '2222' })).rows).toEqual([]);
    const input = Buffer.from(JSON.stringify({ employerId: company.employerId, format: 'csv' })).toString('base64url');
    const file = await (await exporter.raw(`/api/v1/${exportPeople.name}?input=${input}`)).text();
    expect(file).toContain('赵总裁');
    expect(file).not.toContain('13911112222');
    expect(file).not.toContain('boss@example.com');
    const audited = await test.sql(`select 1 from kernel.audit where operation = 'directory.exportPeople'`);
    expect(audited).toHaveLength(1);

    // Shown to one more person; then to all again.
    await verifyPush(test, employee, directoryCache, watched, () =>
      set({ ruleId, shownToPersonIds: [employee.personId] }),
    );
    expect(await contactsOf(employee)).toEqual(shown);
    expect((await administrator.call(listVisibilityRules, {})).rows).toMatchObject([
      { id: ruleId, departments: [{ name: '总裁办' }], shownToPeople: [{ name: '张三丰' }] },
    ]);
    await verifyPush(test, administrator, directoryCache, [[listVisibilityRules, {}], ...watched], () =>
      remove(ruleId),
    );
    expect(await contactsOf(exporter)).toEqual(shown);
  });

  it('hides people and departments altogether', async () => {
    const secretId = company.departments.项目组 ?? '';
    const agent = await test.as(await aPerson(test, company, { name: '孙隐', department: '项目组' }));
    const ruleId = await set({ name: '项目组', hides: ['person', 'department'], departmentIds: [secretId] });
    expect(await codeOf(employee.call(readPerson, { personId: agent.personId }))).toBe('kernel.notFound');
    expect(await found(employee, '孙隐')).toEqual([]);
    expect((await employee.call(listPeople, { departmentId: secretId })).rows).toEqual([]);
    expect((await employee.call(readTree, { levels: 20 })).departments.map((one) => one.name)).not.toContain('项目组');
    expect((await employee.call(readChart, {})).departments.map((one) => one.name)).not.toContain('项目组');
    expect((await employee.call(readDepartment, { departmentId: company.departments.研发中心 ?? '' })).children).toBe(
      0,
    );
    expect(await codeOf(employee.call(readDepartment, { departmentId: secretId }))).toBe('kernel.notFound');
    expect(await codeOf(employee.call(readDepartmentHistory, { departmentId: secretId }))).toBe('kernel.notFound');
    expect(await codeOf(employee.call(listReporting, { supervisorId: agent.personId }))).toBe('kernel.notFound');
    // A conversation or a request still has the name.
    expect((await employee.call(namePeople, { personIds: [agent.personId] })).rows).toMatchObject([
      { name: '孙隐', photo: null },
    ]);
    expect((await agent.call(readTree, { levels: 20 })).departments.map((one) => one.name)).toContain('项目组');
    expect(await found(hr, '孙隐')).toHaveLength(1);
    await remove(ruleId);
  });

  it('changes nothing before a second person agrees, and nothing where nobody does (A4)', async () => {
    const watched = [[listVisibilityRules, {}]] as const;
    const before = await contactsOf(employee);
    let proposalId: string | null = null;
    await verifyPush(test, second, directoryCache, watched, async () => {
      ({ proposalId } = await administrator.call(setVisibilityRule, { ...rule({}), reason: '骚扰电话' }));
    });
    expect(await contactsOf(employee)).toEqual(before);
    const mine = await administrator.call(listVisibilityRules, {});
    expect(mine).toMatchObject({ rows: [], proposals: [{ what: 'add', reason: '骚扰电话', may: ['withdraw'] }] });
    const decide = (who: TestClient, agree: boolean) =>
      codeOf(who.call(decideVisibility, { proposalId: proposalId ?? '', agree }));
    expect(await decide(administrator, true)).toBe('directory.visibilityNeedsSecond');
    expect(await decide(employee, true)).toBe('kernel.notPermitted');
    await verifyPush(test, administrator, directoryCache, watched, () => decide(second, true));
    expect(await contactsOf(employee)).toEqual([null, null, null]);
    expect(await decide(second, false)).toBe('directory.visibilityDecided');
    // One change at a time, made on what the rule is; a refused one changes nothing; nor does one person take a rule away.
    const [{ id: ruleId } = { id: '' }] = (await second.call(listVisibilityRules, {})).rows;
    await verifyPush(test, second, directoryCache, watched, async () => {
      ({ proposalId } = await administrator.call(removeVisibilityRule, { ruleId }));
    });
    expect(await codeOf(second.call(setVisibilityRule, { ruleId, ...rule({ hides: ['phone'] }) }))).toBe(
      'directory.visibilityChangedMeanwhile',
    );
    expect(await decide(second, false)).toBe('done');
    expect(await contactsOf(employee)).toEqual([null, null, null]);
    ({ proposalId } = await administrator.call(removeVisibilityRule, { ruleId }));
    await test.system(setVisibilityRule, { ruleId, ...rule({ hides: ['phone'] }) });
    expect(await decide(second, true)).toBe('directory.visibilityChangedMeanwhile');
    expect(await decide(administrator, false)).toBe('done');
    await set({ ruleId, hides: ['email'] });
    // The database refuses what went round it.
    await expect(
      test.sql('update directory.visibility_rule set approved_by = changed_by where id = $1', [ruleId]),
    ).rejects.toMatchObject({ constraint: 'visibility_by_two' });
    await expect(
      test.sql(`update directory.visibility_proposal set decided_by = proposed_by where outcome = 'carriedOut'`),
    ).rejects.toMatchObject({ constraint: 'visibility_second' });
    await expect(test.sql('delete from directory.visibility_rule where id = $1', [ruleId])).rejects.toMatchObject({
      constraint: 'visibility_goes_by_two',
    });
    await remove(ruleId);
    expect(await contactsOf(employee)).toEqual(before);
  });

  it('is set by those who may, about what exists', async () => {
    expect(await codeOf(employee.call(setVisibilityRule, rule({})))).toBe('kernel.notPermitted');
    expect(await codeOf(employee.call(listVisibilityRules, {}))).toBe('kernel.notPermitted');
    const nowhere = '01990000-0000-7000-8000-00000000dead';
    expect(await codeOf(administrator.call(setVisibilityRule, rule({ departmentIds: [nowhere] })))).toBe(
      'directory.departmentUnknown',
    );
    expect(await codeOf(administrator.call(setVisibilityRule, rule({ personIds: [nowhere] })))).toBe(
      'directory.personUnknown',
    );
    expect(await codeOf(administrator.call(setVisibilityRule, { ruleId: nowhere, ...rule({}) }))).toBe(
      'kernel.notFound',
    );
    expect(await codeOf(administrator.call(removeVisibilityRule, { ruleId: nowhere }))).toBe('kernel.notFound');
  });
});
