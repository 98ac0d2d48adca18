import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { destroyEvidenceKeys } from '#kernel/server/chain/destroy-evidence-keys.ts';
import { exportEvidence } from '#kernel/server/chain/export-evidence.ts';
import { verifyEvidence } from '#kernel/server/chain/verify-evidence.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { systemPrincipal } from '#kernel/server/pipeline/principal.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import * as archive from '../../contract/archive.ts';
import * as contract from '../../contract/destruction.ts';
import { listDestructionsToApprove } from '../../contract/destructions-to-approve.ts';
import * as lists from '../../contract/list-operations.ts';
import * as operations from '../../contract/operations.ts';
import { approveDestructions, keepArchive } from '../../contract/permissions.ts';
import { processKind, processKinds } from '../../contract/process-kind.ts';
import { approvalsHouse } from '../../testing.ts';
import { approvalsCache } from '../../web/cache.ts';
import { verifyApproval } from '../verify-approval.ts';
import { destroyedAtOnce, onDestruction } from './on-destruction.ts';

const secret = '去医院复查';
const errand = processKind({
  name: 'forms.errand',
  title: { zh: '外出', en: 'Errand' },
  version: 1,
  form: z.object({ what: z.string().min(1).max(200) }),
  fields: [{ name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' }],
  summary: (given) => ({ zh: given.what, en: given.what }),
  numberPrefix: 'WC',
  startPath: '/errand/new',
  copiesSeeAll: [],
  definition: { start: { kind: 'start', id: 'start', name: '申请' }, nodes: [] },
});
const house = approvalsHouse([
  serverModule({
    contract: moduleContract({
      name: 'forms',
      title: { zh: '表单', en: 'Forms' },
      extensions: [extend(processKinds, errand)],
    }),
    handlers: [],
  }),
]);

let test: TestProgram;
let company: TestCompany;
const names = ['mei', 'bo', 'keeper', 'other', 'boss', 'both', 'stranger'] as const;
const who = {} as Record<(typeof names)[number], TestClient>;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  company = await aCompany(test);
  for (const name of names) who[name] = await test.as(await aPerson(test, company, { name, department: '平台组' }));
  const reach = 'company' as const;
  for (const name of ['keeper', 'other'] as const)
    house.grants.set(who[name].personId, [{ permission: keepArchive, reach }]);
  house.grants.set(who.boss.personId, [{ permission: approveDestructions, reach }]);
  house.grants.set(who.both.personId, [
    { permission: keepArchive, reach },
    { permission: approveDestructions, reach },
  ]);
});
afterAll(() => test.stop());

/** Requests that ended so long ago that their ten years are over. */
async function due(count: number, by: TestClient = who.mei): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const { requestId } = await by.call(operations.submitRequest, { kind: 'forms.errand', form: { what: secret } });
    ids.push(requestId);
  }
  await test.settle();
  await expect(by.call(archive.readArchive, { requestId: ids[0] ?? '' })).resolves.toHaveProperty('archived');
  // As the years would: nobody waits ten of them, and the sessions of this test would end.
  await test.sql(`update approvals.archive set kept_until = '2026-01-01T00:00:00Z' where instance_id = any($1)`, [ids]);
  return ids;
}
const propose = (requestIds: string[], by: TestClient = who.keeper) =>
  by.call(contract.proposeDestruction, {
    employerId: company.employerId,
    requestIds,
    reason: '保管期满，已无利用价值',
  });
const approve = (destructionId: string, revision = 1, by: TestClient = who.boss) =>
  by.call(contract.approveDestruction, { destructionId, revision });
const read = (destructionId: string) => who.keeper.call(contract.readDestruction, { destructionId });
const problems = (requestId: string) =>
  verifyApproval(test.program.kernel.database.readPool, test.program.kernel.evidenceKeys, requestId);
const watched = [
  [contract.listDueArchive, {}],
  [contract.listDestructions, {}],
] as [typeof contract.listDestructions, unknown][];
const push = (run: () => Promise<unknown>, more: unknown[] = [], viewer = who.both) =>
  verifyPush(test, viewer, approvalsCache, [...watched, ...(more as typeof watched)], run);
const code = (name: string) => ({ code: `approvals.${name}` });

async function destroyed(count = 1): Promise<{ ids: string[]; destructionId: string; number: string }> {
  const ids = await due(count);
  const { destructionId, number } = await propose(ids);
  await approve(destructionId);
  await test.settle();
  return { ids, destructionId, number };
}

describe('a list of destruction', () => {
  it('is proposed, reviewed, approved by another and executed; everybody who may look sees each step', async () => {
    const [one = '', two = ''] = await due(2);
    const before = await who.keeper.call(contract.listDueArchive, {});
    expect(before.rows.map(({ requestId }) => requestId)).toEqual(expect.arrayContaining([one, two]));
    expect(JSON.stringify(before)).not.toContain(secret);
    let destructionId = '';
    let number = '';
    await push(async () => {
      ({ destructionId, number } = await propose([one, two]));
    });
    expect(number).toMatch(/^XH2026-\d{4}$/);
    const list = [contract.readDestruction, { destructionId }];
    await push(
      () => who.keeper.call(contract.keepLonger, { requestId: two, until: '2030-01-01', reason: '诉讼可能用到' }),
      [list],
    );
    expect((await read(destructionId)).items.map(({ state }) => state).sort()).toEqual(['kept', 'proposed']);
    // Somebody kept one longer meanwhile: what is approved is what was seen.
    await expect(approve(destructionId, 1)).rejects.toMatchObject(code('destructionMoved'));
    await push(async () => {
      await approve(destructionId, 2);
      await test.settle();
    }, [list]);
    const done = await read(destructionId);
    expect(done).toMatchObject({
      state: 'finished',
      proposedBy: { name: 'keeper' },
      approvedBy: { name: 'boss' },
      counts: { destroyed: 1, kept: 1, proposed: 0, forms: 1 },
      may: [],
    });
    expect(done.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(done.items.find(({ requestId }) => requestId === two)).toMatchObject({ keptReason: '诉讼可能用到' });
    expect((await who.mei.call(operations.readRequest, { requestId: two })).view.revision).toBeGreaterThan(0);
    expect(await problems(one)).toEqual([{ seq: 0, what: 'contentDestroyed', where: number }]);
    expect(await problems(two)).toEqual([]);
  });

  it('is withdrawn before its approval, and its requests can be proposed again', async () => {
    const ids = await due(1);
    const { destructionId } = await propose(ids);
    await expect(propose(ids, who.other)).rejects.toMatchObject(code('notDue'));
    await push(() => who.keeper.call(contract.withdrawDestruction, { destructionId, revision: 1 }));
    await expect(approve(destructionId, 2)).rejects.toMatchObject(code('destructionMoved'));
    await expect(propose(ids)).resolves.toHaveProperty('number');
  });

  it('needs two people, neither with a request of his own in it, whatever the program says', async () => {
    const ids = await due(1);
    const { destructionId } = await propose(ids, who.both);
    await expect(approve(destructionId, 1, who.both)).rejects.toMatchObject(code('sameDestroyer'));
    const by = (person: string) =>
      test.sql('update approvals.destruction set approved_by = $2, approved_at = proposed_at where id = $1', [
        destructionId,
        person,
      ]);
    await expect(by(who.both.personId)).rejects.toThrow(/four_eyes/);
    await expect(by(who.mei.personId)).rejects.toMatchObject({ code: 'GJ031' });
    await expect(propose(await due(1, who.keeper))).rejects.toMatchObject(code('ownDestruction'));
    const { destructionId: bosses } = await propose(await due(1, who.boss));
    await expect(approve(bosses)).rejects.toMatchObject(code('ownDestruction'));
    const seen = await who.boss.call(contract.readDestruction, { destructionId: bosses });
    expect(seen).toMatchObject({ mayNot: 'own', may: [] });
  });

  it('takes each request once where two propose at the same moment, and one of two approvals', async () => {
    const ids = await due(2);
    const both = await Promise.allSettled([propose(ids), propose(ids.toReversed(), who.other)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const made = both.find((one) => one.status === 'fulfilled');
    const destructionId = made?.status === 'fulfilled' ? made.value.destructionId : '';
    const approvals = await Promise.allSettled([
      approve(destructionId, 1, who.boss),
      approve(destructionId, 1, who.both),
    ]);
    expect(approvals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await test.settle();
    expect((await read(destructionId)).counts).toMatchObject({ destroyed: 2, proposed: 0 });
  });

  it('takes nothing whose time is not over, or that is held', async () => {
    const [held = '', young = ''] = await due(2);
    await test.sql(`update approvals.archive set kept_until = '2036-01-01T00:00:00Z' where instance_id = $1`, [young]);
    await expect(propose([young])).rejects.toMatchObject(code('notDue'));
    const { view } = await who.mei.call(operations.readRequest, { requestId: held });
    let holdId = '';
    await push(async () => {
      ({ holdId } = await who.keeper.call(contract.holdRequest, { number: view.number, reason: '劳动仲裁案' }));
    });
    await expect(propose([held])).rejects.toMatchObject(code('notDue'));
    const { rows, holds } = await who.keeper.call(contract.listDueArchive, {});
    expect(rows.some(({ requestId }) => requestId === held)).toBe(false);
    expect(holds.find((one) => one.holdId === holdId)).toMatchObject({ reason: '劳动仲裁案', number: view.number });
    await push(() => who.other.call(contract.endHold, { holdId, reason: '仲裁已结案' }));
    // Held again between the list and its approval: it stays, and the list says why.
    const { destructionId } = await propose([held]);
    await who.other.call(contract.holdRequest, { number: view.number, reason: '投诉' });
    await approve(destructionId);
    await test.settle();
    expect((await read(destructionId)).items).toMatchObject([{ state: 'stopped', stoppedBy: 'held' }]);
    expect(await problems(held)).toEqual([]);
  });

  it('is stopped by a case of another module, which alone ends its hold', async () => {
    const [held = ''] = await due(1);
    const { view } = await who.mei.call(operations.readRequest, { requestId: held });
    const keptFor = { type: 'policyCase', id: crypto.randomUUID() };
    const asCase = (operation: typeof contract.holdRequest | typeof contract.endHold, input: object) =>
      test.program.pipeline.inTransaction(
        { via: 'timer', requestId: 'timer', address: '', agent: '' },
        undefined,
        async (unit) => {
          const context = test.program.pipeline.commandContext(unit, systemPrincipal('policy.test', 'all'), []);
          await context.call(operation, input as never);
        },
      );
    await push(() => asCase(contract.holdRequest, { number: view.number, reason: '个案 1 的证据', keptFor }));
    const { holds } = await who.keeper.call(contract.listDueArchive, {});
    const hold = holds.find(({ requestId }) => requestId === held);
    expect(hold).toMatchObject({ placedBy: null, forCase: true });
    await expect(propose([held])).rejects.toMatchObject(code('notDue'));
    const byHand = { holdId: hold?.holdId ?? '', reason: '不再需要' };
    await expect(who.keeper.call(contract.endHold, byHand)).rejects.toMatchObject(code('heldForCase'));
    for (const call of [
      () => who.keeper.call(contract.endHold, { keptFor, reason: '我说的' }),
      () => who.keeper.call(contract.holdRequest, { number: view.number, reason: '我说的', keptFor }),
    ])
      await expect(call()).rejects.toMatchObject(code('systemOnly'));
    await push(() => asCase(contract.endHold, { keptFor, reason: '个案 1 已了结' }));
    await propose([held]);
  });

  it('tells the second person by a notice and among his to-dos, until it is done', async () => {
    house.holders.set(
      approveDestructions.name,
      ['boss', 'both', 'keeper', 'mei'].map((name) => who[name as 'boss'].personId),
    );
    const { destructionId, number } = await propose(await due(2));
    await test.settle();
    const noticeOf = async (name: keyof typeof who) =>
      (await who[name].call(listNotices, { limit: 200 })).rows.filter(({ about }) => about.id === destructionId);
    expect(await noticeOf('boss')).toMatchObject([
      { kind: 'approvals.destructionProposed', link: `/approvals/destruction/lists/${destructionId}` },
    ]);
    // Neither who proposed it, nor who asked for something in it.
    expect([...(await noticeOf('keeper')), ...(await noticeOf('mei'))]).toEqual([]);
    const toDo = [listDestructionsToApprove, {}] as [typeof listDestructionsToApprove, unknown];
    const waiting = async () => (await who.boss.call(listDestructionsToApprove, {})).rows.map((row) => row.number);
    expect(await waiting()).toContain(number);
    await expect(who.mei.call(listDestructionsToApprove, {})).rejects.toMatchObject({ status: 403 });
    await verifyPush(test, who.boss, approvalsCache, [toDo], () => approve(destructionId));
    expect(await waiting()).not.toContain(number);
  });

  it('goes on where the program died between two steps', async () => {
    const ids = await due(destroyedAtOnce + 2);
    const { destructionId } = await propose(ids);
    const { kernel, pipeline } = test.program;
    await test.sql(`update approvals.destruction set approved_by = $2, approved_at = proposed_at where id = $1`, [
      destructionId,
      who.boss.personId,
    ]);
    const step = (dies: boolean) =>
      pipeline.inTransaction({ via: 'timer', requestId: 'timer', address: '', agent: '' }, undefined, async (unit) => {
        const context = pipeline.commandContext(unit, systemPrincipal('approvals.test', 'all'), []);
        await onDestruction.run(context as never, { destructionId } as never);
        if (dies) throw new Error('died');
      });
    await expect(step(true)).rejects.toThrow('died');
    expect((await read(destructionId)).counts).toMatchObject({ destroyed: 0, proposed: ids.length });
    await step(false);
    await kernel.pokeTimers();
    await test.settle();
    expect(await read(destructionId)).toMatchObject({ state: 'finished', counts: { destroyed: ids.length } });
    await step(false);
    expect(await read(destructionId)).toMatchObject({ state: 'finished', counts: { destroyed: ids.length } });
  });
});

describe('what was destroyed', () => {
  it('is nowhere any more, and every reader is told under which list it went', async () => {
    const [requestId = ''] = await due(1);
    const { code: onPaper } = await who.mei.call(archive.readArchive, { requestId });
    const { view } = await who.mei.call(operations.readRequest, { requestId });
    const { destructionId, number } = await propose([requestId]);
    const mine = [[operations.listMine, {}]] as [typeof operations.listMine, unknown][];
    await verifyPush(test, who.mei, approvalsCache, mine, async () => {
      await approve(destructionId);
      await test.settle();
    });
    const gone = { ...code('contentDestroyed'), facts: { number: view.number, destruction: number } };
    for (const call of [
      () => who.mei.call(operations.readRequest, { requestId }),
      () => who.mei.call(operations.readFlow, { requestId }),
      () => who.mei.call(archive.readArchive, { requestId }),
      () => who.mei.call(archive.downloadArchive, { requestId }),
      () => who.mei.call(archive.downloadProof, { requestId }),
      () => who.mei.call(lists.copyAsNew, { requestId }),
      () => who.mei.call(lists.listRelated, { requestId }),
      () => who.keeper.call(archive.findRequest, { number: view.number }),
      () => who.keeper.call(contract.holdRequest, { number: view.number, reason: '晚了' }),
      () => who.keeper.call(contract.keepLonger, { requestId, until: '2030-01-01', reason: '晚了' }),
    ])
      await expect(call()).rejects.toMatchObject(gone);
    const { rows } = await who.mei.call(operations.listMine, { limit: 200 });
    expect(rows.find((row) => row.requestId === requestId)).toMatchObject({
      number: view.number,
      summary: { zh: `内容已按销毁清册 ${number} 销毁` },
    });
    const paper = await who.stranger.call(archive.verifyCode, { code: onPaper });
    expect(paper).toMatchObject({ intact: true, number: view.number, destroyed: { destruction: number } });
    const tables = await test.sql<{ found: string }>(
      `select (select json_agg(i) from approvals.instance i where i.id = $1)::text
         || (select json_agg(e) from approvals.event e where e.instance_id = $1)::text
         || coalesce((select json_agg(f) from approvals.form_content f where f.instance_id = $1)::text, '')
         || coalesce((select json_agg(a.blob) from approvals.archive a where a.instance_id = $1)::text, '') as found`,
      [requestId],
    );
    expect(tables[0]?.found).not.toContain(secret);
    expect(await test.sql('select blob from approvals.archive where instance_id = $1', [requestId])).toEqual([
      { blob: null },
    ]);
    const sealed = await test.sql<{ id: string }>(
      `select id from kernel.evidence_content where chain in ($1, $2) and length(ciphertext) > 0`,
      [`approval:${requestId}`, `approval-times:${requestId}`],
    );
    expect(sealed).toEqual([]);
    const { kernel } = test.program;
    const lines: string[] = [];
    const writable = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(chunk.toString());
        done();
      },
    });
    const client = await kernel.database.writePool.connect();
    try {
      await exportEvidence(client, kernel.evidenceKeys, writable, { at: kernel.clock.now() });
    } finally {
      client.release();
    }
    const report = await verifyEvidence(lines.join('').trimEnd().split('\n'));
    expect(report.problems).toEqual([]);
    expect(report.erased).toBeGreaterThan(0);
  });

  it('can not be made away with past a list: that is found', async () => {
    const { ids } = await destroyed(1);
    const [requestId = ''] = ids;
    const [plain = ''] = await due(1);
    const whats = async (id: string) => (await problems(id)).map(({ what }) => what);
    // The application’s own role can’t.
    const { writePool } = test.program.kernel.database;
    await expect(writePool.query('update approvals.event set body = null')).rejects.toThrow(/permission denied/);
    await expect(
      writePool.query(`update approvals.destruction_item set state = 'destroyed' where state = 'kept'`),
    ).rejects.toThrow(/check constraint/);
    await expect(
      writePool.query(`select approvals.destroy_request(gen_random_uuid(), $1, now(), gen_random_uuid(), 0, '{}')`, [
        plain,
      ]),
    ).rejects.toMatchObject({ code: 'GJ030' });
    // The owner of the database can, and it shows.
    await test.sql(`update approvals.event set body = null where instance_id = $1`, [plain]);
    expect(await whats(plain)).toContain('bodyChanged');
    await test.sql(
      `update approvals.instance set destruction_no = (select number from approvals.destruction limit 1) where id = $1`,
      [plain],
    );
    expect(await whats(plain)).toContain('contentRemoved');
    await test.sql(`update approvals.instance set number = 'WC-forged' where id = $1`, [requestId]);
    expect(await whats(requestId)).toEqual(['contentRemoved']);
    await test.sql(`update approvals.event set hash = sha256('x') where instance_id = $1 and seq = 1`, [requestId]);
    expect(await whats(requestId)).toContain('linkBroken');
  });

  it('of a person is erased before or afterwards as well', async () => {
    const { ids } = await destroyed(1);
    const [early = ''] = await due(1, who.bo);
    const { kernel } = test.program;
    const erase = (subjectPersonId: string) =>
      destroyEvidenceKeys(
        { query: (text, values) => kernel.database.writePool.query(text, values as unknown[]) },
        kernel.evidenceKeys,
        {
          id: kernel.newId(),
          at: kernel.clock.now(),
          of: { subjectPersonId },
          reason: '本人要求',
          decidedByPersonId: who.boss.personId,
        },
      );
    await erase(who.mei.personId);
    expect((await problems(ids[0] ?? '')).map(({ what }) => what)).toEqual(['contentDestroyed']);
    await erase(who.bo.personId);
    const { destructionId } = await propose([early]);
    await approve(destructionId);
    await test.settle();
    expect((await problems(early)).map(({ what }) => what)).toEqual(['contentDestroyed']);
  });
});

describe('a curious colleague', () => {
  it('learns nothing of lists, and does nothing to them', async () => {
    const ids = await due(1);
    const { destructionId } = await propose(ids);
    const { stranger, mei, boss } = who;
    const requestId = ids[0] ?? '';
    const { view } = await mei.call(operations.readRequest, { requestId });
    for (const one of [stranger, mei]) {
      for (const call of [
        () => one.call(contract.listDueArchive, {}),
        () => one.call(contract.listDestructions, {}),
        () => propose(ids, one),
        () => one.call(contract.keepLonger, { requestId, until: '2030-01-01', reason: '我的' }),
        () => one.call(contract.withdrawDestruction, { destructionId, revision: 1 }),
        () => approve(destructionId, 1, one),
        () => one.call(contract.holdRequest, { number: view.number, reason: '我的' }),
        () => one.call(contract.endHold, { holdId: crypto.randomUUID(), reason: '我的' }),
      ])
        await expect(call()).rejects.toMatchObject({ code: 'kernel.notPermitted' });
      await expect(one.call(contract.readDestruction, { destructionId })).rejects.toMatchObject({
        code: 'kernel.notFound',
      });
    }
    // Who approves sees numbers and kinds, and can't look inside.
    const seen = await boss.call(contract.readDestruction, { destructionId });
    expect(seen.items).toMatchObject([{ number: view.number }]);
    expect(JSON.stringify(seen)).not.toContain(secret);
    await expect(boss.call(operations.readRequest, { requestId })).rejects.toMatchObject({ code: 'kernel.notFound' });
  });

  it('keepers of one employer’s archive have nothing to do with another’s', async () => {
    const other = await aCompany(test, { name: '另一公司', departments: ['前厅'] });
    const their = await test.as(await aPerson(test, other, { name: 'their', department: '前厅' }));
    house.grants.set(their.personId, [{ permission: keepArchive, reach: 'employer' }]);
    const ids = await due(1);
    await expect(propose(ids, their)).rejects.toMatchObject({ code: 'kernel.notFound' });
    await expect(
      their.call(contract.proposeDestruction, { employerId: other.employerId, requestIds: ids, reason: '混入' }),
    ).rejects.toMatchObject({ code: 'kernel.notFound' });
    await expect(their.call(contract.listDueArchive, { employerId: company.employerId })).rejects.toMatchObject({
      code: 'kernel.notFound',
    });
    expect((await their.call(contract.listDestructions, {})).rows).toEqual([]);
  });
});
