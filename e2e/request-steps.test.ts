import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { giveRole } from '#modules/access/testing.ts';
import { submitRequest } from '#modules/approvals/contract/operations.ts';
import { processKind, processKinds } from '#modules/approvals/contract/process-kind.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';

const payment = (name: string, mode: 'claim' | 'all', more: object) =>
  extend(
    processKinds,
    processKind({
      name: `paying.${name}`,
      title: { zh: '付款申请', en: 'Payment' },
      version: 1,
      form: z.object({ what: z.string().max(100), amount: z.int(), payee: z.string().max(100) }),
      fields: [
        { name: 'what', label: { zh: '事由', en: 'What for' }, type: 'text' },
        { name: 'amount', label: { zh: '金额（分）', en: 'Amount' }, type: 'number' },
        { name: 'payee', label: { zh: '收款方', en: 'Payee' }, type: 'text' },
      ],
      summary: (given) => ({ zh: given.what, en: given.what }),
      numberPrefix: name.toUpperCase(),
      startPath: '/paying/new',
      copiesSeeAll: [],
      definition: {
        start: { kind: 'start', id: 'start', name: '申请' },
        nodes: [
          {
            kind: 'approve',
            id: 'finance',
            name: '财务审批',
            approvers: [{ kind: 'applicantChosen' }],
            empty: { kind: 'reject' },
            self: 'acts',
            mode: { kind: mode },
            ...more,
          },
        ],
      } as never,
    }),
  );
const paying = serverModule({
  contract: moduleContract({
    name: 'paying',
    title: { zh: '付款', en: 'Payments' },
    extensions: [
      payment('offered', 'claim', {}),
      payment('limited', 'all', { authority: { amount: 'amount', payee: 'payee' } }),
    ],
  }),
  handlers: [],
});

let test: TestProgram;
let mei: TestClient;
let wang: TestClient;
let chen: TestClient;
let boss: TestClient;
let atDesk: TestBrowser;
let onPhone: TestBrowser;

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram({ ...composition, modules: [...composition.modules, paying] }, { webFolder });
  const company = await aCompany(test);
  const bossId = await aPerson(test, company, { name: '刘总' });
  await giveRole(test, bossId, 'administrator');
  boss = await test.as(bossId);
  const who = async (name: string) => test.as(await aPerson(test, company, { name, supervisorId: bossId }));
  [mei, wang, chen] = [await who('李雪梅'), await who('王建国'), await who('陈静')];
  for (const [holder, most] of [
    [wang.personId, 1_000_000],
    [bossId, null],
  ]) {
    await test.sql(
      `insert into approvals.authority_limit (id, employer_id, holder_kind, holder, most, period, set_by, set_at)
       values (gen_random_uuid(), $1, 'person', $2, $3, 'month', $4, $5)`,
      [company.employerId, holder, most, bossId, test.program.kernel.clock.now().toString()],
    );
  }
  [atDesk, onPhone] = await Promise.all([openBrowser(test, wang), openBrowser(test, chen, { size: screens.phone })]);
}, 180_000);
afterAll(async () => {
  await Promise.all([atDesk, onPhone].map((browser) => browser?.close()));
  await test?.stop();
});

const ask = (kind: string, amount: number, people: readonly TestClient[]) =>
  mei.call(submitRequest, {
    kind: `paying.${kind}`,
    form: { what: '会场布置尾款', amount, payee: '云杉布展' },
    chosen: { finance: people.map((one) => one.personId) },
    urgent: '供应商今天到场',
  });

it('is claimed and answered with one thumb, and what the opinion names is carried out', async () => {
  const { requestId } = await ask('offered', 50_000, [wang, chen]);
  await onPhone.open('/todo');
  await onPhone.page.getByText('紧急').waitFor();
  await onPhone.open(`/requests/${requestId}`);
  await onPhone.page.getByRole('button', { name: '认领' }).waitFor();
  await onPhone.picture('claim-phone');
  await onPhone.page.getByRole('button', { name: '认领' }).click();
  await onPhone.page.getByRole('button', { name: '同意' }).click();
  const sheet = onPhone.page.getByRole('dialog');
  await onPhone.picture('answer-phone');
  await sheet.getByRole('button', { name: '写明由谁落实' }).click();
  await sheet.getByLabel('怎么落实').fill('按合同付清');
  await sheet.getByLabel('由谁落实').click();
  await sheet.getByLabel('由谁落实').fill('王建国');
  await onPhone.page.locator('.ant-select-item-option').filter({ hasText: '王建国' }).click();
  await onPhone.picture('executor-phone');
  await sheet.getByRole('button', { name: '同意', exact: true }).last().click();
  await sheet.waitFor({ state: 'detached' });

  await atDesk.open('/todo');
  await atDesk.page.getByText('待落实').waitFor();
  await atDesk.open(`/requests/${requestId}`);
  await atDesk.page.getByRole('button', { name: '填写落实意见' }).first().waitFor();
  await atDesk.picture('duty-desk');
  await atDesk.page.getByRole('button', { name: '填写落实意见' }).first().click();
  await atDesk.page.getByRole('textbox', { name: '落实意见' }).fill('已于今天付清');
  await atDesk.page.getByRole('button', { name: '填写落实意见' }).last().click();
  await atDesk.page.getByText('王建国已落实').waitFor();
  expect([...atDesk.complaints, ...onPhone.complaints]).toEqual([]);
}, 120_000);

it('beyond one’s authority offers only passing up and returning, and shows what is counted together', async () => {
  await ask('limited', 700_000, [wang]);
  const { requestId } = await ask('limited', 600_000, [wang]);
  await atDesk.open(`/requests/${requestId}`);
  await atDesk.page.getByText('超出你的权限').waitFor();
  await atDesk.picture('authority-desk');
  expect(await atDesk.page.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);
  await atDesk.page.getByRole('button', { name: '转批' }).click();
  await atDesk.page.getByRole('textbox', { name: '意见' }).fill('建议同意，金额较大请刘总定');
  await atDesk.picture('pass-up-desk');
  await atDesk.page.getByRole('button', { name: '转批' }).last().click();
  await atDesk.page.getByText('转批给 刘总').first().waitFor();
  expect(atDesk.complaints).toEqual([]);
}, 120_000);

it('a deputy is named at the desk, sees the tasks on the phone, and is ended', async () => {
  const { requestId } = await ask('offered', 1_000, [wang]);
  await atDesk.open('/todo');
  await atDesk.page.getByRole('link', { name: '审批代理' }).click();
  await atDesk.page.getByRole('button', { name: '设置代理人' }).first().click();
  await atDesk.page.getByLabel('代理人', { exact: true }).fill('陈静');
  await atDesk.page.locator('.ant-select-item-option').filter({ hasText: '陈静' }).click();
  await atDesk.page.getByLabel('结束日期').fill('2026-03-20');
  await atDesk.page.getByLabel('结束日期').press('Enter');
  await atDesk.picture('deputy-sheet-desk');
  await atDesk.page.getByRole('button', { name: '设置', exact: true }).click();
  await atDesk.page.getByText('代理中').waitFor();
  await atDesk.picture('deputies-desk');
  await test.settle();
  await onPhone.open(`/requests/${requestId}`);
  await onPhone.page.getByRole('button', { name: '认领' }).waitFor();
  await onPhone.open('/approvals/deputies');
  await onPhone.page.getByText('代理中').waitFor();
  await onPhone.picture('deputies-phone');
  await onPhone.page.getByRole('button', { name: '结束代理' }).click();
  await onPhone.page.getByText('已结束', { exact: true }).waitFor();
  expect([...atDesk.complaints, ...onPhone.complaints]).toEqual([]);
}, 120_000);

it('an administrator sets how much a person may decide', async () => {
  const office = await openBrowser(test, boss, { language: 'en' });
  await office.open('/approvals/authority');
  await office.page.getByRole('cell', { name: '王建国' }).waitFor();
  await office.page.getByRole('button', { name: 'Set a limit' }).click();
  await office.page.getByRole('radio', { name: 'Person' }).check({ force: true });
  await office.page.getByRole('combobox', { name: 'Who' }).fill('陈静');
  await office.page.locator('.ant-select-item-option').filter({ hasText: '陈静' }).click();
  await office.page.getByLabel('At most (yuan)').fill('5000');
  await office.picture('limit-sheet-desk-en');
  await office.page.getByRole('button', { name: 'Save' }).click();
  await office.page.getByRole('cell', { name: '陈静' }).waitFor();
  await office.picture('limits-desk-en');
  expect(office.complaints).toEqual([]);
  await office.close();
}, 120_000);
