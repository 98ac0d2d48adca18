import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { aSetUpCompany } from '#modules/admin/testing.ts';
import { askForArchive } from '#modules/approvals/contract/archive-search.ts';
import { act, listToDo, readRequest } from '#modules/approvals/contract/operations.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { createPerson } from '#modules/directory/contract/people.ts';
import { composition } from '#modules/index.ts';
import { requestLeave } from '#modules/leave/contract/operations.ts';

let test: TestProgram;
let administrator: TestClient;
let mei: TestClient;
const names = ['梅雨晴', '方明', '何秀英'];

async function approve(requestId: string): Promise<void> {
  await test.settle();
  const { rows } = await administrator.call(listToDo, {});
  const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
  const { view } = await administrator.call(readRequest, { requestId });
  await administrator.call(act, { requestId, slotId, revision: view.revision, outcome: 'approve' });
  await test.settle();
}

beforeAll(async () => {
  test = await startTestProgram(composition, { webFolder: await builtWeb() });
  await test.travelTo('2026-03-05T09:30:00+08:00');
  ({ administrator } = await aSetUpCompany(test));
  const [department] = await test.sql<{ id: string; employer_id: string }>(
    'select id, employer_id from directory.published_department limit 1',
  );
  const departmentId = department?.id ?? '';
  const [self] = await test.sql<{ id: string }>('select id from directory.published_person limit 1');
  const { revision } = await administrator.call(readDepartment, { departmentId });
  await administrator.call(changeDepartment, { departmentId, revision, change: { headIds: [self?.id ?? ''] } });
  for (const [index, name] of names.entries()) {
    const { personId } = await administrator.call(createPerson, {
      employerId: department?.employer_id ?? '',
      account: `p${index}`,
      name,
      departments: [{ departmentId, main: true }],
    });
    const person = await test.as(personId);
    if (index === 0) mei = person;
    const { requestId } = await person.call(requestLeave, {
      kind: 'annual',
      from: { date: '2026-03-09', half: 'morning' },
      to: { date: '2026-03-09', half: 'afternoon' },
      reason: '家里有事',
    });
    await test.advance({ minutes: 40 });
    await approve(requestId);
  }
  const { requestId } = await mei.call(askForArchive, {
    kinds: ['leave.leave'],
    reach: 'department',
    until: '2026-03-30',
    reason: '核对',
  });
  await approve(requestId);
}, 300_000);
afterAll(() => test.stop());

it('the head of a department sees how long things took, by kind, step, person and time, and takes the figures away', async () => {
  const browser = await openBrowser(test, administrator);
  const { page } = browser;
  await browser.open('/approvals/statistics');
  const table = page.getByRole('table', { name: '数据' });
  await table.getByText('请假').first().waitFor();
  await page.getByRole('tab', { name: '按人员' }).click();
  await page.getByText('只显示你本人和你负责的人').waitFor();
  await page.getByRole('tab', { name: '按时间' }).click();
  await page.getByLabel('时间单位').waitFor();
  await page.getByRole('tab', { name: '按时间' }).press('ArrowRight');
  await page.getByRole('tab', { name: '按流程', selected: true }).waitFor();
  await browser.picture('statistics-kind');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出 .xlsx' }).click();
  expect((await download).suggestedFilename()).toContain('审批统计');

  // Who leads nobody sees himself, and nothing else is offered.
  const narrow = await openBrowser(test, mei, { size: screens.phone });
  await narrow.open('/approvals/statistics');
  await narrow.page.getByRole('tab', { name: '按人员' }).waitFor();
  expect(await narrow.page.getByRole('tab').count()).toBe(1);
  await narrow.picture('statistics-own-phone');
  for (const each of [browser, narrow]) {
    expect(each.complaints).toEqual([]);
    await each.close();
  }
});

it('who was given the permission searches, keeps it as a register with a sum, and opens it again on a phone', async () => {
  const browser = await openBrowser(test, mei);
  const { page } = browser;
  await browser.open('/approvals/archive');
  await page.getByText('方明').first().waitFor();
  await page.getByRole('button', { name: '更多筛选' }).click();
  await page.getByLabel('状态').waitFor();
  await browser.picture('archive-search');

  await browser.open('/approvals/registers');
  await page.getByRole('button', { name: '新建台账' }).click();
  await page.getByLabel('名称').fill('请假台账');
  await page.getByLabel('审批类型').click();
  await page.getByText('请假', { exact: true }).last().click();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('table', { name: '请假台账' }).getByText('何秀英').waitFor();
  await browser.picture('register');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出 .xlsx' }).click();
  expect((await download).suggestedFilename()).toContain('请假台账');

  const narrow = await openBrowser(test, mei, { size: screens.phone });
  await narrow.open('/approvals/registers');
  await narrow.page.getByText('请假台账').click();
  await narrow.page.getByText('何秀英').click();
  await narrow.page.getByRole('dialog').waitFor();
  await narrow.picture('register-phone');
  for (const each of [browser, narrow]) {
    expect(each.complaints).toEqual([]);
    await each.close();
  }
});
