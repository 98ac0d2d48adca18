import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { submitRequest, withdrawRequest } from '#modules/approvals/contract/operations.ts';
import { signingForms } from '#modules/approvals/testing.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';

let test: TestProgram;
let mei: TestClient;
let head: string;
let applicant: TestBrowser;
let approver: TestBrowser;
let pocket: TestBrowser;

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram({ ...composition, modules: [...composition.modules, signingForms()] }, { webFolder });
  const company = await aCompany(test);
  mei = await test.as(await aPerson(test, company, { name: '李雪梅', department: '平台组' }));
  head = await aPerson(test, company, { name: '王建国', department: '平台组' });
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [head] } });
  const asHead = await test.as(head);
  [applicant, approver, pocket] = await Promise.all([
    openBrowser(test, mei),
    openBrowser(test, asHead),
    openBrowser(test, asHead, { size: screens.phone, dark: true }),
  ]);
}, 180_000);

afterAll(async () => {
  await Promise.all([applicant, approver, pocket].map((browser) => browser?.close()));
  await test?.stop();
});

it('answers several at once; what can’t be is told before, what fails after, and the applicant sees both at once', async () => {
  const submit = (what: string, strength = 'signedIn') =>
    mei.call(submitRequest, { kind: `signing.${strength}`, form: { what }, chosen: { head: [head] } });
  await submit('买纸');
  await submit('买笔');
  const changed = await submit('买墨');
  await submit('付合同款', 'passkey');
  await applicant.open('/requests/mine');
  await approver.open('/todo');
  const { page } = approver;
  await page.getByRole('searchbox').fill('买');
  await page.getByText('买笔').waitFor();
  await page.getByText('付合同款').waitFor({ state: 'detached' });
  await page.getByRole('searchbox').fill('');
  await page.getByText('付合同款').waitFor();

  await page.getByRole('button', { name: '批量审批' }).click();
  await page.getByRole('button', { name: '全选' }).click();
  await approver.picture('batch-chosen');
  await page.getByRole('button', { name: '办理 4 项' }).click();
  await page.getByText('这一步要求用通行密钥逐个签署').waitFor();
  await approver.picture('batch-before');
  // Meanwhile one of them is withdrawn.
  await mei.call(withdrawRequest, { requestId: changed.requestId });
  await page.getByLabel('意见（每一项相同）').fill('同意采购');
  await page.getByRole('button', { name: '记为常用语' }).click();
  await page.getByRole('button', { name: '同意采购' }).click();
  await page.getByText('已完成 2 / 3').first().waitFor();
  await page.getByRole('button', { name: '重试未成功的 1 项' }).waitFor();
  await approver.picture('batch-after');
  await applicant.page.getByRole('link', { name: /买纸/ }).getByText('已通过').waitFor();
  await applicant.page.getByRole('link', { name: /买笔/ }).getByText('已通过').waitFor();
  await applicant.picture('mine-after-batch');

  await pocket.open('/todo');
  await pocket.page.getByText('付合同款').waitFor();
  await pocket.picture('todo-on-phone');
  await pocket.open('/approvals/expediting');
  await pocket.page.getByText('付合同款').waitFor();
  await pocket.picture('expediting-on-phone');
  await approver.open('/approvals/expediting');
  await page.getByRole('cell', { name: /付合同款/ }).waitFor();
  await approver.picture('expediting');
  await page.getByRole('tab', { name: '按经办人' }).click();
  await page.getByRole('cell', { name: '王建国' }).click();
  await page.getByRole('cell', { name: /付合同款/ }).waitFor();
  await approver.open('/requests/drafts');
  await page.getByText('没有草稿').waitFor();
  await approver.picture('drafts');
  expect([...applicant.complaints, ...approver.complaints, ...pocket.complaints]).toEqual([]);
});
