import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { command } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import { fullReach } from '#kernel/server/authority.ts';
import { handle, serverModule, subscriber } from '#kernel/server/define-module.ts';
import type { Composition } from '#kernel/server/program.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { openPush, verifyPush } from '#kernel/testing/verify-push.ts';
import { noticeDelivered } from './contract/events.ts';
import { noticeKind } from './contract/notice-kind.ts';
import {
  acknowledge,
  countUnread,
  listNotices,
  markAllRead,
  markRead,
  noticeOf,
  notify,
} from './contract/operations.ts';
import { sendNotices } from './contract/permissions.ts';
import { notificationsServer } from './server/notifications-server.ts';
import { notificationsCache } from './web/cache.ts';

const EMPLOYER = '00000000-0000-7000-8000-0000000000e1';
const ANN = '00000000-0000-7000-8000-00000000000a';
const BOB = '00000000-0000-7000-8000-00000000000b';
const LEFT = '00000000-0000-7000-8000-00000000000c';
const everybody = Array.from({ length: 5_000 }, (_, at) => `00000000-0000-7000-9000-${String(at).padStart(12, '0')}`);

const waits = noticeKind({
  code: 'sample.waits',
  name: { zh: '待办', en: 'To-dos' },
  title: { zh: '{who} 的请假等您审批', en: '{who}’s leave waits for you' },
  body: { zh: '共 {days}', en: '{days} in all' },
  facts: z.object({ who: z.string(), days: z.number() }),
  spell: ({ who, days }, language) => ({ who, days: language === 'zh' ? `${days} 天` : `${days} days` }),
});
const warning = {
  code: 'sample.warning',
  name: { zh: '制度', en: 'Rules' },
  title: { zh: '第 {article} 条：请说明', en: 'Article {article}: please explain' },
  facts: z.object({ article: z.int() }),
  hasConsequences: true,
};
const warns = noticeKind(warning);

/** A module above this one: it tells in its own process, and reacts to what arrived. */
const askLeave = command({
  name: 'sample.askLeave',
  summary: { zh: '请假', en: 'Ask for leave' },
  access: 'signedIn',
  input: z.object({ approverId: id(), asPerson: z.boolean().default(false) }),
  output: z.object({}),
});
interface SampleTables {
  'notifications.notice': { id: string; person_id: string };
}
const arrived: unknown[] = [];
const sample = serverModule({
  contract: moduleContract({ name: 'sample', title: { zh: '样例', en: 'Sample' }, operations: [askLeave] }),
  handlers: [
    handle<SampleTables>()(askLeave, async (context, { approverId, asPerson }) => {
      const notice = noticeOf(waits, {
        personIds: [approverId],
        facts: { who: '安', days: 2 },
        about: { type: 'leave', id: '1' },
        link: '/leave/1',
      });
      if (asPerson) await context.call(notify, notice);
      else await context.callAs({ name: 'sample.tell', permissions: [sendNotices] }, notify, notice);
      return {};
    }),
  ],
  subscribers: [
    subscriber<SampleTables>()('sample.onNoticeDelivered', noticeDelivered, async (_context, { facts }) => {
      arrived.push(facts);
    }),
  ],
});

/** The tables of the directory, so that foreign keys and views are the real ones. */
const directoryTables = serverModule({
  contract: moduleContract({ name: 'directory', title: { zh: '通讯录', en: 'Directory' } }),
  handlers: [],
  migrations: new URL('../directory/server/migrations/', import.meta.url),
});

const composition: Composition = {
  modules: [directoryTables, notificationsServer, sample],
  timeZone: async () => 'Asia/Shanghai',
  authority: () => ({
    // Bob's role holds the permission of the processes, as a careless administrator may have given it.
    load: async (personId) => ({
      employerId: EMPLOYER,
      language: 'zh',
      reaches: new Map(personId === BOB ? [[sendNotices.name, fullReach]] : []),
    }),
    within: () => sql<boolean>`true`,
  }),
};

const watched = [
  [countUnread, {}],
  [listNotices, {}],
  [listNotices, { only: 'unread' }],
  [listNotices, { only: 'undelivered' }],
  [listNotices, { only: 'undelivered', limit: 1 }],
  [listNotices, { only: 'unread', limit: 1 }],
] as const;

describe('notifications', () => {
  let test: TestProgram;
  let ann: TestClient;
  let bob: TestClient;
  const tellAnn = (aboutId: string) =>
    test.system(
      notify,
      noticeOf(waits, { personIds: [ANN], facts: { who: '博', days: 1 }, about: { type: 'leave', id: aboutId } }),
    );

  beforeAll(async () => {
    test = await startTestProgram(composition);
    await test.sql('insert into directory.employer (id, name, time_zone) values ($1, $2, $3)', [
      EMPLOYER,
      '规矩示例',
      'Asia/Shanghai',
    ]);
    await test.sql(
      `insert into directory.person (id, employer_id, account, name, sort_key, search, staff_type, left_on)
       select id, $1, 'p' || n, '人' || n, 'ren', '', 'regular', case when id = $3 then date '2026-01-01' end
       from unnest($2::uuid[]) with ordinality person (id, n)`,
      [EMPLOYER, [ANN, BOB, LEFT, ...everybody], LEFT],
    );
    ann = await test.as(ANN);
    bob = await test.as(BOB);
  });
  afterAll(() => test.stop());

  it('goes from sent to delivered to read, each told to the modules above', async () => {
    await bob.call(askLeave, { approverId: ANN });
    const [sent] = (await ann.call(listNotices, {})).rows;
    expect(sent).toMatchObject({
      title: '安 的请假等您审批',
      body: '共 2 天',
      link: '/leave/1',
      about: { type: 'leave', id: '1' },
      deliveredAt: null,
      readAt: null,
    });
    const noticeId = sent?.noticeId ?? '';
    await test.advance({ minutes: 5 });
    await ann.call(acknowledge, { noticeIds: [noticeId] });
    await test.advance({ minutes: 5 });
    await ann.call(acknowledge, { noticeIds: [noticeId] });
    await ann.call(markRead, { noticeIds: [noticeId] });
    await test.settle();
    const [read] = await test.sql<Record<string, string>>(
      `select extract(epoch from delivered_at - sent_at)::int / 60 as to_deliver, extract(epoch from read_at - sent_at)::int / 60 as to_read
       from notifications.published_notice where id = $1`,
      [noticeId],
    );
    expect(read).toEqual({ to_deliver: 5, to_read: 10 });
    expect(arrived).toEqual([
      { noticeId, personId: ANN, kind: 'sample.waits', about: { type: 'leave', id: '1' }, at: expect.any(String) },
    ]);
  });

  it('counts as delivered what was read without being confirmed', async () => {
    await tellAnn('read at once');
    arrived.length = 0;
    await ann.call(markRead, { about: { type: 'leave', id: 'read at once' } });
    await test.settle();
    expect(arrived).toMatchObject([{ about: { id: 'read at once' } }]);
    expect(await ann.call(countUnread, {})).toEqual({ count: 0 });
  });

  it('is said by processes only, whatever a role holds', async () => {
    const notice = noticeOf(waits, {
      personIds: [ANN],
      facts: { who: '我', days: 1 },
      about: { type: 'leave', id: '9' },
    });
    const refused = { status: 403, code: 'kernel.notPermitted' };
    await expect(ann.call(notify, notice)).rejects.toMatchObject(refused);
    await expect(bob.call(notify, notice)).rejects.toMatchObject(refused);
    await expect(bob.call(askLeave, { approverId: ANN, asPerson: true })).rejects.toMatchObject(refused);
    await expect(test.visitor().call(notify, notice)).rejects.toMatchObject({ status: 401 });
  });

  it('refuses facts that do not fit, unknown kinds and links that lead out', async () => {
    const notice = { personIds: [ANN], kind: 'sample.waits', facts: {}, about: { type: 'leave', id: '1' } };
    await expect(test.system(notify, notice)).rejects.toThrow('fault');
    await expect(test.system(notify, { ...notice, kind: 'sample.nothing' })).rejects.toThrow('fault');
    for (const link of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/a b']) {
      const facts = { who: '我', days: 1 };
      await expect(test.system(notify, { ...notice, facts, link }), link).rejects.toMatchObject({ status: 400 });
    }
  });

  it('keeps a curious colleague away from the notices of others', async () => {
    const { notices } = await tellAnn('private');
    const noticeIds = notices.map((notice) => notice.noticeId);
    expect((await bob.call(listNotices, {})).rows).toEqual([]);
    expect((await bob.call(listNotices, { cursor: 'ffffffff-ffff-7fff-bfff-ffffffffffff' })).rows).toEqual([]);
    await bob.call(acknowledge, { noticeIds });
    await bob.call(markRead, { noticeIds });
    await bob.call(markRead, { about: { type: 'leave', id: 'private' } });
    await bob.call(markAllRead, {});
    const [row] = (await ann.call(listNotices, { limit: 1 })).rows;
    expect(row).toMatchObject({ noticeId: noticeIds[0], deliveredAt: null, readAt: null });
    await expect(bob.call(listNotices, { cursor: `' or true --` })).rejects.toMatchObject({ status: 400 });
    const push = await openPush(test, bob);
    await tellAnn('private too');
    await test.settle();
    await push.roundTrip();
    expect(push.events).toEqual([]);
    push.close();
  });

  it('speaks the language of the reader', async () => {
    await tellAnn('language');
    expect((await ann.call(listNotices, { limit: 1 })).rows[0]).toMatchObject({
      title: '博 的请假等您审批',
      body: '共 1 天',
    });
    expect((await ann.call(listNotices, { limit: 1 }, { language: 'en' })).rows[0]).toMatchObject({
      title: '博’s leave waits for you',
      body: '1 days in all',
    });
  });

  it('keeps the words of what has consequences, and only those', async () => {
    const about = { type: 'case', id: '7' };
    await test.system(notify, noticeOf(warns, { personIds: [ANN], facts: { article: 12 }, about }));
    const reworded = { zh: '改过的话 {article}', en: 'Other words {article}' };
    noticeKind({ ...warning, title: reworded });
    noticeKind({ ...waits, title: reworded });
    const [kept, free] = (await ann.call(listNotices, { limit: 2 })).rows;
    expect(kept).toMatchObject({ title: '第 12 条：请说明', hasConsequences: true });
    expect(free).toMatchObject({ title: '改过的话 {article}', hasConsequences: false });
    expect((await ann.call(listNotices, { limit: 1 }, { language: 'en' })).rows[0]?.title).toBe(
      'Article 12: please explain',
    );
    noticeKind(warning);
    noticeKind(waits);
    const pool = test.program.kernel.database.writePool;
    for (const text of [
      `update notifications.sending set sent_words = null`,
      'delete from notifications.sending',
      'delete from notifications.notice',
      'update notifications.notice set person_id = person_id',
    ]) {
      await expect(pool.query(text), text).rejects.toThrow(/permission denied/);
    }
  });

  it('shows what a kind of the past said as well as it can', async () => {
    await tellAnn('older');
    noticeKind({ ...waits, facts: z.object({ who: z.string(), days: z.number(), reason: z.string() }) });
    expect((await ann.call(listNotices, { limit: 1 })).rows[0]).toMatchObject({
      title: '博 的请假等您审批',
      body: '共 1',
    });
    noticeKind(waits);
  });

  it('pages by where the page before ended', async () => {
    await ann.call(markAllRead, {});
    for (const number of ['a', 'b', 'c']) await tellAnn(number);
    const first = await ann.call(listNotices, { only: 'unread', limit: 2 });
    expect(first.rows.map((row) => row.about.id)).toEqual(['c', 'b']);
    await ann.call(markRead, { noticeIds: first.rows.map((row) => row.noticeId) });
    const second = await ann.call(listNotices, { only: 'unread', limit: 2, cursor: first.next });
    expect(second.rows.map((row) => row.about.id)).toEqual(['a']);
    expect(second.next).toBeUndefined();
  });

  it('pushes answers that equal fresh ones, for every command', async () => {
    const verify = (action: () => Promise<unknown>) => verifyPush(test, ann, notificationsCache, watched, action);
    const names = (events: readonly { name: string }[]) => events.map((event) => event.name);
    const { notices } = await tellAnn('pushed 1');
    const noticeIds = notices.map((notice) => notice.noticeId);
    expect(names(await verify(() => tellAnn('pushed 2')))).toEqual(['notifications.noticesSent']);
    expect(names(await verify(() => ann.call(acknowledge, { noticeIds })))).toEqual(['notifications.noticeDelivered']);
    expect(names(await verify(() => ann.call(markRead, { noticeIds })))).toEqual(['notifications.noticesRead']);
    await tellAnn('pushed 3');
    expect(names(await verify(() => ann.call(markRead, { about: { type: 'leave', id: 'pushed 3' } })))).toEqual([
      'notifications.noticeDelivered',
      'notifications.noticesRead',
    ]);
    await tellAnn('pushed 4');
    expect((await verify(() => ann.call(markAllRead, {}))).length).toBeGreaterThan(0);
    expect(await ann.call(countUnread, {})).toEqual({ count: 0 });
  });

  it('tells 5,000 people in one go, each their own and nobody who has left', async () => {
    const push = await openPush(test, ann);
    const { notices } = await test.system(
      notify,
      noticeOf(waits, {
        personIds: [LEFT, ANN, ANN, ...everybody, '00000000-0000-7000-8000-0000000000ff'],
        facts: { who: '公司', days: 1 },
        about: { type: 'leave', id: 'all' },
        urgent: true,
      }),
    );
    expect(notices).toHaveLength(5_001);
    await test.settle();
    await push.roundTrip();
    const own = notices.find((notice) => notice.personId === ANN)?.noticeId;
    expect(push.events.map((event) => event.facts)).toEqual([{ noticeIds: [own], urgent: true }]);
    push.close();
    const rows = await test.sql(
      `select count(*)::int as notices, count(distinct sending_id)::int as sendings from notifications.notice n
       join notifications.sending s on s.id = n.sending_id where s.about_id = 'all'`,
    );
    expect(rows).toEqual([{ notices: 5_001, sendings: 1 }]);
    const last = await test.as(everybody.at(-1) ?? '');
    expect((await last.call(listNotices, {})).rows).toMatchObject([{ about: { id: 'all' }, urgent: true }]);
  });
});
