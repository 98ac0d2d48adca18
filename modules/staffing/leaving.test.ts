import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { readViewer } from '#modules/access/contract/viewer.ts';
import { giveRole } from '#modules/access/testing.ts';
import { createApproverGroup, listApproverGroups } from '#modules/approvals/contract/group-operations.ts';
import { listToDo, submitRequest } from '#modules/approvals/contract/operations.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { listLeavings, nameSuccessor, readLeaving } from '#modules/directory/contract/leaving.ts';
import { changePerson, markLeft, readPerson, withdrawPlannedChange } from '#modules/directory/contract/people.ts';
import { previewPersonChange } from '#modules/directory/contract/preview-change.ts';
import { aCompany, aPerson, directoryCacheRules, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';

let test: TestProgram;
let company: TestCompany;
let hr: TestClient;
let mei: TestClient;
let admin: TestClient;
const ids: Record<string, string> = {};
let made = 0;

beforeAll(async () => {
  test = await startTestProgram(composition);
  company = await aCompany(test);
  ids.boss = await aPerson(test, company, { name: '总经理' });
  ids.head = await aPerson(test, company, { name: '王强', department: '研发中心', supervisorId: ids.boss });
  ids.hr = await aPerson(test, company, { name: '何人事', department: '人力资源部' });
  ids.heir = await aPerson(test, company, { name: '周接手', department: '平台组' });
  const departmentId = company.departments.研发中心 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids.head] } });
  await giveRole(test, ids.hr, 'hr');
  hr = await test.as(ids.hr);
  const keeper = await aPerson(test, company, { name: '系统管理员' });
  await giveRole(test, keeper, 'administrator');
  admin = await test.as(keeper);
});
afterAll(() => test.stop());

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.code as string,
  );
const revisionOf = async (personId: string) => (await hr.call(readPerson, { personId })).revision;
const leaves = async (personId: string, lastDay: string, successorId: string | null = null) =>
  hr.call(markLeft, { personId, revision: await revisionOf(personId), lastDay, successorId });
const someone = (more: Parameters<typeof aPerson>[2] = {}) => {
  made += 1;
  return aPerson(test, company, { name: `员工${made}`, department: '平台组', ...more });
};
const today = () => test.program.kernel.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
const inDays = (days: number) => today().add({ days }).toString();
const lineOf = async (personId: string, line: string) =>
  (await hr.call(readLeaving, { personId })).lines.find((one) => one.line === line);

describe('leaving with a hand-over', () => {
  it('lists what is held, hands each line over on the minute, once, and ends the sessions', async () => {
    const leaver = await someone({ name: '李离职', supervisorId: ids.head });
    const report = await someone({ supervisorId: leaver });
    mei = await test.as(await someone({ name: '李梅', supervisorId: leaver }));
    const group = await admin.call(createApproverGroup, {
      name: '采购会签',
      employerId: company.employerId,
      memberIds: [leaver],
    });
    await mei.call(submitRequest, {
      kind: 'staffing.changePermission',
      form: { person: mei.personId, what: 'give', permission: '导出', reason: '需要' },
    });
    const gone = await test.as(leaver);
    await verifyPush(test, hr, directoryCacheRules, [[listLeavings, {}]], () => leaves(leaver, inDays(2)));
    await verifyPush(
      test,
      hr,
      directoryCacheRules,
      [
        [listLeavings, {}],
        [readLeaving, { personId: leaver }],
      ],
      () => hr.call(nameSuccessor, { personId: leaver, line: 'approvals.approverGroups', successorId: ids.heir ?? '' }),
    );
    const list = await hr.call(readLeaving, { personId: leaver });
    expect(list.lines.filter((one) => one.count > 0).map((one) => [one.line, one.count, one.goesTo?.name])).toEqual([
      ['directory.subordinates', 2, '王强'],
      ['approvals.approverGroups', 1, '周接手'],
    ]);
    expect(list.lines.find((one) => one.line === 'approvals.approverGroups')?.goesTo?.chosen).toBe('line');
    // One minute before the day ends the account works; then it is closed, and nothing waits for it.
    await test.travelTo(`${inDays(2)}T23:59:00+08:00`);
    expect(await codeOf(gone.call(readViewer, {}))).toBe('done');
    await test.advance({ minutes: 1 });
    expect(await codeOf(gone.call(readViewer, {}))).toBe('kernel.notSignedIn');
    const done = await hr.call(readLeaving, { personId: leaver });
    expect(done.outcomes.map((one) => [one.line, one.handed, one.to?.name, one.to?.chosen])).toEqual([
      ['approvals.approverGroups', 1, '周接手', 'line'],
      ['directory.subordinates', 2, '王强', 'supervisor'],
    ]);
    expect((await hr.call(readPerson, { personId: report })).supervisor?.id).toBe(ids.head);
    const { rows } = await admin.call(listApproverGroups, {});
    expect(rows.find((one) => one.groupId === group.groupId)?.members.map((one) => one.id)).toEqual([ids.heir]);
    const sessions = await test.sql('select 1 from kernel.session where person_id = $1 and ended_at is null', [leaver]);
    expect(sessions).toEqual([]);
  });

  it('a process that dies in the middle leaves nothing half done, and the next one does it once', async () => {
    const leaver = await someone({ supervisorId: ids.head });
    const report = await someone({ supervisorId: leaver });
    await leaves(leaver, inDays(0));
    // The transaction breaks at its last statement, as where the process dies before the commit.
    await test.sql(`create function directory.break() returns trigger language plpgsql as $$ begin
      raise exception 'power cut'; end $$`);
    await test.sql(`create trigger break before update on directory.planned_change for each row
      when (new.state = 'done') execute function directory.break()`);
    await test.advance({ days: 1 });
    expect((await hr.call(readPerson, { personId: report })).supervisor?.id).toBe(leaver);
    expect(await test.sql('select 1 from directory.hand_over where person_id = $1', [leaver])).toEqual([]);
    await test.sql('drop trigger break on directory.planned_change');
    await test.advance({ hours: 2 });
    expect((await hr.call(readPerson, { personId: report })).supervisor?.id).toBe(ids.head);
    expect(await test.sql('select handed from directory.hand_over where person_id = $1', [leaver])).toEqual([
      { handed: 1 },
    ]);
    const told = await test.sql(
      `select count(*)::int as times from kernel.event where name = 'directory.handedOver' and facts ->> 'personId' = $1`,
      [leaver],
    );
    expect(told).toEqual([{ times: 1 }]);
  });

  it('takes the next best where who was named is gone by then, and says why', async () => {
    const leaver = await someone({ supervisorId: ids.head });
    await someone({ supervisorId: leaver });
    const heir = await someone();
    await leaves(leaver, inDays(3), heir);
    expect((await lineOf(leaver, 'directory.subordinates'))?.goesTo).toMatchObject({ id: heir, chosen: 'all' });
    await leaves(heir, inDays(1));
    expect(await lineOf(leaver, 'directory.subordinates')).toMatchObject({
      goesTo: { id: ids.head, chosen: 'supervisor' },
      problem: 'leavesToo',
    });
    await test.advance({ days: 4 });
    const { outcomes } = await hr.call(readLeaving, { personId: leaver });
    expect(outcomes.map((one) => one.to?.chosen)).toEqual(['supervisor']);
  });

  it('refuses what can’t be', async () => {
    const leaver = await someone();
    const other = await someone();
    const gone = await someone();
    await leaves(gone, today().subtract({ days: 1 }).toString());
    expect(await codeOf(leaves(leaver, inDays(3), leaver))).toBe('directory.successorIsLeaver');
    expect(await codeOf(leaves(leaver, inDays(3), gone))).toBe('directory.personUnknown');
    expect(await codeOf(hr.call(nameSuccessor, { personId: leaver, line: null, successorId: other }))).toBe(
      'directory.notLeaving',
    );
    expect(await codeOf(hr.call(nameSuccessor, { personId: gone, line: null, successorId: other }))).toBe(
      'directory.hasLeft',
    );
    const { plannedChangeId = '' } = await leaves(leaver, inDays(3));
    expect(await codeOf(leaves(leaver, inDays(5)))).toBe('directory.leavingPlanned');
    const name = (successorId: string, line: string | null = null) =>
      codeOf(hr.call(nameSuccessor, { personId: leaver, line, successorId }));
    expect(await name(leaver)).toBe('directory.successorIsLeaver');
    expect(await name(gone)).toBe('directory.personUnknown');
    expect(await name(other, 'no.such')).toBe('kernel.notFound');
    // Roles aren't handed over by a checklist.
    expect(await name(other, 'access.roles')).toBe('kernel.notFound');
    await leaves(other, inDays(2));
    expect(await name(other)).toBe('directory.successorLeaves');
    expect(await codeOf(mei.call(nameSuccessor, { personId: leaver, line: null, successorId: other }))).toBe(
      'kernel.notPermitted',
    );
    expect(await codeOf(mei.call(readLeaving, { personId: leaver }))).toBe('kernel.notFound');
    await hr.call(withdrawPlannedChange, { plannedChangeId });
    expect(await codeOf(hr.call(readLeaving, { personId: leaver }))).toBe('kernel.notFound');
    expect(await name(other)).toBe('directory.notLeaving');
    await leaves(leaver, inDays(9));
  });
});

describe('the preview of a change', () => {
  const effect = (answer: Awaited<ReturnType<typeof preview>>, name: string) =>
    answer.effects.find((one) => one.name === name);
  const preview = (personId: string, change: Parameters<typeof hr.call<typeof previewPersonChange>>[1]['change']) =>
    hr.call(previewPersonChange, { personId, change });

  it('shows what comes and goes, changes nothing, and is what then happens', async () => {
    const mover = await someone({ name: '调岗人', supervisorId: ids.head });
    const finance = company.departments.财务部 ?? '';
    const change = { departments: [{ departmentId: finance, main: true }], supervisorId: ids.boss };
    const request = await (await test.as(mover)).call(submitRequest, {
      kind: 'staffing.changePermission',
      form: { person: mover, what: 'give', permission: '导出', reason: '需要' },
    });
    expect(request.requestId).toBeTruthy();
    const before = await hr.call(readPerson, { personId: mover });
    const shown = await preview(mover, change);
    expect(effect(shown, 'directory.place')?.changed.map((one) => [one.label.zh, one.from?.zh, one.to?.zh])).toEqual(
      expect.arrayContaining([
        ['主部门', '平台组', '财务部'],
        ['直属上级', '王强', '总经理'],
      ]),
    );
    expect(await hr.call(readPerson, { personId: mover })).toEqual(before);
    await hr.call(changePerson, { personId: mover, revision: before.revision, change });
    expect((await hr.call(readPerson, { personId: mover })).supervisor?.id).toBe(ids.boss);
    expect((await preview(mover, change)).effects).toEqual([]);
  });

  it('of a leaving shows all rights lost', async () => {
    const leaver = await someone({ name: '有权人' });
    await giveRole(test, leaver, 'generalOffice');
    const shown = await preview(leaver, null);
    const rights = effect(shown, 'access.permissions');
    expect(rights?.lost.map((one) => one.label.zh)).toContain('角色：综合办公室');
    expect(rights?.gained).toEqual([]);
    expect((await hr.call(readPerson, { personId: leaver })).active).toBe(true);
  });

  it('is HR’s', async () => {
    expect(await codeOf(mei.call(previewPersonChange, { personId: ids.heir ?? '', change: null }))).toBe(
      'kernel.notPermitted',
    );
    const to = await mei.call(listToDo, {});
    expect(to.rows).toEqual([]);
  });
});
