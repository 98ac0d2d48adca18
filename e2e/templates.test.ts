import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { listMine, submitRequest } from '#modules/approvals/contract/operations.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';

let test: TestProgram;
let mei: TestClient;
let designer: TestBrowser;
let administrator: TestBrowser;
let head: TestBrowser;
let colleague: TestBrowser;

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram(composition, { webFolder });
  const company = await aCompany(test);
  const departmentId = company.departments.平台组 ?? '';
  const person = (name: string, department?: string) =>
    aPerson(test, company, { name, ...(department && { department }) });
  const [applicant, leader, designs, administers] = [
    await person('李雪梅', '平台组'),
    await person('王建国', '平台组'),
    await person('陈静', '平台组'),
    await person('赵敏'),
  ];
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [leader] } });
  await test.system(assignRole, {
    roleId: builtInRoles.departmentAdministrator,
    to: { kind: 'person', personId: designs },
    scope: { kind: 'departments', departmentIds: [departmentId] },
  });
  await test.system(assignRole, {
    roleId: builtInRoles.administrator,
    to: { kind: 'person', personId: administers },
    scope: { kind: 'role' },
  });
  mei = await test.as(applicant);
  [designer, administrator, head, colleague] = await Promise.all([
    openBrowser(test, await test.as(designs)),
    openBrowser(test, await test.as(administers)),
    openBrowser(test, await test.as(leader), { size: screens.phone }),
    openBrowser(test, mei, { size: screens.phone }),
  ]);
}, 180_000);

afterAll(async () => {
  await Promise.all([designer, administrator, head, colleague].map((browser) => browser?.close()));
  await test?.stop();
});

/** Opens the one task of somebody, and agrees. */
async function agree(browser: TestBrowser) {
  await browser.open('/todo');
  const { page } = browser;
  await page.getByText('领用登记').first().click();
  await page.getByText('将要发布的内容').waitFor();
  await page.getByRole('button', { name: '同意', exact: true }).click();
  await page.getByRole('button', { name: '同意，请按时交接' }).click();
  await page.getByText('同意，请按时交接').first().waitFor();
  await test.settle();
}

it('a department makes a template, two people agree, and it can be begun', async () => {
  await designer.open('/approvals/templates/new');
  const { page } = designer;
  await page.getByLabel('名称', { exact: true }).fill('领用');
  await page.getByLabel('分类').fill('行政');
  await page.getByRole('button', { name: '建立草稿' }).click();
  await page.getByRole('heading', { name: '领用', level: 1 }).waitFor();
  await designer.picture('template-form');

  await page.getByRole('tab', { name: '流程' }).click();
  await page.getByText('部门负责人').first().waitFor();
  await designer.picture('template-flow');
  await page.getByRole('tab', { name: '设置' }).click();
  await page.getByLabel('名称', { exact: true }).fill('领用登记');
  await page.getByText('草稿已保存').waitFor();
  await page.getByRole('heading', { name: '领用登记', level: 1 }).waitFor();
  await designer.picture('template-settings');

  await page.getByRole('button', { name: '试运行' }).click();
  await page.getByText('以谁为申请人').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '申请发布' }).click();
  await page.getByLabel('为什么改').fill('领用要有记录');
  await designer.picture('template-publish');
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('陈静 正在申请发布').waitFor();

  await agree(administrator);
  await administrator.picture('template-review');
  await agree(head);
  await head.picture('template-sign-on-phone');
  await page.getByText('第 1 版').first().waitFor();
  await page.getByRole('tab', { name: '版本' }).click();
  await page.getByText('领用要有记录').waitFor();
  await designer.picture('template-versions');

  await colleague.open('/requests/new');
  const begin = colleague.page.getByRole('link', { name: '领用登记' });
  await begin.waitFor();
  const kind = (await begin.getAttribute('href'))?.split('/').at(-1) ?? '';
  await mei.call(submitRequest, { kind, form: { matter: '两包纸' } });
  expect((await mei.call(listMine, {})).rows[0]).toMatchObject({ kind, title: { zh: '领用登记' }, status: 'running' });

  await designer.open('/approvals/templates');
  await page.getByText('领用登记').first().waitFor();
  await designer.picture('template-list');
  await head.open('/approvals/templates');
  await head.page.getByText('领用登记').first().waitFor();
  await head.picture('template-list-on-phone');
  await head.open(`/approvals/templates/${kind}?tab=settings`);
  await head.page.getByText('归属和级别').waitFor();
  await head.picture('template-settings-on-phone');
  for (const browser of [designer, administrator, head, colleague]) expect(browser.complaints).toEqual([]);
}, 240_000);
