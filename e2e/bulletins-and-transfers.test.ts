import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { giveRole } from '#modules/access/testing.ts';
import { act, listToDo, readRequest, submitRequest } from '#modules/approvals/contract/operations.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { uploadFile } from '#modules/files/contract/operations.ts';
import { composition } from '#modules/index.ts';
import { transferKind } from '#modules/transfers/contract/transfer-kind.ts';

let test: TestProgram;
let mei: TestClient;
let boss: TestClient;
let zhou: TestClient;
let desktop: TestBrowser;
let phone: TestBrowser;
const roles = ['assistantGeneralManager', 'developmentDirector', 'president', 'securityOwner'] as const;

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram(composition, { webFolder });
  const company = await aCompany(test);
  const applicant = await aPerson(test, company, { name: '李雪梅', department: '平台组' });
  const head = await aPerson(test, company, { name: '王建国', department: '平台组' });
  const reader = await aPerson(test, company, { name: '周磊', department: '平台组' });
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [head] } });
  for (const role of roles) {
    await test.system(assignRole, {
      roleId: builtInRoles[role],
      to: { kind: 'person', personId: head },
      scope: { kind: 'company' },
    });
  }
  [mei, boss, zhou] = [await test.as(applicant), await test.as(head), await test.as(reader)];
  [desktop, phone] = await Promise.all([
    openBrowser(test, mei),
    openBrowser(test, zhou, { size: screens.phone, language: 'zh' }),
  ]);
}, 180_000);

afterAll(async () => {
  await Promise.all([desktop, phone].map((browser) => browser?.close()));
  await test?.stop();
});

/** The head, who holds every office here, approves until nothing waits for him. */
const approveAll = async () => {
  for (;;) {
    const [row] = (await boss.call(listToDo, {})).rows;
    if (!row) break;
    const { requestId, slotId } = row;
    const { view } = await boss.call(readRequest, { requestId });
    await boss.call(act, { requestId, slotId, revision: view.revision, outcome: 'approve' });
  }
  await test.settle();
};

it('a bulletin is asked for at the desk, approved, and read on the phone', async () => {
  const { page } = desktop;
  await desktop.open('/requests/new');
  await page.getByRole('link', { name: '信息发布' }).waitFor();
  await desktop.picture('kinds');
  await page.getByRole('searchbox').fill('信息');
  await page.getByRole('link', { name: '信息发布' }).click();
  await page.getByRole('radio', { name: '通知' }).check();
  await desktop.picture('bulletin-form');
  await page.getByLabel('标题').fill('五一放假安排');
  await page.getByLabel('正文').fill('5 月 1 日至 5 日放假。\n5 月 9 日上班。');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('heading', { name: '信息发布：五一放假安排', level: 1 }).waitFor();
  await approveAll();
  await phone.open('/bulletins');
  await phone.page.getByRole('link', { name: /五一放假安排/ }).waitFor();
  await phone.picture('bulletins-phone');
  await phone.page.getByRole('link', { name: /五一放假安排/ }).click();
  await phone.page.getByText('5 月 9 日上班。').waitFor();
  await phone.picture('bulletin-phone');
  expect(await phone.page.getByText('李雪梅').count()).toBe(1);
  await phone.open('/requests/new');
  await phone.page.getByRole('link', { name: '涉密资料传递' }).waitFor();
  await phone.picture('kinds-phone');
  await desktop.open('/bulletins');
  await page.getByRole('link', { name: /五一放假安排/ }).waitFor();
  await desktop.picture('bulletins');
  expect(desktop.complaints).toEqual([]);
});

it('classified material reaches its receiver', async () => {
  const file = { name: '报价.txt', bytes: new TextEncoder().encode('报价底稿') };
  const { fileId } = await mei.call(uploadFile, {}, { file });
  const form = {
    classification: 'ordinary',
    receiver: zhou.personId,
    files: [fileId],
    masked: 'yes',
    period: { from: { date: '2026-03-02' }, to: { date: '2026-03-04' } },
    nature: '项目报价底稿',
    purpose: '投标准备',
  };
  await mei.call(submitRequest, { kind: transferKind.name, form });
  await approveAll();
  await phone.open('/transfers');
  await phone.page.getByRole('link', { name: /项目报价底稿/ }).click();
  await phone.page.getByRole('link', { name: '报价.txt' }).first().waitFor();
  await phone.picture('transfer-phone');
  await desktop.open('/transfers?whose=byMe');
  await desktop.page.getByRole('link', { name: /项目报价底稿/ }).click();
  await desktop.page.getByText('资料只对接收人开放。').waitFor();
  await desktop.picture('transfer');
  expect(await desktop.page.getByText('报价.txt').count()).toBe(0);
  await phone.open(`/requests/new/${transferKind.name}`);
  await phone.page.getByText('用途').first().waitFor();
  await phone.picture('transfer-form-phone');
  expect([...desktop.complaints, ...phone.complaints]).toEqual([]);
});

it('a privacy complaint is made at the desk, answered on the phone, and accepted', async () => {
  const { page } = desktop;
  await giveRole(test, zhou.personId, 'hr');
  await test.settle();
  await desktop.open('/me/complaints');
  await page.getByText('还没有投诉').waitFor();
  await desktop.picture('complaints-none');
  await page.getByRole('button', { name: '提出投诉' }).click();
  const sheet = page.getByRole('region', { name: '提出投诉' });
  await sheet.getByRole('radio', { name: '某个部门' }).check();
  await sheet.getByRole('combobox', { name: '部门' }).fill('财务');
  await page.locator('.ant-select-item-option', { hasText: '财务部' }).click();
  await sheet.getByLabel('发生了什么').fill('财务部把我的银行卡号发在群里。\n请删除并说明。');
  await desktop.picture('complain');
  await sheet.getByRole('button', { name: '提出投诉' }).click();
  await page.getByText('已收到').waitFor();
  await phone.open('/me/complaints?whose=toDecide');
  await phone.page.getByRole('link', { name: /财务部/ }).waitFor();
  await phone.picture('complaints-phone');
  await phone.page.getByRole('link', { name: /财务部/ }).click();
  await phone.page.getByRole('radio', { name: '成立', exact: true }).check();
  await phone.page.getByLabel('理由和措施').fill('消息已删除，财务部已重新培训。');
  await phone.picture('complaint-answer-phone');
  await phone.page.getByRole('button', { name: '答复', exact: true }).click();
  await page.getByText('消息已删除，财务部已重新培训。').waitFor();
  await desktop.picture('complaint-answered');
  await page.getByRole('button', { name: '接受答复' }).click();
  await page.getByText('接受了答复').waitFor();
  await phone.page.getByText('接受了答复').waitFor();
  await phone.picture('complaint-closed-phone');
  await desktop.open('/me/complaints');
  await page.getByRole('link', { name: /财务部/ }).waitFor();
  await desktop.picture('complaints');
  expect([...desktop.complaints, ...phone.complaints]).toEqual([]);
});
