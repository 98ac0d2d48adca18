import { generateKeyPairSync } from 'node:crypto';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { activatedPerson, giveRole } from '#modules/access/testing.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';

let test: TestProgram;
let door: Server;
let there: HttpServer;
let issuer: string;
let publicUrl: string;
const browsers: TestBrowser[] = [];

async function listening(server: Server | HttpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A browser at the address that people use. */
async function browser(client?: TestClient, options: Parameters<typeof openBrowser>[2] = {}): Promise<TestBrowser> {
  const made = await openBrowser({ url: publicUrl }, client, options);
  browsers.push(made);
  return made;
}

beforeAll(async () => {
  const webFolder = await builtWeb();
  // The address is known before the program is: a provider sends people back to it.
  door = createServer((socket) => {
    const inner = connect(Number(new URL(test.url).port), '127.0.0.1');
    socket.on('error', () => inner.destroy());
    inner.on('error', () => socket.destroy());
    socket.pipe(inner).pipe(socket);
  });
  publicUrl = await listening(door);
  let handle: ReturnType<Provider['callback']> | undefined;
  there = createHttpServer((request, response) => handle?.(request, response));
  issuer = await listening(there);
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  handle = new Provider(issuer, {
    clients: [
      {
        client_id: 'guiju',
        client_secret: 'the-secret-of-the-client-0123456789',
        redirect_uris: [`${publicUrl}/sign-in/outside`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], email: ['email'] },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: async () => ({ sub, preferred_username: `${sub}@ylan` }),
    }),
    cookies: { keys: ['a-key-for-cookies-in-this-test'] },
    jwks: { keys: [{ ...key, use: 'sig', kid: 'one' }] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 600, AccessToken: 600 },
  }).callback();
  test = await startTestProgram(composition, { webFolder, publicUrl });
}, 180_000);

afterAll(async () => {
  await Promise.all(browsers.map((one) => one.close()));
  await test?.stop();
  door?.close();
  there?.close();
});

it('a provider is set up by two, linked by its owner, and signs in from then on', async () => {
  const company = await aCompany(test);
  const person = async (account: string, name: string) => {
    const personId = await aPerson(test, company, { account, name, department: '财务部' });
    return activatedPerson(test, { personId, account });
  };
  const [chen, zhou, mei] = [await person('chen', '陈静'), await person('zhou', '周涛'), await person('mei', '李雪梅')];
  for (const { personId } of [chen, zhou]) await giveRole(test, personId, 'administrator', { kind: 'company' });

  const { page: desk, ...office } = await browser(chen);
  await office.open('/outside-sign-in');
  await desk.getByText('还没有外部登录方式').waitFor();
  await office.picture('outside-list-1440');
  await desk.getByRole('link', { name: '统一身份认证' }).click();
  await desk.getByLabel('名称').fill('集团统一登录');
  await desk.getByLabel('颁发者地址').fill('http://10.0.0.5');
  await desk.getByLabel('客户端标识').fill('guiju');
  await desk.getByLabel('密钥').fill('the-secret-of-the-client-0123456789');
  await desk.getByText('高级').click();
  await desk.getByLabel('允许访问的内网地址').fill('127.0.0.1');
  await office.picture('outside-form-1440');
  await desk.getByLabel('颁发者地址').fill(issuer);
  await desk.getByRole('button', { name: '提出，等待另一人同意' }).click();
  await desk.getByText('提出新增').waitFor();

  const { page: phone, ...pocket } = await browser(zhou, { size: screens.phone });
  await pocket.open('/outside-sign-in');
  await phone.getByText('待同意').waitFor();
  await phone.getByRole('link', { name: /集团统一登录/ }).click();
  await phone.getByRole('button', { name: '同意', exact: true }).waitFor();
  await pocket.picture('outside-proposal-390');
  await phone.getByRole('button', { name: '同意', exact: true }).click();
  await phone.getByText('正常', { exact: true }).first().waitFor();
  await pocket.picture('outside-standing-390');

  // 李雪梅 links her account there, and signs in with it in another browser.
  const { page: own, ...mine } = await browser(mei, { dark: true });
  await mine.open('/me/security');
  await own.getByRole('button', { name: '关联集团统一登录' }).click();
  const there = async (at: typeof own) => {
    await at.locator('input[name=login]').fill('xuemei');
    await at.locator('input[name=password]').fill('there');
    await at.locator('button[type=submit]').click();
    await at.getByRole('button', { name: 'Continue' }).click();
  };
  await there(own);
  await own.getByText('已关联：xuemei@ylan').waitFor();
  await mine.picture('outside-linked-1440-dark');

  const { page: other, ...elsewhere } = await browser(undefined, { size: screens.phone });
  await elsewhere.open('/sign-in?back=%2Fme%2Fsecurity');
  await other.getByRole('button', { name: '使用集团统一登录' }).waitFor();
  await elsewhere.picture('sign-in-outside-390');
  await other.getByRole('button', { name: '使用集团统一登录' }).click();
  await there(other);
  await other.getByText('已关联：xuemei@ylan').waitFor();
  expect(new URL(other.url()).pathname).toBe('/me/security');
  await elsewhere.picture('outside-linked-390');

  const { page: english, ...abroad } = await browser(undefined, { language: 'en' });
  await abroad.open('/sign-in/outside?code=stolen&state=stolen');
  await english.getByText('wasn’t begun here').waitFor();
  await abroad.picture('outside-lost-1440-en');
  await abroad.open('/sign-in');
  await english.getByRole('button', { name: 'Sign in with 集团统一登录' }).waitFor();
  await abroad.picture('sign-in-outside-1440-en');
  expect(browsers.flatMap(({ complaints }) => complaints)).toEqual([]);
}, 180_000);
