import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import {
  act,
  listToDo,
  previewRequest,
  readRequest,
  resubmitRequest,
  returnRequest,
  submitRequest,
} from '#modules/approvals/contract/operations.ts';
import { approvalsHouse } from '#modules/approvals/testing.ts';
import { changeDepartment, readDepartment } from '#modules/directory/contract/departments.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { readCore, readOrdinary } from '#modules/messaging/contract/labels/permissions.ts';
import { countUnread } from './contract/count-unread.ts';
import { listBulletins, markRead, readBulletin, takeDownBulletin } from './contract/operations.ts';
import { takeDown } from './contract/permissions.ts';
import { publishingKind } from './contract/publishing-kind.ts';
import { bulletinsServer } from './server/bulletins-server.ts';
import { bulletinsCache } from './web/cache.ts';

const house = approvalsHouse([bulletinsServer]);
const steps = ['head', 'assistant', 'director', 'president'] as const;
const form = {
  sort: 'notice',
  headline: '五一放假安排',
  body: '5 月 1 日至 5 日放假。\n5 月 9 日上班。',
  reason: '按规定',
};
let test: TestProgram;
let mei: TestClient;
let stranger: TestClient;
let office: TestClient;
let deciders: Record<(typeof steps)[number], TestClient>;

beforeAll(async () => {
  test = await startTestProgram(house.composition);
  const company = await aCompany(test);
  const person = (name: string) => aPerson(test, company, { name, department: '平台组' });
  const [m, h, a, d, p, s, o] = [
    await person('李梅'),
    await person('王强'),
    await person('赵敏'),
    await person('钱进'),
    await person('孙正'),
    await person('周磊'),
    await person('吴月'),
  ];
  const departmentId = company.departments.平台组 ?? '';
  const { revision } = await test.system(readDepartment, { departmentId });
  await test.system(changeDepartment, { departmentId, revision, change: { headIds: [h] } });
  house.holders.set('assistantGeneralManager', [a]).set('developmentDirector', [d]).set('president', [p]);
  house.grants.set(o, [{ permission: takeDown, reach: 'company' }]);
  [mei, stranger, office] = [await test.as(m), await test.as(s), await test.as(o)];
  deciders = {
    head: await test.as(h),
    assistant: await test.as(a),
    director: await test.as(d),
    president: await test.as(p),
  };
});
afterAll(() => test.stop());

const decide = async (requestId: string, who: TestClient, outcome: 'approve' | 'reject' = 'approve') => {
  const { rows } = await who.call(listToDo, { limit: 200 });
  const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
  const { view } = await who.call(readRequest, { requestId });
  const opinion = outcome === 'reject' ? { opinion: { text: '不合适' } } : {};
  return who.call(act, { requestId, slotId, revision: view.revision, outcome, ...opinion });
};
const ask = async (more: Record<string, unknown> = {}) =>
  (await mei.call(submitRequest, { kind: publishingKind.name, form: { ...form, ...more } })).requestId;
const approved = async (requestId: string) => {
  for (const step of steps) await decide(requestId, deciders[step]);
  await test.settle();
};
const published = async (more: Record<string, unknown> = {}) => {
  const bulletinId = await ask(more);
  await approved(bulletinId);
  return bulletinId;
};

describe('a bulletin', () => {
  it('is published once, exactly as it was approved by the four, for everybody', async () => {
    const preview = await mei.call(previewRequest, { kind: publishingKind.name, form });
    expect(preview.steps.map((step) => step.people.map(({ name }) => name))).toEqual([
      ['王强'],
      ['赵敏'],
      ['钱进'],
      ['孙正'],
    ]);
    const bulletinId = await ask();
    for (const step of steps.slice(0, 3)) await decide(bulletinId, deciders[step]);
    await test.settle();
    await expect(stranger.call(readBulletin, { bulletinId })).rejects.toMatchObject({ status: 404 });
    await decide(bulletinId, deciders.president);
    await test.settle();
    const { number } = (await mei.call(readRequest, { requestId: bulletinId })).view;
    expect(number).toBe('XXFB202603-0001');
    expect((await stranger.call(listBulletins, {})).rows).toEqual([
      {
        bulletinId,
        sort: 'notice',
        headline: form.headline,
        classification: 'internal',
        publishedAt: expect.any(String),
        validUntil: null,
        publisher: { id: mei.personId, name: '李梅' },
        number,
        withdrawnAt: null,
        read: false,
      },
    ]);
    expect(await stranger.call(readBulletin, { bulletinId })).toMatchObject({
      body: form.body,
      may: [],
      expired: false,
    });
    const [row] = await test.sql<{ because: string; number: string }>(
      `select b.because, v.number from bulletins.bulletin b join kernel.event v on v.name = 'approvals.requestEnded'
       and v.facts->>'requestId' = b.id::text where b.id = $1`,
      [bulletinId],
    );
    expect(row?.because).toBe(row?.number);
    // The same event again, as after a restore.
    await test.sql(`update kernel.subscriber set number = 0 where name = 'bulletins.onRequestEnded'`);
    await test.settle();
    expect(await test.sql('select from bulletins.bulletin where id = $1', [bulletinId])).toHaveLength(1);
  });

  it('isn’t published when the last of the four refuses, nor without a text', async () => {
    const bulletinId = await ask();
    for (const step of steps.slice(0, 3)) await decide(bulletinId, deciders[step]);
    await decide(bulletinId, deciders.president, 'reject');
    await test.settle();
    await expect(mei.call(readBulletin, { bulletinId })).rejects.toMatchObject({ status: 404 });
    await expect(ask({ body: ' ' })).rejects.toMatchObject({ code: 'bulletins.nothingToPublish' });
    await expect(ask({ validUntil: '2026-03-01' })).rejects.toMatchObject({ status: 400 });
  });

  it('is taken down with a reason by who may, once, and stays in the register', async () => {
    const bulletinId = await published();
    const reason = '日期有误';
    await expect(stranger.call(takeDownBulletin, { bulletinId, reason })).rejects.toMatchObject({ status: 403 });
    await office.call(takeDownBulletin, { bulletinId, reason });
    await expect(office.call(takeDownBulletin, { bulletinId, reason })).rejects.toMatchObject({
      code: 'bulletins.takenDownAlready',
    });
    const ids = async (shown: 'current' | 'ended') =>
      (await stranger.call(listBulletins, { shown })).rows.map((row) => row.bulletinId);
    expect(await ids('current')).not.toContain(bulletinId);
    expect(await ids('ended')).toEqual([bulletinId]);
    expect(await stranger.call(readBulletin, { bulletinId })).toMatchObject({ body: null, reason, may: [] });
    expect(await office.call(readBulletin, { bulletinId })).toMatchObject({ body: form.body, may: [] });
  });

  it('ends by itself when its last day is over where it was published', async () => {
    const bulletinId = await published({ validUntil: '2026-03-03' });
    const watched: [Parameters<typeof mei.call>[0], unknown][] = [
      [listBulletins, {}],
      [listBulletins, { shown: 'ended' }],
      [countUnread, {}],
      [readBulletin, { bulletinId }],
    ];
    expect(await stranger.call(readBulletin, { bulletinId })).toMatchObject({ expired: false });
    await verifyPush(test, stranger, bulletinsCache, watched, () => test.advance({ hours: 48 }));
    expect(await stranger.call(readBulletin, { bulletinId })).toMatchObject({ expired: true, body: form.body });
  });

  it('that is a secret goes to deciders who are cleared only, and is there for nobody else', async () => {
    const people = Object.values(deciders).map(({ personId }) => personId);
    house.holders.set(readOrdinary.name, [mei.personId, ...people.slice(0, 1)]).set(readCore.name, people.slice(1));
    await expect(ask({ classification: 'core' })).rejects.toMatchObject({
      code: 'bulletins.notCleared',
      facts: { names: '李梅、王强' },
    });
    await expect(ask({ classification: '机密' })).rejects.toMatchObject({ status: 422 });
    const reads = (permission: typeof readCore, reach: 'company' | 'employer') => {
      house.grants.set(stranger.personId, [{ permission, reach }]);
      test.program.kernel.authority.forget();
    };
    const before = await stranger.call(countUnread, {});
    const bulletinId = await published({ classification: 'ordinary', headline: '投标底价' });
    const seen = async () =>
      (await stranger.call(listBulletins, {})).rows.filter((row) => row.bulletinId === bulletinId);
    // For who isn't cleared it isn't there: no line, no badge, no title.
    for (const call of [
      () => stranger.call(readBulletin, { bulletinId }),
      () => stranger.call(markRead, { bulletinId }),
      () => office.call(takeDownBulletin, { bulletinId, reason: '看看' }),
    ])
      await expect(call()).rejects.toMatchObject({ status: 404 });
    expect([await seen(), await stranger.call(countUnread, {})]).toEqual([[], before]);
    expect(
      await test.sql(`select from kernel.event where name like 'bulletins.%' and facts::text like '%投标底价%'`),
    ).toEqual([]);
    expect(await mei.call(readBulletin, { bulletinId })).toMatchObject({ classification: 'ordinary', body: form.body });
    for (const permission of [readOrdinary, readCore]) {
      reads(permission, 'employer');
      expect(await seen()).toMatchObject([{ classification: 'ordinary', headline: '投标底价' }]);
      expect(await stranger.call(readBulletin, { bulletinId })).toMatchObject({ body: form.body });
    }
    const secret = await (async () => {
      house.holders.set(readCore.name, [mei.personId, ...people]);
      return published({ classification: 'core' });
    })();
    expect(await stranger.call(readBulletin, { bulletinId: secret })).toMatchObject({ classification: 'core' });
    reads(readOrdinary, 'company');
    await expect(stranger.call(readBulletin, { bulletinId: secret })).rejects.toMatchObject({ status: 404 });
    house.grants.delete(stranger.personId);
    test.program.kernel.authority.forget();
  });

  it('that was sent back comes again under the same conditions', async () => {
    const { head } = deciders;
    const requestId = await ask();
    const { rows } = await head.call(listToDo, { limit: 200 });
    const slotId = rows.find((row) => row.requestId === requestId)?.slotId ?? '';
    const { view } = await head.call(readRequest, { requestId });
    const opinion = { text: '写明密级' };
    await head.call(returnRequest, { requestId, slotId, revision: view.revision, to: { kind: 'applicant' }, opinion });
    house.holders.set(readCore.name, []).set(readOrdinary.name, []);
    const again = (more: Record<string, unknown>) => {
      return mei.call(resubmitRequest, { requestId, form: { ...form, ...more } });
    };
    await expect(again({ body: '\n' })).rejects.toMatchObject({ code: 'bulletins.nothingToPublish' });
    await expect(again({ classification: 'ordinary' })).rejects.toMatchObject({ code: 'bulletins.notCleared' });
    await again({ classification: 'public' });
    await approved(requestId);
    expect(await stranger.call(readBulletin, { bulletinId: requestId })).toMatchObject({ classification: 'public' });
  });

  it('goes through pages, and says to each reader what is unread', async () => {
    const first = await published();
    const second = await published();
    const page = await stranger.call(listBulletins, { limit: 1 });
    expect(page.rows[0]?.bulletinId).toBe(second);
    const next = await stranger.call(listBulletins, { limit: 1, cursor: page.next ?? '' });
    expect(next.rows[0]?.bulletinId).toBe(first);
    const { unread } = await stranger.call(countUnread, {});
    await stranger.call(markRead, { bulletinId: first });
    await stranger.call(markRead, { bulletinId: first });
    expect(await stranger.call(countUnread, {})).toEqual({ unread: unread - 1 });
    expect((await mei.call(readBulletin, { bulletinId: first })).read).toBe(false);
    await expect(stranger.call(markRead, { bulletinId: mei.personId })).rejects.toMatchObject({ status: 404 });
  });

  it('pushes what changes, and its text can’t be altered by the program', async () => {
    const bulletinId = await ask();
    const watched: [Parameters<typeof mei.call>[0], unknown][] = [
      [listBulletins, {}],
      [listBulletins, { shown: 'ended' }],
      [countUnread, {}],
    ];
    await verifyPush(test, stranger, bulletinsCache, watched, () => approved(bulletinId));
    watched.push([readBulletin, { bulletinId }]);
    await verifyPush(test, stranger, bulletinsCache, watched, () => stranger.call(markRead, { bulletinId }));
    await verifyPush(test, stranger, bulletinsCache, watched, () =>
      office.call(takeDownBulletin, { bulletinId, reason: '作废' }),
    );
    const [{ may } = { may: true }] = await test.sql<{ may: boolean }>(
      `select has_table_privilege('guiju_app', 'bulletins.bulletin', 'update') or
        has_table_privilege('guiju_app', 'bulletins.bulletin', 'delete') as may`,
    );
    expect(may).toBe(false);
  });
});
