import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { giveRole } from '#modules/access/testing.ts';
import { lookProcess } from '#modules/approvals/contract/look-kind.ts';
import { act, listToDo, readRequest, submitRequest } from '#modules/approvals/contract/operations.ts';
import { processKind, processKinds } from '#modules/approvals/contract/process-kind.ts';
import { claimKind } from '#modules/approvals/testing.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';

/** The integration that the flow names; the one that is added on screen gets this id. */
const integration = '00000000-0000-7000-8000-000000000077';
const pushing = processKind({
  name: 'forms.pushing',
  title: { zh: '采购入账', en: 'Purchase posting' },
  version: 1,
  form: z.object({ what: z.string().max(200) }),
  fields: [{ name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' }],
  summary: (given) => ({ zh: given.what, en: given.what }),
  numberPrefix: 'RZ',
  startPath: '/pushing/new',
  copiesSeeAll: [],
  definition: {
    start: { kind: 'start', id: 'start', name: '申请' },
    nodes: [
      { kind: 'delay', id: 'wait', name: '冷静期', for: { hours: 48 } },
      {
        kind: 'call',
        id: 'erp',
        name: '写入 ERP',
        what: { kind: 'webhook', integration },
        input: { text: 'what' },
        onFailure: 'suspend',
      },
    ],
  } as never,
});
const forms = serverModule({
  contract: moduleContract({
    name: 'forms',
    title: { zh: '表单', en: 'Forms' },
    extensions: [extend(processKinds, pushing), extend(processKinds, claimKind)],
  }),
  handlers: [],
});

let receiver: Server;
let url: string;
let reply = 500;
let test: TestProgram;
let mei: TestClient;
let hr: TestClient;
let head: TestClient;
let office: TestBrowser;
let second: TestBrowser;
let phone: TestBrowser;
let atHr: TestBrowser;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    request.resume();
    response.writeHead(reply, { 'content-type': 'application/json' }).end(JSON.stringify({ done: true }));
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const webFolder = await builtWeb();
  test = await startTestProgram({ ...composition, modules: [...composition.modules, forms] }, { webFolder });
  const company = await aCompany(test);
  const person = (name: string, supervisorId?: string) =>
    aPerson(test, company, { name, department: '平台组', ...(supervisorId && { supervisorId }) });
  const [meiId, headId] = [await person('李雪梅'), await person('王建国')];
  const [adminId, secondId, hrId] = [await person('赵敏', headId), await person('孙丽'), await person('陈静')];
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [headId] } });
  for (const id of [adminId, secondId]) await giveRole(test, id, 'administrator');
  await giveRole(test, hrId, 'hr');
  [mei, hr, head] = [await test.as(meiId), await test.as(hrId), await test.as(headId)];
  [office, second, phone, atHr] = await Promise.all([
    openBrowser(test, await test.as(adminId)),
    openBrowser(test, await test.as(secondId), { language: 'en', dark: true }),
    openBrowser(test, mei, { size: screens.phone }),
    openBrowser(test, hr),
  ]);
}, 240_000);
afterAll(async () => {
  await Promise.all([office, second, phone, atHr].map((browser) => browser?.close()));
  await test?.stop();
  receiver.closeAllConnections();
  receiver.close();
});

/** Chooses a person in a picker that has the focus of the label. */
async function choose({ page }: TestBrowser, label: string, name: string) {
  await page.getByLabel(label, { exact: true }).fill(name);
  await page.locator('.ant-select-item-option').filter({ hasText: name }).first().click();
}

it('an outside system is added, reaches a private address once two people agree, and a failed call is made again', async () => {
  const { page } = office;
  await office.open('/approvals/integrations');
  await page.getByText('还没有外部系统').waitFor();
  await page.getByRole('button', { name: '添加外部系统' }).click();
  await page.getByLabel('名称', { exact: true }).fill('ERP');
  await page.getByLabel('接收地址').fill(url);
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: '签名密钥' }).waitFor();
  await office.picture('integration-secret');
  await page.getByRole('button', { name: '已保存好' }).click();
  await page.getByRole('button', { name: 'ERP 的操作' }).click();
  await page.getByRole('menuitem', { name: '发送测试' }).click();
  await test.settle();
  await page.getByText('内网地址 127.0.0.1 未获允许').waitFor();
  await page.getByRole('button', { name: 'ERP 的操作' }).click();
  await office.picture('integration-menu');
  await page.getByRole('menuitem', { name: '内网地址' }).click();
  await page.getByLabel('地址或网段，每行一个').fill('127.0.0.1');
  await page.getByRole('button', { name: '提交确认' }).click();
  await page.getByText('等另一位管理员确认', { exact: true }).waitFor();

  await second.open('/approvals/integrations');
  await second.page.getByText('赵敏 proposed to allow 127.0.0.1').waitFor();
  await second.picture('integrations-dark-en');
  await second.page.getByRole('button', { name: 'Confirm' }).click();
  await second.page.getByRole('cell', { name: '127.0.0.1', exact: true }).waitFor();
  await test.sql('update approvals.integration set id = $1', [integration]);

  const { requestId } = await mei.call(submitRequest, { kind: 'forms.pushing', form: { what: '服务器两台' } });
  await test.settle();
  await office.open(`/requests/${requestId}`);
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '结束等待或重试' }).click();
  await page.getByRole('textbox', { name: '原因' }).fill('供应商已确认');
  await page.getByRole('button', { name: '结束等待或重试' }).last().click();
  await test.settle();
  await page.getByRole('heading', { name: '外部调用' }).waitFor();
  await page.getByText('对方返回 500').first().waitFor();
  await office.picture('calls-card');
  reply = 200;
  await page.getByRole('button', { name: '重新调用' }).click();
  await page.getByRole('textbox', { name: '原因' }).fill('对方已修好');
  await page.getByRole('button', { name: '结束等待或重试' }).last().click();
  await test.settle();
  await page.getByRole('heading', { name: '外部调用' }).waitFor();
  await page.getByText('成功').first().waitFor();
  expect((await mei.call(readRequest, { requestId })).view.status).toBe('approved');

  await office.open('/approvals/integrations');
  await page.getByRole('button', { name: 'ERP', exact: true }).click();
  await page.getByRole('heading', { name: 'ERP 的调用记录' }).waitFor();
  await page
    .getByRole('link', { name: /采购入账/ })
    .first()
    .waitFor();
  await office.picture('integration-calls');
  await page.setViewportSize(screens.phone);
  await page.keyboard.press('Escape');
  await office.open('/approvals/integrations');
  await page.getByText('ERP').first().waitFor();
  await office.picture('integrations-phone');
  await page.setViewportSize(screens.desktop);
  expect([...office.complaints, ...second.complaints]).toEqual([]);
}, 180_000);

it('an approver group is made, named by a flow in the designer, and then can’t be retired by mistake', async () => {
  const { page } = office;
  await office.open('/approvals/groups');
  await page.getByText('还没有审批组').waitFor();
  await page.getByRole('button', { name: '新建审批组' }).click();
  await page.getByLabel('名称', { exact: true }).fill('合同评审组');
  await choose(office, '成员', '王建国');
  await choose(office, '成员', '陈静');
  await page.keyboard.press('Escape');
  await office.picture('group-sheet');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('cell', { name: '合同评审组', exact: true }).waitFor();

  await office.open('/approvals/templates/new');
  await page.getByLabel('名称', { exact: true }).fill('合同会签');
  await page.getByRole('button', { name: '建立草稿' }).click();
  await page.getByRole('heading', { name: '合同会签', level: 1 }).waitFor();
  await page.getByRole('tab', { name: '流程' }).click();
  await page.getByText('部门负责人').first().click();
  const rule = page.locator('.flow-rule');
  await rule.getByRole('combobox').first().click();
  await page.locator('.ant-select-item-option').filter({ hasText: '审批组' }).click();
  await rule.getByRole('combobox').nth(1).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '合同评审组' }).click();
  await page.getByText('草稿已保存').waitFor();
  await office.picture('group-in-designer');

  await office.open('/approvals/groups');
  await page.getByText('合同会签').waitFor();
  await office.picture('groups-desk');
  await page.setViewportSize(screens.phone);
  await office.picture('groups-phone');
  await page.setViewportSize(screens.desktop);
  expect(office.complaints).toEqual([]);
}, 180_000);

it('HR submits for a colleague, an administrator corrects the form, and the colleague sees all of it and objects', async () => {
  const { page } = atHr;
  await atHr.open('/requests/new/forms.claim');
  await page.getByRole('checkbox', { name: '代他人提交' }).check();
  await choose(atHr, '为谁提交', '李雪梅');
  await page.getByRole('radio', { name: '其他' }).check();
  await page.getByText('王建国').first().waitFor();
  await atHr.picture('submit-for');
  const { requestId } = await hr.call(submitRequest, {
    kind: claimKind.name,
    form: {
      purpose: 'other',
      items: [{ what: '住宿', quantity: 2, price: 38_000 }],
      account: '4111 1111 1111 1111',
    },
    applicantId: mei.personId,
  });

  // What is to be corrected has to be read, which his head agrees to.
  await office.open(`/requests/${requestId}`);
  await office.page.getByText('内容未显示', { exact: true }).waitFor();
  expect(await office.page.getByText('住宿').count()).toBe(0);
  await office.picture('withheld');
  await office.page.setViewportSize(screens.phone);
  await office.picture('withheld-phone');
  await office.page.setViewportSize(screens.desktop);
  await second.open(`/requests/${requestId}`);
  await second.page.getByText('Content not shown', { exact: true }).waitFor();
  await second.picture('withheld-dark-en');
  await office.page.getByRole('button', { name: '申请查看内容' }).click();
  await office.page.getByRole('textbox', { name: '原因' }).fill('更正住宿数量');
  await office.picture('ask-to-look');
  await office.page.getByRole('button', { name: '申请查看内容' }).last().click();
  await office.page.getByText('已申请查看，等待主管批准').waitFor();
  await office.picture('look-asked');
  const task = (await head.call(listToDo, {})).rows.find(({ kind }) => kind === lookProcess.name);
  const look = { requestId: task?.requestId ?? '', slotId: task?.slotId ?? '' };
  const { view } = await head.call(readRequest, look);
  await head.call(act, { ...look, revision: view.revision, outcome: 'approve' });
  await test.settle();
  await office.page.getByText('你经批准临时查看，内容不要外传').waitFor();
  await office.page.getByText('住宿').first().waitFor();
  await office.picture('look-open');

  await office.page.getByRole('button', { name: '更多' }).click();
  await office.picture('request-menu');
  await office.page.getByRole('menuitem', { name: '更正表单' }).click();
  await office.page.getByRole('heading', { name: /更正表单/, level: 1 }).waitFor();
  await office.page.getByLabel('数量').first().fill('1');
  await office.page.getByRole('button', { name: '更正表单' }).click();
  await office.page.getByText('请写明原因').waitFor();
  await office.page.getByRole('textbox', { name: '原因' }).fill('发票只有一晚');
  await office.picture('correct-form');
  await office.page.getByRole('button', { name: '更正表单' }).click();
  await office.page.getByText(/^改动：/).waitFor();
  await office.picture('corrected');

  await phone.open(`/requests/${requestId}`);
  await phone.page.getByText('发票只有一晚').waitFor();
  await phone.page.getByText('陈静').first().waitFor();
  await phone.page.getByText(/^赵敏，.*王建国 批准。原因：更正住宿数量$/).waitFor();
  await phone.picture('submitted-for-you-phone');
  await phone.page.getByRole('button', { name: '提出异议' }).click();
  await phone.page.getByRole('textbox', { name: '原因' }).fill('我没有要报销');
  await phone.page.getByRole('button', { name: '提出异议' }).last().click();
  await phone.page.getByText('我没有要报销').first().waitFor();
  expect((await mei.call(readRequest, { requestId })).view.status).toBe('withdrawn');
  expect([office, second, phone, atHr].flatMap(({ complaints }) => complaints)).toEqual([]);
}, 180_000);
