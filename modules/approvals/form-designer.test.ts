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
import { type FormDesign, formDesign } from './contract/form-design.ts';
import { readMe } from './web/designer/trial/contract.ts';

const room = mkdtempSync(join(tmpdir(), 'guiju-form-designer-'));
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
/** The form as the designer has given it on: always one that the contract accepts. */
const formOf = async ({ page }: TestBrowser): Promise<FormDesign> =>
  formDesign.parse(JSON.parse((await page.locator('#form').textContent()) ?? ''));
const namesOf = async (browser: TestBrowser) => (await formOf(browser)).fields.map((field) => field.name);
/** The path of the field that has the focus. */
const focused = ({ page }: TestBrowser) =>
  page.locator('.form-pick:focus').evaluateAll((found) => found[0]?.parentElement?.dataset.field);
const card = ({ page }: TestBrowser, path: string) => page.locator(`[data-field="${path}"] > .form-pick`);

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

describe('the form designer', () => {
  it('makes a form by pointer and by keys alone', async () => {
    const browser = await open('/trial/form-designer');
    const { page } = browser;
    await card(browser, 'amount').waitFor();
    await browser.picture('form-designer');

    // Found in the palette, put in behind what is selected.
    await card(browser, 'amount').click();
    await page.getByRole('searchbox', { name: '查找字段' }).fill('公式');
    await page.getByRole('button', { name: '公式', exact: true }).click();
    await expect
      .poll(() => namesOf(browser))
      .toEqual(['amount', 'formula1', 'sort', 'bearer', 'spentOn', 'why', 'items']);
    await page.getByRole('button', { name: '1 个问题', exact: true }).waitFor();
    await page.getByRole('searchbox', { name: '查找字段' }).fill('');

    // Its label and its formula, checked and tried while they are typed; names are put in by picking.
    await page.getByLabel('名称', { exact: true }).fill('报销合计');
    const formula = page.locator('.form-panel textarea.flow-feel');
    await formula.fill('amount + why');
    await page.getByText('类型不符').first().waitFor();
    await formula.fill('amount +');
    await page.locator('.form-formula-tools').getByRole('combobox').click();
    await page.locator('.ant-select-item-option', { hasText: '费用明细 · 金额 合计' }).click();
    await expect.poll(() => formula.inputValue()).toBe('amount + items_cost_sum ');
    await page.locator('.form-formula .form-example').waitFor();
    await page.getByRole('button', { name: '没有问题', exact: true }).waitFor();
    await browser.picture('form-designer-formula');

    // By keys: moved, copied, pasted, duplicated, deleted, undone.
    await page.keyboard.press('Escape');
    await expect.poll(() => focused(browser)).toBe('formula1');
    await page.keyboard.press('Alt+ArrowDown');
    await expect.poll(async () => (await namesOf(browser)).slice(0, 3)).toEqual(['amount', 'sort', 'formula1']);
    await page.keyboard.press('Control+d');
    await expect.poll(async () => (await namesOf(browser)).slice(2, 4)).toEqual(['formula1', 'formula2']);
    await page.keyboard.press('Delete');
    await expect.poll(async () => (await namesOf(browser)).slice(2, 4)).toEqual(['formula1', 'bearer']);
    await expect.poll(() => focused(browser)).toBe('formula1');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await namesOf(browser)).slice(2, 4)).toEqual(['formula1', 'formula2']);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await namesOf(browser)).slice(0, 3)).toEqual(['amount', 'formula1', 'sort']);
    await page.keyboard.press('Control+y');
    await expect.poll(async () => (await namesOf(browser)).slice(0, 3)).toEqual(['amount', 'sort', 'formula1']);

    // Into the table beside it and out again.
    await card(browser, 'why').focus();
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(() => focused(browser)).toBe('items.why');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect
      .poll(() => namesOf(browser))
      .toEqual(['amount', 'sort', 'formula1', 'bearer', 'spentOn', 'items', 'why']);

    // What others need says so before it goes, and leads there.
    await card(browser, 'amount').focus();
    await page.keyboard.press('Delete');
    await page.getByRole('heading', { name: '「报销金额」还在使用' }).waitFor();
    await browser.picture('form-designer-uses');
    await page.getByRole('button', { name: '流程：大额' }).click();
    await expect.poll(() => page.locator('#opened').textContent()).toBe('large');
    await card(browser, 'amount').focus();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: '仍然删除' }).click();
    await expect.poll(() => namesOf(browser)).not.toContain('amount');
    await page.getByRole('button', { name: '1 个问题', exact: true }).click();
    await page.locator('.flow-problem', { hasText: '报销合计' }).click();
    await expect.poll(() => formula.inputValue()).toContain('amount');
    expect(browser.complaints).toEqual([]);
  });

  it('takes fields that are dragged, in and beside others, and shows where they will stand', async () => {
    const browser = await open('/trial/form-designer', { dark: true });
    const { page } = browser;
    await card(browser, 'amount').waitFor();
    await page.getByRole('button', { name: '日期', exact: true }).dragTo(page.locator('[data-field="sort"]'), {
      targetPosition: { x: 200, y: 4 },
    });
    await expect.poll(() => namesOf(browser)).toEqual(['amount', 'date1', 'sort', 'bearer', 'spentOn', 'why', 'items']);
    await page
      .locator('[data-field="why"]')
      .dragTo(page.locator('[data-field="date1"]'), { targetPosition: { x: 6, y: 30 } });
    await expect.poll(() => namesOf(browser)).toEqual(['amount', 'why', 'date1', 'sort', 'bearer', 'spentOn', 'items']);
    await page
      .locator('[data-field="spentOn"]')
      .dragTo(page.locator('[data-field="items.cost"]'), { targetPosition: { x: 6, y: 30 } });
    const columns = async () =>
      (await formOf(browser)).fields.flatMap((field) => (field.kind === 'table' ? field.columns : []));
    await expect.poll(async () => (await columns()).map((column) => column.name)).toEqual(['what', 'spentOn', 'cost']);
    await page.locator('[data-field="items.what"] > .form-pick').click();
    await browser.picture('form-designer-dark');

    // The whole form: number, summary by picking, both shown as they will be.
    await page.getByRole('button', { name: '表单设置' }).click();
    await page.getByRole('region', { name: '摘要' }).getByRole('combobox').click();
    await page.locator('.ant-select-item-option', { hasText: '报销金额' }).last().click();
    await expect.poll(async () => (await formOf(browser)).summary).toEqual({ zh: '{amount}' });
    await page.getByRole('region', { name: '摘要' }).getByText('¥1,280.00').waitFor();
    await page.getByText(/^例如 BX\d{6}-0001$/).waitFor();
    await browser.picture('form-designer-settings');

    // The real form on a phone's width, filled with samples.
    await page.getByRole('radio', { name: '手机预览' }).check();
    await page.getByRole('region', { name: '预览' }).getByText('第 1 行').waitFor();
    await browser.picture('form-designer-preview-phone');
    await page.getByRole('radio', { name: '电脑预览' }).check();
    await page.getByRole('button', { name: '清空' }).click();
    await page.getByRole('button', { name: '试着提交' }).click();
    await page.getByText('还有 1 处需要修改').waitFor();
    await browser.picture('form-designer-preview');
    expect(browser.complaints).toEqual([]);
  });

  it('is used by thumb on a phone: a rule in plain words, a list of options pasted', async () => {
    const browser = await open('/trial/form-designer', { size: screens.phone });
    const { page } = browser;
    await card(browser, 'amount').waitFor();
    await browser.picture('form-designer-phone');
    await page.getByRole('button', { name: '添加字段' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '选项', exact: true }).waitFor();
    await browser.picture('form-designer-phone-palette');
    await page.getByRole('dialog').getByRole('button', { name: '选项', exact: true }).click();
    await page.getByRole('button', { name: '粘贴一列' }).click();
    await page.getByLabel('每行一项').fill(Array.from({ length: 200 }, (_, at) => `门店 ${at + 1}`).join('\n'));
    await page.getByRole('button', { name: '使用这些选项' }).click();
    const added = async () => (await formOf(browser)).fields.find((field) => field.name === 'choice1');
    await expect.poll(async () => JSON.stringify(await added()).split('门店').length).toBe(201);

    await page.getByRole('button', { name: '添加显示条件' }).click();
    await page.locator('.flow-row').getByRole('combobox').first().click();
    await page.locator('.ant-select-item-option', { hasText: '报销金额' }).click();
    await page.locator('.flow-row input').last().fill('3000');
    await expect.poll(async () => (await added())?.rules).toEqual({ show: 'amount > 300000' });
    await browser.picture('form-designer-phone-sheet');
    await page.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('radio', { name: '预览' }).check();
    await page.getByRole('region', { name: '预览' }).getByText('第 1 行').waitFor();
    await browser.picture('form-designer-phone-preview');
    expect(browser.complaints).toEqual([]);
  });
});
