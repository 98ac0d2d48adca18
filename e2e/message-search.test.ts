import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { recallMessage } from '#modules/messaging/contract/messages.ts';
import { aDirect, aGroup, aLongHistory, say } from '#modules/messaging/testing.ts';

let test: TestProgram;
let mei: TestClient;
let wang: TestClient;
let desktop: TestBrowser;
let phone: TestBrowser;
let group: string;
let direct: string;

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram(composition, { webFolder });
  const company = await aCompany(test);
  [mei, wang] = [
    await test.as(await aPerson(test, company, { name: '李雪梅' })),
    await test.as(await aPerson(test, company, { name: '王建国' })),
  ];
  group = await aGroup(mei, [wang], '华东区项目');
  await say(wang, group, '合同HT-2026-018已寄往上海分公司，请王建国签收');
  await aLongHistory(test, group, 300);
  await say(mei, group, '会议改在上海举行，时间待定');
  direct = await aDirect(mei, wang);
  await say(wang, direct, '下周去上海会议室见');
  [desktop, phone] = await Promise.all([
    openBrowser(test, mei),
    openBrowser(test, wang, { size: screens.phone, dark: true }),
  ]);
}, 240_000);

afterAll(async () => {
  await Promise.all([desktop, phone].map((browser) => browser?.close()));
  await test?.stop();
});

it('what was said is found by typing, narrowed, opened at its place, and gone when it is recalled', async () => {
  await test.settle();
  const { page } = desktop;
  const field = page.getByRole('searchbox', { name: '搜索聊天记录' });
  const found = page.locator('.msg-search-found li');
  await desktop.open('/messages/search');
  await page.getByText('输入要找的内容').waitFor();
  await desktop.picture('search-begin');
  // The field has the cursor: one types at once.
  await page.keyboard.type('海');
  await found.nth(2).waitFor();
  expect(await found.locator('mark').allInnerTexts()).toEqual(['海', '海', '海']);
  await field.fill('上海会议');
  await page.getByRole('heading', { name: '包含这些词的消息' }).waitFor();
  await desktop.picture('search-words');
  await field.fill('wangjianguo');
  await found.filter({ hasText: '签收' }).locator('mark', { hasText: '王建国' }).waitFor();
  await field.fill('上海');
  await page.getByLabel('发送人').fill('wjg');
  await page.locator('.ant-select-item-option').filter({ hasText: '王建国' }).first().click();
  await found.nth(1).waitFor();
  await desktop.picture('search-sender');
  expect(new URL(page.url()).searchParams.get('sender')).toBe(wang.personId);
  await found.filter({ hasText: 'HT-2026-018' }).getByRole('link').click();
  await page.locator('li[data-seq="1"]').waitFor();
  await page.goBack();
  await found.nth(1).waitFor();

  await phone.open(`/messages/${direct}`);
  await phone.page.getByRole('button', { name: '会话设置' }).click();
  await phone.page.getByRole('menuitem', { name: '搜索聊天记录' }).click();
  await phone.page.getByText('在「李雪梅」中').waitFor();
  await phone.page.getByRole('searchbox').fill('上海');
  const here = phone.page.locator('.msg-search-found li');
  await here.locator('mark').first().waitFor();
  expect(await here.count()).toBe(1);
  await phone.picture('search-phone-dark');
  await phone.page.getByRole('button', { name: '搜索全部会话' }).click();
  await here.nth(2).waitFor();

  await wang.call(recallMessage, { conversationId: direct, seq: 1 });
  await found.filter({ hasText: '会议室见' }).waitFor({ state: 'detached' });
  await field.fill('无此内容');
  await page.getByText('没有找到').waitFor();
}, 120_000);
