import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { giveRole } from '#modules/access/testing.ts';
import { readDepartment } from '#modules/directory/contract/departments.ts';
import { setHeadcount } from '#modules/directory/contract/headcount.ts';
import {
  changeReorganisation,
  createReorganisation,
  readReorganisation,
} from '#modules/directory/contract/reorganisations.ts';
import { decideVisibility, listVisibilityRules } from '#modules/directory/contract/visibility.ts';
import { aCompany, aPerson, aPost, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';

let test: TestProgram;
let company: TestCompany;
let hr: TestClient;
let desktop: TestBrowser;
let phone: TestBrowser;

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram(composition, { webFolder });
  company = await aCompany(test, {
    departments: [
      '人力资源部',
      '财务部',
      '研发中心',
      '研发中心/平台组',
      '研发中心/产品组',
      '研发中心/测试组',
      '市场部',
      '市场部/华东区',
      '市场部/华南区',
    ],
  });
  hr = await test.as(await aPerson(test, company, { name: '何人事', department: '人力资源部' }));
  const second = await test.as(await aPerson(test, company, { name: '吕复核', department: '人力资源部' }));
  for (const who of [hr, second]) await giveRole(test, who.personId, 'hr');
  for (const [name, department] of [
    ['李雪梅', '平台组'],
    ['王建国', '平台组'],
    ['陈静', '华东区'],
  ] as const) {
    await aPerson(test, company, { name, department });
  }
  await hr.call(setHeadcount, { departmentId: company.departments.平台组 ?? '', total: 1, posts: [] });
  [desktop, phone] = await Promise.all([
    openBrowser(test, hr),
    openBrowser(test, second, { size: screens.phone, dark: true }),
  ]);
}, 180_000);

afterAll(async () => {
  await Promise.all([desktop?.close(), phone?.close()]);
  await test?.stop();
});

it('HR drags a department in a draft, a second agrees on the phone, and it takes effect', async () => {
  const { page } = desktop;
  await desktop.open('/directory');
  await page.getByRole('link', { name: '组织架构图' }).click();
  const card = (name: string) => page.getByRole('treeitem', { name });
  await card('平台组').waitFor();
  await expect.poll(() => card('平台组').textContent()).toContain('超编 1');
  await desktop.picture('chart');
  // By keyboard: up to the centre, folded, and opened.
  await card('研发中心').focus();
  await page.keyboard.press('Space');
  await card('平台组').waitFor({ state: 'detached' });
  await page.keyboard.press('ArrowDown');
  await card('平台组').waitFor();
  await page.getByRole('searchbox', { name: '查找部门或负责人' }).fill('华南');
  await page.getByRole('button', { name: '华南区' }).click();
  await expect.poll(() => card('华南区').getAttribute('aria-selected')).toBe('true');

  await page.getByRole('link', { name: '组织调整' }).first().click();
  await page.getByRole('button', { name: '新建草案' }).click();
  await page.getByLabel('调整名称').fill('市场并入研发');
  await page.getByRole('button', { name: '开始起草' }).click();
  await card('市场部').waitFor();
  await card('市场部').dragTo(card('研发中心'));
  await expect.poll(() => card('市场部').textContent()).toContain('调整上级');
  // The keyboard's way: Enter opens what dragging does, and more.
  await card('财务部').focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('部门名称').fill('资金部');
  await desktop.picture('draft-step');
  await page.getByRole('button', { name: '加入草案' }).click();
  await card('资金部').waitFor();
  await desktop.picture('draft');
  await page.getByRole('tab', { name: /步骤/ }).click();
  await page.getByText('市场部移到研发中心之下').waitFor();
  await desktop.picture('draft-steps');
  await page.getByLabel('生效日期').fill('2026-03-02');
  await page.keyboard.press('Enter');
  await page.getByText(/3月2日周一生效/).waitFor();
  await page.getByRole('tab', { name: '与现状对比' }).click();
  await page.getByText('移动 1 个').waitFor();
  await desktop.picture('draft-changes');

  const small = phone.page;
  await phone.open(new URL(page.url()).pathname);
  await small.getByText('资金部').waitFor();
  await phone.picture('draft-phone');
  await small.getByRole('button', { name: '同意' }).click();
  await page.getByRole('button', { name: '发布' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click();
  await page.getByText('已生效').waitFor();
  await test.settle();
  const moved = await hr.call(readDepartment, { departmentId: company.departments.市场部 ?? '' });
  expect(moved.path.map((one) => one.name)).toEqual(['云澜酒店集团', '研发中心']);
  await phone.open('/directory/chart');
  await small.getByText('研发中心').waitFor();
  await phone.picture('chart-phone');
  await phone.open(`/directory/departments/${moved.id}?history`);
  await small.getByText('市场部 · 研发中心').waitFor();
  await phone.picture('history-phone');
  expect([...desktop.complaints, ...phone.complaints]).toEqual([]);
}, 180_000);

it('a post that flows and limits of authority still name isn’t closed by a draft', async () => {
  const postId = await aPost(test, company, '总会计师');
  await test.sql(
    `insert into approvals.definition (kind, version, definition, published_at, settings)
     values ('finance.payment', 1, $1, '2026-03-01', '{"title": {"zh": "付款"}}')`,
    [JSON.stringify({ nodes: [{ approvers: [{ kind: 'post', post: postId, within: 'employer' }] }] })],
  );
  await test.sql(
    `insert into approvals.authority_limit (id, employer_id, kind, holder_kind, holder, most, period, set_by, set_at)
     values (gen_random_uuid(), $1, null, 'post', $2, 1, 'single', $3, '2026-03-01')`,
    [company.employerId, postId, hr.personId],
  );
  const { employerId } = company;
  const { reorganisationId } = await hr.call(createReorganisation, { name: '停用岗位', employerId });
  const steps = [{ kind: 'closePost' as const, postId }];
  await hr.call(changeReorganisation, { reorganisationId, revision: 1, change: { steps } });
  const { problems } = await hr.call(readReorganisation, { reorganisationId });
  expect(problems.map((one) => [one.severity, one.code, one.facts.by])).toEqual([
    ['error', 'postUsed', '付款'],
    ['error', 'postUsed', '*'],
  ]);
});

it('an administrator hides contacts by a rule', async () => {
  const administrator = await test.as(await aPerson(test, company, { name: '系统管理员' }));
  await giveRole(test, administrator.personId, 'administrator');
  const browser = await openBrowser(test, administrator, { language: 'en' });
  try {
    const { page } = browser;
    await browser.open('/people/visibility?rule=new');
    await page.getByLabel('Name of the rule').fill('Phones of finance');
    await page.getByLabel('What is hidden').click();
    await page.getByTitle('Mobile', { exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByLabel('Of which people').fill('何人事');
    await page.getByTitle(/何人事/).click();
    await browser.picture('visibility-en');
    await page.getByRole('button', { name: 'Propose the change' }).click();
    await page.getByText('New, waits for a second person').waitFor();
    await browser.picture('visibility-proposed-en');
    const second = await test.as(await aPerson(test, company, { name: '第二人' }));
    await giveRole(test, second.personId, 'administrator');
    const { proposals } = await second.call(listVisibilityRules, {});
    await second.call(decideVisibility, { proposalId: proposals[0]?.id ?? '', agree: true });
    await page.getByText('New, waits for a second person').waitFor({ state: 'detached' });
    await page.getByText('Hidden of 何人事 from others: Mobile').waitFor();
    await browser.picture('visibility-list-en');
    expect(browser.complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}, 120_000);
