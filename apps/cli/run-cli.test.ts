import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { confirmTotp, proposeTotp } from '#modules/access/contract/second-factors.ts';
import { authenticatorCode, goodPassword, signInAs } from '#modules/access/testing.ts';
import { aSetUpCompany } from '#modules/admin/testing.ts';
import { listPeople } from '#modules/directory/contract/people.ts';
import { composition } from '#modules/index.ts';
import { cliIn } from './testing.ts';

let test: TestProgram;
let administrator: TestClient;
let account: string;
const home = mkdtempSync(join(tmpdir(), 'guiju-cli-'));
const sessionFile = join(home, '.config', 'guiju', 'session.json');

beforeAll(async () => {
  test = await startTestProgram(composition);
  ({ administrator, account } = await aSetUpCompany(test));
});
afterAll(async () => {
  await test.stop();
  rmSync(home, { recursive: true, force: true });
});

const cli = (argv: readonly string[], env: Record<string, string> = {}, stdin = '') => cliIn(home, argv, env, stdin);
const signIn = (password = goodPassword, env: Record<string, string> = {}) =>
  cli(['sign-in', account, '--url', `${test.url}/`], { GUIJU_PASSWORD: password, ...env });

function aFile(name: string, text: string): string {
  const path = join(home, name);
  writeFileSync(path, text);
  return path;
}

const sheet = (name: string, lines: readonly string[]) =>
  aFile(name, ['姓名,帐号,职务,部门,手机,直属上级,部门负责人', ...lines].join('\r\n'));

it('without a command it shows how it is used; used wrongly it does so too, with exit code 2', async () => {
  expect(await cli([])).toMatchObject({ code: 0, out: '', err: expect.stringContaining('用法：') });
  for (const wrong of [['dance'], ['sign-in'], ['call'], ['import'], ['verify'], ['call', '--loud']]) {
    expect(await cli(wrong)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('用法：') });
  }
  expect(await cli(['dance', '--lang', 'en'])).toMatchObject({ code: 2, err: expect.stringContaining('usage:') });
  expect(await cli(['dance'], { LANG: 'en_GB.UTF-8' })).toMatchObject({ err: expect.stringContaining('usage:') });
});

it('asks for a code of the second factor, and keeps the new session where one is confirmed', async () => {
  const client = await signInAs(test, account);
  const { totpId, secret } = await client.call(proposeTotp, {});
  const code = () => authenticatorCode(secret, test.program.kernel.clock.now());
  await client.call(confirmTotp, { totpId, code: code() });
  await test.advance({ seconds: 30 });
  const factored = (stdin: string) =>
    cli(['sign-in', account, '--url', test.url], { GUIJU_PASSWORD: goodPassword }, stdin);
  expect(await factored('000000\n')).toMatchObject({ code: 1, err: expect.stringContaining('access.codeWrong') });
  expect(await factored(`${code()}\n`)).toMatchObject({ code: 0, err: expect.stringContaining('已登录') });
  const before = readFileSync(sessionFile, 'utf8');
  const input = JSON.stringify({ password: goodPassword });
  expect(await cli(['call', 'access.confirmWithPassword', input])).toMatchObject({ code: 0 });
  expect(readFileSync(sessionFile, 'utf8')).not.toBe(before);
  expect(await cli(['call', 'access.removeTotp', '{}'])).toMatchObject({ code: 0 });
  // Setting up a factor ended the sessions from before it.
  administrator = await test.as(client.personId);
});

it('signs in, keeps the session where nobody else can read it, and forgets it at signing out', async () => {
  expect(await signIn()).toEqual({ code: 0, out: '', err: '已登录\n' });
  expect(statSync(sessionFile).mode & 0o777).toBe(0o600);
  expect(readFileSync(sessionFile, 'utf8')).not.toContain(goodPassword);
  const { out } = await cli(['call', 'directory.searchPeople', '{"text":"gusiyuan"}']);
  expect(JSON.parse(out).rows).toMatchObject([{ name: '顾思远' }]);

  const kept = readFileSync(sessionFile, 'utf8');
  expect(await cli(['sign-out'])).toEqual({ code: 0, out: '', err: '已退出登录\n' });
  expect(() => statSync(sessionFile)).toThrow('ENOENT');
  // The session has ended on the server too, and who still has it can sign out all the same.
  writeFileSync(sessionFile, kept, { mode: 0o644 });
  expect(await cli(['call', 'directory.listPeople'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('kernel.notSignedIn'),
  });
  expect(await cli(['sign-out'])).toMatchObject({ code: 0 });
  expect(() => statSync(sessionFile)).toThrow('ENOENT');

  writeFileSync(sessionFile, kept, { mode: 0o644 });
  expect(await signIn()).toMatchObject({ code: 0 });
  expect(statSync(sessionFile).mode & 0o777).toBe(0o600);
});

it('a wrong password is refused in the words of the server, in the language asked for', async () => {
  const elsewhere = { XDG_CONFIG_HOME: join(home, 'other') };
  const refused = await signIn('Not-The-Password-1', elsewhere);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(/^[^{]*密码.*\n\{"code":"access\./);
  expect(
    await cli(['sign-in', account, '--url', test.url, '--lang', 'en'], { ...elsewhere, GUIJU_PASSWORD: 'x' }),
  ).toMatchObject({ code: 1, err: expect.stringMatching(/password/i) });
  expect(() => statSync(join(home, 'other'))).toThrow('ENOENT');
});

it('says what is the matter where no server answers, or something else does', async () => {
  const other = createServer((_request, response) => response.writeHead(502).end('<html>Bad gateway</html>'));
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const asked = await cli(['call', 'directory.listPeople'], { GUIJU_URL: url });
  expect(asked).toMatchObject({ code: 1, out: '', err: expect.stringContaining('不是规矩（HTTP 502）') });
  other.close();
  await once(other, 'close');
  for (const argv of [['call', 'directory.listPeople'], ['sign-in', account], ['sign-out']]) {
    const away = await cli([...argv, '--url', url, '--lang', 'en'], { GUIJU_PASSWORD: goodPassword });
    // There is no session for that address, so nothing has to be ended there.
    if (argv[0] === 'sign-out') expect(away.code).toBe(0);
    else expect(away).toMatchObject({ code: 1, out: '', err: expect.stringContaining('cannot be reached') });
  }
});

it('never shows the session of one server to another', async () => {
  await signIn();
  let shown: string | undefined;
  const other = createServer((request, response) => {
    shown = request.headers.cookie ?? 'none';
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  expect(await cli(['call', 'directory.listPeople'], { GUIJU_URL: url })).toMatchObject({ code: 0 });
  expect(shown).toBe('none');
  other.close();
});

it('calls queries and commands; what is refused has code and words, and exit code 1', async () => {
  await signIn();
  const employer = { name: '云澜科技有限公司', shortName: '云澜科技' };
  const { employerId, departmentId } = JSON.parse(
    (await cli(['call', 'directory.createEmployer', JSON.stringify(employer)])).out,
  );
  const person = {
    employerId,
    account: 'sunqi',
    name: '孙琪',
    departments: [{ departmentId, main: true }],
  };
  const made = await cli(['call', 'directory.createPerson', '-'], {}, JSON.stringify(person));
  expect(made).toMatchObject({ code: 0, err: '' });
  const again = await cli(['call', 'directory.createPerson', JSON.stringify(person), '--lang', 'en']);
  expect(again).toMatchObject({ code: 1, out: '' });
  expect(again.err).toMatch(/^\S.*\n\{"code":"directory\.account/);
  expect(await cli(['call', 'directory.dance'])).toMatchObject({ code: 1, err: expect.stringContaining('"kernel.') });
  expect(await cli(['call', 'directory.createPerson', 'not json'])).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('"kernel.invalidInput"'),
  });
});

it('imports a file: preview, progress, done; one with errors is shown row by row and changes nothing', async () => {
  await signIn();
  const before = (await administrator.call(listPeople, {})).total;
  const good = sheet('通讯录.csv', [
    '陈总,chen,总经理,云澜集团,13700000001,,',
    '李工,li,工程师,云澜集团/技术中心/平台组,13700000002,chen,云澜集团/技术中心/平台组',
  ]);
  const bad = sheet('错.csv', [
    '赵一,zhao1,,技术中心,13600000001,,',
    '赵二,ZHAO1,,技术中心,13600000002,,',
    '赵三,zhao3,,技术中心,13600000003,nobody,',
  ]);

  const several = await cli(['import', bad, '--yes']);
  expect(several).toMatchObject({ code: 2, err: expect.stringContaining('--employer') });
  const [, employerId = ''] = /^ {2}(\S+) {2}云澜酒店集团有限公司$/m.exec(several.err) ?? [];
  const refused = await cli(['import', bad, '--yes', '--employer', employerId]);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(/^新增 /);
  expect(refused.err).toMatch(/^ {2}✗ 第 3 行 B 列「帐号」：/m);
  expect(refused.err).toMatch(/^ {2}✗ 第 4 行 F 列「直属上级」：/m);
  expect(refused.err).toContain('什么都没有改动');
  expect((await administrator.call(listPeople, {})).total).toBe(before);

  expect(await cli(['import', good, '--employer', employerId], {}, 'n\n')).toMatchObject({ code: 1 });
  expect((await administrator.call(listPeople, {})).total).toBe(before);
  const done = await cli(['import', good, '--employer', employerId, '--yes', '--lang', 'en']);
  expect(done).toMatchObject({ code: 0, out: '' });
  expect(done.err).toMatch(/^created 2, changed 0/);
  expect(done.err).toMatch(/done: created 2, changed 0\n$/);
  expect((await administrator.call(listPeople, {})).total).toBe((before ?? 0) + 2);

  expect(await cli(['import', join(home, 'none.csv')])).toMatchObject({
    code: 1,
    err: expect.stringContaining('none.csv'),
  });
});
