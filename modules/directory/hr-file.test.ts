import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Composition } from '#kernel/server/program.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { fieldOwners, hrFileLimits, ownedElsewhere, ownerProcess } from './contract/field-owner.ts';
import { listHrFiles, receiveHrFile, rejectHrFile } from './contract/hr-file.ts';
import { applyImport, previewImport } from './contract/import.ts';
import { finishHandOver, listLeavings, nameSuccessor, readLeaving } from './contract/leaving.ts';
import { changePerson, listPeople, listPlannedChanges, markLeft, readPerson } from './contract/people.ts';
import { managePeople, manageStructure } from './contract/permissions.ts';
import { recordPhoneVerified } from './contract/phone-proof.ts';
import { previewPersonChange } from './contract/preview-change.ts';
import { completeProfile } from './contract/profile.ts';
import { directory } from './server/directory.ts';
import { hrFolderWork } from './server/hr-file/hr-folder-work.ts';
import { aCompany, aPerson, type Grants, type TestCompany, testAuthority } from './testing.ts';
import { directoryCache } from './web/cache.ts';

const grants: Grants = new Map();
const composition: Composition = {
  modules: [directory],
  authority: testAuthority([directory], grants),
  timeZone: async () => 'Asia/Shanghai',
};
let test: TestProgram;
let company: TestCompany;
let hr: TestClient;
let mei: TestClient;
const accounts: string[] = [];

beforeAll(async () => {
  test = await startTestProgram(composition);
  company = await aCompany(test);
  const personId = await aPerson(test, company, { account: 'hr', name: '何人事', department: '人力资源部' });
  grants.set(personId, [
    { permission: managePeople, reach: 'company' },
    { permission: manageStructure, reach: 'company' },
  ]);
  hr = await test.as(personId);
  for (let at = 0; at < 19; at += 1) {
    const account = `staff${at}`;
    accounts.push(account);
    const id = await aPerson(test, company, { account, name: `员工${at}`, department: '平台组' });
    if (at === 0) mei = await test.as(id);
  }
});
afterAll(() => test.stop());

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => error.code as string,
  );
const set = (name: string, value: unknown) =>
  test.sql(`insert into kernel.setting (name, value, at) values ($1, $2, '2026-03-02')`, [name, JSON.stringify(value)]);
/** A file with everybody but those left out; `titles`: 职务 by account. */
const file = (without: readonly string[] = [], titles: Record<string, string> = {}) => {
  const lines = ['姓名,帐号,部门,职务', '何人事,hr,人力资源部,'];
  for (const [at, account] of accounts.entries()) {
    if (!without.includes(account)) lines.push(`员工${at},${account},研发中心/平台组,${titles[account] ?? ''}`);
  }
  return { bytes: new TextEncoder().encode(`\uFEFF${lines.join('\n')}`), name: '人事.csv' };
};
const receive = (which: ReturnType<typeof file>) =>
  hr.call(receiveHrFile, { employerId: company.employerId }, { file: which });
const apply = async (importId: string) =>
  test.finish<{ changed: number }>(hr, await hr.call(applyImport, { importId }));
const applied = (importId: string) => codeOf(apply(importId));

it('a file of the HR system changes nothing until somebody approves it, once', async () => {
  let importId = '';
  await verifyPush(test, hr, directoryCache, [[listHrFiles, {}]], async () => {
    ({ importId } = await receive(file([], { staff0: '主管' })));
  });
  expect((await hr.call(readPerson, { personId: mei.personId })).jobTitle).toBeNull();
  expect((await hr.call(listHrFiles, {})).rows[0]).toMatchObject({ state: 'waiting', changed: 1, absent: 0 });
  expect(await apply(importId)).toMatchObject({ changed: 1 });
  expect((await hr.call(readPerson, { personId: mei.personId })).jobTitle).toBe('主管');
  expect(await applied(importId)).toBe('directory.importDone');
  expect(await codeOf(hr.call(rejectHrFile, { importId }))).toBe('directory.importDone');
  // The same file again has nothing to say.
  await receive(file([], { staff0: '主管' }));
  expect((await hr.call(listHrFiles, {})).rows[0]?.state).toBe('same');
});

it('a rejected file is never applied', async () => {
  const { importId } = await receive(file([], { staff1: '专员' }));
  await verifyPush(test, hr, directoryCache, [[listHrFiles, {}]], () => hr.call(rejectHrFile, { importId }));
  expect(await applied(importId)).toBe('directory.importDone');
  expect(await codeOf(mei.call(listHrFiles, {}))).toBe('kernel.notPermitted');
});

it('a file that lacks or changes too many is refused; whoever is missing leaves only where the company says so', async () => {
  const half = await receive(file(accounts.slice(0, 10)));
  expect(await applied(half.importId)).toBe('directory.hrFileTooMuch');
  const everybody = Object.fromEntries(accounts.map((account) => [account, '新职务']));
  expect(await applied((await receive(file([], everybody))).importId)).toBe('directory.hrFileTooMuch');
  const one = await receive(file(['staff5'], { staff0: '主管', staff2: '组长' }));
  await apply(one.importId);
  expect((await hr.call(listPlannedChanges, {})).rows).toEqual([]);
  await set(hrFileLimits.name, { mostAbsent: 10, mostChanged: 30, absentMeans: 'leaving' });
  const again = await receive(file(['staff5'], { staff0: '主管', staff3: '组长' }));
  // Somebody who joined after the file isn't in it, and stays.
  const newcomer = await aPerson(test, company, { account: 'late', name: '新来的', department: '平台组' });
  await apply(again.importId);
  const { rows } = await hr.call(listPlannedChanges, {});
  expect(rows.map((row) => [row.kind, row.subject.name])).toEqual([['markLeft', '员工5']]);
  await test.advance({ days: 1 });
  const { rows: left } = await hr.call(listPeople, { state: 'left' });
  expect(left.map((row) => row.name)).toEqual(['员工5']);
  expect((await hr.call(readPerson, { personId: newcomer })).active).toBe(true);
});

it('a folder is looked into every night by one program, and each file in it taken once', async () => {
  const inbox = mkdtempSync(join(tmpdir(), 'guiju-inbox-'));
  mkdirSync(join(inbox, 'hr', '别家公司'), { recursive: true });
  const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(inbox, 'hr', name), bytes);
  (test.program.kernel as { inbox?: string }).inbox = inbox;
  const files = async () => (await hr.call(listHrFiles, {})).rows.map((row) => [row.fileName, row.state]);
  const before = await files();
  expect((await hr.call(listHrFiles, {})).folder).toEqual({ lookedAt: null, problems: [] });
  put('人事-1.csv', file(['staff5'], { staff0: '副主管', staff3: '组长' }).bytes);
  put('坏.csv', '姓名,帐号,部门,入职日期\n员工0,staff0,研发中心/平台组,昨天\n');
  put('说明.txt', '每晚一点');
  put('.人事-2.csv.part', 'half');
  writeFileSync(join(inbox, 'hr', '别家公司', '人事.csv'), 'x');
  await verifyPush(test, hr, directoryCache, [[listHrFiles, {}]], () => test.advance({ days: 1 }));
  expect(await files()).toEqual([['坏.csv', 'faulty'], ['人事-1.csv', 'waiting'], ...before]);
  expect((await hr.call(listHrFiles, {})).folder).toEqual({
    lookedAt: expect.any(String),
    problems: [
      { code: 'notATable', file: '说明.txt' },
      { code: 'employerUnknown', file: join('别家公司', '人事.csv') },
    ],
  });
  // Nothing is applied by itself, and of the broken one HR is told row and column.
  expect((await hr.call(readPerson, { personId: mei.personId })).jobTitle).not.toBe('副主管');
  const events = await test.sql<{ facts: { faulty?: object } }>(
    `select facts from kernel.event where name = 'directory.hrFileChanged' order by number desc limit 2`,
  );
  expect(events.map(({ facts }) => facts.faulty ?? null)).toContainEqual({ errors: 1, row: 2, column: 'D' });
  // The same files the next night, and two programs at once: nothing new.
  await test.advance({ days: 1 });
  expect(await files()).toHaveLength(before.length + 2);
  await test.sql('update directory.hr_folder set asked = true');
  const { kernel } = test.program;
  const claim = () =>
    kernel.database.write
      .transaction()
      .execute((db) => hrFolderWork.take({ db, inbox, now: kernel.clock.now() } as never));
  const claims = await Promise.all([claim(), claim()]);
  expect(claims.flat()).toHaveLength(1);
  await test.sql('update directory.hr_folder set asked = false, claimed_until = null');
  // Written anew with the same content it is another night’s file; a folder that is gone is said.
  put('人事-1.csv', file(['staff5'], { staff0: '副主管', staff3: '组长' }).bytes);
  utimesSync(join(inbox, 'hr', '人事-1.csv'), 1_900_000_000, 1_900_000_000);
  await test.advance({ days: 1 });
  expect(await files()).toHaveLength(before.length + 3);
  rmSync(inbox, { recursive: true });
  await test.advance({ days: 1 });
  expect((await hr.call(listHrFiles, {})).folder?.problems).toEqual([{ code: 'unreadable', file: 'ENOENT' }]);
  (test.program.kernel as { inbox?: string | undefined }).inbox = undefined;
});
it('fields of another system are refused here, by hand and by an import, and said on the person', async () => {
  await set(fieldOwners.name, { jobTitle: 'hrFile', phone: 'directoryServer' });
  const { revision, record } = await hr.call(readPerson, { personId: mei.personId });
  expect(record?.owners).toEqual({ jobTitle: 'hrFile', phone: 'directoryServer' });
  const change = (to: object) => codeOf(hr.call(changePerson, { personId: mei.personId, revision, change: to }));
  expect(await change({ jobTitle: '总监' })).toBe('directory.fieldOwned');
  expect(await codeOf(mei.call(completeProfile, { revision, phone: '13900000000' }))).toBe('directory.fieldOwned');
  expect(await change({ workPlace: '北京' })).toBe('done');
  const which = file(['staff5'], { staff0: '经理', staff2: '组长', staff3: '组长' });
  const byHand = await hr.call(previewImport, { employerId: company.employerId }, { file: which });
  expect(await applied(byHand.importId)).toBe('directory.fieldOwned');
  const { importId } = await receive(which);
  expect(await apply(importId)).toMatchObject({ changed: 1 });
});

it('the owner’s process may write what nobody else may', () => {
  const owners = { phone: 'directoryServer', name: 'hrFile' } as const;
  expect(ownedElsewhere(owners, ['phone', 'name', 'email'], undefined)).toEqual(['name', 'phone']);
  expect(ownedElsewhere(owners, ['phone', 'name'], ownerProcess.directoryServer)).toEqual(['name']);
});

it('a leaving keeps every screen right: successors named, what nobody could take, and what a change would bring', async () => {
  const leaver = await aPerson(test, company, { name: '无上级' });
  await aPerson(test, company, { name: '下属', supervisorId: leaver });
  const heir = await aPerson(test, company, { name: '接手', phone: '13800000007' });
  const today = test.program.kernel.clock.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
  const { revision } = await hr.call(readPerson, { personId: leaver });
  await hr.call(markLeft, { personId: leaver, revision, lastDay: today });
  const shown = [
    [readLeaving, { personId: leaver }],
    [listLeavings, {}],
  ] as const;
  const line = 'directory.subordinates';
  await verifyPush(test, hr, directoryCache, [...shown], () =>
    hr.call(nameSuccessor, { personId: leaver, line, successorId: heir }),
  );
  await hr.call(nameSuccessor, { personId: leaver, line, successorId: null });
  await verifyPush(test, hr, directoryCache, [[readPerson, { personId: leaver }]], async () => {
    const { effects } = await hr.call(previewPersonChange, { personId: leaver, change: null });
    expect(effects.find((one) => one.name === 'directory.reports')?.lost.map((one) => one.label.zh)).toEqual(['下属']);
  });
  await test.advance({ days: 1 });
  // Nobody was named, and nobody is above: it stays open until HR finds somebody.
  expect((await hr.call(listLeavings, { openOnly: true })).rows.map((row) => row.person.name)).toEqual(['无上级']);
  await verifyPush(test, hr, directoryCache, [...shown], () =>
    hr.call(finishHandOver, { personId: leaver, line, successorId: heir }),
  );
  expect((await hr.call(listLeavings, { openOnly: true })).rows).toEqual([]);
  expect(await codeOf(hr.call(finishHandOver, { personId: leaver, line, successorId: heir }))).toBe(
    'directory.handOverNotOpen',
  );
  await verifyPush(test, hr, directoryCache, [[readPerson, { personId: heir }]], () =>
    test.system(recordPhoneVerified, { personId: heir, phone: '13800000007' }),
  );
  expect(await codeOf(hr.call(recordPhoneVerified, { personId: heir, phone: '13800000007' }))).toBe(
    'kernel.notPermitted',
  );
});
