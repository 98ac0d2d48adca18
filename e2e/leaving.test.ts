import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { giveRole } from '#modules/access/testing.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';

let test: TestProgram;
let company: TestCompany;
let hr: TestClient;
let computer: TestBrowser;
let phone: TestBrowser;
let english: TestBrowser;
const ids: Record<string, string> = {};

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram(composition, { webFolder });
  company = await aCompany(test);
  ids.head = await aPerson(test, company, { name: '王强', department: '平台组' });
  ids.hr = await aPerson(test, company, { name: '何人事', department: '人力资源部', phone: '13800000001' });
  ids.heir = await aPerson(test, company, { name: '周接手', department: '平台组' });
  ids.leaver = await aPerson(test, company, { name: '李离职', department: '平台组', supervisorId: ids.head });
  await aPerson(test, company, { name: '赵下属', department: '平台组', supervisorId: ids.leaver });
  await aPerson(test, company, {
    name: '钱一',
    phone: '13800000009',
    staffType: 'probation',
    probationEnd: '2026-03-20',
  });
  await aPerson(test, company, { name: '钱一', phone: '13800000009', department: '财务部' });
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids.head] } });
  await giveRole(test, ids.hr, 'hr');
  await giveRole(test, ids.leaver, 'generalOffice');
  hr = await test.as(ids.hr);
  [computer, phone, english] = await Promise.all([
    openBrowser(test, hr),
    openBrowser(test, hr, { size: screens.phone }),
    openBrowser(test, hr, { dark: true, language: 'en' }),
  ]);
}, 180_000);

afterAll(async () => {
  await Promise.all([computer, phone, english].map((browser) => browser?.close()));
  await test?.stop();
});

it('HR records a leaving, sees what it brings, names successors, and finds on the day what was handed over', async () => {
  const { page } = computer;
  await computer.open(`/directory/people/${ids.leaver}?leave`);
  await page.getByRole('button', { name: '预览影响' }).click();
  await page.getByText('角色：综合办公室').waitFor();
  await computer.picture('leave-sheet-1440');
  await page.getByLabel('最后工作日').fill('2026-03-03');
  await page.getByLabel('最后工作日').press('Enter');
  await page.getByRole('button', { name: '办理离职' }).last().click();
  await page.getByText('默认交给直属上级王强').waitFor();
  await page.getByLabel('这一项交给').first().fill('周接手');
  await page.getByText('周接手 · 平台组').click();
  await page.getByText('交给周接手').waitFor();
  await computer.picture('leaving-1440');
  await phone.open(`/people/leavings/${ids.leaver}`);
  await phone.page.getByText('交给周接手').waitFor();
  await phone.picture('leaving-390');
  await english.open('/people/leavings');
  await english.page.getByText('Leaving', { exact: true }).waitFor();
  await english.picture('leavings-en-dark');
  await test.travelTo('2026-03-04T00:00:30+08:00');
  await computer.open(`/people/leavings/${ids.leaver}`);
  await page.getByText('交接结果').first().waitFor();
  await computer.picture('handed-over-1440');
  expect(await page.getByText('交给周接手').count()).toBe(1);
});

it('the list of users is put in order and certified', async () => {
  const { page } = computer;
  await computer.open('/people/clean-up?list=duplicates');
  await page.getByText('姓名、手机都相同').waitFor();
  await computer.picture('duplicates-1440');
  await phone.open('/people/clean-up?list=probation');
  await phone.page.getByText('钱一').waitFor();
  await phone.picture('probation-390');
  await computer.open('/people/certifications');
  await page.getByLabel('完成期限').fill('2026-03-31');
  await page.getByLabel('完成期限').press('Enter');
  await page.getByRole('button', { name: /发起.*的核对/ }).click();
  await page.getByText('进行中').waitFor();
  await page.getByText(/ · \d+ 人/).click();
  await page.getByRole('button', { name: '查看名单' }).first().click();
  await page.getByRole('radio', { name: '已不在' }).first().click({ force: true });
  await page.getByRole('button', { name: '确认本部门，其余无误' }).click();
  await page.getByText('何人事确认').waitFor();
  await computer.picture('certification-1440');
  await phone.open('/people/hr-files');
  await phone.page.getByText('还没有收到文件').waitFor();
  await phone.picture('hr-files-390');
  await phone.open('/me/phone');
  await phone.page.getByText('未验证').waitFor();
  await phone.picture('phone-390');
});

it('whoever has left opens the link that HR gives, and HR sees what is kept and held', async () => {
  const { page } = computer;
  await computer.open('/leaver-links');
  await page.getByRole('button', { name: '发链接' }).click();
  await page.getByText('李离职').waitFor();
  await page.getByRole('button', { name: '发链接' }).last().click();
  await page.getByText('给 李离职 的链接').waitFor();
  await computer.picture('leaver-link-1440');
  const address = (await page.getByText('/leaver#').textContent()) ?? '';
  const [account] = await test.sql<{ account: string }>('select account from directory.person where id = $1', [
    ids.leaver,
  ]);
  const home = await openBrowser(test, undefined, { size: screens.phone });
  await home.open(address.slice(test.url.length));
  await home.page.getByText('李**').waitFor();
  await home.picture('leaver-closed-390');
  await home.page.getByLabel('原帐号').fill(account?.account ?? '');
  await home.page.getByRole('button', { name: '打开' }).click();
  await home.page.getByText(/李离职，可以查看到/).waitFor();
  await home.page.getByRole('button', { name: '看内容' }).first().click();
  await home.page.getByText('工号').first().waitFor();
  await home.picture('leaver-data-390');
  const arrived = home.page.waitForEvent('download');
  await home.page.getByRole('button', { name: '导出' }).click();
  expect((await arrived).suggestedFilename()).toMatch(/\.zip$/);
  await home.close();
  // A look changes nothing that is pushed.
  await computer.open('/leaver-links');
  await page.getByText(/查看 1 次，导出 1 次/).waitFor();
  await computer.open('/retention');
  await page.getByRole('button', { name: '冻结某人的信息' }).click();
  await page.getByLabel('人员').fill('赵下属');
  await page.getByText('赵下属').last().click();
  await page.getByLabel('原因').fill('劳动仲裁 2026-77');
  await page.getByRole('button', { name: '冻结某人的信息' }).last().click();
  await page.getByText('劳动仲裁 2026-77').waitFor();
  await computer.picture('retention-1440');
  await phone.open('/retention');
  await phone.page.getByText('劳动仲裁 2026-77').waitFor();
  await phone.picture('retention-390');
  await english.open('/retention');
  await english.page.getByText('What was erased', { exact: true }).waitFor();
  await english.picture('retention-en-dark');
  await computer.open('/me/data');
  await page.getByText('网络地址').first().waitFor();
  await computer.picture('own-data-1440');
  expect([computer, phone, english].flatMap(({ complaints }) => complaints)).toEqual([]);
});
