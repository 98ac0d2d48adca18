import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { anActivationCode, goodPassword } from '#modules/access/testing.ts';
import { createDepartment } from '#modules/directory/contract/departments.ts';
import { createPerson } from '#modules/directory/contract/people.ts';
import { composition, setupLink } from '#modules/index.ts';

let test: TestProgram;
const browsers: TestBrowser[] = [];

beforeAll(async () => {
  test = await startTestProgram(composition, {
    webFolder: await builtWeb(),
    startAt: Temporal.Now.instant().toString(),
  });
}, 180_000);
afterAll(async () => {
  for (const browser of browsers) await browser.close();
  await test.stop();
});

async function browse(options: Parameters<typeof openBrowser>[2] = {}): Promise<TestBrowser> {
  const browser = await openBrowser(test, undefined, options);
  browsers.push(browser);
  return browser;
}

it('a company is set up, gives out codes, and an employee comes in by phone', async () => {
  const admin = await browse();
  const { page } = admin;
  await admin.open('/sign-in');
  await page.getByText('还没有设置公司').waitFor();
  await admin.open('/set-up#forged');
  await page.getByText('设置链接不对或已过期').waitFor();
  await admin.picture('set-up-refused');

  await page.goto('about:blank');
  await page.goto((await setupLink(test.program, test.url)) ?? '');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByText('请先填写标出的内容').waitFor();
  await page.getByLabel('公司或集团名称').fill('云澜集团');
  await admin.picture('set-up-1');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('全称').fill('云澜酒店集团有限公司');
  await page.getByLabel('简称').fill('云澜集团');
  await page.getByRole('button', { name: '再加一个用人单位' }).click();
  await page.getByLabel('全称').nth(1).fill('云澜旅行社有限公司');
  await admin.picture('set-up-2');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('姓名').fill('顾思远');
  // What was typed is still there after a reload, but not the password; the secret isn't in the address any more.
  expect(page.url()).toBe(`${test.url}/set-up`);
  await page.reload();
  await page.getByLabel('公司或集团名称').waitFor();
  await page.getByRole('button', { name: '下一步' }).click();
  expect(await page.getByLabel('全称').nth(1).inputValue()).toBe('云澜旅行社有限公司');
  await page.getByRole('button', { name: '下一步' }).click();
  expect(await page.getByLabel('姓名').inputValue()).toBe('顾思远');
  await page.getByLabel('帐号').fill('gusiyuan');
  await page.getByLabel('密码', { exact: true }).fill('Password123!');
  await page.getByRole('button', { name: '完成设置' }).click();
  await page.getByText('这个密码太容易被猜到').waitFor();
  await admin.picture('set-up-3');
  await page.getByLabel('密码', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: '完成设置' }).click();
  await page.waitForURL('**/workbench');

  const [employer] = await test.sql<{ id: string; department_id: string }>(
    `select id, department_id from directory.employer where short_name = '云澜集团'`,
  );
  const employerId = employer?.id ?? '';
  const { departmentId } = await test.system(createDepartment, {
    name: '财务部',
    parentId: employer?.department_id ?? '',
  });
  const join = (name: string, account: string) =>
    test.system(createPerson, { employerId, account, name, departments: [{ departmentId, main: true }] });
  await join('欧阳明月', 'ouyangmingyue');
  for (const [name, account] of [
    ['何静', 'hejing'],
    ['陈国栋', 'chenguodong'],
    ['林晓芳', 'linxiaofang'],
    ['Maria Schmidt', 'mschmidt'],
  ] as const) {
    await join(name, account);
  }
  await admin.open('/activation');
  await page.getByText('还有 5 人没有激活，共 6 人').waitFor();
  await page.getByText('欧阳明月').waitFor();
  await admin.picture('not-activated');
  await page.getByRole('button', { name: '发放激活码' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '发放激活码' }).click();
  await page.getByText('激活码（5 人）').waitFor();
  await admin.picture('slips');
  await page.emulateMedia({ media: 'print' });
  await admin.picture('slips-on-paper');
  await page.emulateMedia({ media: 'screen' });
  const slip = page.locator('.access-slip', { hasText: '欧阳明月' });
  const code = await slip.locator('.access-code').textContent();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载表格' }).click();
  expect((await download).suggestedFilename()).toBe('激活码.csv');
  await page.getByRole('button', { name: '完成' }).click();
  await page.getByText('有效至').first().waitFor();

  const employee = await browse({ size: screens.phone });
  await employee.open(`/activate#${code}`);
  await employee.page.getByText('欧***，你好').waitFor();
  expect(employee.page.url()).toBe(`${test.url}/activate`);
  await employee.page.getByLabel('帐号').fill('hejing');
  await employee.page.getByLabel('新密码').fill('Woaini1314!');
  await employee.page.getByText('容易被猜到').waitFor();
  await employee.page.getByLabel('新密码').fill(goodPassword);
  await employee.page.getByText(/可以用|很好/).waitFor();
  await employee.page.getByRole('button', { name: '设置密码并登录' }).click();
  await employee.page.getByText('这个激活码不属于所填的帐号').waitFor();
  await employee.picture('activate-phone');
  await employee.page.getByLabel('帐号').fill('ouyangmingyue');
  await employee.page.getByRole('button', { name: '设置密码并登录' }).click();
  await employee.page.waitForURL('**/me/profile');
  // The list at HR's shrinks by itself.
  await page.getByText('还有 4 人没有激活，共 6 人').waitFor();

  // There is no second person yet: the sealed code stands in.
  await admin.open('/grants');
  await page.getByRole('button', { name: '生成应急码' }).click();
  const sealed = (await page.locator('.access-glass-code').textContent()) ?? '';
  await admin.picture('sealed-code');
  await page.getByRole('button', { name: '已封存', exact: true }).click();
  await page.getByRole('button', { name: '启用应急码' }).click();
  await page.getByLabel('应急码').fill(sealed);
  await page.getByLabel('原因').fill('首次设置：还没有第二位管理员');
  await admin.picture('open-sealed-code');
  await page.getByRole('button', { name: '启用应急码' }).click();
  await page.getByText('待复核').waitFor();

  // A role reaches her open page; taken away, it leaves it.
  await admin.open(`/roles/${builtInRoles.hr}`);
  await page.locator('#give-person').fill('oymy');
  await page.getByText('欧阳明月 · 财务部').click();
  await page.getByText('应急码已启用：你现在可以单独变更重要权限').waitFor();
  await admin.picture('give-role');
  await page.getByRole('button', { name: '授予', exact: true }).click();
  await page.getByRole('button', { name: '收回' }).nth(1).waitFor();
  await admin.picture('role');
  await employee.open('/activation');
  await employee.page.getByText('还有 4 人没有激活').waitFor();
  await page.locator('li', { hasText: '欧阳明月' }).getByRole('button', { name: '收回' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '收回' }).click();
  await page.getByText('已收回，立即生效').waitFor();
  await employee.page.getByText('没有这一页').waitFor();

  // Signed out from elsewhere: her page asks to sign in, without being touched.
  const second = await browse();
  await second.open('/sign-in');
  await second.page.getByRole('heading', { name: '云澜集团' }).waitFor();
  await second.page.getByLabel('帐号').fill('OuyangMingyue');
  await second.page.getByLabel('密码', { exact: true }).fill('wrong');
  await second.page.getByRole('button', { name: '登录', exact: true }).click();
  await second.page.getByText('帐号或密码不对').waitFor();
  await second.picture('sign-in-refused');
  await second.page.getByLabel('密码', { exact: true }).fill(goodPassword);
  await second.page.getByRole('button', { name: '登录', exact: true }).click();
  await second.page.waitForURL('**/workbench');
  await second.open('/me/devices');
  await second.page.getByRole('button', { name: '结束登录' }).click();
  await employee.page.waitForURL('**/sign-in**');
  for (const { complaints } of browsers) expect(complaints).toEqual([]);
}, 120_000);

const looked = [
  ['sign-in', '/sign-in', false],
  ['activate', '/activate', false],
  ['devices', '/me/devices', true],
  ['password', '/me/password', true],
  ['not-activated', '/activation', true],
  ['roles', '/roles', true],
  ['role', `/roles/${builtInRoles.hr}`, true],
  ['new-role', '/roles/new', true],
  ['why', '/roles/why', true],
  ['grants', '/grants', true],
  ['console', '/admin', true],
] as const;

// Each language and each size once; every combination when pictures are taken.
const looks: readonly (readonly ['zh' | 'en', keyof typeof screens])[] = [
  ['zh', 'desktop'],
  ['en', 'phone'],
  ...(process.env.GUIJU_PICTURES
    ? ([
        ['en', 'desktop'],
        ['zh', 'phone'],
      ] as const)
    : []),
];

it.each(looks)(
  'every screen fits in %s on %s, without complaints',
  async (language, size) => {
    const browser = await browse({ size: screens[size], language });
    const { page } = browser;
    const person = (await test.sql<{ id: string }>(`select id from directory.person where account = 'gusiyuan'`))[0];
    for (const [name, path, signedIn] of looked) {
      if (signedIn && !(await browser.context.cookies()).some((cookie) => cookie.name === 'guiju')) {
        await browser.open('/sign-in');
        const words = language === 'zh' ? ['帐号', '密码', '登录'] : ['Account', 'Password', 'Sign in'];
        await page.getByLabel(words[0] ?? '').fill('gusiyuan');
        await page.getByLabel(words[1] ?? '', { exact: true }).fill(goodPassword);
        await page.getByRole('button', { name: words[2] ?? '', exact: true }).click();
        await page.waitForURL('**/workbench');
      }
      await browser.open(name === 'why' ? `${path}?person=${person?.id}&permission=access.assignRoles` : path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await browser.picture(`${name}-${language}-${size}`);
      const [inner, outer] = await page.evaluate<number[]>('[document.documentElement.scrollWidth, innerWidth]');
      expect(inner, `${name} is wider than the screen`).toBeLessThanOrEqual(outer ?? 0);
    }
    // The last of them is the console: a setting of two parts is changed in its sheet, under the words of its parts.
    const [change, part, save] = language === 'zh' ? ['更改', '合同期', '保存'] : ['Change', 'Contract', 'Save'];
    const row = page
      .locator('.admin-settings li')
      .filter({ hasText: /试用期、合同到期|before probation and contract end/ });
    await row.getByRole('button', { name: change ?? '' }).click();
    const days = size === 'phone' ? 40 : 50;
    await page.getByLabel(part ?? '', { exact: true }).fill(`${days}`);
    await page
      .getByRole('button', { name: save ?? '', exact: true })
      .last()
      .click();
    await row.getByText(`${part} ${days}`).waitFor();
    expect(await test.sql(`select value from kernel.setting where name = 'staffing.endingSoonDays'`)).toEqual([
      { value: { probation: 15, contract: days } },
    ]);
    expect(browser.complaints).toEqual([]);
  },
  120_000,
);

it('a code that HR gave again lets in who forgot the password', async () => {
  const person = (await test.sql<{ id: string }>(`select id from directory.person where account = 'ouyangmingyue'`))[0];
  const browser = await browse({ language: 'en' });
  await browser.open(`/activate#${await anActivationCode(test, person?.id ?? '')}`);
  await browser.page.getByText('please set a new password').waitFor();
  await browser.page.getByLabel('Account').fill('ouyangmingyue');
  await browser.page.getByLabel('New password').fill('Otter-Umbrella-73');
  await browser.page.getByRole('button', { name: 'Set password and sign in' }).click();
  await browser.page.waitForURL('**/workbench');
}, 60_000);
