import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { manageSettings } from '#kernel/contract/kernel-operations.ts';
import { fullReach } from '#kernel/server/authority.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { openPush, verifyPush } from '#kernel/testing/verify-push.ts';
import { signOut } from '#modules/access/contract/sign-in.ts';
import { modules } from '#modules/index.ts';
import * as channels from './contract/channel-operations.ts';
import type { ChannelSetup } from './contract/channels.ts';
import { noticeKind } from './contract/notice-kind.ts';
import {
  acknowledge,
  countUnread,
  listNotices,
  markRead,
  noticeOf,
  notify,
  withdrawNotices,
} from './contract/operations.ts';
import { manageChannels } from './contract/permissions.ts';
import { sendPhoneCode } from './contract/phone-code.ts';
import * as preferences from './contract/preference-operations.ts';
import { aBrowser, aMailServer, aReceiver, type Received, type Reply } from './testing.ts';
import { notificationsCache } from './web/cache.ts';

const EMPLOYER = '00000000-0000-7000-8000-0000000000e1';
const [ADMIN, SECOND, MEI, BO] = ['a', 'b', 'c', 'd'].map((last) => `00000000-0000-7000-8000-00000000000${last}`) as [
  string,
  string,
  string,
  string,
];

const todo = noticeKind({
  code: 'outsideTest.todo',
  name: { zh: '待办', en: 'To-dos' },
  title: { zh: '{who} 等您审批', en: '{who} waits for you' },
  facts: z.object({ who: z.string() }),
});
const chat = noticeKind({
  code: 'outsideTest.chat',
  name: { zh: '消息', en: 'Messages' },
  title: { zh: '{who}：{text}', en: '{who}: {text}' },
  facts: z.object({ who: z.string(), text: z.string() }),
  isPrivate: true,
});
const warned = noticeKind({
  code: 'outsideTest.warned',
  name: { zh: '制度', en: 'Rules' },
  title: { zh: '请说明', en: 'Please explain' },
  facts: z.object({}),
  hasConsequences: true,
});

let test: TestProgram;
let [admin, second, mei, bo] = [] as unknown as [TestClient, TestClient, TestClient, TestClient];
let reply: (received: Received, time: number) => Reply;
let outside: Awaited<ReturnType<typeof aReceiver>>;
let mail: Awaited<ReturnType<typeof aMailServer>>;

const provider = (path: string) => ({
  url: `${outside.url}${path}`,
  body: '{"to":"{phone}","text":"{text}","id":"{id}","token":"{receiptToken}"}',
});
const setups = (): ChannelSetup[] =>
  [
    {
      channel: 'mail',
      options: { host: '127.0.0.1', port: mail.port, security: 'none', from: 'a@example.cn', fromName: '规矩' },
    },
    { channel: 'sms', options: provider('/sms') },
    { channel: 'phone', options: provider('/phone') },
    { channel: 'push', options: { contact: 'it@example.cn' } },
  ].map((setup) => channels.saveChannel.input.shape.setup.parse(setup));

/** As administrators would have set it up, private addresses agreed by two. */
async function switchOn(...names: string[]) {
  for (const setup of setups().filter(({ channel }) => names.includes(channel))) {
    const { channel } = setup;
    const { revision } = await admin.call(channels.saveChannel, { revision: 0, active: true, setup });
    const proposed = { channel, revision, addresses: ['127.0.0.1'] };
    const { revision: next } = await admin.call(channels.proposeChannelAddresses, proposed);
    await second.call(channels.confirmChannelAddresses, { channel, revision: next });
  }
}

let number = 0;
const tell = async (told: { to?: string[]; urgent?: boolean; again?: boolean; about?: string } = {}) => {
  const { to = [MEI], about: thing, ...more } = told;
  number += 1;
  const about = { type: 'x', id: thing ?? String(number) };
  const { notices } = await test.system(
    notify,
    noticeOf(todo, { personIds: to, facts: { who: '安' }, about, link: `/x/${number}`, ...more }),
  );
  await test.settle();
  return notices[0]?.noticeId ?? '';
};
const log = async () => (await admin.call(channels.listDeliveries, {})).rows;
const at = (path: string) => outside.received.filter((received) => received.path === path);
const reach = async (noticeId: string) => (await test.system(channels.readReach, { noticeIds: [noticeId] })).rows[0];
const undelivered = () =>
  test.sql<{ facts: { noticeId: string; why: string } }>(
    `select facts from kernel.event where name = 'notifications.noticeUndelivered' order by number`,
  );

beforeAll(async () => {
  outside = await aReceiver((received, time) => reply(received, time));
  mail = await aMailServer();
  // A Tuesday, 10 in the morning.
  test = await startTestProgram(
    {
      modules,
      timeZone: async () => 'Asia/Shanghai',
      authority: () => ({
        load: async (personId) => ({
          employerId: EMPLOYER,
          language: 'zh',
          reaches: new Map(
            [ADMIN, SECOND].includes(personId)
              ? [
                  [manageChannels.name, fullReach],
                  [manageSettings.name, fullReach],
                ]
              : [],
          ),
        }),
        within: () => sql<boolean>`true`,
      }),
    },
    { startAt: '2026-03-03T10:00:00+08:00', publicUrl: 'https://oa.example.cn' },
  );
  await test.sql(`insert into directory.employer (id, name, time_zone) values ($1, '规矩', 'Asia/Shanghai')`, [
    EMPLOYER,
  ]);
  await test.sql(
    `insert into directory.person (id, employer_id, account, name, sort_key, search, staff_type, phone, email)
     select id, $1, 'p' || n, '人' || n, 'ren', '', 'regular', case when n = 3 then '13800138000' end,
       case when n = 3 then 'mei@example.cn' end
     from unnest($2::uuid[]) with ordinality person (id, n)`,
    [EMPLOYER, [ADMIN, SECOND, MEI, BO]],
  );
  [admin, second, mei, bo] = (await Promise.all([ADMIN, SECOND, MEI, BO].map((id) => test.as(id)))) as [
    TestClient,
    TestClient,
    TestClient,
    TestClient,
  ];
});
afterAll(async () => {
  await test?.stop();
  await outside?.stop();
  await mail?.stop();
});
beforeEach(async () => {
  reply = () => ({ body: {} });
  outside.received.length = 0;
  mail.mails.length = 0;
  await test.travelTo('2026-03-03T10:00:00+08:00');
  await test.sql(
    'truncate notifications.channel, notifications.attempt, notifications.phone_code, notifications.delivery, notifications.device',
  );
  await test.sql('truncate notifications.kind_rule, notifications.preference, notifications.quiet');
});

describe('channels', () => {
  it('are set up by who may, secrets are never shown, private addresses need two', async () => {
    const [setup] = setups().filter(({ channel }) => channel === 'sms');
    if (!setup) throw new Error('no setup');
    const secrets = { key: 'K-very-secret', secret: 'S-very-secret' };
    const withSecrets = { ...setup, secrets } as ChannelSetup;
    const watched = [[channels.listChannels, {}]] as const;
    const push = (action: () => Promise<unknown>) => verifyPush(test, second, notificationsCache, watched, action);
    const save = (revision: number) => admin.call(channels.saveChannel, { revision, active: true, setup: withSecrets });
    await push(() => save(0));
    await expect(save(0)).rejects.toMatchObject({ code: 'notifications.channelChanged' });
    await expect(save(7)).rejects.toMatchObject({ code: 'notifications.channelChanged' });
    const seen = await admin.call(channels.listChannels, {});
    expect(seen.rows).toMatchObject([{ channel: 'sms', secrets: ['key', 'secret'], revision: 1, allowed: [] }]);
    const everything = JSON.stringify([
      seen,
      await test.sql('select * from notifications.channel'),
      await test.sql('select * from kernel.event'),
      await test.sql('select * from kernel.command'),
    ]);
    expect(everything).not.toContain('very-secret');

    await push(() => admin.call(channels.testChannel, { channel: 'sms' }));
    const before = (await admin.call(channels.listChannels, {})).rows[0];
    expect(before?.test).toMatchObject({ state: 'failed', error: 'noPhone' });
    const addresses = ['127.0.0.1'];
    await expect(
      admin.call(channels.proposeChannelAddresses, { channel: 'sms', revision: 1, addresses: ['local'] }),
    ).rejects.toMatchObject({ code: 'notifications.badAddress' });
    await push(() => admin.call(channels.proposeChannelAddresses, { channel: 'sms', revision: 1, addresses }));
    await expect(admin.call(channels.confirmChannelAddresses, { channel: 'sms', revision: 2 })).rejects.toMatchObject({
      code: 'notifications.secondPerson',
    });
    await push(() => second.call(channels.confirmChannelAddresses, { channel: 'sms', revision: 2 }));
    expect((await admin.call(channels.listChannels, {})).rows[0]).toMatchObject({ allowed: addresses, revision: 3 });

    // Elsewhere, nothing of the place before counts: neither what was allowed nor its secrets.
    const elsewhere = { ...setup, options: { ...setup.options, url: 'https://other.example/sms' } } as ChannelSetup;
    await admin.call(channels.saveChannel, { revision: 3, active: true, setup: elsewhere });
    expect((await admin.call(channels.listChannels, {})).rows[0]).toMatchObject({ allowed: [], secrets: [] });
    await expect(
      test.sql(`update notifications.channel set allowed = '{10.0.0.1}', allowed_by = $1, confirmed_by = $1`, [ADMIN]),
    ).rejects.toThrow('four_eyes');
  });

  it('settings, secrets and addresses of one channel don’t leak into another', async () => {
    await switchOn('sms');
    const [row] = await test.sql<{ sealed: string }>(`select secrets::text as sealed from notifications.channel`);
    expect(row?.sealed).toBe('{}');
    const other = channels.saveChannel.input.safeParse({
      revision: 0,
      active: true,
      setup: { channel: 'push', options: { contact: 'it@example.cn', publicKey: 'mine' } },
    });
    expect(other.success).toBe(false);
  });

  it('a bridge needs its secret before it is switched on', async () => {
    const setup = channels.saveChannel.input.shape.setup.parse({
      channel: 'wecom',
      options: { corpId: 'c', agentId: 1 },
    });
    await expect(admin.call(channels.saveChannel, { revision: 0, active: true, setup })).rejects.toMatchObject({
      code: 'notifications.secretMissing',
    });
    await admin.call(channels.saveChannel, { revision: 0, active: false, setup });
    await expect(admin.call(channels.testChannel, { channel: 'wecom' })).rejects.toMatchObject({
      code: 'notifications.channelOff',
    });
  });

  it('a code for a phone arrives there, whatever else may leave the house, and lies sealed until then', async () => {
    const off = test.system(sendPhoneCode, { personId: MEI, code: '482913' });
    await expect(off).rejects.toMatchObject({ code: 'notifications.channelOff' });
    await switchOn('sms');
    const before = at('/sms').length;
    await verifyPush(test, admin, notificationsCache, [[channels.listDeliveries, {}]], () =>
      test.system(sendPhoneCode, { personId: MEI, code: '482913' }),
    );
    await test.settle();
    const [sent] = at('/sms').slice(before);
    expect(String(sent?.body)).toContain('482913');
    expect(String(sent?.body)).toContain('13800138000');
    const [kept] = await test.sql<{ text: string }>(`select ciphertext::text as text from notifications.phone_code`);
    expect(kept?.text).not.toContain(Buffer.from('482913').toString('hex'));
    await expect(bo.call(sendPhoneCode, { personId: MEI, code: '111111' })).rejects.toMatchObject({
      code: 'kernel.notPermitted',
    });
  });

  it('keep a curious colleague out', async () => {
    await switchOn('sms');
    await tell({ urgent: true });
    const [row] = await log();
    const deliveryId = row?.deliveryId ?? '';
    const [setup] = setups();
    if (!setup) throw new Error('no setup');
    const tries: (() => Promise<unknown>)[] = [
      () => bo.call(channels.listChannels, {}),
      () => bo.call(channels.listKindRules, {}),
      () => bo.call(channels.listDeliveries, {}),
      () => bo.call(channels.readAttempts, { deliveryId }),
      () => bo.call(channels.saveChannel, { revision: 0, active: true, setup }),
      () => bo.call(channels.proposeChannelAddresses, { channel: 'sms', revision: 3, addresses: ['10.0.0.1'] }),
      () => bo.call(channels.confirmChannelAddresses, { channel: 'sms', revision: 3 }),
      () => bo.call(channels.testChannel, { channel: 'sms' }),
      () => bo.call(channels.saveKindRule, { kind: todo.code, channel: 'sms', rule: null }),
      () => bo.call(channels.retryDeliveries, { deliveryIds: [deliveryId] }),
      () => bo.call(channels.readReach, { noticeIds: [deliveryId] }),
      () => admin.call(channels.readReach, { noticeIds: [deliveryId] }),
    ];
    for (const one of tries) await expect(one(), String(one)).rejects.toMatchObject({ status: 403 });
    const token = 'x'.repeat(43);
    await expect(
      test.visitor().call(channels.reportDelivery, { id: deliveryId, token, state: 'delivered' }),
    ).rejects.toMatchObject({ status: 404 });
    const push = await openPush(test, bo);
    await tell({ urgent: true });
    await push.roundTrip();
    expect(push.events).toEqual([]);
    push.close();
    // The log says to whom and what about, never what.
    expect(JSON.stringify(await log())).not.toContain('等您审批');
  });
});

describe('an urgent notice', () => {
  it('goes up from push to text message to phone until it is read', async () => {
    await switchOn('sms', 'phone', 'push');
    const browser = aBrowser();
    const { p256dh, auth } = browser;
    await mei.call(preferences.subscribePush, { endpoint: `${outside.url}/push`, p256dh, auth });
    await test.travelTo('2026-03-03T23:00:00+08:00');
    await tell({ urgent: true });
    expect([at('/push').length, at('/sms').length]).toEqual([1, 0]);
    await test.advance({ minutes: 5 });
    expect([at('/sms').length, at('/phone').length]).toEqual([1, 0]);
    // The least that can be said leaves the house.
    expect(JSON.parse(at('/sms')[0]?.text ?? '')).toMatchObject({
      to: '13800138000',
      text: '规矩：您有一条新提醒（待办） 请打开规矩查看。',
    });
    expect(browser.read(at('/push')[0]?.body ?? Buffer.alloc(0))).toMatchObject({
      title: '规矩：您有一条新提醒（待办）',
    });
    await mei.call(markRead, { about: { type: 'x', id: String(number) } });
    await test.advance({ minutes: 5 });
    expect(at('/phone')).toEqual([]);
    expect((await log()).map(({ channel, state }) => [channel, state]).sort()).toEqual([
      ['phone', 'unneeded'],
      ['push', 'sent'],
      ['sms', 'sent'],
    ]);
  });

  it('goes no further once what it was about is dealt with, though nobody read it', async () => {
    await switchOn('sms', 'phone');
    const noticeId = await tell({ urgent: true });
    const about = { type: 'x', id: String(number) };
    await verifyPush(test, admin, notificationsCache, [[channels.listDeliveries, {}]], () =>
      test.system(channels.stopDeliveries, { about }),
    );
    await test.advance({ minutes: 11 });
    expect([at('/sms'), at('/phone')]).toEqual([[], []]);
    expect(await reach(noticeId)).toMatchObject({ readAt: null });
    await expect(mei.call(channels.stopDeliveries, { about })).rejects.toMatchObject({ status: 403 });
  });

  it('a call that nobody takes is followed by a text message', async () => {
    await switchOn('phone', 'sms');
    reply = ({ path }) => (path === '/phone' ? { status: 400 } : { body: {} });
    const [sms] = (await admin.call(channels.listChannels, {})).rows.filter(({ channel }) => channel === 'sms');
    expect(sms?.active).toBe(true);
    const noticeId = await tell({ urgent: true });
    await test.sql(`delete from notifications.delivery where channel = 'sms'`);
    await test.advance({ minutes: 10 });
    await test.advance({ minutes: 1 });
    expect([at('/phone').length, at('/sms').length]).toEqual([1, 1]);
    expect((await reach(noticeId))?.undeliveredAt).toBeNull();
  });

  it('goes no further once its thing was taken back, and people’s words leave it', async () => {
    await switchOn('sms', 'phone');
    const about = { type: 'x', id: 'taken back' };
    const facts = { who: '安', text: '机房漏水' };
    await test.system(notify, noticeOf(chat, { personIds: [MEI], facts, about, urgent: true }));
    await test.settle();
    const asPerson = mei.call(withdrawNotices, { about, erase: ['text'] });
    await expect(asPerson).rejects.toMatchObject({ code: 'kernel.notPermitted' });
    await verifyPush(test, mei, notificationsCache, [[listNotices, {}]], () =>
      test.system(withdrawNotices, { about, erase: ['text', 'nothing'] }),
    );
    await test.advance({ minutes: 11 });
    expect([at('/sms'), at('/phone')]).toEqual([[], []]);
    expect((await mei.call(listNotices, {})).rows[0]).toMatchObject({ title: '安：' });
    expect((await log()).map(({ state }) => state)).toEqual(['unneeded', 'unneeded']);
  });

  it('is told again to who hasn’t read it, not sooner than after five minutes', async () => {
    await tell({ to: [MEI, BO], about: 'again' });
    const again = () => tell({ to: [MEI, BO, ADMIN], about: 'again', again: true });
    expect(await again()).toBe('');
    await test.advance({ minutes: 5 });
    await bo.call(markRead, { about: { type: 'x', id: 'again' } });
    const before = (await bo.call(countUnread, {})).count;
    expect(await again()).not.toBe('');
    expect(await again()).toBe('');
    expect((await bo.call(countUnread, {})).count).toBe(before);
    const told = await test.sql<{ count: number }>(
      `select count(*)::int from notifications.published_notice where about_id = 'again' group by person_id order by 1`,
    );
    expect(told).toEqual([{ count: 1 }, { count: 2 }]);
  });
});

describe('what isn’t urgent', () => {
  it('keeps quiet hours: by default the person’s working time', async () => {
    await switchOn('sms');
    await mei.call(preferences.savePreference, { kind: todo.code, channel: 'sms', timing: 'now' });
    await tell();
    expect(at('/sms').length).toBe(1);
    // Friday evening: it waits for Monday morning.
    await test.travelTo('2026-03-06T20:00:00+08:00');
    await tell();
    expect(await log()).toMatchObject([{ state: 'queued', heldFor: 'quiet' }, { state: 'sent' }]);
    await test.advance({ hours: 40 });
    expect(at('/sms').length).toBe(1);
    await test.travelTo('2026-03-09T09:01:00+08:00');
    expect(at('/sms').length).toBe(2);
  });

  it('is gathered into one mail, without what was read meanwhile', async () => {
    await switchOn('mail');
    await tell();
    await tell({ about: 'read' });
    const words = { who: '博', text: '身份证号是 310…' };
    const about = { type: 'c', id: '1' };
    await test.system(notify, noticeOf(chat, { personIds: [MEI], facts: words, about }));
    await test.settle();
    await mei.call(markRead, { about: { type: 'x', id: 'read' } });
    expect(mail.mails).toEqual([]);
    await test.travelTo('2026-03-03T17:00:30+08:00');
    expect(mail.mails.length).toBe(1);
    const { rows } = await admin.call(channels.listDeliveries, {});
    expect(rows.map(({ state }) => state)).toEqual(['sent', 'unneeded', 'sent']);
    expect(Buffer.from(mail.mails[0]?.raw ?? '').toString()).not.toContain('310');
    await test.travelTo('2026-03-04T09:30:00+08:00');
    expect(mail.mails.length).toBe(1);
  });

  it('comes as people choose, within what the company made mandatory', async () => {
    await switchOn('sms', 'mail');
    const watched = [[preferences.readPreferences, {}]] as const;
    const push = (action: () => Promise<unknown>) => verifyPush(test, mei, notificationsCache, watched, action);
    const choose = (timing: 'off' | 'now' | 'digest' | null) =>
      mei.call(preferences.savePreference, { kind: todo.code, channel: 'sms', timing });
    const rule = (timing: 'off' | 'now', mandatory: boolean) =>
      admin.call(channels.saveKindRule, { kind: todo.code, channel: 'sms', rule: { timing, mandatory } });
    await push(() => choose('now'));
    await tell();
    expect(at('/sms').length).toBe(1);
    await push(() => choose('off'));
    await tell();
    expect(at('/sms').length).toBe(1);
    await push(() => rule('now', true));
    await tell();
    expect(at('/sms').length).toBe(2);
    await expect(choose('off')).rejects.toMatchObject({ code: 'notifications.mandatory' });
    await push(() => mei.call(preferences.saveQuiet, { quiet: { mode: 'hours', from: '09:30', to: '11:00' } }));
    await tell();
    expect((await log())[0]).toMatchObject({ heldFor: 'quiet', state: 'queued' });
    await push(() => mei.call(preferences.saveQuiet, { quiet: null }));
    const mine = await mei.call(preferences.readPreferences, {});
    expect(mine.kinds.find(({ kind }) => kind === todo.code)?.ways).toContainEqual({
      channel: 'sms',
      rule: { timing: 'now', mandatory: true },
      own: 'off',
    });
    expect(mine.channels).toContainEqual({ channel: 'mail', reaches: true });
    await expect(
      mei.call(preferences.savePreference, { kind: 'no.such', channel: 'sms', timing: 'off' }),
    ).rejects.toMatchObject({ status: 404 });
  });
});

describe('a delivery', () => {
  it('is tried again, later each time, and shown when it is given up; then what nobody got is a fact', async () => {
    await switchOn('sms');
    await admin.call(channels.saveKindRule, {
      kind: todo.code,
      channel: 'sms',
      rule: { timing: 'now', mandatory: false },
    });
    reply = () => ({ status: 503 });
    const told = (await undelivered()).length;
    const noticeId = await tell();
    expect(await log()).toMatchObject([{ state: 'queued', tries: 1, error: 'status 503' }]);
    await test.advance({ seconds: 29 });
    expect(at('/sms').length).toBe(1);
    await test.advance({ seconds: 2 });
    expect(at('/sms').length).toBe(2);
    expect(new Set(at('/sms').map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    for (let hour = 0; hour < 7; hour += 1) await test.advance({ hours: 1 });
    expect(at('/sms').length).toBe(8);
    const [failed] = await log();
    expect(failed).toMatchObject({ state: 'failed', tries: 8, nextTry: null });
    expect((await reach(noticeId))?.undeliveredAt).not.toBeNull();
    expect((await undelivered()).slice(told)).toMatchObject([{ facts: { noticeId, why: 'everyWayFailed' } }]);

    reply = () => ({ body: {} });
    const deliveryId = failed?.deliveryId ?? '';
    const watched = [
      [channels.listDeliveries, {}],
      [channels.listDeliveries, { state: 'failed' }],
      [channels.readAttempts, { deliveryId }],
    ] as const;
    const again = () => admin.call(channels.retryDeliveries, { deliveryIds: [deliveryId] });
    await verifyPush(test, second, notificationsCache, watched, again);
    expect(await log()).toMatchObject([{ state: 'sent' }]);
    await expect(again()).rejects.toMatchObject({ code: 'notifications.notWaiting' });
    const attempts = (await admin.call(channels.readAttempts, { deliveryId })).rows;
    expect(attempts.map(({ number: n, error }) => [n, error])).toEqual([
      ...Array.from({ length: 8 }, (_, n) => [n + 1, 'status 503']),
      [9, null],
    ]);
    const pool = test.program.kernel.database.writePool;
    await expect(pool.query('delete from notifications.attempt')).rejects.toThrow(/permission denied/);
  });

  it('ends with the provider’s receipt, once', async () => {
    await switchOn('sms');
    await admin.call(channels.saveKindRule, {
      kind: todo.code,
      channel: 'sms',
      rule: { timing: 'now', mandatory: false },
    });
    await tell();
    const { id, token } = JSON.parse(at('/sms')[0]?.text ?? '{}') as { id: string; token: string };
    const report = () => test.visitor().call(channels.reportDelivery, { id, token, state: 'delivered' });
    await verifyPush(test, second, notificationsCache, [[channels.listDeliveries, {}]], report);
    expect(await log()).toMatchObject([{ state: 'delivered', deliveredAt: expect.any(String) }]);
    await expect(report()).rejects.toMatchObject({ code: 'notifications.receiptGone' });
  });

  it('survives a sudden end between the commit and the sending, under the same id', async () => {
    await switchOn('sms');
    await admin.call(channels.saveKindRule, {
      kind: todo.code,
      channel: 'sms',
      rule: { timing: 'now', mandatory: false },
    });
    await tell();
    // As the program leaves it that dies after taking, or after sending and before recording: taken, with a lease.
    await test.sql(
      `update notifications.delivery set state = 'queued', sent_at = null, next_try = made_at + interval '180 s'`,
    );
    await test.advance({ minutes: 2 });
    expect(at('/sms').length).toBe(1);
    await test.advance({ minutes: 2 });
    expect(new Set(at('/sms').map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect([at('/sms').length, (await log())[0]?.state]).toEqual([2, 'sent']);
  });

  it('what has consequences and reaches no device in its time is a fact that is told once', async () => {
    const told = (await undelivered()).length;
    const { notices } = await test.system(
      notify,
      noticeOf(warned, { personIds: [MEI, BO], facts: {}, about: { type: 'case', id: '1' } }),
    );
    const [first, other] = notices.map(({ noticeId }) => noticeId) as [string, string];
    await mei.call(acknowledge, { noticeIds: [first, other] });
    await test.advance({ hours: 25 });
    await test.advance({ hours: 25 });
    expect((await undelivered()).slice(told)).toMatchObject([
      { facts: { noticeId: other, personId: BO, why: 'timeIsOver' } },
    ]);
    expect((await reach(first))?.undeliveredAt).toBeNull();
    const [row] = await test.sql('select undelivered_at from notifications.published_notice where id = $1', [other]);
    expect(row?.undelivered_at).not.toBeNull();
  });

  it('a channel that was switched off meanwhile sends nothing', async () => {
    await switchOn('sms');
    await tell({ urgent: true });
    const [setup] = setups().filter(({ channel }) => channel === 'sms');
    if (!setup) throw new Error('no setup');
    await admin.call(channels.saveChannel, { revision: 3, active: false, setup });
    await test.advance({ minutes: 6 });
    expect(at('/sms')).toEqual([]);
    expect(await log()).toMatchObject([{ state: 'failed', error: 'channelOff' }]);
  });
});

describe('push on a device', () => {
  const subscribe = (who: TestClient, path: string) => {
    const { p256dh, auth } = aBrowser();
    return who.call(preferences.subscribePush, { endpoint: `${outside.url}${path}`, p256dh, auth, name: 'Chrome' });
  };

  it('belongs to who signed in there last, and ends with the session', async () => {
    await switchOn('push');
    const watched = [[preferences.readPreferences, {}]] as const;
    await verifyPush(test, mei, notificationsCache, watched, () => subscribe(mei, '/push'));
    expect((await mei.call(preferences.readPreferences, {})).devices).toMatchObject([{ name: 'Chrome', here: true }]);
    await tell();
    expect(at('/push').length).toBe(1);
    const [{ notice_id: noticeId }] = (await test.sql('select notice_id from notifications.delivery')) as [
      { notice_id: string },
    ];
    const received = () => mei.call(acknowledge, { noticeIds: [noticeId], via: 'push' });
    await verifyPush(test, second, notificationsCache, [[channels.listDeliveries, {}]], received);
    expect(await log()).toMatchObject([{ state: 'delivered' }]);

    await subscribe(bo, '/push');
    await tell();
    expect(at('/push').length).toBe(1);
    const later = await test.as(MEI);
    await subscribe(later, '/push2');
    await subscribe(later, '/push3');
    await verifyPush(test, later, notificationsCache, watched, () => later.call(preferences.unsubscribePush, {}));
    await subscribe(later, '/push4');
    const here = await later.call(preferences.readPreferences, {});
    expect(here.devices.length).toBe(1);
    await bo.call(preferences.unsubscribePush, { deviceId: here.devices[0]?.deviceId ?? '' });
    await tell();
    expect(at('/push4').length).toBe(1);
    await later.call(signOut, {});
    await test.settle();
    await tell();
    expect([at('/push4').length, at('/push2').length]).toEqual([1, 0]);
  });

  it('ends when the session is over by time', async () => {
    await switchOn('push');
    const short = await test.as(MEI);
    await subscribe(short, '/short');
    const over = `update kernel.session set ends_at = made_at where id in (select session_id from notifications.device)`;
    await tell({ urgent: true });
    await test.sql(over);
    await tell({ urgent: true });
    expect(at('/short').length).toBe(1);
  });

  it('a device that is no more is forgotten', async () => {
    await switchOn('push');
    await subscribe(mei, '/gone');
    reply = () => ({ status: 410 });
    await tell();
    expect(await test.sql('select * from notifications.device')).toEqual([]);
    expect(await log()).toMatchObject([{ state: 'failed', error: 'noDevice' }]);
  });

  it('leads to no private address, and takes no keys that are none', async () => {
    const [setup] = setups().filter(({ channel }) => channel === 'push');
    if (!setup) throw new Error('no setup');
    await admin.call(channels.saveChannel, { revision: 0, active: true, setup });
    await expect(subscribe(mei, '/push')).rejects.toMatchObject({ code: 'notifications.badDevice' });
    const { p256dh, auth } = aBrowser();
    const endpoint = 'https://127.0.0.1:9/push';
    await mei.call(preferences.subscribePush, { endpoint, p256dh, auth });
    await tell();
    expect(await log()).toMatchObject([{ state: 'failed', error: 'privateAddress 127.0.0.1' }]);
    await expect(mei.call(preferences.subscribePush, { endpoint, p256dh: 'x', auth })).rejects.toMatchObject({
      status: 400,
    });
  });
});
