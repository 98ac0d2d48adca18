import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { aSetUpCompany } from '#modules/admin/testing.ts';
import { readArchive } from '#modules/approvals/contract/archive.ts';
import { act, listToDo, readRequest } from '#modules/approvals/contract/operations.ts';
import { createPerson } from '#modules/directory/contract/people.ts';
import { composition } from '#modules/index.ts';
import { requestLeave } from '#modules/leave/contract/operations.ts';

let test: TestProgram;
let mei: TestClient;
let keeper: TestClient;
let boss: TestClient;
const requestIds: string[] = [];

beforeAll(async () => {
  test = await startTestProgram(composition, { webFolder: await builtWeb() });
  const { administrator } = await aSetUpCompany(test);
  const [department] = await test.sql<{ id: string; employer_id: string }>(
    'select id, employer_id from directory.published_department limit 1',
  );
  const one = async (account: string, name: string, role?: 'generalOffice' | 'president') => {
    const { personId } = await administrator.call(createPerson, {
      employerId: department?.employer_id ?? '',
      account,
      name,
      departments: [{ departmentId: department?.id ?? '', main: true }],
    });
    if (role) {
      const to = { kind: 'person' as const, personId };
      await test.system(assignRole, { roleId: builtInRoles[role], to, scope: { kind: 'role' } });
    }
    return test.as(personId);
  };
  mei = await one('mei', '梅雨晴');
  keeper = await one('dang', '党安', 'generalOffice');
  boss = await one('zong', '宗正', 'president');
  for (const date of ['2026-03-05', '2026-03-09', '2026-03-10']) {
    const { requestId } = await mei.call(requestLeave, {
      kind: 'annual',
      from: { date, half: 'morning' },
      to: { date, half: 'afternoon' },
      reason: '家里有事',
    });
    const { view } = await administrator.call(readRequest, { requestId });
    const { rows } = await administrator.call(listToDo, {});
    const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
    await administrator.call(act, { requestId, slotId, revision: view.revision, outcome: 'approve' });
    requestIds.push(requestId);
  }
  await test.settle();
  await test.sql(`update approvals.archive set kept_until = '2026-01-01T00:00:00Z'`);
}, 300_000);
afterAll(() => test.stop());

it('a keeper proposes what is due, keeps one longer, another person approves, and everybody sees that it is gone', async () => {
  const [first = ''] = requestIds;
  const { code } = await mei.call(readArchive, { requestId: first });
  const office = await openBrowser(test, keeper);
  const { page } = office;
  await office.open('/approvals/destruction');
  await page.getByRole('table').waitFor();
  await page.getByText('全选（3 份）').click();
  await office.picture('destruction-due');
  await page.getByRole('button', { name: '列入销毁清册（3）' }).click();
  await page.getByLabel('原因').fill('保管期满，已无利用价值');
  await page.getByRole('button', { name: '列入销毁清册', exact: true }).click();
  await page.getByText('待批准 · 3 份').waitFor();

  const second = await openBrowser(test, boss);
  await second.open('/approvals/destruction/lists');
  await second.page.getByText('待批准 · 3 份').click();
  await second.page.getByRole('button', { name: '批准销毁' }).waitFor();

  // The keeper keeps one longer; whoever approves sees it at once.
  const [kept] = await test.sql<{ number: string }>('select number from approvals.instance where id = $1', [
    requestIds[2],
  ]);
  await page.getByRole('button', { name: `续存 ${kept?.number}` }).click();
  await page.getByLabel('续存到').fill('2030-01-01');
  await page.getByLabel('续存到').press('Enter');
  await page.getByLabel('原因').fill('诉讼可能用到');
  await office.picture('destruction-keep');
  await page.getByRole('button', { name: '续存', exact: true }).click();
  await second.page.getByText('待批准 · 2 份').waitFor();
  await second.picture('destruction-list');
  await second.page.getByRole('button', { name: '批准销毁' }).click();
  await second.page.getByText('不能恢复').waitFor();
  await second.picture('destruction-approve');
  await second.page.getByRole('button', { name: '批准销毁' }).last().click();
  await test.settle();
  await second.page.getByText('已销毁 2 份').waitFor();
  await second.picture('destruction-done');

  const applicant = await openBrowser(test, mei, { size: screens.phone });
  await applicant.open(`/requests/${first}`);
  await applicant.page.getByText(/内容已按销毁清册 XH2026-0001 销毁/).waitFor();
  await applicant.picture('destruction-request-phone');
  const stranger = await openBrowser(test, undefined);
  await stranger.open(`/verify/${code}`);
  await stranger.page.getByText('内容已按规定销毁').waitFor();
  await stranger.picture('destruction-verify');

  const narrow = await openBrowser(test, keeper, { size: screens.phone });
  await test.sql(`update approvals.kept_longer set until_at = '2026-01-01T00:00:00Z'`);
  await narrow.open('/approvals/destruction');
  await narrow.page.getByText('全选（1 份）').waitFor();
  await narrow.picture('destruction-due-phone');
  await narrow.open('/approvals/destruction/lists');
  await narrow.page.getByText('已销毁 2 份').click();
  await narrow.page.getByText('摘要（SHA-256）').waitFor();
  await narrow.picture('destruction-done-phone');
  const english = await openBrowser(test, keeper, { language: 'en', dark: true });
  await english.open('/approvals/destruction');
  await english.page.getByText('Choose all (1)').waitFor();
  await english.picture('destruction-due-en-dark');
  for (const each of [office, second, stranger, narrow, english]) {
    expect(each.complaints).toEqual([]);
    await each.close();
  }
  await applicant.close();
});
