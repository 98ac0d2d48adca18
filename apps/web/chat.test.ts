import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { handle, serverModule } from '#kernel/server/define-module.ts';
import { chromiumOptions } from '#kernel/testing/chromium-options.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import { aCompany, aPerson, type TestCompany, testAuthority } from '#modules/directory/testing.ts';
import { modules } from '#modules/index.ts';
import { listMessages, markRead } from '#modules/messaging/contract/messages.ts';
import { unreadTotal } from '#modules/messaging/contract/unread-total.ts';
import { aDirect, aGroup, aLongHistory, manyGroups, say } from '#modules/messaging/testing.ts';
import { readMe } from './chat-test/contract.ts';

const room = mkdtempSync(join(tmpdir(), 'guiju-chat-'));
/** Set to a folder to keep pictures of what was tested. */
const pictures = process.env.GUIJU_PICTURES;

const trial = serverModule({
  contract: moduleContract({ name: 'trial', title: { zh: '试用', en: 'Trial' }, operations: [readMe] }),
  handlers: [
    handle<DirectoryViews>()(readMe, async (context) => {
      const { personId, employerId } = context.person();
      const { name } = await context.db
        .selectFrom('directory.published_person')
        .select('name')
        .where('id', '=', personId)
        .executeTakeFirstOrThrow();
      return { personId, name, employerId };
    }),
  ],
});

let test: TestProgram;
let company: TestCompany;
let server: Awaited<ReturnType<TestProgram['program']['http']>>;
let origin: string;
let browser: Browser;
const opened: BrowserContext[] = [];
const complaints: string[] = [];

/** Somebody with a browser of their own, signed in. */
async function person(name: string): Promise<{ client: TestClient; context: BrowserContext; page: Page }> {
  const client = await test.as(await aPerson(test, company, { name }));
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
  });
  opened.push(context);
  const [cookie = '', value = ''] = client.cookie.split('=', 2);
  await context.addCookies([{ name: cookie, value, url: origin }]);
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  page.on('pageerror', (problem) => complaints.push(String(problem)));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      throw new Error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return { client, context, page };
}
const picture = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: join(pictures, `chat-${name}.png`) });
};
const field = (page: Page) => page.getByRole('textbox', { name: '输入消息' });
const write = async (page: Page, text: string) => {
  await field(page).fill(text);
  await field(page).press('Enter');
};
const bubble = (page: Page, text: string) => page.locator('.msg-bubble', { hasText: text });
const shownTexts = (page: Page) => page.locator('.msg-bubble').allInnerTexts();

beforeAll(async () => {
  await build({
    configFile: 'apps/web/vite.config.ts',
    root: 'apps/web/chat-test',
    logLevel: 'warn',
    build: { outDir: join(room, 'web'), emptyOutDir: true },
  });
  const composed = [...modules, trial];
  test = await startTestProgram(
    { modules: composed, authority: testAuthority(composed, new Map()), timeZone: async () => 'Asia/Shanghai' },
    // What the browser draws says how long ago: its clock is the machine's.
    { startAt: Temporal.Now.instant().toString() },
  );
  company = await aCompany(test);
  server = await test.program.http({ trustProxy: [], webFolder: join(room, 'web'), openApi: () => ({}) });
  await server.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  browser = await chromium.launch(chromiumOptions);
}, 120_000);

afterAll(async () => {
  for (const context of opened) await context.close();
  await browser?.close();
  await server?.close();
  await test?.stop();
  await rm(room, { recursive: true, force: true });
});

describe('two people', () => {
  it('talk live; one goes offline, types, reloads, comes back: once, in order', async () => {
    const [ann, bo] = [await person('安然'), await person('薄云天')];
    await ann.page.goto(`${origin}/messages`);
    await ann.page.getByRole('searchbox').fill('byt');
    await ann.page.getByRole('link', { name: /薄云天/ }).click();
    await field(ann.page).waitFor();
    await write(ann.page, '今天的评审几点？');
    await bubble(ann.page, '今天的评审几点？').waitFor();

    await bo.page.goto(`${origin}/messages`);
    await bo.page.getByRole('link', { name: /安然/ }).click();
    await bubble(bo.page, '今天的评审几点？').waitFor();
    await ann.page.getByText('已读', { exact: true }).waitFor();
    await field(bo.page).pressSequentially('下午');
    await ann.page.getByText('薄云天 正在输入').waitFor();
    await field(bo.page).press('Shift+Enter');
    await field(bo.page).pressSequentially('三点');
    await field(bo.page).press('Enter');
    await bubble(ann.page, '下午').waitFor();
    expect(await shownTexts(ann.page)).toEqual(['今天的评审几点？', '下午\n三点']);

    await ann.context.setOffline(true);
    await write(ann.page, '收到一');
    await write(ann.page, '收到二');
    await ann.page.getByText('等待发送').first().waitFor();
    await picture(ann.page, 'offline-1440');
    await write(bo.page, '会议室改到 B1203');
    await field(ann.page).fill('还没写完的');
    // The tab is closed and opened again, still without a network: the page itself comes from nowhere, so after it is back.
    await ann.context.setOffline(false);
    await ann.page.reload();
    await bubble(ann.page, '收到二').waitFor();
    expect(await field(ann.page).inputValue()).toBe('还没写完的');
    for (const page of [ann.page, bo.page]) {
      await bubble(page, '会议室改到 B1203').waitFor();
      await bubble(page, '收到二').waitFor();
      await page.getByText('等待发送').waitFor({ state: 'detached' });
    }
    await test.settle();
    const conversationId = ann.page.url().split('/').at(-1) ?? '';
    const { rows } = await ann.client.call(listMessages, { conversationId });
    const said = rows.map((row) => String(row.body?.text));
    expect(said.filter((text) => text.startsWith('收到'))).toEqual(['收到一', '收到二']);
    expect(said).toHaveLength(5);
    await expect.poll(() => shownTexts(ann.page)).toEqual(said);
    await expect.poll(() => shownTexts(bo.page)).toEqual(said);
    expect(complaints).toEqual([]);
  });

  it('lose no message whose answer was lost on the way', async () => {
    const [ann, bo] = [await person('高远'), await person('韩梅')];
    const conversationId = await aDirect(ann.client, bo.client);
    await ann.page.goto(`${origin}/messages/${conversationId}`);
    await field(ann.page).waitFor();
    let lost = 0;
    await ann.page.route('**/api/v1/messaging.sendMessage', async (route) => {
      // The server takes it; the answer never comes.
      if (lost++ < 2) {
        await route.fetch();
        await route.abort();
      } else await route.continue();
    });
    await write(ann.page, '只有一条');
    await write(ann.page, '第二条');
    await expect
      .poll(async () => (await bo.client.call(listMessages, { conversationId })).rows.map((row) => row.body?.text), {
        timeout: 20_000,
      })
      .toEqual(['只有一条', '第二条']);
    await ann.page.getByText(/等待发送|正在发送/).waitFor({ state: 'detached' });
    expect(await shownTexts(ann.page)).toEqual(['只有一条', '第二条']);
    expect(lost).toBeGreaterThan(2);
  });
});

describe('a group', () => {
  it('is made with people found by pinyin; who read is told; a message is recalled and edited again', async () => {
    const [ann, bo, cai] = [await person('陆遥'), await person('马晓'), await person('倪虹')];
    await ann.page.goto(`${origin}/messages/new`);
    await ann.page.getByLabel('群名').fill('搬迁筹备');
    const who = ann.page.getByLabel('群成员');
    for (const [typed, name] of [
      ['maxiao', '马晓'],
      ['nh', '倪虹'],
    ] as const) {
      await who.fill(typed);
      await ann.page.locator('.ant-select-item-option', { hasText: name }).click();
    }
    await ann.page.keyboard.press('Escape');
    await picture(ann.page, 'new-group-1440');
    await ann.page.getByRole('button', { name: '建群' }).click();
    await ann.page.getByRole('heading', { name: '搬迁筹备', level: 1 }).waitFor();
    const conversationId = ann.page.url().split('/').at(-1) ?? '';
    await say(bo.client, conversationId, '大家好');
    await say(cai.client, conversationId, '<b>不是粗体</b> \u202Egnp.exe\u202C 👩‍👩‍👧‍👦 https://example.com/a?b=1');
    await write(ann.page, '周五前把清单发给我');
    await bubble(ann.page, '<b>不是粗体</b> gnp.exe 👩‍👩‍👧‍👦 https://example.com/a?b=1').waitFor();
    await ann.page.getByRole('button', { name: '2 人未读' }).click();
    await ann.page.getByRole('heading', { name: '未读（2）' }).waitFor();
    await bo.page.goto(`${origin}/messages/${conversationId}`);
    await bubble(bo.page, '周五前把清单发给我').waitFor();
    await ann.page.getByRole('heading', { name: '已读（1）' }).waitFor();
    await ann.page.getByRole('button', { name: '1 人未读' }).waitFor();
    await picture(ann.page, 'readers-1440');
    await ann.page.getByRole('button', { name: '关闭' }).click();

    const sent = ann.page.locator('li[data-seq]').filter({ hasText: '周五前把清单发给我' }).first();
    await sent.hover();
    await sent.getByRole('button', { name: '消息操作' }).click();
    await ann.page.getByRole('menuitem', { name: '撤回', exact: true }).click();
    await ann.page.getByText('你撤回了一条消息').first().waitFor();
    await bo.page.getByText('陆遥 撤回了一条消息').first().waitFor();
    await ann.page.getByRole('button', { name: '重新编辑' }).click();
    expect(await field(ann.page).inputValue()).toBe('周五前把清单发给我');

    await ann.page.getByRole('button', { name: '成员（3）' }).click();
    await ann.page.getByText('新成员能看到之前的聊天记录').waitFor();
    await picture(ann.page, 'members-1440');
    expect(complaints).toEqual([]);
  });

  it('opens at the first unread message, and history loads both ways without moving what one reads', async () => {
    const [ann, bo] = [await person('彭程'), await person('秦川')];
    const group = await aGroup(ann.client, [bo.client], '长谈');
    await aLongHistory(test, group, 450);
    await test.sql('update messaging.member set read_seq = 170 where conversation_id = $1 and person_id = $2', [
      group,
      ann.client.personId,
    ]);
    await ann.page.goto(`${origin}/messages/${group}`);
    await ann.page.getByText('以下为新消息').waitFor();
    const shown = await bubble(ann.page, '第 171 条').boundingBox();
    expect(shown?.y).toBeGreaterThan(0);
    expect(shown?.y).toBeLessThan(400);
    await picture(ann.page, 'unread-1440');
    const stream = ann.page.getByRole('region', { name: '聊天记录' });
    // Upwards to the beginning: what is in sight stays in sight while pages come in above.
    for (let turn = 0; turn < 60 && (await bubble(ann.page, /^第 1 条$/).count()) === 0; turn += 1) {
      await stream.evaluate((element) => element.scrollBy(0, -700));
      // At the top the page before this one is on its way.
      await ann.page.waitForFunction(() => {
        const [frame, first] = ['.msg-stream', '.msg-stream [data-seq]'].map((at) => document.querySelector(at));
        return frame && (frame.scrollTop > 0 || (first as HTMLElement | null)?.dataset.seq === '1');
      });
    }
    expect(await bubble(ann.page, /^第 1 条$/).count()).toBe(1);
    expect(await ann.page.locator('.msg-item').count()).toBeLessThanOrEqual(250);
    const seqs = await ann.page
      .locator('.msg-stream [data-seq]')
      .evaluateAll((items) => items.map((item) => Number((item as HTMLElement).dataset.seq)));
    expect(seqs).toEqual(seqs.map((_, at) => (seqs[0] ?? 0) + at));
    await ann.page.getByRole('button', { name: /条新消息|回到最新消息/ }).click();
    await bubble(ann.page, '第 450 条').waitFor();
    await expect
      .poll(() => stream.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight))
      .toBeLessThan(2);
    await say(bo.client, group, '跟上了吗');
    await bubble(ann.page, '跟上了吗').waitFor();
    // Nothing lies below the chat to which the page could move when one begins to type.
    expect(await ann.page.locator('.gj-work').evaluate((work) => work.scrollHeight - work.clientHeight)).toBe(0);
    await expect
      .poll(() => stream.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight))
      .toBeLessThan(2);
    expect(complaints).toEqual([]);
  });
});

describe('who is in thousands of conversations', () => {
  it('scrolls a list that draws what is in sight, and reads no more for what comes than the first page', async () => {
    const [ann, bo] = [await person('卫青'), await person('霍去病')];
    await manyGroups(test, ann.client, bo.client, 3_000);
    const reads: (string | undefined)[] = [];
    ann.page.on('request', (request) => {
      if (request.url().includes('messaging.listConversations')) reads.push(request.postDataJSON().cursor);
    });
    await ann.page.goto(`${origin}/messages`);
    const list = ann.page.getByRole('list', { name: '会话' });
    await list.getByText('群 1', { exact: true }).waitFor();
    // However often the connection made it read again: one page.
    expect(reads.filter((cursor) => cursor !== undefined)).toEqual([]);
    const frame = ann.page.locator('.gj-virtual');
    for (let deep = 0; deep < 600; deep += 50) {
      await frame.evaluate((element, row) => element.scrollTo(0, row * 64), deep);
      await list.getByText(`群 ${deep + 1}`, { exact: true }).waitFor();
    }
    await list.getByText('霍去病：这里是群 551').waitFor();
    expect(await list.getByRole('listitem').count()).toBeLessThan(50);
    expect(await ann.page.locator('*').count()).toBeLessThan(2_000);
    // Ten pages and more are held; something is said on the first of them, on the ninth, and where nobody has scrolled yet.
    await ann.page.getByRole('navigation').getByText('99+').first().waitFor();
    const at = await frame.evaluate((element) => element.scrollTop);
    reads.length = 0;
    for (const name of ['群 7', '群 421', '群 2900']) {
      const [found] = await test.sql<{ id: string }>(
        `select c.id from messaging.conversation c join messaging.member m on m.conversation_id = c.id
         where c.name = $1 and m.person_id = $2`,
        [name, ann.client.personId],
      );
      await say(bo.client, found?.id ?? '', `${name}有新消息`);
    }
    await expect.poll(() => reads.length).toBeGreaterThan(0);
    expect(await frame.evaluate((element) => element.scrollTop)).toBe(at);
    await frame.evaluate((element) => element.scrollTo(0, 0));
    await list.getByText('霍去病：群 2900有新消息').waitFor();
    const shown = await list.getByRole('listitem').allInnerTexts();
    const names = shown.map((text) => /^群 \d+/m.exec(text)?.[0]);
    expect(names.slice(0, 5)).toEqual(['群 2900', '群 421', '群 7', '群 1', '群 2']);
    expect(reads.filter((cursor) => cursor !== undefined)).toEqual([]);
    expect(reads.length).toBeLessThanOrEqual(6);
    await frame.evaluate((element) => element.scrollTo(0, 418 * 64));
    await list.getByText('群 420', { exact: true }).waitFor();
    expect(await list.getByText('群 421', { exact: true }).count()).toBe(0);
    // By the keyboard: the focus goes with the keys, and isn't lost where its row is scrolled out of sight.
    await list.getByRole('link').nth(12).focus();
    const focused = list.locator('a:focus');
    const onRow = (name: string) => focused.getByText(name, { exact: true }).waitFor();
    await ann.page.keyboard.press('Home');
    await onRow('群 2900');
    await ann.page.keyboard.press('ArrowDown');
    await onRow('群 421');
    await frame.evaluate((element) => element.scrollTo(0, 400 * 64));
    await list.getByText('群 400', { exact: true }).waitFor();
    await ann.page.keyboard.press('ArrowDown');
    await onRow('群 7');
    await expect.poll(() => frame.evaluate((element) => element.scrollTop)).toBeLessThan(3 * 64);
    expect(complaints).toEqual([]);
  });
});

describe('a browser that was here before', () => {
  it('opens at once with what it remembers, goes on at the first unread message, and forgets with the sign-out', async () => {
    const [ann, bo] = [await person('乔木'), await person('阮真')];
    const group = await aGroup(ann.client, [bo.client], '旧话');
    await aLongHistory(test, group, 60);
    await ann.client.call(markRead, { conversationId: group, seq: 60 });
    await ann.page.goto(`${origin}/messages/${group}`);
    await bubble(ann.page, '第 60 条').waitFor();
    const remembered = (page: Page) =>
      page.evaluate(
        () =>
          new Promise<string[]>((resolve) => {
            const opening = indexedDB.open('guiju.answers');
            opening.onsuccess = () => {
              const reading = opening.result.transaction('answers').objectStore('answers').getAllKeys();
              reading.onsuccess = () => {
                opening.result.close();
                resolve(reading.result.map(String));
              };
            };
          }),
      );
    // Of the two pages the later one is on the screen; the browser writes them as they come.
    for (const answer of ['"messaging.readConversation"', '"after":0,', '"after":50,'])
      await expect.poll(() => remembered(ann.page)).toContainEqual(expect.stringContaining(answer));
    await ann.page.goto('about:blank');
    // A day later five thousand wait; the network is slow.
    await aLongHistory(test, group, 5_000);
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    await ann.page.route(/messaging\.(readConversation|listMessages)/, async (route) => {
      await gate;
      await route.continue();
    });
    await ann.page.goto(`${origin}/messages/${group}`);
    await bubble(ann.page, '第 60 条').waitFor();
    open();
    await ann.page.getByText('以下为新消息').waitFor();
    const seqs = await ann.page
      .locator('.msg-stream [data-seq]')
      .evaluateAll((items) => items.map((item) => Number((item as HTMLElement).dataset.seq)));
    expect(seqs).toContain(61);
    expect(seqs.length).toBeLessThanOrEqual(250);
    await ann.page.unroute(/messaging\.(readConversation|listMessages)/);
    // The calendar leads to the first message of a day.
    await ann.page.getByRole('button', { name: '会话设置' }).click();
    await ann.page.getByRole('menuitem', { name: '跳到日期' }).click();
    await ann.page.getByRole('textbox', { name: '跳到日期' }).fill('2020-01-01');
    await ann.page.keyboard.press('Enter');
    await ann.page.locator('[data-seq="1"][data-marked]').waitFor();
    await picture(ann.page, 'day-1440');
    // The session is over: whoever sits here next finds nothing.
    await test.sql('update kernel.session set ended_at = seen_at where person_id = $1', [ann.client.personId]);
    await ann.page.goto('about:blank');
    await ann.page.goto(`${origin}/messages`);
    await expect.poll(() => remembered(ann.page)).toEqual([]);
  }, 240_000);
});

describe('a phone', () => {
  it('shows the list, then the chat as a full page with a way back; unread counts stand at the tab', async () => {
    const [ann, bo, cai] = [await person('任远'), await person('沈从'), await person('陶然亭')];
    await ann.page.setViewportSize({ width: 390, height: 844 });
    // Only who looks has read.
    await ann.page.bringToFront();
    const direct = await aDirect(bo.client, ann.client);
    const group = await aGroup(cai.client, [ann.client, bo.client], '一个名字很长很长很长很长的项目沟通群');
    await say(bo.client, direct, '明天上午的会议改到十点，地点不变，请提前把材料发给大家看一看。');
    await say(bo.client, group, '好');
    await say(cai.client, group, '请大家看一下 👍');
    await ann.page.goto(`${origin}/messages`);
    await ann.page.getByRole('link', { name: /沈从/ }).waitFor();
    await ann.page.getByRole('navigation').getByText('3', { exact: true }).waitFor();
    await picture(ann.page, 'list-390');
    await ann.page.getByRole('link', { name: /沈从/ }).click();
    await bubble(ann.page, '明天上午').waitFor();
    const box = await field(ann.page).boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(844 - 140);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(844);
    expect(await ann.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await ann.page.getByRole('main').evaluate((main) => main.scrollHeight - main.clientHeight)).toBe(0);
    await write(ann.page, '好的，收到');
    await bubble(ann.page, '好的，收到').waitFor();
    await picture(ann.page, 'chat-390');
    await expect.poll(async () => (await ann.client.call(unreadTotal, {})).total).toBe(2);
    await ann.page.getByRole('link', { name: '返回' }).click();
    await ann.page.getByRole('navigation').getByText('2', { exact: true }).waitFor();
    await ann.page.emulateMedia({ colorScheme: 'dark' });
    await ann.page.getByRole('link', { name: /项目沟通群/ }).click();
    await bubble(ann.page, '请大家看一下').waitFor();
    await picture(ann.page, 'group-dark-390');
    expect(complaints).toEqual([]);
  });
});
