import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { act, listMine, listToDo, readRequest, submitRequest } from '#modules/approvals/contract/operations.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';

let test: TestProgram;
let mei: TestClient;
let heads: readonly [TestClient, TestClient];
let designer: TestBrowser;
let administrator: TestBrowser;
let colleague: TestBrowser;
let onPhone: TestBrowser;
let kind = '';

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram(composition, { webFolder });
  const company = await aCompany(test);
  const departmentId = company.departments.平台组 ?? '';
  const member = (name: string) => aPerson(test, company, { name, department: '平台组' });
  const [applicant, wang, zhou] = [await member('李雪梅'), await member('王建国'), await member('周航')];
  const administers = await aPerson(test, company, { name: '赵敏' });
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [wang, zhou] } });
  await test.system(assignRole, {
    roleId: builtInRoles.administrator,
    to: { kind: 'person', personId: administers },
    scope: { kind: 'role' },
  });
  mei = await test.as(applicant);
  heads = [await test.as(wang), await test.as(zhou)];
  [designer, administrator, colleague, onPhone] = await Promise.all([
    openBrowser(test, heads[0]),
    openBrowser(test, await test.as(administers)),
    openBrowser(test, mei, { size: screens.phone }),
    openBrowser(test, heads[1], { size: screens.phone, dark: true }),
  ]);
}, 180_000);

afterAll(async () => {
  await Promise.all([designer, administrator, colleague, onPhone].map((browser) => browser?.close()));
  await test?.stop();
});

/** Agrees to the step of a request that waits for somebody. */
async function agree(who: TestClient, requestId: string) {
  await test.settle();
  const task = (await who.call(listToDo, {})).rows.find((row) => row.requestId === requestId);
  if (!task) throw new Error('nothing waits');
  const { view } = await who.call(readRequest, { requestId });
  await who.call(act, { requestId, slotId: task.slotId, revision: view.revision, outcome: 'approve' });
  await test.settle();
}

/** Agrees on the screen to the one publication that waits. */
async function agreeToPublish(browser: TestBrowser) {
  const { page } = browser;
  await browser.open('/todo');
  await page.getByRole('link', { name: /表单\/流程变更/ }).click();
  await page.getByText('将要发布的内容').waitFor();
  await page.getByRole('button', { name: '同意', exact: true }).click();
  await page.getByRole('button', { name: '同意，请按时交接' }).click();
  await page.getByText('同意，请按时交接').first().waitFor();
  await test.settle();
}

/** A request that stands at its first step, or has passed it. */
async function ask(matter: string, yuan: number, agreed: boolean): Promise<string> {
  const { requestId } = await mei.call(submitRequest, { kind, form: { matter, money1: yuan * 100 } });
  if (agreed) for (const head of heads) await agree(head, requestId);
  return requestId;
}

it('a head designs a form and a flow without code, and tries it as an applicant', async () => {
  const { page } = designer;
  await designer.open('/approvals/templates/new');
  await page.getByLabel('名称', { exact: true }).fill('采购申请');
  await page.getByRole('button', { name: '建立草稿' }).click();
  await page.getByRole('searchbox', { name: '查找字段' }).fill('金额');
  await page.getByRole('button', { name: '金额', exact: true }).click();
  await page.getByLabel('名称', { exact: true }).fill('采购金额');
  await page.locator('[data-field="money1"]').getByText('采购金额').first().waitFor();

  // Above 5,000 yuan the heads are asked once more; the first answer counts.
  await page.getByRole('tab', { name: '流程' }).click();
  await page.getByRole('button', { name: '在这里添加' }).last().click();
  await page.locator('.flow-choice', { hasText: '条件分支' }).click();
  await page.keyboard.press('Escape');
  await page.getByText('请设置条件').click();
  await page.getByLabel('名称', { exact: true }).fill('五千元以上');
  const choose = async (field: string, option: string | RegExp) => {
    await page.getByRole('combobox', { name: field }).click();
    await page.locator('.ant-select-item-option', { hasText: option }).click();
  };
  await choose('哪一项', '采购金额');
  await choose('比较', /^大于$/);
  await page.getByRole('spinbutton', { name: '值' }).fill('5000');
  await page.getByRole('button', { name: '关闭' }).click();
  await page.locator('.flow-lane', { hasText: '五千元以上' }).getByRole('button', { name: '在这里添加' }).click();
  await page.locator('.flow-choice', { hasText: '审批' }).first().click();
  await page.getByLabel('名称', { exact: true }).fill('复核');
  await choose('多人时', '或签，一人同意即可');
  await page.getByRole('button', { name: '关闭' }).click();
  await page.getByRole('button', { name: '没有问题' }).waitFor();
  await page.getByText('草稿已保存').waitFor();
  await designer.picture('process-flow');

  // With his own department's people, and an amount on either side of the limit.
  await page.getByRole('button', { name: '试运行' }).click();
  const path = page.getByRole('list', { name: '会经过的步骤' });
  await page.getByRole('combobox', { name: '以谁为申请人' }).fill('lxm');
  await page.getByText('李雪梅').first().click();
  await path.getByText('部门负责人：王建国、周航').waitFor();
  expect(await path.getByText('复核').count()).toBe(0);
  await page.getByLabel('采购金额').fill('8000');
  await path.getByText('复核：王建国、周航').waitFor();
  await designer.picture('process-try');
  await page.getByRole('button', { name: '关闭' }).click();

  await page.getByRole('button', { name: '申请发布' }).click();
  await page.getByLabel('为什么改').fill('采购要有记录');
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('王建国 正在申请发布').waitFor();
  expect(designer.complaints).toEqual([]);
});

it('is published by two people: the administrator reviews it, the other head signs it', async () => {
  await agreeToPublish(administrator);
  await agreeToPublish(onPhone);
  const { page } = designer;
  await page.getByText('第 1 版').first().waitFor();
  kind = new URL(page.url()).pathname.split('/').at(-1) ?? '';
});

it('is begun on the phone, and of two approvers who press at the same moment one has been faster', async () => {
  const { page } = colleague;
  await colleague.open('/requests/new');
  await page.getByRole('link', { name: '采购申请' }).click();
  await page.getByLabel('事由').fill('会议室投影仪');
  await page.getByLabel('采购金额').fill('8000');
  await page.getByText('周航').first().waitFor();
  await colleague.picture('process-begin-phone');
  await page.getByRole('button', { name: '提交', exact: true }).click();
  await page.getByText('等待').first().waitFor();
  const requestId = (await mei.call(listMine, {})).rows[0]?.requestId ?? '';
  for (const head of heads) await agree(head, requestId);

  // Both answers are on their way before either arrives.
  const pressed = Promise.withResolvers<void>();
  let presses = 0;
  for (const browser of [designer, onPhone]) {
    await browser.page.route('**/approvals.act', async (route) => {
      presses += 1;
      if (presses === 2) pressed.resolve();
      await pressed.promise;
      await route.continue();
    });
    await browser.open(`/requests/${requestId}`);
    await browser.page.getByRole('button', { name: '同意', exact: true }).click();
    await browser.page.getByRole('button', { name: '同意，请按时交接' }).click();
  }
  const lost = (browser: TestBrowser) => browser.page.getByText(/^(王建国|周航)已经处理了这一步$/).count();
  await expect.poll(async () => (await lost(designer)) + (await lost(onPhone)), { timeout: 20_000 }).toBe(1);
  await designer.picture('process-at-once-desk');
  await onPhone.picture('process-at-once-phone');
  for (const browser of [designer, onPhone]) await browser.page.unroute('**/approvals.act');
  await page.getByText('已通过').first().waitFor();
  const { view } = await mei.call(readRequest, { requestId });
  expect(view.history.filter((line) => line.what === 'acted')).toHaveLength(3);
  expect(view.status).toBe('approved');
});

it('is changed while it runs: what can follow is moved after a dry run, what can’t says why', async () => {
  const small = await ask('两箱纸', 800, false);
  const large = await ask('服务器', 90_000, true);
  const { page } = designer;
  await designer.open(`/approvals/templates/${kind}?tab=flow`);
  await page.locator('.flow-card', { hasText: '复核' }).click();
  await page.getByRole('button', { name: '删除', exact: true }).click();
  await page.getByRole('button', { name: '在这里添加' }).last().click();
  await page.locator('.flow-choice', { hasText: '办理' }).click();
  await page.getByLabel('名称', { exact: true }).fill('下单');
  await page.getByRole('button', { name: '关闭' }).click();
  await page.getByText('草稿已保存').waitFor();
  await page.getByRole('button', { name: '申请发布' }).click();
  await page.getByLabel('为什么改').fill('同意之后由部门下单');
  await designer.picture('process-change');
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('王建国 正在申请发布').waitFor();
  await agreeToPublish(administrator);
  await agreeToPublish(onPhone);
  await page.getByText('第 2 版').first().waitFor();

  const { page: governs } = administrator;
  await administrator.open(`/approvals/templates/${kind}?tab=versions`);
  await governs.getByRole('button', { name: '检查进行中的审批单' }).click();
  await governs.getByText('2 件在别的版本上，其中 1 件可以迁移').waitFor();
  await governs.getByText('现在的步骤（复核）没有了').waitFor();
  await administrator.picture('process-dry-run');
  await governs.getByLabel('原因').fill('新版本当天起执行');
  await governs.getByRole('button', { name: '迁移可以迁移的' }).click();
  await governs.getByText('1 件在别的版本上，其中 0 件可以迁移').waitFor();
  await administrator.picture('process-moved');

  for (const head of heads) await agree(head, small);
  for (const [requestId, open] of [
    [small, '下单'],
    [large, '复核'],
  ] as const) {
    const { view } = await mei.call(readRequest, { requestId });
    expect(view.steps.filter((step) => step.state === 'open').map((step) => step.name.zh)).toEqual([open]);
  }
  for (const browser of [designer, administrator, colleague, onPhone]) expect(browser.complaints).toEqual([]);
});
