import { mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { PushFrame } from '#kernel/contract/event.ts';
import { contentSecurityPolicy } from '#kernel/server/http/security-headers.ts';
import { chromiumOptions } from '#kernel/testing/chromium-options.ts';

const room = mkdtempSync(join(tmpdir(), 'guiju-shell-'));
/** Set to a folder to keep pictures of what was tested. */
const pictures = process.env.GUIJU_PICTURES;
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html',
  '.svg': 'image/svg+xml',
};
const nonce = 'dHJpYWw';

/** A server of canned answers, with the policy that the real one sends. */
interface Answers {
  signedIn: boolean;
  rows: { requestId: string; title: string; who: string; days: number; at: string }[];
  /** What the next leave request meets. */
  leave: 'ok' | 'closed' | 'away' | 'broken';
  /** Pages of the list after the first can't be read. */
  pagesBroken: boolean;
  leaveIds: string[];
  scripts: Map<string, number>;
  /** Files that the server doesn't have, as after an update. */
  gone: RegExp | undefined;
  sockets: Set<WebSocket>;
  heard: unknown[];
  program: string;
  /** What the server says of the events that an answer knows. */
  position: string | undefined;
  /** What was called, in its order, with its input. */
  calls: string[];
}
const id = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const names = ['欧阳小明', '李雪梅', '王建国', 'Ada Lovelace', '陈思', '赵一诺'];
const fresh = (): Answers => ({
  signedIn: true,
  rows: Array.from({ length: 60 }, (_, at) => ({
    requestId: id(at + 1),
    title: ['年假申请：回乡探亲', '报销 5 月 Hangzhou 差旅费', '用章申请：供货合同'][at % 3] ?? '',
    who: names[at % names.length] ?? '',
    days: (at % 5) + 1,
    at: new Date(Date.now() - at * 47 * 60_000).toISOString(),
  })),
  leave: 'ok',
  pagesBroken: false,
  leaveIds: [],
  scripts: new Map(),
  gone: undefined,
  sockets: new Set(),
  heard: [],
  program: '1.0.0',
  position: undefined,
  calls: [],
});
let answers = fresh();
const refusal = (code: string, message: string) =>
  JSON.stringify({ error: { code, message, facts: {}, requestId: 'r-1' } });

let server: Server;
let sockets: WebSocketServer;
let origin: string;

function listen(port = 0): Promise<void> {
  server = createServer(async (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const input = JSON.parse(Buffer.concat(chunks).toString() || '{}') as Record<string, unknown>;
      const answer = (status: number, body: string) =>
        response
          .writeHead(status, {
            'content-type': 'application/json',
            ...(answers.position === undefined ? {} : { 'guiju-events': answers.position }),
          })
          .end(body);
      const operation = path.replace('/api/v1/', '');
      answers.calls.push(`${operation} ${JSON.stringify(input)}`);
      if (operation === 'trial.signIn') {
        answers.signedIn = true;
        return answer(200, '{}');
      }
      if (!answers.signedIn) return answer(401, refusal('kernel.notSignedIn', '请先登录'));
      switch (operation) {
        case 'trial.readMe':
          return answer(200, JSON.stringify({ name: '欧阳小明' }));
        case 'trial.listRequests': {
          const from = Number(input.cursor ?? 0);
          if (from > 0 && answers.pagesBroken) return answer(500, refusal('kernel.fault', '服务器出错了'));
          const next = from + 20 < answers.rows.length ? { next: String(from + 20) } : {};
          return answer(200, JSON.stringify({ rows: answers.rows.slice(from, from + 20), ...next }));
        }
        case 'trial.readRequest': {
          const row = answers.rows.find((one) => one.requestId === input.requestId);
          if (!row) return answer(404, refusal('kernel.notFound', '没有找到，或者你无权查看'));
          return answer(
            200,
            JSON.stringify({ ...row, amount: 128000, reason: '父亲住院，需陪护。与 HR 确认过余额。' }),
          );
        }
        case 'trial.requestLeave':
          answers.leaveIds.push(String(request.headers['guiju-command-id']));
          if (answers.leave === 'closed') return answer(409, refusal('trial.closed', '该月考勤已封存，不能再申请'));
          if (answers.leave === 'away')
            return answer(503, refusal('kernel.databaseAway', '数据库暂时连不上，你填写的内容没有丢失，请稍后再试'));
          return answer(200, JSON.stringify({ requestId: id(99) }));
        default:
          return answer(404, refusal('kernel.unknownOperation', operation));
      }
    }
    try {
      const asset = path.startsWith('/assets/');
      if (answers.gone?.test(path)) throw new Error('gone');
      const file = join(room, asset ? path : 'index.html');
      const body = await readFile(file);
      if (extname(file) === '.js') answers.scripts.set(path, gzipSync(body).length);
      response.writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        ...(asset ? {} : { 'content-security-policy': contentSecurityPolicy(nonce) }),
      });
      response.end(asset ? body : body.toString().replaceAll('__CSP_NONCE__', nonce));
    } catch {
      response.writeHead(404).end();
    }
  });
  sockets = new WebSocketServer({ server, path: '/api/v1/push' });
  sockets.on('connection', (socket) => {
    answers.sockets.add(socket);
    socket.on('close', () => answers.sockets.delete(socket));
    socket.on('message', (message) => {
      const request = JSON.parse(String(message)) as { type: string };
      answers.heard.push(request);
      if (request.type === 'ping') push({ type: 'events', events: [], upTo: 1 });
    });
    socket.send(
      JSON.stringify({ type: 'hello', epoch: 'e1', number: 1, program: answers.program } satisfies PushFrame),
    );
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      resolve();
    });
  });
}
const push = (frame: PushFrame) => {
  for (const socket of answers.sockets) socket.send(JSON.stringify(frame));
};

let browser: BrowserContext;
let page: Page;
/** What the browser complained of: policy violations and faults, except those that a test asks for. */
let complaints: string[] = [];

async function open(path: string, look: { width?: number; height?: number; dark?: boolean } = {}): Promise<void> {
  await page.setViewportSize({ width: look.width ?? 1440, height: look.height ?? 900 });
  await page.emulateMedia({ colorScheme: look.dark ? 'dark' : 'light' });
  await page.goto(origin + path);
}
const picture = async (name: string) => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
};
const heading = (name: string | RegExp) => page.getByRole('heading', { name, level: 1 });

beforeAll(async () => {
  // What is tried is what is shipped: React without its development checks.
  vi.stubEnv('NODE_ENV', 'production');
  await build({
    configFile: 'apps/web/vite.config.ts',
    root: 'apps/web/shell-test',
    logLevel: 'warn',
    build: { outDir: room, emptyOutDir: true },
  });
  vi.unstubAllEnvs();
  await listen();
  browser = await chromium.launchPersistentContext(join(room, 'profile'), {
    ...chromiumOptions,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
  await rm(room, { recursive: true, force: true });
});

beforeEach(async () => {
  answers = fresh();
  complaints = [];
  page = await browser.newPage();
  page.setDefaultTimeout(45_000);
  page.on('console', (message) => {
    if (/policy/i.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (problem) => complaints.push(String(problem)));
});
afterEach(async () => {
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.close();
});

describe('the house', () => {
  it('opens within 300 kB of scripts and without a word from the policy', async () => {
    await open('/');
    await page
      .getByRole('link', { name: /李雪梅/ })
      .first()
      .waitFor();
    const all = [...answers.scripts.values()].reduce((sum, size) => sum + size, 0);
    expect(all).toBeLessThanOrEqual(300_000);
    if (pictures) process.stdout.write(`first page: ${all} bytes in ${answers.scripts.size} scripts\n`);
    expect(new URL(page.url()).pathname).toBe('/todo');
    expect(await page.title()).toBe('待办 · 规矩');
    expect(complaints).toEqual([]);
    await picture('list-1440');
  });

  it('stands list beside work on a wide screen, and everything in it keeps to the policy', async () => {
    await open(`/todo/${id(1)}`);
    await heading('年假申请：回乡探亲').waitFor();
    await page
      .getByRole('link', { name: /李雪梅/ })
      .first()
      .waitFor();
    await page.getByRole('columnheader', { name: '事由' }).waitFor();
    await page.getByRole('button', { name: '更多' }).click();
    await page.getByRole('menuitem').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByText('¥1,280.00').count()).toBe(2);
    await picture('detail-1440');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.getByRole('button', { name: '拒绝' }).isVisible()).toBe(false);
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    expect(await page.getByRole('cell', { name: '欧阳小明' }).evaluate((cell) => getComputedStyle(cell).color)).toBe(
      'rgb(29, 35, 39)',
    );
    await picture('print');
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await page.getByRole('button', { name: '拒绝' }).click();
    await page.getByRole('dialog', { name: '拒绝「年假申请：回乡探亲」' }).waitFor();
    await picture('question-1440');
    await page.keyboard.press('Escape');
    expect(complaints).toEqual([]);
  });

  it('says that a further page did not come, keeps what is there, and asks again only when told to', async () => {
    answers.pagesBroken = true;
    await open('/todo');
    await page.getByText('服务器出错了').waitFor();
    await page
      .getByRole('link', { name: /李雪梅/ })
      .first()
      .waitFor();
    const asked = () => answers.calls.filter((call) => call.includes('"cursor":"20"')).length;
    expect(asked()).toBe(1);
    await page.getByRole('button', { name: '再试一次' }).click();
    await expect.poll(asked).toBe(2);
    await page.getByText('服务器出错了').waitFor();
    answers.pagesBroken = false;
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.locator('li[aria-setsize="40"], li[aria-setsize="60"]').first().waitFor();
    expect(await page.getByText('服务器出错了').count()).toBe(0);
  });

  it('shows one thing at a time on a phone, with the deciding buttons at the thumb', async () => {
    await open('/todo', { width: 390, height: 844 });
    await page
      .getByRole('link', { name: /李雪梅/ })
      .first()
      .waitFor();
    await picture('list-390');
    await page
      .getByRole('link', { name: /李雪梅/ })
      .first()
      .click();
    await heading('报销 5 月 Hangzhou 差旅费').waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    const approve = await page.getByRole('button', { name: '同意' }).boundingBox();
    expect(approve?.height).toBeGreaterThanOrEqual(44);
    expect((approve?.y ?? 0) + (approve?.height ?? 0)).toBeGreaterThan(844 - 80);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await picture('detail-390');
    await page.getByRole('link', { name: '返回' }).click();
    await heading('待办').waitFor();
    expect(complaints).toEqual([]);
  });

  it('has sheets from below on a phone, in which lists open too', async () => {
    await open('/me', { width: 390, height: 844 });
    await page.getByRole('button', { name: '假别' }).click();
    await page.getByRole('dialog', { name: '假别' }).getByRole('combobox').click();
    await page.getByText('病假').click();
    await page.getByRole('dialog').getByText('病假').filter({ visible: true }).first().waitFor();
    await picture('sheet-390');
    await page.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('is dark where the system is, and where the person says so', async () => {
    await open(`/todo/${id(1)}`, { dark: true });
    await heading('年假申请：回乡探亲').waitFor();
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await ground()).toBe('rgb(22, 24, 26)');
    await page.getByRole('columnheader', { name: '事由' }).waitFor();
    await picture('detail-dark-1440');
    await open('/me', { dark: true });
    await page.getByRole('radio', { name: '浅色' }).check();
    expect(await ground()).toBe('rgb(250, 250, 247)');
    await page.getByRole('radio', { name: '深色' }).check();
    await page.getByRole('radio', { name: '大字' }).check();
    await picture('settings-dark-large-1440');
    await page.reload();
    await heading('我的设置').waitFor();
    expect(await ground()).toBe('rgb(22, 24, 26)');
  });

  it('speaks the other language, and remembers it', async () => {
    await open('/me');
    await page.getByRole('button', { name: 'English' }).click();
    await heading('My settings').waitFor();
    await page.reload();
    await heading('My settings').waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.getByRole('link', { name: 'To do' }).click();
    await page
      .getByRole('link', { name: /李雪梅/ })
      .first()
      .waitFor();
    expect(await page.getByText('1 day', { exact: true }).count()).toBeGreaterThan(0);
    await picture('list-english-1440');
  });
});

describe('by keyboard', () => {
  it('goes to the content, between places, and tells its keys', async () => {
    await open('/todo');
    await page
      .getByRole('link', { name: /李雪梅/ })
      .first()
      .waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文');
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await heading('请假').waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: '键盘操作' }).waitFor();
    await page.getByText('转到「待办」').waitFor();
    await picture('keys-1440');
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: '键盘操作' }).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  });
});

describe('forms', () => {
  const fill = async () => {
    await page.getByLabel('开始日期').fill('2026-12-01');
    await page.getByLabel('开始日期').press('Enter');
    await page.getByLabel('事由').fill('回乡探亲');
  };
  const reason = () => page.getByLabel('事由').inputValue();

  it('say what is missing in plain words, at the field', async () => {
    await open('/leave/new');
    await page.getByLabel('联系邮箱').fill('nobody');
    await page.getByLabel('工作交接').focus();
    await page.getByText('请填写邮箱地址').waitFor();
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('有 3 处需要修改').waitFor();
    expect(await page.getByText('请填写', { exact: true }).count()).toBe(2);
    await picture('form-problems-1440');
    expect(answers.leaveIds).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('keep what was typed when the server is away, and retry under the same id', async () => {
    await open('/leave/new', { width: 390, height: 844 });
    await fill();
    answers.leave = 'away';
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('数据库暂时连不上').waitFor();
    expect(await reason()).toBe('回乡探亲');
    await picture('form-away-390');
    answers.leave = 'closed';
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.getByText('该月考勤已封存，不能再申请').waitFor();
    await page.getByLabel('事由').fill('回乡探亲，改期');
    answers.leave = 'ok';
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('申请已提交').waitFor();
    const [first, second, third] = answers.leaveIds;
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('keep what was typed over the end of a session', async () => {
    await open('/leave/new');
    await fill();
    answers.signedIn = false;
    await page.getByRole('button', { name: '提交申请' }).click();
    await heading('登录').waitFor();
    await picture('sign-in-1440');
    await page.getByLabel('账号').fill('xiaoming');
    await page.getByLabel('密码').fill('a long sentence');
    await page.getByRole('button', { name: '登录' }).click();
    await heading('请假').waitFor();
    expect(await reason()).toBe('回乡探亲');
    await page.getByText('已恢复你上次填写的内容。').waitFor();
  });
});

describe('when something goes wrong', () => {
  it('a fault stays on its page', async () => {
    await open('/broken');
    await heading('这一页出了问题').waitFor();
    await picture('fault-1440');
    await page.getByRole('link', { name: '待办' }).click();
    await page
      .getByRole('link', { name: /李雪梅/ })
      .first()
      .waitFor();
  });

  it('says that a screen could not be fetched, and fetches it when it is there again', async () => {
    await open('/todo');
    await page
      .getByRole('link', { name: /李雪梅/ })
      .first()
      .waitFor();
    answers.gone = /my-settings/;
    await page.getByRole('link', { name: '我', exact: true }).click();
    await heading('这一页没能载入').waitFor();
    await picture('missing-part-1440');
    answers.gone = undefined;
    await page.getByRole('button', { name: '再试一次' }).click();
    await heading('我的设置').waitFor();
  });

  it('says in both languages that the program could not be fetched, and starts when it is there again', async () => {
    answers.gone = /words\.zh/;
    await open('/todo');
    const again = page.getByRole('button', { name: '再试一次 Try again' });
    await again.waitFor();
    await picture('not-started-1440');
    answers.gone = undefined;
    complaints = [];
    await again.click();
    await page
      .getByRole('link', { name: /李雪梅/ })
      .first()
      .waitFor();
  });

  it('an address that leads nowhere says so', async () => {
    await open('/nowhere');
    await page.getByText('没有这一页').waitFor();
    // A button with an address is followed like every link of ours: without loading the page anew.
    await page.evaluate(() => Object.assign(globalThis, { sameLoad: true }));
    await page.getByRole('link', { name: '回到首页' }).click();
    await page
      .getByRole('link', { name: /李雪梅/ })
      .first()
      .waitFor();
    expect(await page.evaluate(() => 'sameLoad' in globalThis)).toBe(true);
  });

  it('says that it is offline, keeps what is shown, and comes back', async () => {
    await open(`/todo/${id(1)}`);
    await heading('年假申请：回乡探亲').waitFor();
    await browser.setOffline(true);
    await page.getByText('已离线').waitFor();
    await picture('offline-1440');
    expect(await heading('年假申请：回乡探亲').count()).toBe(1);
    await browser.setOffline(false);
    await page.getByText('已离线').waitFor({ state: 'detached' });
  });
});

describe('push', () => {
  const arrives = {
    requestId: id(500),
    title: '加班申请：上线值守',
    who: '周冬雨',
    days: 1,
    at: '2026-11-22T01:00:00Z',
  };

  it('goes on from what the page has read, and reads all of it again only where that is unknown', async () => {
    const listed = () => answers.calls.filter((made) => made === 'trial.listRequests {}').length;
    answers.position = '0 e1';
    await open('/todo');
    await expect.poll(() => answers.heard).toContainEqual({ type: 'resume', epoch: 'e1', after: 0 });
    await page
      .getByRole('link', { name: /李雪梅/ })
      .first()
      .waitFor();
    expect(listed()).toBe(1);
    answers.calls = [];
    answers.position = '0 e0';
    await open('/todo');
    await expect.poll(listed).toBe(2);
  });

  it('changes what is shown, resumes where it was, and tells of a new program', async () => {
    await open('/todo');
    await page
      .getByRole('link', { name: /李雪梅/ })
      .first()
      .waitFor();
    await expect.poll(() => answers.heard).toContainEqual({ type: 'resume', epoch: 'e1', after: 1 });
    answers.rows.unshift(arrives);
    push({
      type: 'events',
      events: [{ number: 7, name: 'trial.requestAdded', version: 1, at: arrives.at, facts: arrives }],
      upTo: 7,
    });
    await page.getByRole('link', { name: /周冬雨/ }).waitFor();
    answers.program = '1.1.0';
    for (const socket of answers.sockets) socket.terminate();
    await page.getByText('有新版本').waitFor();
    await expect.poll(() => answers.heard).toContainEqual({ type: 'resume', epoch: 'e1', after: 7 });
    await picture('new-version-1440');
    answers.rows.splice(0, 1);
    push({ type: 'stale', epoch: 'e2', number: 40 });
    await page.getByRole('link', { name: /周冬雨/ }).waitFor({ state: 'detached' });
  });
});
