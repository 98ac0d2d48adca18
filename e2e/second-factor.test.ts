import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { activatedPerson, authenticatorCode, giveRole, goodPassword } from '#modules/access/testing.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';

let test: TestProgram;
let wang: TestClient;
let phone: TestBrowser;
let computer: TestBrowser;
let office: TestBrowser;

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram(composition, { webFolder });
  const company = await aCompany(test);
  const person = async (account: string, name: string, department: string) => {
    const personId = await aPerson(test, company, { account, name, department });
    return activatedPerson(test, { personId, account });
  };
  wang = await person('wang', '王建国', '平台组');
  const administrator = await person('chen', '陈静', '人力资源部');
  await giveRole(test, administrator.personId, 'administrator', { kind: 'company' });
  [phone, computer, office] = await Promise.all([
    openBrowser(test, wang, { size: screens.phone }),
    openBrowser(test),
    openBrowser(test, administrator, { dark: true }),
  ]);
}, 180_000);

afterAll(async () => {
  await Promise.all([phone, computer, office].map((browser) => browser?.close()));
  await test?.stop();
});

it('an authenticator app is set up on the phone, asked for at the computer, and lent by the camera', async () => {
  await phone.open('/me/security');
  await phone.page.getByText('未开启').waitFor();
  await phone.picture('security-390');
  await phone.page.getByRole('button', { name: '开始使用' }).click();
  const shown = (await phone.page.locator('.access-totp code').textContent()) ?? '';
  await phone.picture('totp-390');
  const secret = shown.replaceAll(' ', '');
  const now = () => test.program.kernel.clock.now();
  await phone.page.getByLabel('验证码').fill(authenticatorCode(secret, now()));
  await phone.page.getByRole('button', { name: '确认', exact: true }).click();
  await phone.page.getByText('只显示这一次').waitFor();
  await phone.picture('recovery-390');
  expect(await phone.page.locator('.access-recovery li').count()).toBe(10);
  await phone.page.getByRole('button', { name: '已经保存' }).click();
  await phone.page.getByText('已开启').waitFor();

  await test.advance({ seconds: 30 });
  await computer.open('/sign-in');
  await computer.page.getByLabel('帐号').fill('wang');
  await computer.page.getByLabel('密码', { exact: true }).fill(goodPassword);
  await computer.page.getByRole('button', { name: '登录', exact: true }).click();
  await computer.page.getByLabel('验证码').waitFor();
  await computer.picture('sign-in-code-1440');
  await computer.page.getByLabel('验证码').fill('000000');
  await computer.page.getByRole('button', { name: '登录', exact: true }).click();
  await computer.page.getByText('验证码不对').waitFor();
  await computer.page.getByLabel('验证码').fill(authenticatorCode(secret, now()));
  await computer.page.getByRole('button', { name: '登录', exact: true }).click();
  await computer.page.waitForURL((url) => url.pathname !== '/sign-in');

  // The phone sees the new browser, and says that it wasn't him.
  await phone.page.getByText('新的浏览器', { exact: true }).first().waitFor();
  await phone.picture('sign-ins-390');
  await phone.page.getByRole('button', { name: '这不是我' }).first().click();
  await phone.page.getByRole('dialog').getByRole('button', { name: '这不是我' }).click();
  await phone.page.waitForURL('**/me/password');
  await computer.page.waitForURL('**/sign-in**');

  // By the camera: the number on the screen is typed on the phone.
  await computer.page.getByRole('button', { name: '用手机扫码登录' }).click();
  const number = (await computer.page.locator('.access-qr-number').textContent()) ?? '';
  await computer.picture('sign-in-qr-1440');
  const asked = computer.page.waitForResponse('**/access.beginQrSignIn');
  await computer.page.getByRole('button', { name: '用密码登录' }).click();
  await computer.page.getByRole('button', { name: '用手机扫码登录' }).click();
  const { code, number: second } = (await (await asked).json()) as { code: string; number: number };
  expect(number).toMatch(/^\d\d$/);
  await phone.open(`/sign-in/allow#${code}`);
  await phone.page.getByLabel('电脑上显示的两位数字').fill(String(second));
  await phone.picture('allow-390');
  await phone.page.getByRole('button', { name: '登录', exact: true }).click();
  await phone.page.getByText('电脑已登录').waitFor();
  await computer.page.waitForURL((url) => url.pathname !== '/sign-in');
  expect([...phone.complaints, ...computer.complaints]).toEqual([]);
  const english = await openBrowser(test, undefined, { size: screens.phone, language: 'en', dark: true });
  await english.open('/sign-in');
  await english.page.getByText('Shared computer').waitFor();
  await english.picture('sign-in-en-dark-390');
  expect(english.complaints).toEqual([]);
  await english.close();
});

it('the policy of the company is set, and a reset proposed', async () => {
  await office.open('/sign-in-policy');
  await office.page.getByRole('button', { name: '添加区域' }).click();
  await office.page.getByLabel('名称').fill('总部');
  await office.page.getByLabel('网段').fill('10.1.0.0/16\n10.1.0.0/99');
  await office.page.getByText('不是网段：10.1.0.0/99').waitFor();
  await office.page.getByLabel('网段').fill('10.1.0.0/16');
  await office.page.getByText('不在可信区域内').waitFor();
  await office.picture('policy-dark-1440');
  await office.page.getByLabel('网段').fill('10.1.0.0/16\n127.0.0.0/8');
  await office.page.getByRole('button', { name: '保存' }).click();
  await office.page.getByText('已保存，立即生效').waitFor();
  await office.open('/factor-resets');
  await office.page.getByRole('heading', { name: '重置第二因素' }).waitFor();
  await office.picture('resets-dark-1440');
  expect(office.complaints).toEqual([]);
});
