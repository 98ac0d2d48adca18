import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { createRole, readRole } from '#modules/access/contract/roles.ts';
import { giveRole } from '#modules/access/testing.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { listDigests, listSupervisions, markDigestSeen, nameSupervisor, readDigest } from './contract/supervision.ts';
import { adminCache } from './web/cache.ts';

let test: TestProgram;
let admin: TestClient;
let president: TestClient;
let head: TestClient;

beforeAll(async () => {
  test = await startTestProgram(composition, { startAt: '2026-03-02T09:00:00+08:00' });
  const company = await aCompany(test, { departments: ['信息部'] });
  const join = async (name: string) => test.as(await aPerson(test, company, { name, department: '信息部' }));
  admin = await join('顾思远');
  president = await join('董总');
  head = await join('信息部部长');
  await giveRole(test, admin.personId, 'administrator');
  await giveRole(test, president.personId, 'president');
});
afterAll(() => test.stop());

const name = (every: 'day' | 'week' = 'day') => ({
  administratorId: admin.personId,
  supervisorId: head.personId,
  every,
});
const anAction = (zh: string) => admin.call(createRole, { name: { zh, en: zh }, permissions: [] });
const digests = async () => (await head.call(listDigests, {})).rows;

describe('who supervises a platform administrator', () => {
  it('is named by somebody else, and by nobody for themselves', async () => {
    await expect(admin.call(nameSupervisor, name())).rejects.toMatchObject({ code: 'admin.notOverOneself' });
    await expect(president.call(nameSupervisor, { ...name(), supervisorId: admin.personId })).rejects.toMatchObject({
      code: 'admin.notOverOneself',
    });
    await expect(
      president.call(nameSupervisor, {
        ...name(),
        administratorId: '019cac0f-0000-7000-8000-000000000000',
        supervisorId: head.personId,
      }),
    ).rejects.toMatchObject({
      status: 404,
    });
    await expect(head.call(nameSupervisor, name())).rejects.toMatchObject({ status: 403 });
    await verifyPush(test, admin, adminCache, [[listSupervisions, {}]], () => president.call(nameSupervisor, name()));
    expect((await admin.call(listSupervisions, {})).rows).toMatchObject([
      { administrator: { name: '顾思远' }, supervisor: { name: '信息部部长' }, every: 'day', may: [] },
    ]);
    await expect(test.sql('update admin.supervision set named_by = administrator_id')).rejects.toMatchObject({
      constraint: 'supervision_not_over_oneself',
    });
  });

  it('gets each day’s administrative actions, of a day that had any', async () => {
    await test.advance({ days: 1 });
    expect(await digests()).toEqual([]);
    const { roleId } = await anAction('夜班');
    await admin.call(readRole, { roleId });
    await expect(admin.call(createRole, { name: { zh: '夜班', en: '夜班' }, permissions: [] })).rejects.toBeDefined();
    await test.advance({ days: 1 });
    const [digest] = await digests();
    expect(digest).toMatchObject({ administrator: { name: '顾思远' }, actions: 2, seenAt: null });
    const digestId = digest?.id ?? '';
    const { rows } = await head.call(readDigest, { digestId });
    expect(rows.map(({ operation, outcome }) => [operation, outcome])).toEqual([
      ['access.createRole', 'refused'],
      ['access.createRole', 'done'],
    ]);
    expect(rows[1]?.objects).toContainEqual({ type: 'role', id: roleId, name: null });
    expect((await head.call(listNotices, {})).rows[0]?.title).toBe('顾思远 的操作摘要：2 次管理操作');
    const page = await head.call(readDigest, { digestId, limit: 1 });
    expect((await head.call(readDigest, { digestId, limit: 1, cursor: page.next ?? '' })).rows).toEqual(rows.slice(1));
    for (const other of [admin, president])
      await expect(other.call(readDigest, { digestId })).rejects.toMatchObject({ status: 404 });
    await expect(admin.call(markDigestSeen, { digestId })).rejects.toMatchObject({ status: 404 });
    await verifyPush(
      test,
      head,
      adminCache,
      [
        [listDigests, {}],
        [readDigest, { digestId }],
      ],
      () => head.call(markDigestSeen, { digestId }),
    );
    const [seen] = await digests();
    expect(seen?.seenAt).not.toBeNull();
    await test.advance({ hours: 1 });
    await head.call(markDigestSeen, { digestId });
    expect((await digests())[0]?.seenAt).toBe(seen?.seenAt);
  });

  it('gets a week in one, also when nothing happened', async () => {
    await president.call(nameSupervisor, name('week'));
    const before = (await digests()).length;
    await test.advance({ days: 3 });
    await anAction('早班');
    await test.advance({ days: 3 });
    expect(await digests()).toHaveLength(before);
    await test.advance({ days: 2 });
    expect((await digests())[0]).toMatchObject({ actions: 1 });
    await test.advance({ days: 8 });
    expect((await digests())[0]).toMatchObject({ actions: 0 });
  });
});
