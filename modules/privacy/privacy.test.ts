import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { personal } from '#kernel/contract/personal.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { requestLeave } from '#modules/leave/contract/operations.ts';
import { aGroup, say } from '#modules/messaging/testing.ts';
import { exportOwnData, listOwnData, readOwnData } from './contract/operations.ts';
import { ownKinds } from './contract/own-kinds.ts';
import { flatRow } from './domain/flat-row.ts';
import { marksOf } from './domain/marks-of.ts';

let test: TestProgram;
let mei: TestClient;
let wang: TestClient;

beforeAll(async () => {
  test = await startTestProgram(composition, { startAt: '2026-03-02T09:00:00+08:00' });
  const company = await aCompany(test, { departments: ['前厅部'] });
  mei = await test.as(await aPerson(test, company, { name: '李雪梅', phone: '+8613900000001', department: '前厅部' }));
  wang = await test.as(await aPerson(test, company, { name: '王建国', department: '前厅部' }));
  const departmentId = company.departments.前厅部 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [wang.personId] } });
  const half = { date: '2026-03-10', half: 'morning' } as const;
  await mei.call(requestLeave, { kind: 'sick', from: half, to: { ...half, half: 'afternoon' }, reason: '就诊雪莲' });
  const group = await aGroup(mei, [wang], '值班群');
  await say(mei, group, '雪莲开了');
  await say(wang, group, '好的冬青');
  await test.settle();
});
afterAll(() => test.stop());

/** Modules that answer marked data, but nothing of it is about the reader as such. */
const withoutKind: Readonly<Record<string, string>> = {
  bulletins: 'texts of the company to all, and who wrote them',
  staffing: 'its requests are approvals’, kind `requests`',
  feedback: 'its suggestions are approvals’, kind `requests`',
  admin: 'names of administrators and of those who supervise them',
  kernel: 'who changed a setting or looked at what; the look itself is evidence of the company',
  workbench: 'gathers what has kinds here',
  integrations: 'the person record in the words of SCIM, kind `person`',
  files: 'who uploaded a file; files go with what they are attached to, which has a kind',
};

describe('what is recorded about oneself', () => {
  it('is named for every module that marks personal data', async () => {
    const named = new Set(ownKinds.map(({ query }) => query.name.split('.')[0]));
    const marking = test.program.contracts.filter(({ name, operations }) =>
      operations.some(({ output }) => name !== 'privacy' && marksOf(output).length > 0),
    );
    expect(marking.map(({ name }) => name).filter((name) => !named.has(name) && !withoutKind[name])).toEqual([]);
    const { kinds } = await mei.call(listOwnData, {});
    expect(kinds.find(({ key }) => key === 'signIns')?.marks).toContainEqual({
      fields: ['at', 'address', 'agent'],
      purpose: 'security',
      basis: 'law',
      retention: 'security-log-6m',
      sensitive: false,
    });
  });

  it('is shown of every kind, and nothing of anybody else’s', async () => {
    const shown = new Map<string, string>();
    for (const { key } of ownKinds) shown.set(key, JSON.stringify(await mei.call(readOwnData, { key })));
    expect(shown.get('person')).toContain('+8613900000001');
    expect(shown.get('requests')).toContain('QJ202603-0001');
    expect(shown.get('messages')).toContain('雪莲开了');
    expect(shown.get('messages')).not.toContain('冬青');
    expect(JSON.stringify(await wang.call(readOwnData, { key: 'requests' }))).not.toContain('QJ202603-0001');
    await expect(mei.call(readOwnData, { key: 'nothing' })).rejects.toMatchObject({ status: 404 });
  });

  it('leaves as a package of JSON and a workbook, and the look is logged', async () => {
    const { bytes } = (await mei.call(exportOwnData, { language: 'zh' })) as unknown as { bytes: Uint8Array };
    const files = unzipSync(bytes);
    expect(Object.keys(files).sort()).toEqual([...ownKinds.map(({ key }) => `${key}.json`), 'my-data.xlsx'].sort());
    const messages = JSON.parse(strFromU8(files['messages.json'] ?? new Uint8Array()));
    expect(messages).toMatchObject({ name: '我发出的消息', complete: true, rows: [{}] });
    const looks = await test.sql(
      `select from kernel.audit where operation = 'privacy.exportOwnData' and outcome = 'looked' and actor_id = $1`,
      [mei.personId],
    );
    expect(looks).toHaveLength(1);
    await expect(test.visitor().call(exportOwnData, {})).rejects.toMatchObject({ status: 401 });
  });
});

it('marks are found at any depth, and rows become cells', () => {
  const mark = { purpose: 'contact', sensitivity: 'sensitive', retention: 'record', basis: 'consent' } as const;
  const shape = z.object({
    rows: z.array(z.object({ inner: z.object({ phone: personal(z.string(), mark) }).nullable() })),
  });
  expect(marksOf(shape)).toEqual([{ ...mark, fields: ['phone'] }]);
  expect([...flatRow({ a: { b: 1, c: null }, d: ['x', 'y'], e: [{ f: 2 }] })]).toEqual([
    ['a.b', '1'],
    ['a.c', ''],
    ['d', 'x, y'],
    ['e', '[{"f":2}]'],
  ]);
});
