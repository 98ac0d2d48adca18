import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import {
  confirmChannelAddresses,
  listDeliveries,
  proposeChannelAddresses,
  saveKindRule,
} from '#modules/notifications/contract/channel-operations.ts';
import { noticeKind } from '#modules/notifications/contract/notice-kind.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { subscribePush } from '#modules/notifications/contract/preference-operations.ts';
import { aBrowser, aMailServer, aReceiver } from '#modules/notifications/testing.ts';

let test: TestProgram;
let [second, mei] = [] as unknown as [TestClient, TestClient];
let [desktop, phone, dark] = [] as unknown as [TestBrowser, TestBrowser, TestBrowser];
let mail: Awaited<ReturnType<typeof aMailServer>>;
let service: Awaited<ReturnType<typeof aReceiver>>;

beforeAll(async () => {
  const webFolder = await builtWeb();
  mail = await aMailServer();
  service = await aReceiver(() => ({ status: 201 }));
  test = await startTestProgram(composition, { webFolder, publicUrl: 'https://oa.example.cn' });
  const company = await aCompany(test);
  const people = ['周磊', '王建国', '李雪梅'].map((name) =>
    aPerson(test, company, { name, department: '平台组', email: 'someone@example.cn', phone: '13800138000' }),
  );
  const [one, other, applicant] = (await Promise.all(people)) as [string, string, string];
  for (const personId of [one, other]) {
    await test.system(assignRole, {
      roleId: builtInRoles.administrator,
      to: { kind: 'person', personId },
      scope: { kind: 'company' },
    });
  }
  const admin = await test.as(one);
  [second, mei] = [await test.as(other), await test.as(applicant)];
  [desktop, phone, dark] = await Promise.all([
    openBrowser(test, admin),
    openBrowser(test, mei, { size: screens.phone }),
    openBrowser(test, admin, { language: 'en', dark: true }),
  ]);
}, 300_000);

afterAll(async () => {
  await Promise.all([desktop, phone, dark].map((browser) => browser?.close()));
  await test?.stop();
  await mail?.stop();
  await service?.stop();
});

const visit = noticeKind({
  code: 'channelsJourney.visit',
  name: { zh: '来访', en: 'Visits' },
  title: { zh: '{who} 在前台等您', en: '{who} waits at the desk' },
  facts: z.object({ who: z.string() }),
});
const tell = async (urgent: boolean) => {
  const about = { type: 'visit', id: '1' };
  await test.system(
    notify,
    noticeOf(visit, { personIds: [mei.personId], facts: { who: '客人' }, about, link: '/workbench', urgent }),
  );
  await test.settle();
};

it('an administrator sets up the mail server, a second one allows its address, and a test arrives', async () => {
  const { page } = desktop;
  await desktop.open('/notifications/channels');
  await page.getByRole('link', { name: /^邮件/ }).waitFor();
  await desktop.picture('channels-empty');
  await page.getByRole('link', { name: /^邮件/ }).click();
  await page.getByLabel('服务器').fill('127.0.0.1');
  await page.getByLabel('端口').fill(String(mail.port));
  await page.getByLabel('加密').click();
  await page.getByTitle('不加密').click();
  await page.getByLabel('发件地址').fill('not an address');
  await page.getByRole('button', { name: '保存' }).click();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  await desktop.picture('channel-problem');
  await page.getByLabel('发件地址').fill('guiju@example.cn');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '给自己发一条测试' }).click();
  await page.getByText('内网地址未获允许 127.0.0.1').waitFor();
  await page.getByLabel('地址或网段，用空格分开').fill('127.0.0.1');
  await page.getByRole('button', { name: '提出' }).click();
  await page.getByText('待另一位管理员确认').waitFor();
  await second.call(confirmChannelAddresses, { channel: 'mail', revision: 2 });
  await page.getByText('已允许 · 127.0.0.1').waitFor();
  await page.getByRole('button', { name: '给自己发一条测试' }).click();
  await page.getByText('已发出', { exact: true }).waitFor();
  await desktop.picture('channel-mail');
  expect(mail.mails.length).toBe(1);
  expect(desktop.complaints).toEqual([]);
});

it('push comes to the device, is confirmed from there, and opens what it is about', async () => {
  const { page, context } = phone;
  await desktop.open('/notifications/channels/push');
  await desktop.page.getByLabel('联系邮箱').fill('it@example.cn');
  await desktop.page.getByRole('button', { name: '保存' }).click();
  await desktop.page.getByRole('button', { name: '给自己发一条测试' }).waitFor();
  const { revision } = await second.call(proposeChannelAddresses, {
    channel: 'push',
    revision: 1,
    addresses: ['127.0.0.1'],
  });
  await desktop.page.getByRole('button', { name: '确认允许' }).click();
  await desktop.page.getByText('已允许 · 127.0.0.1').waitFor();
  expect(revision).toBe(2);

  await phone.open('/notifications/settings');
  await page.getByRole('button', { name: '接收推送' }).waitFor();
  await phone.picture('my-ways-phone');
  // A browser asks its maker's push service for a subscription; here it stands on loopback, and what it gets is handed over below.
  const keys = aBrowser();
  const { p256dh, auth } = keys;
  await mei.call(subscribePush, { endpoint: `${service.url}/p`, p256dh, auth });
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await context.grantPermissions(['notifications'], { origin: test.url });
  await page.goto('about:blank');
  await tell(true);
  const payload = JSON.stringify(keys.read(service.received.at(-1)?.body ?? Buffer.alloc(0)));
  const session = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations.filter(({ scopeURL }) => scopeURL.startsWith(test.url));
      if (registration) resolve(registration.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  await session.send('ServiceWorker.deliverPushMessage', { origin: test.url, registrationId, data: payload });
  await expect
    .poll(async () => (await second.call(listDeliveries, { channel: 'push' })).rows[0]?.state, { timeout: 20_000 })
    .toBe('delivered');
  await phone.open('/notifications');
  const shown = await page.evaluate(
    'navigator.serviceWorker.ready.then((worker) => worker.getNotifications()).then((all) => all.map(({ title, data }) => ({ title, data })))',
  );
  expect(shown).toEqual([{ title: '规矩：您有一条新提醒（来访）', data: { link: '/workbench' } }]);
  expect(phone.complaints).toEqual([]);
});

it('the page opens without a network, and can be installed', async () => {
  const { page, context } = phone;
  const manifest = (await (await mei.raw('/manifest.webmanifest')).json()) as { icons: { src: string }[] };
  for (const { src } of manifest.icons) expect((await mei.raw(src)).status, src).toBe(200);
  await phone.open('/notifications');
  await page.getByRole('heading', { name: '提醒', level: 1 }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '提醒', level: 1 }).waitFor();
  await context.setOffline(true);
  await page.reload();
  await page.locator('#root > *').first().waitFor();
  await phone.picture('offline-phone');
  await context.setOffline(false);
  expect(phone.complaints).toEqual([]);
});

it('people choose their ways; the log says what became of each, in both languages', async () => {
  await phone.open('/notifications/settings');
  await phone.page.getByLabel('不打扰的时段').click();
  await phone.page.getByTitle('不设免打扰时段').click();
  await phone.page.getByLabel('来访：邮件').click();
  await phone.page.getByTitle('立即', { exact: true }).last().click();
  await phone.page.getByRole('row', { name: /来访/ }).scrollIntoViewIfNeeded();
  await phone.picture('my-ways-chosen-phone');
  await expect
    .poll(async () => {
      await tell(false);
      return mail.mails.filter(({ raw }) => raw.includes('someone@example.cn')).length;
    })
    .toBeGreaterThan(1);
  await mail.stop();
  await tell(false);
  await second.call(saveKindRule, { kind: visit.code, channel: 'mail', rule: { timing: 'now', mandatory: true } });
  await desktop.open('/notifications/deliveries');
  await desktop.page.getByText('李雪梅').first().waitFor();
  await desktop.picture('deliveries');
  await desktop.page.getByText('李雪梅').first().click();
  await desktop.page.getByRole('heading', { name: '各次尝试' }).waitFor();
  await desktop.picture('delivery-attempts');
  await desktop.open('/notifications/channels');
  await desktop.page.getByRole('table').waitFor();
  await desktop.picture('channels');
  await dark.open('/notifications/channels');
  await dark.page.getByRole('table').waitFor();
  await dark.picture('channels-dark-en');
  await dark.open('/notifications/channels/sms');
  await dark.page.getByLabel('Body template').waitFor();
  await dark.picture('channel-sms-dark-en');
  await dark.open('/notifications/deliveries');
  await dark.page.getByText('李雪梅').first().waitFor();
  await dark.picture('deliveries-dark-en');
  expect([...desktop.complaints, ...dark.complaints, ...phone.complaints]).toEqual([]);
});
