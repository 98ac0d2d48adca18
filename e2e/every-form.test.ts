import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { listKinds, listMine } from '#modules/approvals/contract/operations.ts';
import { askToPublish, createTemplate, listReadyTemplates } from '#modules/approvals/contract/template-operations.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { fillIn } from './fill-in.ts';

let test: TestProgram;
let ada: TestClient;
let lin: TestClient;
let desk: TestBrowser;
let phone: TestBrowser;
let english: TestBrowser;

beforeAll(async () => {
  const webFolder = await builtWeb();
  // The evening of a Monday: what happened today can be told, and everything else lies ahead.
  test = await startTestProgram(composition, { webFolder, startAt: '2026-03-02T19:00:00+08:00' });
  const company = await aCompany(test);
  const person = (name: string) => aPerson(test, company, { name, department: '平台组' });
  const [one, other, third] = [await person('Ada'), await person('Lin'), await person('Zoe')];
  const head = await person('Grace');
  const administers = await aPerson(test, company, { name: 'Mary' });
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [head] } });
  for (const role of ['administrator', 'hr'] as const) {
    const to = { kind: 'person' as const, personId: administers };
    await test.system(assignRole, { roleId: builtInRoles[role], to, scope: { kind: 'role' } });
  }
  // The templates that come with the program are taken over as they are; nobody else could agree, so they are in force.
  const administrator = await test.as(administers);
  for (const { name, title } of (await administrator.call(listReadyTemplates, {})).rows) {
    const made = await administrator.call(createTemplate, {
      title,
      ownerDepartmentId: departmentId,
      from: { kind: 'ready', name },
    });
    expect(await administrator.call(askToPublish, { ...made, note: '启用' })).toMatchObject({ published: true });
  }
  await test.settle();
  [ada, lin] = [await test.as(one), await test.as(other)];
  [desk, phone, english] = await Promise.all([
    openBrowser(test, ada),
    openBrowser(test, lin, { size: screens.phone }),
    openBrowser(test, await test.as(third), { size: screens.phone, language: 'en' }),
  ]);
}, 180_000);

afterAll(async () => {
  await Promise.all([desk, phone, english].map((browser) => browser?.close()));
  await test?.stop();
});

/** Every kind with a form to be filled in, and a day on which it can be asked for. */
async function formsOf(client: TestClient) {
  // Groups are asked about on what exists already; their own journey does it.
  const rows = (await client.call(listKinds, {})).rows.filter(({ kind }) => !kind.startsWith('groups.'));
  expect(rows.length).toBeGreaterThan(20);
  const today = Temporal.PlainDate.from('2026-03-02');
  return rows.map((row, at) => {
    const isPast =
      ['attendance.irregularPunch', 'attendance.punchCorrection'].includes(row.kind) || row.title.zh.includes('应收');
    // A Saturday, since overtime begins where working time ends; the others each on a day of their own.
    const day =
      row.kind === 'attendance.overtime' ? '2026-03-07' : `${isPast ? today : today.add({ days: 7 * (at + 1) + 1 })}`;
    return { ...row, day };
  });
}

it.each(['desk', 'phone'] as const)(
  'every form fits on the %s; half of them are filled in here, and their requests are among the own',
  async (where) => {
    const [browser, client] = where === 'desk' ? [desk, ada] : [phone, lin];
    const { page } = browser;
    const fits = async (kind: string) => {
      const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(wider, `${kind} is wider than the screen`).toBeLessThanOrEqual(0);
    };
    const begun: string[] = [];
    for (const [index, { kind, title, startPath, day }] of (await formsOf(client)).entries()) {
      await browser.open(startPath);
      // Every other one at the desk, the rest on the phone: the same controls lie in both, and each submission takes its time.
      if ((index % 2 === 0) !== (where === 'desk')) {
        await page.locator('main h1').first().waitFor();
        await fits(kind);
        continue;
      }
      if (startPath === '/approvals/archive') {
        await page.getByRole('button', { name: '申请查询权限' }).first().click();
        await page.getByRole('combobox', { name: '审批类型' }).click();
        await page.locator('.ant-select-item-option').first().click();
        await page.getByLabel('有效期至').fill('2026-03-31');
        await page.getByLabel('用途').fill('核对上月请假');
      } else {
        await fillIn(page, {
          day,
          account: `new.${where}`,
          colleague: 'gr',
          ...(title.zh.includes('应收') && { number: '0' }),
        });
      }
      await fits(kind);
      await browser.picture(`form-${where}-${kind.replace(/^own\..*/, title.en.replace(/\W/g, ''))}`);
      await page.getByRole('button', { name: /^(提交|提交申请)$/ }).click();
      begun.push(kind);
      await expect
        .poll(async () => (await client.call(listMine, {})).rows.map((row) => row.kind), { timeout: 45_000 })
        .toContain(kind)
        .catch(async (cause) => {
          // What the form says of itself tells which of its controls wasn't filled in.
          const fields = await page.locator('main form').first().textContent();
          throw new Error(`${kind} wasn’t sent; its form says: ${fields}`, { cause });
        });
    }
    await browser.open('/requests/mine');
    const { rows } = await client.call(listMine, {});
    expect(rows.map(({ kind }) => kind).sort()).toEqual(begun.sort());
    await page
      .locator('.gj-list a', { hasText: rows[0]?.title.zh ?? expect.fail() })
      .first()
      .waitFor();
    expect(browser.complaints).toEqual([]);
  },
  600_000,
);

it('every form speaks English', async () => {
  const { page } = english;
  for (const { kind, startPath } of await formsOf(ada)) {
    await english.open(startPath);
    const isForm = startPath !== '/approvals/archive';
    await page
      .locator('main')
      .getByRole(isForm ? 'textbox' : 'heading')
      .first()
      .waitFor();
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text, kind).not.toMatch(/undefined|\[object|\{\w+\}/);
    // Amounts in words are Chinese in every language.
    expect(text.replace(/In words: \p{Script=Han}+/gu, ''), kind).not.toMatch(/\p{Script=Han}/u);
    const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(wider, `${kind} is wider than the screen`).toBeLessThanOrEqual(0);
  }
  expect(english.complaints).toEqual([]);
}, 300_000);
