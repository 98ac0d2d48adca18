import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { requestLeave } from '#modules/leave/contract/operations.ts';

let test: TestProgram;
let mei: TestClient;
let desktop: TestBrowser;
let phone: TestBrowser;
let tablet: TestBrowser;
let personnel: TestBrowser;

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram(composition, { webFolder });
  const company = await aCompany(test);
  const [applicant, head, hr] = [
    await aPerson(test, company, { name: '李雪梅', department: '平台组' }),
    await aPerson(test, company, { name: '王建国', department: '平台组' }),
    await aPerson(test, company, { name: '陈静', department: '人力资源部' }),
  ];
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [head] } });
  await test.system(assignRole, {
    roleId: builtInRoles.hr,
    to: { kind: 'person', personId: hr },
    scope: { kind: 'role' },
  });
  mei = await test.as(applicant);
  [desktop, phone, tablet, personnel] = await Promise.all([
    openBrowser(test, mei),
    openBrowser(test, await test.as(head), { size: screens.phone }),
    openBrowser(test, await test.as(head), { size: { width: 1024, height: 768 } }),
    openBrowser(test, await test.as(hr)),
  ]);
}, 180_000);

afterAll(async () => {
  await Promise.all([desktop, phone, tablet, personnel].map((browser) => browser?.close()));
  await test?.stop();
});

const heading = (browser: TestBrowser, name: string | RegExp) =>
  browser.page.getByRole('heading', { name, level: 1 }).waitFor();
const toDo = (browser: TestBrowser) =>
  browser.page.getByRole('list', { name: '待办' }).getByRole('link', { name: /李雪梅/ });
const ask = (from: string, to: string, reason: string) =>
  mei.call(requestLeave, {
    kind: 'personal',
    from: { date: from, half: 'morning' },
    to: { date: to, half: 'afternoon' },
    reason,
  });

it('two days asked for on the desktop, approved on the phone, seen by her at once, with a copy to HR', async () => {
  await phone.open('/todo');
  await phone.page.getByText('没有等你处理的事').waitFor();
  await personnel.open('/requests/copied');
  await personnel.page.getByText('没有抄送给你的申请').waitFor();

  await desktop.open('/leave/new');
  const { page } = desktop;
  await page.getByRole('radio', { name: '事假' }).check();
  await page.getByLabel('开始', { exact: true }).fill('2026-03-05');
  await page.getByLabel('开始', { exact: true }).press('Enter');
  await page.getByText('1 天', { exact: true }).waitFor();
  await page.getByLabel('结束', { exact: true }).fill('2026-03-06');
  await page.getByLabel('结束', { exact: true }).press('Enter');
  await page.getByText('2 天', { exact: true }).waitFor();
  await page.getByLabel('事由').fill('家人住院，需要陪护');
  await page.getByRole('list', { name: '由谁审批' }).getByText('王建国').waitFor();
  await desktop.picture('ask-for-leave');
  // What is typed survives a reload.
  await page.reload();
  await page.getByText('已恢复你上次填写的内容。').waitFor();
  expect(await page.getByLabel('事由').inputValue()).toBe('家人住院，需要陪护');
  await page.getByRole('button', { name: '提交申请' }).click();
  await heading(desktop, '李雪梅的请假');
  await page.getByText('等待王建国（部门负责人）').waitFor();

  await toDo(phone).waitFor();
  await phone.page.getByRole('link', { name: /待办/ }).getByText('1', { exact: true }).waitFor();
  await toDo(phone).click();
  await heading(phone, '李雪梅的请假');
  await phone.page.getByText('家人住院，需要陪护').first().waitFor();
  await phone.picture('request-on-phone');
  await phone.page.getByRole('button', { name: '同意' }).click();
  await phone.page.getByRole('button', { name: '同意，请按时交接' }).click();
  await phone.page.getByText('已通过').first().waitFor();

  await page.getByText('已通过').first().waitFor();
  await page.getByRole('list', { name: '审批流程' }).getByText('同意，请按时交接').waitFor();
  await personnel.page
    .getByRole('list', { name: '抄送我的' })
    .getByRole('link', { name: /李雪梅/ })
    .click();
  await heading(personnel, '李雪梅的请假');
  await personnel.page.getByText('事假').first().waitFor();
  expect(await personnel.page.getByText('家人住院，需要陪护').first().isVisible()).toBe(true);
});

it('a reject says why; what was withdrawn leaves the list', async () => {
  const { requestId } = await ask('2026-03-12', '2026-03-12', '搬家');
  await phone.open('/todo');
  await toDo(phone).click();
  await phone.page.getByRole('button', { name: '拒绝' }).click();
  const sheet = phone.page.getByRole('dialog');
  await sheet.getByRole('button', { name: '拒绝', exact: true }).click();
  await sheet.getByText('请填写意见').waitFor();
  await sheet.getByLabel('意见').fill('那天要上线，换一天好吗');
  await sheet.getByRole('button', { name: '拒绝', exact: true }).click();
  await phone.page.getByText('已拒绝').first().waitFor();
  await desktop.open(`/requests/mine/${requestId}`);
  await desktop.page.getByText('王建国拒绝了这份申请').waitFor();
  await desktop.page.getByText('那天要上线，换一天好吗').first().waitFor();

  await phone.open('/todo');
  await phone.page.getByText('没有等你处理的事').waitFor();
  const other = await ask('2026-03-13', '2026-03-13', '搬家');
  await toDo(phone).waitFor();
  await desktop.open(`/requests/mine/${other.requestId}`);
  await desktop.page.getByRole('button', { name: '更多', exact: true }).click();
  await desktop.page.getByRole('menuitem', { name: '撤销申请' }).click();
  await desktop.page.getByRole('button', { name: '撤销申请' }).click();
  await desktop.page.getByText('李雪梅撤销了这份申请').waitFor();
  await phone.page.getByText('没有等你处理的事').waitFor();
});

it('of two devices that answer, the second is told calmly and keeps what was typed', async () => {
  const { requestId } = await ask('2026-03-18', '2026-03-18', '体检');
  await tablet.open(`/todo/${requestId}`);
  await tablet.page.getByRole('button', { name: '拒绝' }).click();
  await tablet.page.getByLabel('意见').fill('月底再休');
  await phone.open(`/todo/${requestId}`);
  await phone.page.getByRole('button', { name: '同意' }).click();
  // The tablet neither hears of the answer nor reads it again before it presses.
  await tablet.page.context().setOffline(true);
  await phone.page.getByRole('button', { name: '情况属实，同意' }).click();
  await phone.page.getByText('已通过').first().waitFor();
  await tablet.page.context().setOffline(false);
  await tablet.page.getByText('你已经处理过这一步').waitFor();
  expect(await tablet.page.getByLabel('意见').inputValue()).toBe('月底再休');
  await tablet.picture('overtaken');
  await tablet.page.getByRole('button', { name: '改为发表评论' }).click();
  await phone.page.getByRole('list', { name: '经过与评论' }).getByText('月底再休').waitFor();
});

it('of two presses at the same instant one counts, and the other is told', async () => {
  const { requestId } = await ask('2026-03-20', '2026-03-20', '体检');
  await Promise.all([tablet.open(`/todo/${requestId}`), phone.open(`/todo/${requestId}`)]);
  await tablet.page.getByRole('button', { name: '拒绝' }).click();
  await phone.page.getByRole('button', { name: '同意' }).click();
  // Both answers are on their way before either arrives.
  const both = Promise.withResolvers<void>();
  let pressed = 0;
  for (const { page } of [tablet, phone]) {
    await page.route('**/approvals.act', async (route) => {
      pressed += 1;
      if (pressed === 2) both.resolve();
      await both.promise;
      await route.continue();
    });
  }
  await tablet.page.getByRole('button', { name: '不符合规定' }).click();
  await phone.page.getByRole('button', { name: '情况属实，同意' }).click();
  await Promise.race([tablet, phone].map(({ page }) => page.getByText('你已经处理过这一步').waitFor()));
  await desktop.open(`/requests/mine/${requestId}`);
  await desktop.page
    .getByText(/^(已通过|已拒绝)$/)
    .first()
    .waitFor();
  // The list beside it says so before the request is there.
  const steps = desktop.page.getByRole('list', { name: '审批流程' });
  await steps.waitFor();
  expect(await steps.getByText(/^(同意|拒绝)$/).count()).toBe(1);
});

it('HR asks for somebody else: both are named, she is told and objects', async () => {
  const { page } = personnel;
  await personnel.open('/leave/new');
  await page.getByLabel('事由').fill('自己的事');
  await page.getByRole('checkbox', { name: '代他人提交' }).check();
  await page.getByLabel('为谁提交').fill('李雪梅');
  await page.locator('.ant-select-item-option').filter({ hasText: '李雪梅' }).first().click();
  // What was typed for oneself doesn't become hers.
  await expect.poll(() => page.getByLabel('事由').inputValue()).toBe('');
  await page.getByRole('radio', { name: '病假' }).check();
  await page.getByLabel('开始', { exact: true }).fill('2026-03-24');
  await page.getByLabel('开始', { exact: true }).press('Enter');
  await page.getByText('这里看不到本人的请假记录', { exact: false }).waitFor();
  await page.getByRole('list', { name: '由谁审批' }).getByText('王建国').waitFor();
  await page.getByLabel('事由').fill('急诊，来电请假');
  await personnel.picture('leave-for-somebody-else');
  await page.getByRole('button', { name: '提交申请' }).click();
  await heading(personnel, '李雪梅的请假');
  const requestId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await desktop.open(`/requests/mine/${requestId}`);
  await desktop.page.getByText('陈静替你发起了这份申请').first().waitFor();
  await desktop.page.getByRole('button', { name: '提出异议' }).first().click();
  await desktop.page.getByRole('textbox').last().fill('我已经好了，不请假');
  await desktop.page.getByRole('button', { name: '提出异议' }).last().click();
  await page.getByText('李雪梅对代发起提出了异议').first().waitFor();
});

it('a file goes with the answer from the phone, survives a failed sending, and is opened by who asked', async () => {
  const { requestId } = await ask('2026-03-26', '2026-03-26', '培训');
  const { page } = phone;
  await phone.open(`/todo/${requestId}`);
  await page.getByRole('button', { name: '同意' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: '添加附件' }).click();
  await sheet.locator('input[type=file][multiple]').setInputFiles({
    name: '培训通知.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('三月二十六日，全天'),
  });
  await sheet.getByText('培训通知.txt').waitFor();
  await sheet.getByLabel('意见').fill('同意，通知见附件');
  await phone.picture('answer-with-file');
  await phone.context.setOffline(true);
  await sheet.getByRole('button', { name: '同意', exact: true }).last().click();
  await sheet.getByText('你填写的内容还在').first().waitFor();
  await phone.context.setOffline(false);
  await page.reload();
  await sheet.getByText('培训通知.txt').waitFor();
  await sheet.getByRole('button', { name: '同意', exact: true }).last().click();
  await page.getByText('已通过').first().waitFor();
  await desktop.open(`/requests/mine/${requestId}`);
  const history = desktop.page.getByRole('list', { name: '经过与评论' });
  await history.getByText('培训通知.txt').waitFor();
  await desktop.picture('opinion-with-file');
});

it('nothing on the way complained', () => {
  for (const browser of [desktop, phone, tablet, personnel]) expect(browser.complaints).toEqual([]);
});
