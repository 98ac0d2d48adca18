import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { handle, serverModule } from '#kernel/server/define-module.ts';
import { openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import type { DirectoryViews } from '#modules/directory/contract/views.ts';
import { aCompany, aPerson, testAuthority } from '#modules/directory/testing.ts';
import { modules } from '#modules/index.ts';
import { type Definition, definition } from './contract/definition.ts';
import { readMe } from './web/designer/trial/contract.ts';

const room = mkdtempSync(join(tmpdir(), 'guiju-designer-'));
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
let server: Awaited<ReturnType<TestProgram['program']['http']>>;
let url: string;
let client: TestClient;
const opened: TestBrowser[] = [];

const open = async (path: string, options: Parameters<typeof openBrowser>[2] = {}) => {
  const browser = await openBrowser({ url }, client, options);
  opened.push(browser);
  await browser.open(path);
  return browser;
};
/** The flow as the designer has given it on: always one that the contract accepts. */
const flowOf = async ({ page }: TestBrowser): Promise<Definition> =>
  definition.parse(JSON.parse((await page.locator('#flow').textContent()) ?? ''));
const card = ({ page }: TestBrowser, id: string) => page.locator(`[data-card="${id}"]`);
const focused = ({ page }: TestBrowser) => page.locator(':focus').getAttribute('data-card');

/** Until it is so; a deadline that fails. */
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 30_000 });

beforeAll(async () => {
  await build({
    configFile: 'apps/web/vite.config.ts',
    root: 'modules/approvals/web/designer/trial',
    logLevel: 'warn',
    build: { outDir: join(room, 'web'), emptyOutDir: true },
  });
  const composed = [...modules, trial];
  test = await startTestProgram({
    modules: composed,
    authority: testAuthority(composed, new Map()),
    timeZone: async () => 'Asia/Shanghai',
  });
  const company = await aCompany(test);
  client = await test.as(await aPerson(test, company, { name: '欧阳小明' }));
  await aPerson(test, company, { name: '李雪梅' });
  server = await test.program.http({ trustProxy: [], webFolder: join(room, 'web'), openApi: () => ({}) });
  await server.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}, 180_000);

afterAll(async () => {
  for (const browser of opened) await browser.close();
  await server?.close();
  await test?.stop();
  await rm(room, { recursive: true, force: true });
});

describe('the flow designer', () => {
  it('shows a flow, and lets it be changed by keys alone', async () => {
    const browser = await open('/trial/designer');
    const { page } = browser;
    await card(browser, 'chief').waitFor();
    await browser.picture('designer');

    // From card to card, into a branch and out of it.
    await card(browser, 'start').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowRight'])
      await page.keyboard.press(key);
    expect(await focused(browser)).toBe('small');

    // A new step into the last branch.
    await page.keyboard.press('Insert');
    await page.getByRole('button', { name: '审批', exact: true }).waitFor();
    await browser.picture('designer-palette');
    await page.keyboard.press('Enter');
    await soon(() => page.locator(':focus').textContent()).toBe('审批');
    const name = page.getByLabel('名称', { exact: true });
    await name.fill('财务复核');
    await soon(async () => JSON.stringify(await flowOf(browser))).toContain('财务复核');
    const { nodes } = await flowOf(browser);
    const split = nodes.find((node) => node.kind === 'condition');
    expect(split?.otherwise.nodes).toHaveLength(1);

    // A named person, found by pinyin.
    await page.getByRole('combobox').first().click();
    await page.getByText('指定人员', { exact: true }).click();
    await page.getByText('选好之后生效').waitFor();
    expect(JSON.stringify(await flowOf(browser))).not.toContain('"named"');
    await page.locator('.flow-rule').getByRole('combobox').nth(1).fill('lxm');
    await page.getByText('李雪梅').first().click();
    await soon(async () => JSON.stringify(await flowOf(browser))).toContain('"named"');
    await browser.picture('designer-sheet');
    // From a plain field: an open list would take Escape for itself.
    await name.focus();
    await page.keyboard.press('Escape');

    // The focus comes back to the card; copy, paste, delete, undo.
    await soon(() => focused(browser)).toBe(split?.otherwise.nodes[0]?.id);
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await soon(async () => JSON.stringify(await flowOf(browser)).split('财务复核').length).toBe(3);
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await soon(async () => JSON.stringify(await flowOf(browser)).split('财务复核').length).toBe(2);
    await page.keyboard.press('Control+y');
    await soon(async () => JSON.stringify(await flowOf(browser)).split('财务复核').length).toBe(3);
    expect(browser.complaints).toEqual([]);
  });

  it('is used by thumb on a phone: a condition in plain words, its FEEL behind, problems that lead to their card', async () => {
    const browser = await open('/trial/designer', { size: screens.phone });
    const { page } = browser;
    await card(browser, 'chief').waitFor();
    await browser.picture('designer-phone');
    await card(browser, 'middle').click();
    await page.getByRole('dialog', { name: '分支' }).waitFor();
    // Typed in yuan, compared in cents.
    const amount = page.locator('.flow-row input').last();
    await amount.fill('3000');
    const when = async () => (await flowOf(browser)).nodes.find((node) => node.kind === 'condition')?.branches[1]?.when;
    await soon(when).toBe('amount > 300000');
    await page.getByRole('button', { name: '用表达式写' }).click();
    const text = page.getByLabel('表达式 (FEEL)');
    await text.fill('amount * 2 > 300000');
    await page.getByText('这个条件只能用表达式表示').waitFor();
    await text.fill('amount > why');
    await page.getByText('类型不符').first().waitFor();
    await browser.picture('designer-phone-sheet');
    await page.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '1 个问题', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: /中等/ }).click();
    await soon(() => text.inputValue()).toBe('amount > why');
    await text.fill('amount > 100000');
    await page.getByRole('button', { name: '改回逐条条件' }).click();
    await page.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('button', { name: '没有问题' }).waitFor();

    // A new parallel split behind the first step, by its “+”.
    await page.getByRole('button', { name: '在这里添加' }).nth(1).click();
    await page.locator('.flow-choice', { hasText: '并行分支' }).click();
    await soon(async () => (await flowOf(browser)).nodes[1]?.kind).toBe('parallel');
    expect(browser.complaints).toEqual([]);
  });

  it('lets a step be dragged into a branch', async () => {
    const browser = await open('/trial/designer', { dark: true });
    await card(browser, 'chief').dragTo(browser.page.locator('[data-gap-lane="middle"][data-gap-at="0"]'));
    const branches = async () => (await flowOf(browser)).nodes.find((node) => node.kind === 'condition')?.branches;
    await soon(async () => (await branches())?.[1]?.nodes.map((node) => node.id)).toEqual(['chief']);
    await browser.page.getByRole('button', { name: '显示全部' }).click();
    await browser.picture('designer-dark');
    expect(browser.complaints).toEqual([]);
  });

  it('draws what differs between two versions', async () => {
    const other = await open('/trial/picture?differences');
    await other.page.locator('[data-difference="changed"]', { hasText: '部门负责人审批' }).waitFor();
    expect(await other.page.locator('[data-difference]').count()).toBe(4);
  });
});
