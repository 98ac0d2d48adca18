import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { listAssignments, revokeRole } from '#modules/access/contract/assignments.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { listPackageGrants, listPackages } from '#modules/access/contract/packages.ts';
import { giveRole } from '#modules/access/testing.ts';
import { listDigests, nameSupervisor } from '#modules/admin/contract/supervision.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';

let test: TestProgram;
let admin: TestClient;
let president: TestClient;
let head: TestClient;
let guard: TestClient;
let auditor: TestClient;
const browsers: TestBrowser[] = [];

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram(composition, { webFolder });
  const company = await aCompany(test, { departments: ['前厅部', '财务部'] });
  const join = async (name: string, department: string) => test.as(await aPerson(test, company, { name, department }));
  admin = await join('顾思远', '财务部');
  president = await join('董一鸣', '财务部');
  head = await join('王建国', '前厅部');
  await join('李雪梅', '前厅部');
  guard = await join('安全员', '财务部');
  auditor = await join('审计员', '财务部');
  await giveRole(test, admin.personId, 'administrator');
  await giveRole(test, president.personId, 'president');
  const departmentId = company.departments.前厅部 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [head.personId] } });
}, 180_000);
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await test?.stop();
});

async function browserOf(client: TestClient, options: Parameters<typeof openBrowser>[2] = {}) {
  const browser = await openBrowser(test, client, options);
  browsers.push(browser);
  return browser;
}

it('a resolution becomes a package, from which the head gives to her own people', async () => {
  const desk = await browserOf(admin);
  const { page } = desk;
  await desk.open('/packages/new');
  const option = page.locator(
    '.ant-select-dropdown:visible .ant-select-item-option, .ant-select-dropdown:visible .ant-select-tree-title',
  );
  const pick = async (label: string, typed: string) => {
    await page.getByLabel(label, { exact: true }).click();
    await page.keyboard.type(typed);
    await option.filter({ hasText: typed }).first().click();
    await page.keyboard.press('Escape');
  };
  await pick('部门', '前厅部');
  await page.getByLabel('决议文号').fill('总办〔2026〕3 号');
  await page.getByLabel('会议日期').fill('2026-02-27');
  await page.keyboard.press('Enter');
  await pick('参会人员', '董一鸣');
  await pick('参会人员', '顾思远');
  await page.locator('#package-minutes').setInputFiles({
    name: '会议纪要.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7'),
  });
  await page.getByText('已上传：会议纪要.pdf').waitFor();
  await page.locator('[id="grant-approvals.expedite"]').click();
  await option.filter({ hasText: '本部门及下级' }).first().click();
  await desk.picture('new-package-1440');
  await page.getByRole('button', { name: '提交，由另一人同意' }).click();
  await page.waitForURL('**/packages');

  const second = await browserOf(president, { dark: true });
  await second.open('/packages');
  await second.page.getByText('等待同意').waitFor();
  await second.picture('package-waiting-1440');
  await second.page.getByRole('button', { name: '同意，立即生效' }).click();
  await second.page.getByText('生效中').waitFor();

  const phone = await browserOf(head, { size: screens.phone });
  await phone.open('/department-packages');
  await phone.page.getByLabel('本部门人员').click();
  await phone.page.keyboard.type('李雪梅');
  await phone.page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
  await phone.page.keyboard.press('Escape');
  await phone.page.getByLabel('权限', { exact: true }).click();
  await phone.page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click();
  await phone.page.getByText('此人将可以').waitFor();
  await phone.picture('department-package-390');
  await phone.page.getByRole('button', { name: '授予权限' }).click();
  await phone.page.getByText('王建国 授予').waitFor();
  await phone.picture('department-package-given-390');
  const [inForce] = (await head.call(listPackages, {})).rows;
  expect((await head.call(listPackageGrants, { packageId: inForce?.id ?? '' })).rows).toMatchObject([
    { person: { name: '李雪梅' }, permission: 'approvals.expedite' },
  ]);

  await president.call(nameSupervisor, { administratorId: admin.personId, supervisorId: head.personId, every: 'day' });
  expect(inForce?.minutes).toBe('会议纪要.pdf');
  await second.open('/supervision');
  await second.page.getByText('由 王建国 监督').waitFor();
  await second.picture('supervision-1440');
  expect(browsers.flatMap(({ complaints }) => complaints)).toEqual([]);
}, 240_000);

it('the head sees each day what the administrator did, and says so', async () => {
  await admin.raw('/api/v1/access.createRole', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'guiju-command-id': crypto.randomUUID() },
    body: JSON.stringify({ name: { zh: '值班经理', en: 'Duty manager' }, permissions: [] }),
  });
  await test.advance({ days: 1 });
  const desk = await browserOf(head);
  await desk.open('/supervision');
  await desk.page.getByText('未阅').waitFor();
  await desk.page.getByText('顾思远').first().click();
  await desk.page.getByText('新增角色').waitFor();
  await desk.picture('digest-1440');
  await desk.page.getByRole('button', { name: '记录已阅' }).click();
  await desk.page.getByText('已阅于').waitFor();
  expect((await head.call(listDigests, {})).rows[0]?.seenAt).not.toBeNull();
  expect(desk.complaints).toEqual([]);
}, 120_000);

it('two people keep the three administrators apart, and the auditor reads what was done', async () => {
  // Who they are is confirmed anew: a day has passed.
  [admin, president] = [await test.as(admin.personId), await test.as(president.personId)];
  await giveRole(test, admin.personId, 'auditAdministrator');
  await giveRole(test, guard.personId, 'securityAdministrator');
  const desk = await browserOf(admin);
  await desk.open('/roles/separation');
  await desk.page.getByText('有人兼任两种').waitFor();
  await desk.picture('separation-twice-1440');
  const [held] = (await admin.call(listAssignments, { roleId: builtInRoles.auditAdministrator })).rows;
  await test.system(revokeRole, { assignmentId: held?.id ?? '' });
  await giveRole(test, auditor.personId, 'auditAdministrator');
  await desk.page.getByText('有人兼任两种').waitFor({ state: 'detached' });
  await desk.page.getByLabel('依据或理由').fill('等保三级');
  await desk.page.getByRole('button', { name: '提出启用' }).click();
  await desk.page.getByText('顾思远 提出启用三员分立').waitFor();
  await desk.picture('separation-proposed-1440');
  const phone = await browserOf(president, { size: screens.phone });
  await phone.open('/roles/separation');
  await phone.page.getByRole('button', { name: '同意，立即生效' }).click();
  await phone.page.getByText('启用于').waitFor();
  await phone.picture('separation-390');
  const reader = await browserOf(auditor);
  await reader.open('/audit');
  await reader.page.getByText('同意或驳回启用、停用三员分立').first().waitFor();
  await reader.picture('audit-1440');
  const small = await browserOf(auditor, { size: screens.phone, dark: true });
  await small.open('/audit');
  await small.page.getByText('同意或驳回启用、停用三员分立').first().waitFor();
  await small.picture('audit-390');
  expect([desk, phone, reader, small].flatMap(({ complaints }) => complaints)).toEqual([]);
}, 120_000);

it('everybody sees what is recorded about them, and takes it along', async () => {
  const phone = await browserOf(head, { size: screens.phone });
  await phone.open('/me/data');
  const person = phone.page.locator('.gj-card', { hasText: '人事档案与联系方式' });
  await person.getByText('识别身份').first().waitFor();
  await person.getByRole('button', { name: '看内容' }).click();
  await person.getByText('王建国').first().waitFor();
  await phone.picture('own-data-390');
  const [saved] = await Promise.all([
    phone.page.waitForEvent('download'),
    phone.page.getByRole('link', { name: '导出全部' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('我的信息.zip');
  expect(phone.complaints).toEqual([]);
}, 120_000);
