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
const focused = ({ page }: TestBrowser) =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset.card);

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
    await browser.picture('designer-top');

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
    const name = page.getByLabel('名称', { exact: true });
    await name.fill('财务复核');
    await expect.poll(async () => JSON.stringify(await flowOf(browser))).toContain('财务复核');
    const { nodes } = await flowOf(browser);
    const split = nodes.find((node) => node.kind === 'condition');
    expect(split?.otherwise.nodes).toHaveLength(1);

    // A named person, found by pinyin.
    await page.getByRole('combobox').first().click();
    await page.getByText('指定人员', { exact: true }).click();
    await page.getByText('选好之后生效').waitFor();
    expect(JSON.stringify(await flowOf(browser))).not.toContain('"named"');
    await page.getByLabel('审批人').or(page.locator('.flow-rule input[type=search]').last()).last().fill('lxm');
    await page.getByText('李雪梅').first().click();
    await expect.poll(async () => JSON.stringify(await flowOf(browser))).toContain('"named"');
    await browser.picture('designer-sheet');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');

    // The focus comes back to the card; copy, paste, delete, undo.
    await expect.poll(() => focused(browser)).toBe(split?.otherwise.nodes[0]?.id);
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await expect.poll(async () => JSON.stringify(await flowOf(browser)).split('财务复核').length).toBe(3);
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => JSON.stringify(await flowOf(browser)).split('财务复核').length).toBe(2);
    await page.keyboard.press('Control+y');
    await expect.poll(async () => JSON.stringify(await flowOf(browser)).split('财务复核').length).toBe(3);
    expect(browser.complaints).toEqual([]);
  });
});
