import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { activatedPerson, giveRole } from '#modules/access/testing.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';

let test: TestProgram;
let company: TestCompany;
let outside: Server;
let address: string;
const told: string[] = [];
const browsers: TestBrowser[] = [];

async function browser(client: TestClient, options: Parameters<typeof openBrowser>[2] = {}): Promise<TestBrowser> {
  const made = await openBrowser(test, client, options);
  browsers.push(made);
  return made;
}

beforeAll(async () => {
  const webFolder = await builtWeb();
  outside = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      told.push(body);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/guiju`;
  test = await startTestProgram(composition, { webFolder });
  company = await aCompany(test);
}, 180_000);

afterAll(async () => {
  await Promise.all(browsers.map((one) => one.close()));
  await test?.stop();
  outside?.close();
});

it('an application is proposed, agreed to by another, gets a key, brings a person, and is told that she joined', async () => {
  const person = async (account: string, name: string) => {
    const personId = await aPerson(test, company, { account, name, department: '人力资源部' });
    const client = await activatedPerson(test, { personId, account });
    await giveRole(test, personId, 'administrator', { kind: 'company' });
    return client;
  };
  const [chen, zhou] = [await person('chen', '陈静'), await person('zhou', '周涛')];

  const { page: desk, ...office } = await browser(chen);
  await office.open('/admin/integrations');
  await desk.getByText('还没有对接应用').waitFor();
  await office.picture('integrations-none-1440');
  await desk.getByRole('link', { name: '登记应用' }).click();
  await desk.getByLabel('名称').fill('人事系统');
  await desk.getByLabel('用途').fill('每晚同步人员');
  // Everything of the form is there: nothing moves any more.
  await desk.getByLabel('SCIM 新增人员的部门').waitFor();
  const list = desk.locator('.ant-select-dropdown:visible');
  const choose = async (label: string | RegExp, choice: string, typed?: string) => {
    const box = desk.getByRole('combobox', { name: label });
    await box.click();
    if (typed !== undefined) await box.fill(typed);
    await list.locator('.ant-select-item-option', { hasText: choice }).first().click();
    await desk.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
  };
  await choose(/^管理人员/, '全公司');
  await choose(/^由程序读取事件/, '全公司');
  await choose('能看到的事件', '人员入职', '人员入职');
  await desk.getByLabel('通知地址').fill(address);
  await desk.getByLabel('允许通知的内网地址').fill('127.0.0.1');
  await choose('SCIM 新增人员的部门', '财务部', '财务');
  await office.picture('integrations-form-1440');
  await desk.getByRole('button', { name: '提交，由另一人同意' }).click();
  await desk.getByText('新应用，等待同意').waitFor();

  const { page: phone, ...pocket } = await browser(zhou, { size: screens.phone });
  await pocket.open('/admin/integrations');
  await phone.getByText('待同意').waitFor();
  await pocket.picture('integrations-list-390');
  await phone.getByRole('link', { name: /人事系统/ }).click();
  await phone.getByText('管理人员：入职、异动、离职、人事档案').waitFor();
  await pocket.picture('integrations-proposal-390');
  await phone.getByRole('button', { name: '同意', exact: true }).click();

  await desk.getByRole('button', { name: '申请密钥' }).click();
  await desk.getByLabel('名称').fill('同步服务器');
  await office.picture('integrations-key-1440');
  await desk.getByRole('button', { name: '提交，由另一人同意' }).click();
  await phone.getByText('同步服务器').waitFor();
  await phone.getByRole('button', { name: '同意', exact: true }).click();
  await desk.getByRole('button', { name: '领取', exact: true }).click();
  const key = await desk.locator('code', { hasText: /^gj_[\w-]{43}$/ }).textContent();
  await office.picture('integrations-secret-1440');
  await desk.getByRole('button', { name: '已保存' }).click();

  const made = await fetch(`${test.url}/scim/v2/Users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/scim+json' },
    body: JSON.stringify({ userName: 'li.na', name: { formatted: '李娜' } }),
  });
  expect(made.status).toBe(201);
  await desk.getByRole('list', { name: '送达记录' }).getByText('人员入职').waitFor();
  await test.settle();
  expect(told.map((body) => JSON.parse(body).event.name)).toEqual(['directory.personJoined']);
  await desk.getByRole('button', { name: '发送测试' }).click();
  await desk.getByRole('list', { name: '送达记录' }).getByText('测试').waitFor();
  await desk.getByText('已送达').nth(1).waitFor();
  await office.picture('integrations-standing-1440');
  await desk.mouse.wheel(0, 5_000);
  await office.picture('integrations-deliveries-1440');

  const { page: english, ...abroad } = await browser(chen, { language: 'en', dark: true });
  await abroad.open('/admin/integrations');
  await english.getByRole('link', { name: /人事系统/ }).click();
  await english.getByText('同步服务器').waitFor();
  await abroad.picture('integrations-standing-1440-en-dark');

  await phone.getByRole('button', { name: '停用' }).first().click();
  await phone.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await phone.getByText('已停用').first().waitFor();
  await pocket.picture('integrations-stopped-390');
  const after = await fetch(`${test.url}/scim/v2/Users`, { headers: { authorization: `Bearer ${key}` } });
  expect(after.status).toBe(401);
  expect(browsers.flatMap(({ complaints }) => complaints)).toEqual([]);
}, 180_000);
