import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { readDesign } from '#modules/approvals/contract/form-operations.ts';
import { act, listToDo, readRequest, submitRequest } from '#modules/approvals/contract/operations.ts';
import { approvalsHouse } from '#modules/approvals/testing.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { copyFile, describeFiles, readFile, uploadFile } from '#modules/files/contract/operations.ts';
import { modules } from '#modules/index.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { endTransfer, listTransfers, readTransfer } from './contract/operations.ts';
import { keepRegister } from './contract/permissions.ts';
import { transferKind } from './contract/transfer-kind.ts';
import { bearsStateLabel } from './domain/bears-state-label.ts';
import { transfersServer } from './server/transfers-server.ts';
import { transfersCache } from './web/cache.ts';

const house = approvalsHouse([...modules.filter(({ contract }) => contract.name === 'files'), transfersServer]);
let test: TestProgram;
let mei: TestClient;
let head: TestClient;
let security: TestClient;
let receiver: TestClient;
let stranger: TestClient;
const text = '报价底稿\n';

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  const company = await aCompany(test);
  const person = (name: string) => aPerson(test, company, { name, department: '平台组' });
  const [m, h, s, r, o] = [
    await person('李梅'),
    await person('王强'),
    await person('赵敏'),
    await person('钱进'),
    await person('周磊'),
  ];
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [h] } });
  house.holders.set('securityOwner', [s]);
  house.grants.set(s, [{ permission: keepRegister, reach: 'company' }]);
  [mei, head, security, receiver, stranger] = [
    await test.as(m),
    await test.as(h),
    await test.as(s),
    await test.as(r),
    await test.as(o),
  ];
});
afterAll(() => test.stop());

const upload = async (name: string) =>
  (await mei.call(uploadFile, {}, { file: { name, bytes: new TextEncoder().encode(text) } })).fileId;
const dayThere = async () =>
  Temporal.PlainDate.from((await mei.call(readDesign, { kind: transferKind.name })).facts.today);
const ask = async (more: Record<string, unknown> = {}, name = '报价.txt') => {
  const today = await dayThere();
  const form = {
    classification: 'internal',
    receiver: receiver.personId,
    files: [await upload(name)],
    masked: 'yes',
    period: { from: { date: today.toString() }, to: { date: today.add({ days: 1 }).toString() } },
    nature: '项目报价',
    purpose: '投标准备',
    ...more,
  };
  return (await mei.call(submitRequest, { kind: transferKind.name, form })).requestId;
};
const decide = async (requestId: string, who: TestClient, outcome: 'approve' | 'reject' = 'approve') => {
  const { rows } = await who.call(listToDo, { limit: 200 });
  const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
  const { view } = await who.call(readRequest, { requestId });
  const opinion = outcome === 'reject' ? { opinion: { text: '不合适' } } : {};
  return who.call(act, { requestId, slotId, revision: view.revision, outcome, ...opinion });
};
const approved = async (requestId: string) => {
  await decide(requestId, head);
  await decide(requestId, security);
  await test.settle();
};
const passed = async (more: Record<string, unknown> = {}) => {
  const transferId = await ask(more);
  await approved(transferId);
  return transferId;
};

describe('classified material', () => {
  it('is read by its receiver after both have approved, in its time only, each look written down', async () => {
    const transferId = await ask();
    await decide(transferId, head);
    await test.settle();
    await expect(receiver.call(readTransfer, { transferId })).rejects.toMatchObject({ status: 404 });
    await decide(transferId, security);
    await test.settle();
    const [row] = (await receiver.call(listTransfers, { whose: 'toMe' })).rows;
    expect(row).toMatchObject({ transferId, number: 'SMCD202603-0001', classification: 'internal', masked: true });
    expect((await receiver.call(listNotices, {})).rows[0]?.title).toContain('李梅 传递了一份资料给您');
    const { open, fileIds } = await receiver.call(readTransfer, { transferId });
    expect([open, fileIds.length]).toEqual([true, 1]);
    const fileId = fileIds[0] ?? '';
    expect(new TextDecoder().decode((await receiver.call(readFile, { fileId })).bytes as never)).toBe(text);
    expect(
      await test.sql(`select from kernel.audit where outcome = 'looked' and objects::text like $1`, [`%${fileId}%`]),
    ).not.toHaveLength(0);
    await expect(receiver.call(copyFile, { fileId })).rejects.toMatchObject({ status: 404 });
    expect((await mei.call(readTransfer, { transferId })).fileIds).toEqual([]);
    expect((await security.call(listTransfers, { whose: 'register' })).rows[0]?.transferId).toBe(transferId);
    for (const who of [security, mei, stranger]) {
      expect((await who.call(describeFiles, { fileIds: [fileId] })).rows).toEqual([]);
    }
    await test.advance({ hours: 48 });
    expect(await receiver.call(readTransfer, { transferId })).toMatchObject({ open: false, fileIds: [] });
    await expect(receiver.call(readFile, { fileId })).rejects.toMatchObject({ status: 404 });
  });

  it('enters the register once, whatever comes again', async () => {
    const transferId = await passed();
    await test.sql(`update kernel.subscriber set number = 0 where name = 'transfers.onRequestEnded'`);
    await test.settle();
    expect(await test.sql('select from transfers.transfer where id = $1', [transferId])).toHaveLength(1);
    expect(
      await test.sql(`select from files.file where owner_module = 'transfers' and owner_id = $1`, [transferId]),
    ).toHaveLength(1);
    const { rows } = await receiver.call(listNotices, { limit: 200 });
    expect(rows.filter((row) => row.about.id === transferId)).toHaveLength(1);
  });

  it('isn’t passed where the security owner refuses, nor with what may not be', async () => {
    const transferId = await ask();
    await decide(transferId, head);
    await decide(transferId, security, 'reject');
    await test.settle();
    await expect(receiver.call(readTransfer, { transferId })).rejects.toMatchObject({ status: 404 });
    const core = { classification: 'core', masked: 'no' };
    await expect(ask(core)).rejects.toMatchObject({ status: 400 });
    await ask({ ...core, unmasked: '对方需要完整数据' });
    await expect(ask({ receiver: mei.personId })).rejects.toMatchObject({ status: 400 });
    await expect(ask({ period: { from: { date: '2026-03-01' }, to: { date: '2026-03-01' } } })).rejects.toMatchObject({
      status: 400,
    });
    await expect(ask({ files: [] })).rejects.toMatchObject({ code: 'transfers.nothingToTransfer' });
    await expect(ask({}, '机密★10年.txt')).rejects.toMatchObject({ code: 'transfers.stateSecretLabel' });
  });

  it('is shown to nobody else, and ended early by its sender or who keeps the register', async () => {
    const transferId = await passed();
    await expect(stranger.call(readTransfer, { transferId })).rejects.toMatchObject({ status: 404 });
    await expect(stranger.call(listTransfers, { whose: 'register' })).rejects.toMatchObject({ status: 403 });
    for (const who of [stranger, receiver]) {
      await expect(who.call(endTransfer, { transferId, reason: 'x' })).rejects.toMatchObject({ status: 404 });
    }
    const watched: [Parameters<typeof mei.call>[0], unknown][] = [
      [listTransfers, { whose: 'toMe' }],
      [readTransfer, { transferId }],
    ];
    await verifyPush(test, receiver, transfersCache, watched, () =>
      mei.call(endTransfer, { transferId, reason: '发错了' }),
    );
    expect(await receiver.call(readTransfer, { transferId })).toMatchObject({ open: false, reason: '发错了' });
    await expect(security.call(endTransfer, { transferId, reason: 'x' })).rejects.toMatchObject({
      code: 'transfers.endedAlready',
    });
  });

  it('pushes what enters, begins and ends', async () => {
    const today = await dayThere();
    const tomorrow = { date: today.add({ days: 1 }).toString() };
    const transferId = await ask({ period: { from: tomorrow, to: tomorrow } });
    const lists: [Parameters<typeof mei.call>[0], unknown][] = [[listTransfers, { whose: 'register' }]];
    const mine: typeof lists = [[listTransfers, { whose: 'toMe' }]];
    await verifyPush(test, security, transfersCache, lists, () =>
      verifyPush(test, receiver, transfersCache, mine, () => approved(transferId)),
    );
    mine.push([readTransfer, { transferId }]);
    expect((await receiver.call(readTransfer, { transferId })).open).toBe(false);
    await verifyPush(test, receiver, transfersCache, mine, () => test.advance({ hours: 24 }));
    expect((await receiver.call(readTransfer, { transferId })).open).toBe(true);
    await verifyPush(test, receiver, transfersCache, mine, () => test.advance({ hours: 24 }));
    expect((await receiver.call(readTransfer, { transferId })).open).toBe(false);
  });
});

describe('labels of state secrets', () => {
  it.each([
    ['机密★10年.txt', true],
    ['【秘密】会议纪要.docx', true],
    ['绝密', true],
    ['商业秘密保护办法.pdf', false],
    ['保守秘密承诺书', false],
    ['机密性评估报告', false],
  ])('are found in %s: %s', (said, found) => expect(bearsStateLabel(said)).toBe(found));
});
