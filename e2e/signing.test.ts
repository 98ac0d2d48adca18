import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { freshMinutes } from '#modules/access/contract/settings.ts';
import { activatedPerson, giveRole, goodPassword } from '#modules/access/testing.ts';
import { submitRequest } from '#modules/approvals/contract/operations.ts';
import { signingForms } from '#modules/approvals/testing.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';

let test: TestProgram;
let mei: TestClient;
let head: TestClient;
let desktop: TestBrowser;
let phone: TestBrowser;
let personnel: TestBrowser;
let device: Awaited<ReturnType<typeof anAuthenticator>>;

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram({ ...composition, modules: [...composition.modules, signingForms()] }, { webFolder });
  const company = await aCompany(test);
  mei = await test.as(await aPerson(test, company, { name: '李雪梅', department: '平台组' }));
  const personId = await aPerson(test, company, { account: 'wang', name: '王建国', department: '平台组' });
  head = await activatedPerson(test, { personId, account: 'wang' });
  const hr = await aPerson(test, company, { name: '陈静', department: '人力资源部' });
  await giveRole(test, hr, 'hr');
  // Browsers know passkeys for names only, and take this one as secure.
  const site = { url: test.url.replace('127.0.0.1', 'localhost') };
  [desktop, phone, personnel] = await Promise.all([
    openBrowser(site, head),
    openBrowser(site, mei, { size: screens.phone, dark: true }),
    openBrowser(site, await test.as(hr)),
  ]);
  device = await anAuthenticator(desktop);
}, 180_000);

afterAll(async () => {
  await Promise.all([desktop, phone, personnel].map((browser) => browser?.close()));
  await test?.stop();
});

/** The browser's own authenticator, without a finger: its owner is recognised, or isn't. */
async function anAuthenticator({ context, page }: TestBrowser) {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    recognises: (isUserVerified: boolean) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    answers: (enabled: boolean) =>
      session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
  };
}
const ask = async (strength: 'fresh' | 'passkey') =>
  (
    await mei.call(submitRequest, {
      kind: `signing.${strength}`,
      form: { what: '付供应商 12,500 元' },
      chosen: { head: [head.personId] },
    })
  ).requestId;
const approveButton = () => desktop.page.getByRole('button', { name: '同意', exact: true });

it('a passkey is registered, approves what asks for it after a first try that failed, and everybody is shown', async () => {
  await desktop.open('/me/passkeys');
  await desktop.page.getByText('还没有登记通行密钥').waitFor();
  await desktop.page.getByLabel('名称').fill('办公室电脑');
  await desktop.page.getByRole('button', { name: '登记', exact: true }).click();
  await desktop.page.getByText('还没有用过').waitFor();
  await desktop.picture('passkeys-1440');

  const requestId = await ask('passkey');
  await desktop.open(`/todo/${requestId}`);
  await approveButton().first().click();
  await desktop.page.getByText('这一步由你的通行密钥签署').waitFor();
  await desktop.page.getByLabel('意见').fill('合同已核对，同意付款');
  await desktop.picture('sign-1440');
  await device.recognises(false);
  await approveButton().last().click();
  await desktop.page.getByText('你写的内容还在。').waitFor();
  await desktop.picture('sign-stopped-1440');
  expect(await desktop.page.getByLabel('意见').inputValue()).toBe('合同已核对，同意付款');

  await device.recognises(true);
  await device.answers(false);
  await approveButton().last().click();
  await desktop.page.getByText('等待你的通行密钥').waitFor();
  await desktop.picture('sign-waiting-1440');
  // Nobody touches the device, and the page is left: the words are there again afterwards.
  await device.answers(true);
  await desktop.open(`/todo/${requestId}`);
  await approveButton().first().click();
  await desktop.page.getByText('这一步由你的通行密钥签署').waitFor();
  expect(await desktop.page.getByLabel('意见').inputValue()).toBe('合同已核对，同意付款');
  await approveButton().last().click();
  await desktop.page.getByText('已通过').first().waitFor();
  await desktop.page.getByText('通行密钥签署', { exact: true }).first().waitFor();
  await desktop.picture('signed-1440');

  await phone.open(`/requests/mine/${requestId}`);
  await phone.page.getByRole('list', { name: '经过与评论' }).getByText('通行密钥签署').waitFor();
  await phone.page.getByText('哈希链能发现改动，但不是电子签名').scrollIntoViewIfNeeded();
  await phone.picture('signed-390');
});

it('what asks for a fresh confirmation gets it by password, and keeps the words of who would rather not', async () => {
  await test.advance({ minutes: freshMinutes.initial + 1 });
  const requestId = await ask('fresh');
  await desktop.open(`/todo/${requestId}`);
  await approveButton().first().click();
  await desktop.page.getByLabel('意见').fill('按合同付款');
  await approveButton().last().click();
  const dialog = desktop.page.getByRole('dialog', { name: '确认是你本人' });
  await dialog.getByRole('button', { name: '用通行密钥确认' }).waitFor();
  await desktop.picture('confirm-1440');
  await dialog.getByRole('button', { name: '取消' }).click();
  await desktop.page.getByText('没有确认，什么都没有提交。').waitFor();
  expect(await desktop.page.getByLabel('意见').inputValue()).toBe('按合同付款');
  await approveButton().last().click();
  await dialog.getByLabel('密码').fill('not-it');
  await dialog.getByRole('button', { name: '确认', exact: true }).click();
  await dialog.getByText('现在的密码不对').waitFor();
  await dialog.getByLabel('密码').fill(goodPassword);
  await dialog.getByRole('button', { name: '确认', exact: true }).click();
  await desktop.page.getByRole('list', { name: '经过与评论' }).getByText('确认本人后提交（密码）').waitFor();
});

it('signs in with the passkey alone; once it is removed as lost, it doesn’t any more', async () => {
  await desktop.open('/me');
  await desktop.page.getByRole('button', { name: '退出登录' }).click();
  const signIn = desktop.page.getByRole('button', { name: '用通行密钥登录' });
  await signIn.waitFor();
  await desktop.picture('sign-in-1440');
  await signIn.click();
  await desktop.page.waitForURL((url) => url.pathname !== '/sign-in');

  await personnel.open(`/passkeys?person=${head.personId}`);
  await personnel.page.getByRole('button', { name: '停用', exact: true }).click();
  const question = personnel.page.getByRole('dialog', { name: '停用通行密钥“办公室电脑”？' });
  await question.getByLabel('原因').fill('电脑遗失');
  await personnel.picture('lost-1440');
  await question.getByRole('button', { name: '停用' }).click();
  await personnel.page.getByText('没有登记通行密钥').waitFor();

  await desktop.open('/me');
  await desktop.page.getByRole('button', { name: '退出登录' }).click();
  await signIn.click();
  await desktop.page.getByText('这个通行密钥没有登记在你的名下，或已停用').waitFor();
});

it('says at an address without a name that passkeys are off, and what to do', async () => {
  const plain = await openBrowser(test, mei, { size: screens.phone });
  await plain.open('/me/passkeys');
  await plain.page.getByText('通行密钥在这个地址不可用').waitFor();
  await plain.picture('off-390');
  await plain.close();
});

it('nothing on the way complained', () => {
  for (const browser of [desktop, phone, personnel]) expect(browser.complaints).toEqual([]);
});
