import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallInputOf, OperationContract } from '#kernel/contract/operation.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { openPush, verifyPush } from '#kernel/testing/verify-push.ts';
import { markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { aCompany, aPerson, type Grants, type TestCompany, testAuthority } from '#modules/directory/testing.ts';
import { modules } from '#modules/index.ts';
import { openApplicationChat, postAsApplication } from './contract/application-chats.ts';
import * as conversations from './contract/conversations.ts';
import {
  addMembers,
  createGroup,
  leaveGroup,
  listConversations,
  muteConversation,
  openDirect,
  pinConversation,
  readConversation,
  renameGroup,
} from './contract/conversations.ts';
import { findConversations } from './contract/find-conversations.ts';
import * as messages from './contract/messages.ts';
import {
  findDay,
  listMessages,
  listReaders,
  markRead,
  recallMessage,
  sendMessage,
  tellTyping,
  typingSignal,
} from './contract/messages.ts';
import { messaging } from './contract/messaging.ts';
import { unreadTotal } from './contract/unread-total.ts';
import { aDirect, aGroup, aLongHistory, manyGroups, say } from './testing.ts';
import { cacheRules } from './web/cache.ts';

const grants: Grants = new Map();
let test: TestProgram;
let company: TestCompany;
let ann: TestClient;
let bo: TestClient;
let cai: TestClient;
let dan: TestClient;
let eve: TestClient;
const uuid = () => crypto.randomUUID();

async function newcomer(name: string): Promise<TestClient> {
  return test.as(await aPerson(test, company, { name }));
}

beforeAll(async () => {
  test = await startTestProgram({
    modules,
    authority: testAuthority(modules, grants),
    timeZone: async () => 'Asia/Shanghai',
  });
  company = await aCompany(test);
  [ann, bo, cai, dan, eve] = [
    await newcomer('安然'),
    await newcomer('薄云'),
    await newcomer('蔡青'),
    await newcomer('丁一'),
    await newcomer('伊芙'),
  ];
});
afterAll(() => test.stop());

const all = async (reader: TestClient, conversationId: string) =>
  (await reader.call(listMessages, { conversationId, after: 0, limit: 200 })).rows;
const texts = async (reader: TestClient, conversationId: string) =>
  (await all(reader, conversationId)).map((row) => row.body?.text);
const refusal = (code: string, status: number) => expect.objectContaining({ code, status });

describe('conversations', () => {
  it('between two people there is one, whoever opens it and however often at once', async () => {
    const opened = await Promise.all([
      ...[1, 2, 3].map(() => ann.call(openDirect, { personId: bo.personId })),
      ...[1, 2, 3].map(() => bo.call(openDirect, { personId: ann.personId })),
    ]);
    expect(new Set(opened.map((one) => one.conversationId)).size).toBe(1);
    await expect(ann.call(openDirect, { personId: ann.personId })).rejects.toEqual(
      refusal('messaging.withYourself', 422),
    );
    await expect(ann.call(openDirect, { personId: uuid() })).rejects.toEqual(refusal('messaging.personUnknown', 422));
  });

  it('of a pair shows in the list with its first message; pinned ones first, then the latest', async () => {
    const reader = await newcomer('列表');
    const empty = await aDirect(reader, cai);
    const older = await aGroup(reader, [cai], '较早');
    const newer = await aGroup(reader, [cai], '较晚');
    await say(cai, older, '早');
    await test.advance({ seconds: 1 });
    await say(cai, newer, `晚\n${'很'.repeat(200)}`);
    const listed = async () => (await reader.call(listConversations, {})).rows;
    expect((await listed()).map((row) => row.conversationId)).toEqual([newer, older]);
    expect((await listed())[0]).toMatchObject({
      name: '较晚',
      lastSeq: 1,
      readSeq: 0,
      last: { senderId: cai.personId, text: `晚 ${'很'.repeat(78)}` },
    });
    await reader.call(pinConversation, { conversationId: older, pinned: true });
    expect((await listed()).map((row) => row.conversationId)).toEqual([older, newer]);
    await say(reader, empty, '你好');
    expect(await listed()).toHaveLength(3);

    const first = await reader.call(listConversations, { limit: 2 });
    const second = await reader.call(listConversations, { limit: 2, cursor: first.next });
    expect([...first.rows, ...second.rows]).toEqual(await listed());
    expect(second.next).toBeUndefined();
    await expect(reader.call(listConversations, { cursor: 'x' })).rejects.toEqual(refusal('kernel.invalidInput', 400));
  });

  it('are found by any part of their name, by pinyin and initials, over all there are', async () => {
    const reader = await newcomer('寻找');
    const writer = await newcomer('欧阳修');
    const group = await aGroup(writer, [reader], '平台 Infra 项目组');
    const direct = await aDirect(writer, reader);
    await say(writer, direct, '在吗');
    await manyGroups(test, reader, writer, 10_000);
    const old = await aGroup(reader, [writer], '重庆办事处');
    await test.sql('update messaging.conversation set name_key = null where id = $1', [old]);
    const found = async (text: string, who = reader) =>
      (await who.call(findConversations, { text })).rows.map((row) => row.conversationId);
    for (const text of ['台 infra', '项目组', 'INFRA', 'pingtai', 'xiangmuz', 'ptixmz', ' 组  平台 ', 'Ｉｎｆｒａ'])
      expect(await found(text), text).toEqual([group]);
    for (const text of ['欧阳', 'ouyangxiu', 'oyx']) expect(await found(text), text).toEqual([direct]);
    for (const text of ['%', '_', '\\', '平台 销售', '不存在', '\u200b']) expect(await found(text), text).toEqual([]);
    expect(await found('重庆')).toEqual([old]);
    expect(await found('zhongqing')).toEqual([]);
    // What was there before is filled in.
    await test.advance({ minutes: 6 });
    expect([...(await found('chongqing')), ...(await found('群 9999'))]).toHaveLength(2);
    // Nobody finds what isn't theirs, nor what they left.
    expect(await found('平台', eve)).toEqual([]);
    const first = await reader.call(findConversations, { text: '群', limit: 50 });
    const second = await reader.call(findConversations, { text: '群', limit: 50, cursor: first.next });
    expect(new Set([...first.rows, ...second.rows].map((row) => row.conversationId)).size).toBe(100);
    await verifyPush(test, reader, cacheRules, [[findConversations, { text: '平台' }]], async () => {
      await say(writer, group, '开工');
      await writer.call(renameGroup, { conversationId: group, name: '平台二组' });
      await reader.call(leaveGroup, { conversationId: group });
    });
    expect(await found('平台')).toEqual([]);
    await expect(test.visitor().call(findConversations, { text: '群' })).rejects.toEqual(
      refusal('kernel.notSignedIn', 401),
    );
  });

  it('groups: name, members, limit, owner handed on, and history that stays', async () => {
    const group = await aGroup(ann, [bo, cai], '一组');
    await say(ann, group, '一');
    expect(await ann.call(addMembers, { conversationId: group, personIds: [dan.personId, bo.personId] })).toEqual({
      addedIds: [dan.personId],
    });
    // A newcomer sees what was said before, and owes no reading of it.
    expect(await texts(dan, group)).toEqual(['一']);
    expect(await dan.call(readConversation, { conversationId: group })).toMatchObject({ readSeq: 1, lastSeq: 1 });
    await bo.call(renameGroup, { conversationId: group, name: '二组' });
    expect(await cai.call(readConversation, { conversationId: group })).toMatchObject({
      name: '二组',
      ownerId: ann.personId,
      memberIds: [ann, bo, cai, dan].map((one) => one.personId).sort(),
      may: ['send', 'rename', 'addMembers', 'leave'],
    });
    await ann.call(leaveGroup, { conversationId: group });
    expect(await bo.call(readConversation, { conversationId: group })).toMatchObject({
      ownerId: [bo.personId, cai.personId].sort()[0],
    });
    await expect(say(ann, group, '还在吗')).rejects.toEqual(refusal('kernel.notFound', 404));
    expect(await texts(bo, group)).toEqual(['一']);

    const direct = await aDirect(ann, bo);
    for (const call of [
      () => ann.call(renameGroup, { conversationId: direct, name: '名' }),
      () => ann.call(leaveGroup, { conversationId: direct }),
      () => ann.call(addMembers, { conversationId: direct, personIds: [cai.personId] }),
    ])
      await expect(call()).rejects.toEqual(refusal('messaging.notAGroup', 409));
    await test.sql(`insert into kernel.setting (name, value, at) values ('messaging.mostMembers', '3', '2026-03-02Z')`);
    await expect(aGroup(ann, [bo, cai, dan])).rejects.toEqual(refusal('messaging.groupFull', 409));
    const full = await aGroup(ann, [bo, cai]);
    await expect(bo.call(addMembers, { conversationId: full, personIds: [dan.personId] })).rejects.toEqual(
      refusal('messaging.groupFull', 409),
    );
    expect((await bo.call(readConversation, { conversationId: full })).memberIds).toHaveLength(3);
    await test.sql(`delete from kernel.setting where name = 'messaging.mostMembers'`);
  });

  it('are called by what can be seen: mark-up is text, emoji of every plane stay, and what hides or turns is refused', async () => {
    const group = await aGroup(dan, [bo], '开始');
    const names = [
      '<img src=x onerror=alert(1)>&amp;',
      '\u2764\uFE0F 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇨🇳',
      '项目𠮷𰻞 \u{1F9D1}🏽\u200D\u{1F680}',
      '葛\u{E0100}城',
      '𠮷'.repeat(50),
    ];
    for (const name of names) {
      await dan.call(renameGroup, { conversationId: group, name });
      expect((await bo.call(readConversation, { conversationId: group })).name).toBe(name);
    }
    await dan.call(renameGroup, { conversationId: group, name: '董事会' });
    const tricks = [
      ...['\u200b', '\u200c', '\u200d', '\u2060', '\u00ad', '\ufeff', '\u3164', '\u180e', '\u{E0041}'],
      ...['\u202e', '\u2066', '\u061c', '\u200f', '\u2028', '\u0007', '\n', '\ud83d'],
    ].flatMap((trick) => [`董${trick}事会`, trick]);
    for (const name of [...tricks, '😀\u200d事', '\u200d😀', '', ' ', '字'.repeat(51)])
      await expect(dan.call(renameGroup, { conversationId: group, name }), JSON.stringify(name)).rejects.toEqual(
        refusal('kernel.invalidInput', 400),
      );
    expect((await bo.call(readConversation, { conversationId: group })).name).toBe('董事会');
  });

  it('who leaves the company leaves the groups, and direct conversations take nothing more', async () => {
    const leaver = await newcomer('离职');
    const group = await aGroup(leaver, [ann, bo]);
    const direct = await aDirect(leaver, ann);
    await say(leaver, group, '交接完毕');
    await say(leaver, direct, '再见');
    const application = { applicationId: crypto.randomUUID(), name: '考勤' };
    await test.system(openApplicationChat, { ...application, personId: leaver.personId });
    grants.set(dan.personId, [{ permission: managePeople, reach: 'company' }]);
    test.program.kernel.authority.forget();
    const { revision } = await dan.call(readPerson, { personId: leaver.personId });
    await dan.call(markLeft, { personId: leaver.personId, revision, lastDay: '2026-03-01' });
    await test.settle();
    const members = await ann.call(readConversation, { conversationId: group });
    expect(members.memberIds).toEqual([ann.personId, bo.personId].sort());
    expect(members.ownerId).toBe(members.memberIds[0]);
    expect(await texts(ann, group)).toEqual(['交接完毕']);
    expect(await texts(ann, direct)).toEqual(['再见']);
    expect((await ann.call(readConversation, { conversationId: direct })).may).toEqual([]);
    await expect(say(ann, direct, '在吗')).rejects.toEqual(refusal('messaging.conversationClosed', 409));
    const said = { kind: 'botMessage', body: { from: '考勤', text: '在吗', said: { kind: 'text' } } };
    expect(await test.system(postAsApplication, { ...application, personIds: [leaver.personId], ...said })).toEqual({
      posted: [],
    });
    await expect(ann.call(addMembers, { conversationId: group, personIds: [leaver.personId] })).rejects.toEqual(
      refusal('messaging.personUnknown', 422),
    );
  });
});

describe('a curious colleague', () => {
  it('reaches nothing, by any operation that takes a conversation', async () => {
    const group = await aGroup(ann, [bo]);
    const direct = await aDirect(ann, bo);
    await say(ann, group, '机要');
    await say(ann, direct, '机要');
    const extra: Record<string, object> = {
      [renameGroup.name]: { name: '名' },
      [addMembers.name]: { personIds: [eve.personId] },
      [pinConversation.name]: { pinned: true },
      [muteConversation.name]: { muted: true },
      [sendMessage.name]: { clientId: uuid(), text: '混进来' },
      [markRead.name]: { seq: 1 },
      [listReaders.name]: { seq: 1 },
      [recallMessage.name]: { seq: 1 },
      [findDay.name]: { day: '2026-03-02' },
    };
    // What the other files of the contract say is tried in tests of their own.
    const here = new Set<unknown>([...Object.values(conversations), ...Object.values(messages)]);
    for (const alone of [openDirect, createGroup, listConversations]) here.delete(alone);
    const tried = messaging.operations.filter((operation) => here.has(operation));
    expect(tried).toHaveLength(13);
    for (const operation of tried) {
      for (const conversationId of [group, direct, uuid()]) {
        const input = { conversationId, ...extra[operation.name] };
        const call = (who: TestClient) => who.call(operation as OperationContract, input as CallInputOf<never>);
        await expect(call(eve), operation.name).rejects.toEqual(refusal('kernel.notFound', 404));
        await expect(call(test.visitor()), operation.name).rejects.toEqual(refusal('kernel.notSignedIn', 401));
      }
    }
    for (const operation of [listConversations, unreadTotal])
      await expect(test.visitor().call(operation, {})).rejects.toEqual(refusal('kernel.notSignedIn', 401));
    expect((await eve.call(listConversations, {})).rows).toEqual([]);
    expect(await texts(bo, group)).toEqual(['机要']);
  });

  it('may not recall or see the readers of what another said, though a member', async () => {
    const group = await aGroup(ann, [bo]);
    await say(ann, group, '我的');
    await expect(bo.call(recallMessage, { conversationId: group, seq: 1 })).rejects.toEqual(
      refusal('messaging.notYourMessage', 403),
    );
    await expect(bo.call(listReaders, { conversationId: group, seq: 1 })).rejects.toEqual(
      refusal('kernel.notFound', 404),
    );
  });

  it('gets no push and no signal, neither live nor coming back, nor after leaving', async () => {
    const group = await aGroup(ann, [bo, cai]);
    await test.settle();
    const pushes = {
      ann: await openPush(test, ann),
      bo: await openPush(test, bo),
      cai: await openPush(test, cai),
      eve: await openPush(test, eve),
    };
    const { epoch, number } = pushes.eve.hello;
    await cai.call(leaveGroup, { conversationId: group });
    await test.settle();
    await say(ann, group, '只给在群里的人');
    await bo.call(markRead, { conversationId: group, seq: 1 });
    await bo.call(tellTyping, { conversationId: group });
    await test.settle();
    await Promise.all(Object.values(pushes).map((push) => push.roundTrip()));
    const names = (push: { events: { name: string }[] }) => push.events.map((event) => event.name);
    expect(names(pushes.bo)).toEqual(['messaging.memberLeft', 'messaging.messageSent', 'messaging.readMoved']);
    expect(names(pushes.ann)).toEqual(names(pushes.bo));
    expect(names(pushes.cai)).toEqual(['messaging.memberLeft']);
    expect(names(pushes.eve)).toEqual([]);
    const typing = { name: typingSignal, facts: { conversationId: group, personId: bo.personId } };
    expect(pushes.ann.signals).toEqual([typing]);
    expect(pushes.cai.signals).toEqual([]);
    expect(pushes.eve.signals).toEqual([]);
    for (const push of Object.values(pushes)) push.close();
    for (const outsider of [cai, eve]) {
      const back = await openPush(test, outsider, { epoch, after: number });
      expect(names(back).filter((name) => name === 'messaging.messageSent')).toEqual([]);
      back.close();
    }
  });
});

describe('sending', () => {
  it('gives every message its place, without a gap, also to twenty senders at once', async () => {
    const senders = await Promise.all(Array.from({ length: 20 }, (_, at) => newcomer(`同事${at}`)));
    const group = await aGroup(ann, senders);
    const sent = await Promise.all(
      senders.flatMap((sender, at) => [1, 2, 3].map((turn) => say(sender, group, `${at}-${turn}`))),
    );
    expect(sent.map((one) => one.seq).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 60 }, (_, at) => at + 1),
    );
    const rows = await all(ann, group);
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
    expect(new Set(rows.map((row) => row.body?.text)).size).toBe(60);
    expect(rows.map((row) => row.at)).toEqual(rows.map((row) => row.at).toSorted(Temporal.Instant.compare));
  });

  it('waits together while a stranger holds the conversation, and goes on without a gap', async () => {
    const group = await aGroup(ann, [bo, cai]);
    const stranger = await test.program.kernel.database.writePool.connect();
    await stranger.query('begin');
    await stranger.query('update messaging.conversation set forwarding = forwarding where id = $1', [group]);
    const sending = Array.from({ length: 20 }, (_, n) => say([ann, bo, cai][n % 3] ?? ann, group, `第 ${n} 条`));
    await expect
      .poll(async () => (await test.sql('select from pg_locks where not granted')).length, { timeout: 20_000 })
      .toBeGreaterThan(0);
    await stranger.query('commit');
    stranger.release();
    const places = (await Promise.all(sending)).map(({ seq }) => seq);
    expect(places.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    const commits = await test.sql('select distinct xmin from messaging.message where conversation_id = $1', [group]);
    expect(commits.length).toBeLessThan(20);
  });

  it('happens once per client id: again, at once, and with another command id', async () => {
    const group = await aGroup(ann, [bo]);
    const clientId = uuid();
    const answers = await Promise.all(Array.from({ length: 8 }, () => say(ann, group, '一次', clientId)));
    answers.push(await say(ann, group, '一次', clientId));
    answers.push(await ann.call(sendMessage, { conversationId: group, clientId, text: '一次' }));
    expect(new Set(answers.map(({ messageId, seq, at }) => `${messageId} ${seq} ${at}`)).size).toBe(1);
    await expect(ann.call(sendMessage, { conversationId: group, clientId, text: '另一条' })).rejects.toEqual(
      refusal('messaging.sentAlready', 409),
    );
    await expect(say(ann, group, '另一条', clientId)).rejects.toEqual(refusal('kernel.commandReused', 409));
    // Two commands with one client id at the same moment.
    const both = uuid();
    const settled = await Promise.allSettled(
      [1, 2, 3, 4].map(() => ann.call(sendMessage, { conversationId: group, clientId: both, text: '同时' })),
    );
    expect(settled.some((one) => one.status === 'fulfilled')).toBe(true);
    for (const one of settled)
      if (one.status === 'rejected') expect(one.reason).toEqual(refusal('messaging.sentAlready', 409));
    // Another person's ids are their own.
    await say(bo, group, '一次', clientId);
    expect(await texts(ann, group)).toEqual(['一次', '同时', '一次']);
  });

  it('takes the order of coming, and what comes again is what it was', async () => {
    const group = await aGroup(ann, [bo]);
    const ids = [uuid(), uuid(), uuid()] as const;
    // The second overtook the first; then all of them come again, in yet another order.
    const second = await say(ann, group, '乙', ids[1]);
    const first = await say(ann, group, '甲', ids[0]);
    const third = await say(ann, group, '丙', ids[2]);
    expect([second.seq, first.seq, third.seq]).toEqual([1, 2, 3]);
    expect(await say(ann, group, '丙', ids[2])).toEqual(third);
    expect(await say(ann, group, '甲', ids[0])).toEqual(first);
    expect(await say(ann, group, '乙', ids[1])).toEqual(second);
    expect(await texts(bo, group)).toEqual(['乙', '甲', '丙']);
  });

  it('keeps every character, and says clearly when there are too many', async () => {
    const group = await aGroup(ann, [bo]);
    const kept = [
      '😀👩‍👩‍👧‍👦🏳️‍🌈🇨🇳 𠮷野家 𰻞𰻞面 \u{1F9D1}\u{200D}\u{1F680} \u{E0067}\u{F0000}\u{10FFFD}',
      '<img src=x onerror=alert(1)><b>粗</b> &amp; {{x}}',
      '\u202Egnp.exe\u202C  שלום  \u2066a\u2069',
      '  两行\n\t缩进  ',
      '字'.repeat(10_000),
      '𠮷'.repeat(10_000),
    ];
    for (const text of kept) await say(ann, group, text);
    expect(await texts(bo, group)).toEqual(kept);
    await expect(say(ann, group, '字'.repeat(10_001))).rejects.toMatchObject({
      status: 422,
      code: 'messaging.textTooLong',
      facts: { length: 10_001, most: 10_000 },
    });
    await expect(say(ann, group, '😀'.repeat(100_000))).rejects.toMatchObject({
      status: 422,
      facts: { length: 100_000 },
    });
    await expect(say(ann, group, '字'.repeat(300_000))).rejects.toEqual(refusal('kernel.invalidInput', 400));
    for (const text of ['', ' \n\t ', 'a\u0000b', 'a\u0007', 'lone \ud83d half'])
      await expect(say(ann, group, text)).rejects.toEqual(refusal('kernel.invalidInput', 400));
    expect((await ann.call(readConversation, { conversationId: group })).lastSeq).toBe(kept.length);
  });

  it('leaves what others said unread, unless all before had been read', async () => {
    const direct = await aDirect(cai, dan);
    const state = async (reader: TestClient) => {
      const { lastSeq, readSeq } = await reader.call(readConversation, { conversationId: direct });
      return [lastSeq, readSeq];
    };
    await say(cai, direct, '一');
    expect(await state(cai)).toEqual([1, 1]);
    await say(cai, direct, '二');
    await say(dan, direct, '三');
    expect(await state(cai)).toEqual([3, 2]);
    expect(await state(dan)).toEqual([3, 0]);
  });
});

describe('history', () => {
  it('is read from any place, in both directions', async () => {
    const group = await aGroup(ann, [bo]);
    await aLongHistory(test, group, 500);
    const seqs = async (input: Omit<CallInputOf<typeof listMessages>, 'conversationId'>) => {
      const { rows, lastSeq } = await bo.call(listMessages, { conversationId: group, ...input });
      expect(lastSeq).toBe(500);
      return [rows.length, rows[0]?.seq, rows.at(-1)?.seq];
    };
    expect(await seqs({})).toEqual([50, 451, 500]);
    expect(await seqs({ after: 0 })).toEqual([50, 1, 50]);
    expect(await seqs({ after: 490, limit: 50 })).toEqual([10, 491, 500]);
    expect(await seqs({ after: 500 })).toEqual([0, undefined, undefined]);
    expect(await seqs({ before: 451 })).toEqual([50, 401, 450]);
    expect(await seqs({ before: 3 })).toEqual([2, 1, 2]);
    expect(await seqs({ around: 250, limit: 20 })).toEqual([20, 240, 259]);
    expect(await seqs({ around: 1, limit: 20 })).toEqual([20, 1, 20]);
    await expect(seqs({ around: 1, after: 3 })).rejects.toEqual(refusal('kernel.invalidInput', 400));
  });

  it('is found by the day, where the reader works', async () => {
    const group = await aGroup(ann, [bo]);
    await aLongHistory(test, group, 300);
    // From the evening of 1 March on, an hour apart: the first of 2 March in Shanghai is the fifth.
    await test.sql(
      `update messaging.message set at = timestamptz '2026-03-01T20:00:00+08:00' + (seq - 1) * interval '1 hour' where conversation_id = $1`,
      [group],
    );
    const placeOf = async (day: string) => (await bo.call(findDay, { conversationId: group, day })).seq;
    expect(await placeOf('2026-02-01')).toBe(1);
    expect(await placeOf('2026-03-02')).toBe(5);
    expect(await placeOf('2026-03-03')).toBe(29);
    expect(await placeOf('2026-12-31')).toBeNull();
    await expect(cai.call(findDay, { conversationId: group, day: '2026-03-02' })).rejects.toEqual(
      refusal('kernel.notFound', 404),
    );
    expect((await bo.call(findDay, { conversationId: await aGroup(bo, [ann]), day: '2026-03-02' })).seq).toBeNull();
  });

  it('tells how far others have read, and the position only grows', async () => {
    const group = await aGroup(ann, [bo, cai]);
    await say(ann, group, '一');
    await ann.call(addMembers, { conversationId: group, personIds: [dan.personId] });
    await say(bo, group, '二');
    await say(ann, group, '三');
    expect(await bo.call(markRead, { conversationId: group, seq: 99 })).toEqual({ readSeq: 3 });
    expect(await bo.call(markRead, { conversationId: group, seq: 1 })).toEqual({ readSeq: 3 });
    await dan.call(markRead, { conversationId: group, seq: 3 });
    await cai.call(markRead, { conversationId: group, seq: 2 });
    const page = await ann.call(listMessages, { conversationId: group });
    expect(page.rows.map((row) => row.audience)).toEqual([2, undefined, 3]);
    expect(page.readers).toEqual(
      [
        { personId: bo.personId, from: 1, upTo: 3 },
        { personId: cai.personId, from: 1, upTo: 1 },
        { personId: dan.personId, from: 3, upTo: 3 },
      ].sort((one, other) => (one.personId < other.personId ? -1 : 1)),
    );
    expect(await ann.call(listReaders, { conversationId: group, seq: 3 })).toEqual({
      readIds: [bo.personId, dan.personId].sort(),
      unreadIds: [cai.personId],
    });
    expect(await ann.call(listReaders, { conversationId: group, seq: 1 })).toEqual({
      readIds: [bo.personId, cai.personId].sort(),
      unreadIds: [],
    });
  });

  it('reads what one says oneself as soon as everything before it is read', async () => {
    const reader = await newcomer('答复人');
    const direct = await aDirect(ann, reader);
    await say(ann, direct, '在吗');
    await say(reader, direct, '在');
    const unread = async () => (await reader.call(unreadTotal, {})).total;
    // Saying something doesn't read what wasn't looked at.
    expect(await unread()).toBe(2);
    expect(await reader.call(markRead, { conversationId: direct, seq: 1 })).toEqual({ readSeq: 2 });
    expect(await unread()).toBe(0);
    await say(ann, direct, '那好');
    await say(reader, direct, '好');
    await say(ann, direct, '还有');
    // What others said after it stays unread.
    expect(await reader.call(markRead, { conversationId: direct, seq: 3 })).toEqual({ readSeq: 4 });
    expect(await unread()).toBe(1);
  });

  it('counts unread over all conversations but the muted ones', async () => {
    const reader = await newcomer('未读');
    const [one, two] = [await aDirect(cai, reader), await aGroup(cai, [reader])];
    for (const conversationId of [one, one, two]) await say(cai, conversationId, '在');
    const total = async () => (await reader.call(unreadTotal, {})).total;
    expect(await total()).toBe(3);
    await reader.call(muteConversation, { conversationId: one, muted: true });
    expect(await total()).toBe(1);
    await reader.call(muteConversation, { conversationId: one, muted: false });
    await reader.call(markRead, { conversationId: one, seq: 1 });
    expect(await total()).toBe(2);
  });
});

describe('recall', () => {
  it('erases the text from the message and from the event log, within the time set', async () => {
    const group = await aGroup(ann, [bo]);
    await say(ann, group, '发错了的秘密');
    await say(ann, group, '留下');
    await bo.call(markRead, { conversationId: group, seq: 2 });
    await test.settle();
    const { epoch, number } = (await openPush(test, bo)).hello;
    await ann.call(recallMessage, { conversationId: group, seq: 1 });
    await ann.call(recallMessage, { conversationId: group, seq: 1 });
    await test.settle();
    const rows = await all(bo, group);
    expect(rows.map((row) => row.body)).toEqual([null, { text: '留下' }]);
    for (const [table, column] of [
      ['kernel.event', 'facts'],
      ['kernel.event_pending', 'facts'],
      ['kernel.command', 'answer'],
      ['kernel.audit', 'objects'],
      ['messaging.message', 'body'],
    ])
      expect(await test.sql(`select 1 from ${table} where ${column}::text like '%发错了的秘密%'`), table).toEqual([]);
    expect(await test.sql(`select 1 from kernel.event where facts::text like '%留下%'`)).toHaveLength(1);
    const back = await openPush(test, bo, { epoch, after: number });
    expect(back.events.map((event) => event.name)).toEqual(['messaging.messageRecalled']);
    back.close();
    expect((await bo.call(listConversations, {})).rows[0]?.last).toMatchObject({ text: '留下' });

    await test.advance({ hours: 24, seconds: 1 });
    await expect(ann.call(recallMessage, { conversationId: group, seq: 2 })).rejects.toMatchObject({
      code: 'messaging.recallTooLate',
      facts: { minutes: 1440 },
    });
    await expect(ann.call(recallMessage, { conversationId: group, seq: 9 })).rejects.toEqual(
      refusal('kernel.notFound', 404),
    );
  });
});

describe('push', () => {
  it('keeps every answer true, for every command and every viewer', async () => {
    const group = await aGroup(ann, [bo, cai], '推送');
    const direct = await aDirect(ann, bo);
    for (const turn of [1, 2, 3]) await say(turn % 2 ? ann : bo, group, `${turn}`);
    await say(bo, direct, '直接');
    const watched = (viewer: TestClient) =>
      [
        [listConversations, {}],
        [listConversations, { limit: 1 }],
        [unreadTotal, {}],
        ...[group, direct]
          .filter((conversationId) => viewer !== cai || conversationId === group)
          .flatMap((conversationId) => [
            [readConversation, { conversationId }] as const,
            [listMessages, { conversationId }] as const,
            [listMessages, { conversationId, limit: 2 }] as const,
            [listMessages, { conversationId, after: 0, limit: 50 }] as const,
            [listMessages, { conversationId, after: 2, limit: 2 }] as const,
            [listMessages, { conversationId, before: 3, limit: 5 }] as const,
            [listMessages, { conversationId, around: 2, limit: 4 }] as const,
          ]),
        ...(viewer === ann ? [[listReaders, { conversationId: group, seq: 1 }] as const] : []),
      ] as const;
    const commands: [string, () => Promise<unknown>][] = [
      ['ann sends', () => say(ann, group, '四')],
      ['bo sends', () => say(bo, group, '五')],
      [
        'several send',
        async () => {
          await say(cai, group, '六');
          await say(ann, direct, '七');
          await say(ann, group, '八');
        },
      ],
      ['cai reads', () => cai.call(markRead, { conversationId: group, seq: 4 })],
      ['bo reads', () => bo.call(markRead, { conversationId: group, seq: 99 })],
      ['ann reads', () => ann.call(markRead, { conversationId: group, seq: 99 })],
      ['ann recalls', () => ann.call(recallMessage, { conversationId: group, seq: 1 })],
      ['ann recalls the last', () => ann.call(recallMessage, { conversationId: group, seq: 7 })],
      ['pin', () => ann.call(pinConversation, { conversationId: direct, pinned: true })],
      ['send below a pin', () => say(bo, group, '九')],
      ['unpin', () => ann.call(pinConversation, { conversationId: direct, pinned: false })],
      ['mute', () => ann.call(muteConversation, { conversationId: group, muted: true })],
      ['muted', () => say(bo, group, '十')],
      ['unmute', () => ann.call(muteConversation, { conversationId: group, muted: false })],
      ['rename', () => ann.call(renameGroup, { conversationId: group, name: '新名' })],
      ['add', () => ann.call(addMembers, { conversationId: group, personIds: [dan.personId] })],
      [
        'speaks after joining',
        async () => {
          await say(ann, group, '欢迎');
          await dan.call(markRead, { conversationId: group, seq: 99 });
        },
      ],
      ['leave', () => dan.call(leaveGroup, { conversationId: group })],
      ['create', () => ann.call(createGroup, { name: '又一群', personIds: [bo.personId, cai.personId] })],
      [
        'open',
        async () => {
          const { conversationId } = await dan.call(openDirect, { personId: ann.personId });
          await dan.call(sendMessage, { conversationId, clientId: crypto.randomUUID(), text: '第一句' });
        },
      ],
    ];
    for (const [what, run] of commands) {
      let done: Promise<unknown> | undefined;
      const once = () => (done ??= run());
      const results = await Promise.allSettled(
        [ann, bo, cai].map((viewer, at) =>
          verifyPush(test, viewer, cacheRules, watched(viewer), () => starts[at]?.(once) ?? once()),
        ),
      );
      for (const result of results) if (result.status === 'rejected') throw new Error(`${what}: ${result.reason}`);
      opened = 0;
      waiting = [];
    }
  }, 60_000);

  // The command runs when all three viewers hold their answers.
  let opened = 0;
  let waiting: (() => void)[] = [];
  const starts = Array.from({ length: 3 }, () => async (run: () => Promise<unknown>) => {
    opened += 1;
    if (opened < 3) await new Promise<void>((resolve) => waiting.push(resolve));
    for (const go of waiting) go();
    return run();
  });

  it('to a member added tells the joining, and from then on what is said', async () => {
    const group = await aGroup(ann, [bo]);
    const newcomerNow = await newcomer('新人');
    await test.settle();
    const push = await openPush(test, newcomerNow);
    await ann.call(addMembers, { conversationId: group, personIds: [newcomerNow.personId] });
    await test.settle();
    await say(bo, group, '欢迎');
    await test.settle();
    await push.roundTrip();
    expect(push.events.map((event) => event.name)).toEqual(['messaging.membersAdded', 'messaging.messageSent']);
    push.close();
  });
});

it('a phone that was offline for a month sends nothing twice, and is told what it missed', async () => {
  const group = await aGroup(dan, [bo, cai], '一个月');
  const [clientId, missed] = [uuid(), uuid()];
  await say(dan, group, '月初', clientId);
  await test.settle();
  const before = await openPush(test, dan);
  before.close();
  const { epoch, number } = before.hello;
  await say(bo, group, '再会', missed);
  await test.advance({ days: 31 });

  const push = await openPush(test, dan, { epoch, after: number });
  const heard = push.events.filter((event) => (event.facts as { clientId?: string }).clientId === missed);
  expect(heard).toMatchObject([{ name: 'messaging.messageSent', facts: { seq: 2 } }]);
  push.close();
  // The answer to this one was lost a month ago.
  expect((await say(dan, group, '月初', clientId)).seq).toBe(1);
  expect((await say(dan, group, '回来了')).seq).toBe(3);
  await aLongHistory(test, group, 5_000);
  const page = await cai.call(listMessages, { conversationId: group });
  expect([page.rows.length, page.rows.at(-1)?.seq, page.lastSeq]).toEqual([50, 5_003, 5_003]);
  expect((await cai.call(readConversation, { conversationId: group })).readSeq).toBe(0);
});
