import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { aSetUpCompany } from '#modules/admin/testing.ts';
import { downloadArchive, readArchive } from '#modules/approvals/contract/archive.ts';
import { act, listToDo, readRequest } from '#modules/approvals/contract/operations.ts';
import { createPerson } from '#modules/directory/contract/people.ts';
import { composition } from '#modules/index.ts';
import { requestLeave } from '#modules/leave/contract/operations.ts';

let test: TestProgram;
let mei: TestClient;
let requestId: string;

beforeAll(async () => {
  test = await startTestProgram(composition, { webFolder: await builtWeb() });
  const { administrator } = await aSetUpCompany(test);
  const [department] = await test.sql<{ id: string; employer_id: string }>(
    'select id, employer_id from directory.published_department limit 1',
  );
  const { personId } = await administrator.call(createPerson, {
    employerId: department?.employer_id ?? '',
    account: 'mei',
    name: '梅雨晴',
    departments: [{ departmentId: department?.id ?? '', main: true }],
  });
  mei = await test.as(personId);
  ({ requestId } = await mei.call(requestLeave, {
    kind: 'annual',
    from: { date: '2026-03-05', half: 'morning' },
    to: { date: '2026-03-06', half: 'afternoon' },
    reason: '家里有事',
  }));
  const { rows } = await administrator.call(listToDo, {});
  const { view } = await administrator.call(readRequest, { requestId });
  const slotId = rows[0]?.slotId ?? '';
  await administrator.call(act, { requestId, slotId, revision: view.revision, outcome: 'approve' });
  await test.settle();
}, 300_000);
afterAll(() => test.stop());

it('the applicant takes the PDF and the package away, and a stranger checks both by the code on the paper', async () => {
  const browser = await openBrowser(test, mei);
  const { page } = browser;
  await browser.open(`/requests/${requestId}`);
  await page.getByRole('button', { name: '下载 PDF' }).waitFor();
  await browser.picture('archive-request');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载 PDF' }).click();
  const pdf = await (await download).path();
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.approvals-paper svg.gj-qr').isVisible()).toBe(true);
  await browser.picture('archive-paper');
  await page.emulateMedia({ media: 'screen' });
  const { code } = await mei.call(readArchive, { requestId });

  const stranger = await openBrowser(test, undefined, { size: screens.phone });
  await stranger.open('/verify');
  await stranger.picture('archive-verify-empty');
  await stranger.page.getByLabel('验证码').fill(code.toLowerCase());
  await stranger.page.getByRole('button', { name: '核验' }).click();
  await stranger.page.getByText('记录完整').waitFor();
  expect(await stranger.page.content()).not.toContain('梅雨晴');
  const drop = async (name: string, buffer: Buffer) =>
    stranger.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await drop('审批单.pdf', readFileSync(pdf));
  await stranger.page.getByText('没有改动').waitFor();
  const { bytes } = (await mei.call(downloadArchive, { requestId })) as { bytes: Uint8Array };
  await drop('归档.zip', Buffer.from(bytes));
  await stranger.page.getByText('就是系统的归档包').waitFor();
  await stranger.picture('archive-verify-phone');
  await drop('改过.zip', Buffer.from(bytes.subarray(1)));
  await stranger.page.getByText('不是系统为这个验证码生成的文件').waitFor();

  const english = await openBrowser(test, mei, { language: 'en', dark: true });
  await english.open(`/verify/${code}`);
  await english.page.getByRole('link', { name: 'Open this request' }).waitFor();
  await english.picture('archive-verify-en-dark');
  const narrow = await openBrowser(test, mei, { size: screens.phone });
  await narrow.open(`/requests/${requestId}`);
  await narrow.page.getByRole('button', { name: '下载 PDF' }).scrollIntoViewIfNeeded();
  await narrow.picture('archive-request-phone');
  for (const each of [browser, stranger, english, narrow]) {
    expect(each.complaints).toEqual([]);
    await each.close();
  }
});
