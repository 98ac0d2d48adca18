import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { assignRole } from '#modules/access/contract/assignments.ts';
import { builtInRoles } from '#modules/access/contract/built-in-roles.ts';
import { act, listToDo, readRequest, submitRequest } from '#modules/approvals/contract/operations.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { readyKinds } from '#modules/groups/contract/group-kind.ts';
import { membershipRule } from '#modules/groups/contract/membership-rule.ts';
import {
  createGroup as createGoverned,
  inviteGuest,
  listGroups,
  listKinds,
  readGroup,
  saveKind,
} from '#modules/groups/contract/operations.ts';
import { createKind } from '#modules/groups/contract/request-kinds.ts';
import { composition } from '#modules/index.ts';
import { createGroup } from '#modules/messaging/contract/conversations.ts';
import { sendMessage } from '#modules/messaging/contract/messages.ts';

let test: TestProgram;
let company: TestCompany;
let mei: TestClient;
let boss: TestClient;
let zhou: TestClient;
let guest: string;
let desk: TestBrowser;
let phone: TestBrowser;
let office: TestBrowser;

beforeAll(async () => {
  const webFolder = await builtWeb();
  test = await startTestProgram(composition, { webFolder, startAt: '2026-03-11T02:00:00Z' });
  company = await aCompany(test);
  const person = (name: string, department: string) => aPerson(test, company, { name, department });
  const ids = [
    await person('李雪梅', '平台组'),
    await person('王建国', '平台组'),
    await person('周磊', '平台组'),
  ] as const;
  guest = await person('钱进', '财务部');
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [ids[1]] } });
  for (const role of ['generalOffice', 'securityOwner', 'hr'] as const) {
    await test.system(assignRole, {
      roleId: builtInRoles[role],
      to: { kind: 'person', personId: ids[1] },
      scope: { kind: 'company' },
    });
  }
  [mei, boss, zhou] = [await test.as(ids[0]), await test.as(ids[1]), await test.as(ids[2])];
  // Its leaders settle differences themselves.
  const kind = readyKinds.department ?? expect.fail();
  await boss.call(saveKind, { code: 'department', revision: 0, kind: { ...kind, apply: 'proposed' } });
  [desk, phone, office] = await Promise.all([
    openBrowser(test, zhou, { dark: true }),
    openBrowser(test, mei, { size: screens.phone, language: 'zh' }),
    openBrowser(test, boss),
  ]);
}, 180_000);

afterAll(async () => {
  await Promise.all([desk, phone, office].map((browser) => browser?.close()));
  await test?.stop();
});

const approveAll = async () => {
  for (;;) {
    const [row] = (await boss.call(listToDo, {})).rows;
    if (!row) break;
    const { requestId, slotId } = row;
    const { view } = await boss.call(readRequest, { requestId });
    await boss.call(act, { requestId, slotId, revision: view.revision, outcome: 'approve' });
  }
  await test.settle();
};

it('a leader settles all groups with one tap, and hands over to who accepts', async () => {
  const form = {
    groupKind: 'department',
    name: '安全群',
    purpose: '安全检查与通知',
    departments: [company.departments.平台组],
    reach: 'below',
    leader: mei.personId,
  };
  await phone.open('/groups/mine');
  await phone.page.getByText('您没有负责的群').waitFor();
  await phone.page.getByRole('link', { name: '申请新建群' }).click();
  await phone.page.getByLabel('用途').waitFor();
  await phone.picture('groups-new-phone');
  await mei.call(submitRequest, { kind: createKind.name, form });
  await approveAll();
  const [row] = (await boss.call(listGroups, {})).rows;
  const conversationId = row?.conversationId ?? '';
  await mei.call(inviteGuest, { conversationId, personId: guest, reason: '对账', endsOn: '2026-03-20' });
  await aPerson(test, company, { name: '郑新', department: '平台组' });
  await test.settle();
  await phone.open('/groups/mine');
  const { page } = phone;
  await page.getByText('1 个群共 1 人待调整').waitFor();
  await phone.picture('groups-mine-phone');
  await page.getByRole('button', { name: '提醒' }).click();
  await page.getByLabel('提醒内容').waitFor();
  await phone.picture('groups-urge-phone');
  await page.getByRole('dialog').getByRole('button', { name: '提醒' }).click();
  await page.getByText('已提醒，并留下记录').waitFor();
  await page.getByRole('button', { name: '一键全部调整' }).click();
  await page.getByText('入群 1 人，退群 0 人').waitFor();
  expect(await mei.call(readGroup, { conversationId })).toMatchObject({ difference: 0, members: 5 });

  await phone.open(`/groups/${conversationId}`);
  await page.getByRole('button', { name: '交接' }).click();
  await page.getByLabel('接任人').fill('周磊');
  await page.locator('.ant-select-item-option').filter({ hasText: '周磊' }).click();
  await page.getByRole('button', { name: '发出交接' }).click();
  await page.getByText('已发出，等待对方接受').waitFor();
  await desk.open('/groups/mine');
  await desk.page.getByText('请您接任').waitFor();
  await desk.picture('groups-offered');
  await desk.page.getByRole('button', { name: '接受' }).click();
  await desk.page.getByRole('link', { name: /云澜酒店集团安全群/ }).click();
  await desk.page.getByText('周磊(群负责人)').waitFor();
  await desk.picture('groups-page');
  await phone.open(`/groups/${conversationId}`);
  await page.getByText('周磊(群负责人)').waitFor();
  await phone.picture('groups-page-phone');
  expect([...desk.complaints, ...phone.complaints]).toEqual([]);
});

it('the chat shows who is who, offers what holds there, and takes a colleague in', async () => {
  const [row] = (await boss.call(listGroups, { text: '安全群' })).rows;
  const conversationId = row?.conversationId ?? '';
  await boss.call(sendMessage, { conversationId, clientId: crypto.randomUUID(), text: '本周五检查' });
  await zhou.call(sendMessage, { conversationId, clientId: crypto.randomUUID(), text: '收到，各组准备' });
  await phone.open(`/messages/${conversationId}`);
  const { page } = phone;
  await page.locator('.msg-head').getByText('周磊(群负责人)').waitFor();
  await page.getByRole('textbox', { name: '输入消息' }).pressSequentially('@');
  await page.getByRole('option', { name: '周磊(群负责人)' }).waitFor();
  await page.getByRole('option', { name: '钱进(访客)' }).waitFor();
  await phone.picture('groups-chat-phone');
  await page.getByRole('option', { name: '周磊(群负责人)' }).click();
  expect(await page.getByRole('textbox', { name: '输入消息' }).inputValue()).toBe('@周磊 ');
  await page.locator('li[data-seq]').filter({ hasText: '本周五检查' }).hover();
  await page
    .locator('li[data-seq]')
    .filter({ hasText: '本周五检查' })
    .getByRole('button', { name: '消息操作' })
    .click();
  await page.getByRole('menuitem', { name: '举报消息' }).click();
  await page.getByLabel('原因').waitFor();

  await desk.open(`/messages/${conversationId}?beside=members`);
  await desk.page.getByText('信息中心（不在群内，不看消息）').waitFor();
  await desk.page.getByText('钱进(访客)').waitFor();
  expect(await desk.page.getByRole('button', { name: '解散群' }).count()).toBe(0);
  await desk.picture('groups-chat-members');
  await desk.page.getByRole('button', { name: /李雪梅/ }).click();
  await desk.page.getByRole('menuitem', { name: '提醒该成员' }).click();
  await desk.page.getByLabel('提醒内容').fill('请查看检查表');
  await desk.picture('groups-chat-urge');
  await desk.page.getByRole('button', { name: '提醒', exact: true }).click();
  await desk.page.getByText('已提醒，并留下记录').waitFor();

  const study = readyKinds.learning ?? expect.fail();
  const { rows } = await boss.call(listKinds, {});
  const revision = rows.find((one) => one.code === 'learning')?.revision ?? 0;
  await boss.call(saveKind, { code: 'learning', revision, kind: { ...study, process: 'direct' } });
  await zhou.call(createGoverned, {
    kind: 'learning',
    name: '英语学习群',
    purpose: '每周口语练习',
    leaderId: zhou.personId,
    rule: membershipRule.parse({}),
  });
  await phone.open('/groups/join');
  await page.getByRole('button', { name: '申请加入' }).click();
  await page.getByLabel('原因').fill('想练口语');
  await phone.picture('groups-join-phone');
  await page.getByRole('dialog').getByRole('button', { name: '申请加入' }).click();
  await page.getByText('已申请', { exact: true }).waitFor();
  await desk.open('/groups/mine');
  await desk.page.getByText('想练口语').waitFor();
  await desk.picture('groups-asks');
  await desk.page.getByRole('button', { name: '同意', exact: true }).click();
  await page.getByText('没有可申请加入的群').waitFor();
  expect([...desk.complaints, ...phone.complaints]).toEqual([]);
});

it('the office keeps the register, takes over groups that exist, and handles what is reported', async () => {
  const { page } = office;
  const { conversationId } = await zhou.call(createGroup, { name: '老群', personIds: [mei.personId] });
  await zhou.call(sendMessage, { conversationId, clientId: crypto.randomUUID(), text: '大家好' });
  await zhou.call(sendMessage, { conversationId, clientId: crypto.randomUUID(), text: '加我买课，稳赚' });
  await office.open('/groups');
  await page.getByRole('link', { name: /云澜酒店集团安全群/ }).waitFor();
  await office.picture('groups-register');
  await page.getByRole('link', { name: /云澜酒店集团安全群/ }).click();
  await page.getByRole('button', { name: '修改' }).click();
  await page.getByText('现在应入群').waitFor();
  await office.picture('groups-change');
  await office.open('/groups/adoption');
  await page.getByText('老群').waitFor();
  await office.picture('groups-adoption');
  await office.open('/groups/kinds');
  await page.getByRole('link', { name: /临时群/ }).click();
  await page.getByLabel('命名规则').waitFor();
  await office.picture('groups-kind');
  await phone.open(`/groups/${conversationId}/report/2`);
  await phone.page.getByLabel('原因').fill('广告');
  await phone.picture('groups-report-phone');
  await phone.page.getByRole('button', { name: '举报' }).click();
  await phone.page.getByText('已举报').waitFor();
  await office.open('/groups/reports');
  await page.getByRole('link', { name: /老群/ }).click();
  await page.getByText('加我买课，稳赚').waitFor();
  await office.picture('groups-report');
  await page.getByLabel('处理结果').fill('已提醒');
  await page.getByRole('button', { name: '办结' }).click();
  await page.getByText('已办结').first().waitFor();
  expect(office.complaints).toEqual([]);
});
