import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { type CallInputOf, command, type OperationContract } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import { receiveBlob } from '#kernel/server/blobs/receive-blob.ts';
import { handle, serverModule } from '#kernel/server/define-module.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson, testAuthority } from '#modules/directory/testing.ts';
import { copyFile, describeFiles, readFile, uploadFile } from '#modules/files/contract/operations.ts';
import { keepProgramUpload } from '#modules/files/contract/program-uploads.ts';
import { modules } from '#modules/index.ts';
import {
  openApplicationChat,
  postAsApplication,
  postFilesAsApplication,
  renameApplicationChats,
} from './contract/application-chats.ts';
import { cardKinds, postCard } from './contract/cards.ts';
import {
  editMessage,
  forwardMessages,
  listFiles,
  listThread,
  listVersions,
  pinMessage,
  reactToMessage,
  readMessage,
  readMessages,
  setGroupRules,
} from './contract/content.ts';
import { createGroup, listConversations, readConversation } from './contract/conversations.ts';
import { findConversations } from './contract/find-conversations.ts';
import { removeMember, setMemberRole } from './contract/group-tools.ts';
import { listMessages, markRead, recallMessage, sendMessage } from './contract/messages.ts';
import { aDirect, aGroup, post, say } from './testing.ts';
import { cacheRules } from './web/cache.ts';

/** A module above: its process makes a group, gives a role, posts a card. */
const conduct = command({
  name: 'pretend.conduct',
  summary: { zh: '代办', en: 'Acts as a process' },
  access: 'signedIn',
  input: z.object({ ownerId: id(), personIds: z.array(id()), body: z.record(z.string(), z.unknown()) }),
  output: z.object({ conversationId: id() }),
});
const pretend = serverModule({
  contract: moduleContract({
    name: 'pretend',
    title: { zh: '假装', en: 'Pretend' },
    operations: [conduct],
    events: [],
    extensions: [extend(cardKinds, { kind: 'pretendCard', body: z.object({ thingId: z.uuid(), text: z.string() }) })],
  }),
  handlers: [
    handle()(conduct, async (context, { ownerId, personIds, body }) => {
      const process = { name: 'pretend.conduct', permissions: [] };
      const [guestId] = personIds;
      const group = { name: '流程建的群', personIds: [...personIds], ownerId };
      const { conversationId } = await context.callAs(process, createGroup, group);
      await context.callAs(process, postCard, { conversationId, kind: 'pretendCard', body });
      if (guestId) {
        const guest = { reason: '验收', until: context.now.add({ hours: 8 }).toString() };
        await context.callAs(process, setMemberRole, { conversationId, personId: guestId, role: 'guest', guest });
        await context.callAs(process, removeMember, { conversationId, personId: guestId });
      }
      return { conversationId };
    }),
  ],
});

let test: TestProgram;
let ann: TestClient;
let bo: TestClient;
let cai: TestClient;
let eve: TestClient;

beforeAll(async () => {
  const all = [...modules, pretend];
  test = await startTestProgram({
    modules: all,
    authority: testAuthority(all, new Map()),
    timeZone: async () => 'Asia/Shanghai',
  });
  const company = await aCompany(test);
  const newcomer = async (name: string) => test.as(await aPerson(test, company, { name }));
  [ann, bo, cai, eve] = [
    await newcomer('安然'),
    await newcomer('薄云'),
    await newcomer('蔡青'),
    await newcomer('伊芙'),
  ];
});
afterAll(() => test.stop());

const refusal = (code: string, status: number) => expect.objectContaining({ code, status });
const rowsOf = async (who: TestClient, conversationId: string) =>
  (await who.call(listMessages, { conversationId, after: 0, limit: 200 })).rows;
const aFile = async (who: TestClient, text: string) =>
  (await who.call(uploadFile, {}, { file: { name: `${text}.txt`, bytes: new TextEncoder().encode(text) } })).fileId;
const reads = async (who: TestClient, fileId: string) =>
  (await who.call(describeFiles, { fileIds: [fileId] })).rows.length === 1;

describe('what a message holds', () => {
  it('may be a file, a contact, a place, a sticker; and nothing that doesn’t fit', async () => {
    const group = await aGroup(ann, [bo]);
    await post(ann, group, { content: { kind: 'contact', personId: cai.personId } });
    await post(ann, group, { content: { kind: 'sticker', emoji: ['👍🏽', '🇨🇳'] } });
    const place = {
      kind: 'location' as const,
      system: 'gcj02' as const,
      latitude: 31.23,
      longitude: 121.47,
      name: '外滩',
    };
    await post(ann, group, { content: place });
    expect((await rowsOf(bo, group)).map((row) => [row.kind, row.body])).toEqual([
      ['contact', { personId: cai.personId }],
      ['sticker', { emoji: ['👍🏽', '🇨🇳'] }],
      ['location', { system: 'gcj02', latitude: 31.23, longitude: 121.47, name: '外滩' }],
    ]);
    await expect(post(ann, group, { content: { kind: 'contact', personId: crypto.randomUUID() } })).rejects.toEqual(
      refusal('messaging.personUnknown', 422),
    );
    for (const said of [
      {},
      { text: '两样', content: place },
      { content: { ...place, latitude: 91 } },
      { content: { kind: 'sticker', emoji: ['字'] } },
      { content: { kind: 'pretendCard', thingId: crypto.randomUUID() } },
    ])
      await expect(post(ann, group, said as never)).rejects.toEqual(refusal('kernel.invalidInput', 400));
  });

  it('files: the members read them, nobody else, and nobody once the message is recalled', async () => {
    const group = await aGroup(ann, [bo]);
    const fileId = await aFile(ann, '报价');
    const clientId = crypto.randomUUID();
    const send = () =>
      ann.call(
        sendMessage,
        { conversationId: group, clientId, content: { kind: 'file', fileIds: [fileId], text: '见附件' } },
        { commandId: clientId },
      );
    const { seq } = await send();
    expect((await send()).seq).toBe(seq);
    expect(await reads(bo, fileId)).toBe(true);
    expect(await reads(eve, fileId)).toBe(false);
    expect((await bo.call(listFiles, { conversationId: group })).rows).toMatchObject([{ fileId, seq }]);
    expect((await bo.call(listConversations, {})).rows[0]?.last).toMatchObject({ kind: 'file', text: '见附件' });
    // Another's upload, and a file that is used elsewhere, can't be sent.
    const bos = await aFile(bo, '别人的');
    await expect(post(ann, group, { content: { kind: 'file', fileIds: [bos] } })).rejects.toMatchObject({
      status: 404,
    });
    await expect(post(ann, group, { content: { kind: 'file', fileIds: [fileId] } })).rejects.toMatchObject({
      status: 409,
    });
    await ann.call(recallMessage, { conversationId: group, seq });
    expect(await reads(bo, fileId)).toBe(false);
    expect((await bo.call(listFiles, { conversationId: group })).rows).toEqual([]);
    // What was refused took no place.
    expect((await say(ann, group, '二')).seq).toBe(2);
    expect(await bo.call(markRead, { conversationId: group, seq: 2 })).toEqual({ readSeq: 2 });
  });

  it('a card: of a declared kind and shape, posted by a process only', async () => {
    const which = { ownerId: ann.personId, personIds: [cai.personId, bo.personId] };
    const body = { thingId: crypto.randomUUID(), text: '请审批' };
    const { conversationId } = await eve.call(conduct, { ...which, body });
    expect(await rowsOf(bo, conversationId)).toMatchObject([{ senderId: null, kind: 'pretendCard', body }]);
    // The process made Ann the owner and took Cai out again, who was a guest.
    expect(await ann.call(readConversation, { conversationId })).toMatchObject({
      ownerId: ann.personId,
      memberIds: [ann.personId, bo.personId].sort(),
      roles: [],
    });
    await expect(eve.call(conduct, { ...which, body: { text: '缺' } })).rejects.toEqual(
      refusal('messaging.cardUnfit', 422),
    );
    await expect(ann.call(postCard, { conversationId, kind: 'pretendCard', body })).rejects.toEqual(
      refusal('kernel.notFound', 404),
    );
    // It shows what concerns its readers, so it isn't carried elsewhere.
    await expect(
      bo.call(forwardMessages, { conversationId, seqs: [1], how: 'each', toPersonIds: [eve.personId] }),
    ).rejects.toEqual(refusal('messaging.forwardForbidden', 403));
  });
});

describe('an application', () => {
  it('speaks with each by themselves; its name is the conversation’s; nobody else is there', async () => {
    const applicationId = crypto.randomUUID();
    const card = { kind: 'pretendCard', body: { thingId: crypto.randomUUID(), text: '您有新工资条' } };
    const queries: Parameters<typeof verifyPush>[3] = [
      [listConversations, {}],
      [findConversations, { text: 'xc' }],
    ];
    let conversationId = '';
    await verifyPush(test, ann, cacheRules, queries, async () => {
      const { posted } = await test.system(postAsApplication, {
        applicationId,
        name: '薪酬',
        personIds: [ann.personId, bo.personId],
        ...card,
      });
      conversationId = posted.find((one) => one.personId === ann.personId)?.conversationId ?? '';
    });
    const [row] = (await ann.call(listConversations, {})).rows;
    const chat = { conversationId, kind: 'application', name: '薪酬', otherId: null, applicationId };
    expect(row).toMatchObject({ ...chat, lastSeq: 1, readSeq: 0, last: { senderId: null, text: '您有新工资条' } });
    const open = (who: TestClient) =>
      test.system(openApplicationChat, { applicationId, name: '薪酬', personId: who.personId });
    await verifyPush(test, ann, cacheRules, queries, async () => {
      expect(await open(ann)).toEqual({ conversationId });
    });
    await verifyPush(test, cai, cacheRules, queries, () => open(cai));
    await verifyPush(test, ann, cacheRules, [...queries, [readConversation, { conversationId }]], () =>
      test.system(renameApplicationChats, { applicationId, name: '新酬' }),
    );
    expect((await ann.call(findConversations, { text: 'xinchou' })).rows).toMatchObject([{ name: '新酬' }]);
    expect(
      await test.sql('select from messaging.conversation where application_id = $1', [applicationId]),
    ).toHaveLength(3);
    await expect(
      test.sql(
        `insert into messaging.conversation (id, kind, name, application_id, person_id, last_at, member_count, made_at, made_by)
         select gen_random_uuid(), kind, name, application_id, person_id, last_at, 1, made_at, made_by
         from messaging.conversation where id = $1`,
        [conversationId],
      ),
    ).rejects.toThrow('conversation_application');

    // What no module keeps is out of sight: it is read, and nothing goes there.
    expect(await ann.call(readConversation, { conversationId })).toMatchObject({
      application: { applicationId, standing: 'outOfSight' },
      memberIds: [ann.personId],
      may: ['pinMessages'],
    });
    await expect(say(ann, conversationId, '收到')).rejects.toEqual(refusal('messaging.applicationOutOfSight', 403));
    const group = await aGroup(ann, [bo]);
    await say(ann, group, '转一下');
    await expect(
      ann.call(forwardMessages, { conversationId: group, seqs: [1], how: 'each', toConversationIds: [conversationId] }),
    ).rejects.toEqual(refusal('messaging.applicationOutOfSight', 403));
    for (const other of [bo, eve]) {
      await expect(other.call(readConversation, { conversationId })).rejects.toEqual(refusal('kernel.notFound', 404));
      await expect(rowsOf(other, conversationId)).rejects.toEqual(refusal('kernel.notFound', 404));
      // Nor does a stranger learn that it takes nothing.
      await expect(say(other, conversationId, '?')).rejects.toEqual(refusal('kernel.notFound', 404));
    }
    // Files, as copies of the conversation's own.
    const program = `bots.application:${applicationId}`;
    const stored = await receiveBlob(test.program.kernel, Readable.from([Buffer.from('甲')]), 100);
    const { fileId } = await test.system(keepProgramUpload, { program, name: '工资条.txt', stored });
    const files = { personIds: [ann.personId], conversationIds: [], program, fileIds: [fileId] };
    await verifyPush(test, ann, cacheRules, queries, async () => {
      expect(await test.system(postFilesAsApplication, { applicationId, name: '薪酬', ...files })).toEqual({
        posted: 1,
      });
    });
    const [withFiles] = (await rowsOf(ann, conversationId)).slice(-1);
    const fileIds = (withFiles?.body?.fileIds ?? []) as string[];
    expect(fileIds).not.toEqual([fileId]);
    expect((await ann.call(describeFiles, { fileIds: [...fileIds, fileId] })).rows).toMatchObject([
      { name: '工资条.txt' },
    ]);
    expect((await bo.call(describeFiles, { fileIds })).rows).toEqual([]);
    const name = '冒充';
    for (const [operation, input] of [
      [postAsApplication, { applicationId, name, personIds: [bo.personId], ...card }],
      [postFilesAsApplication, { applicationId, name, ...files }],
      [openApplicationChat, { applicationId, name, personId: ann.personId }],
      [renameApplicationChats, { applicationId, name }],
    ] as const)
      await expect(ann.call(operation as OperationContract<'command'>, input)).rejects.toEqual(
        refusal('kernel.notFound', 404),
      );
  });
});

describe('replies', () => {
  it('belong to the thread of what they answer', async () => {
    const group = await aGroup(ann, [bo]);
    await say(ann, group, '方案怎么定');
    await post(bo, group, { text: '选甲', replyTo: 1 });
    await say(ann, group, '别的事');
    await post(ann, group, { text: '同意', replyTo: 2 });
    expect((await rowsOf(bo, group)).map((row) => [row.replyTo, row.threadSeq, row.replies])).toEqual([
      [null, null, 2],
      [1, 1, 0],
      [null, null, 0],
      [2, 1, 0],
    ]);
    const thread = await bo.call(listThread, { conversationId: group, seq: 1 });
    expect([thread.root.seq, thread.rows.map((row) => row.seq), thread.more]).toEqual([1, [2, 4], false]);
    const first = await bo.call(listThread, { conversationId: group, seq: 1, limit: 1 });
    expect([first.rows.map((row) => row.seq), first.more]).toEqual([[2], true]);
    await expect(post(bo, group, { text: '答空', replyTo: 99 })).rejects.toEqual(refusal('messaging.messageGone', 409));
    const { rows } = await bo.call(readMessages, { conversationId: group, seqs: [4, 1, 77] });
    expect(rows.map((row) => row.seq)).toEqual([1, 4]);
  });
});

describe('@', () => {
  it('calls members, and everybody only by who may', async () => {
    const group = await aGroup(ann, [bo, cai]);
    await post(ann, group, { text: '@薄云 看一下', mentions: { personIds: [bo.personId] } });
    const listed = async (who: TestClient) =>
      (await who.call(listConversations, {})).rows.find((row) => row.conversationId === group)?.mentionSeq;
    expect([await listed(ann), await listed(bo), await listed(cai)]).toEqual([null, 1, null]);
    await post(ann, group, { text: '@所有人 开会', mentions: { all: true } });
    expect((await bo.call(readConversation, { conversationId: group })).mentionSeqs).toEqual([1, 2]);
    expect((await cai.call(readConversation, { conversationId: group })).mentionSeqs).toEqual([2]);
    await bo.call(markRead, { conversationId: group, seq: 1 });
    expect(await listed(bo)).toBe(2);
    await ann.call(recallMessage, { conversationId: group, seq: 2 });
    expect(await listed(bo)).toBeNull();
    await expect(post(bo, group, { text: '@所有人', mentions: { all: true } })).rejects.toEqual(
      refusal('messaging.whoMayCallAll', 403),
    );
    await ann.call(setGroupRules, { conversationId: group, callingAll: true });
    await post(bo, group, { text: '@所有人', mentions: { all: true } });
    await expect(post(bo, group, { text: '@', mentions: { personIds: [eve.personId] } })).rejects.toEqual(
      refusal('messaging.notAMember', 409),
    );
  });
});

describe('after sending', () => {
  it('a text is edited within the time set; what it said before can be looked up until it is recalled', async () => {
    const group = await aGroup(ann, [bo]);
    await say(ann, group, '三点开会的第一稿');
    await ann.call(editMessage, { conversationId: group, seq: 1, text: '四点开会的第二稿' });
    await ann.call(editMessage, { conversationId: group, seq: 1, text: '五点开会' });
    expect((await rowsOf(bo, group))[0]).toMatchObject({ body: { text: '五点开会' }, editedAt: expect.any(String) });
    const { rows } = await bo.call(listVersions, { conversationId: group, seq: 1 });
    expect(rows.map((row) => [row.number, row.body.text])).toEqual([
      [1, '三点开会的第一稿'],
      [2, '四点开会的第二稿'],
    ]);
    await expect(bo.call(editMessage, { conversationId: group, seq: 1, text: '改' })).rejects.toEqual(
      refusal('messaging.notYourMessage', 403),
    );
    await post(ann, group, { content: { kind: 'sticker', emoji: ['👍'] } });
    await expect(ann.call(editMessage, { conversationId: group, seq: 2, text: '改' })).rejects.toEqual(
      refusal('messaging.notText', 409),
    );
    await test.settle();
    await ann.call(recallMessage, { conversationId: group, seq: 1 });
    await test.settle();
    for (const [table, column] of [
      ['kernel.event', 'facts'],
      ['messaging.message', 'body'],
      ['messaging.message_version', 'body'],
    ])
      for (const said of ['三点开会的第一稿', '四点开会的第二稿', '五点开会'])
        expect(await test.sql(`select 1 from ${table} where ${column}::text like '%${said}%'`), table).toEqual([]);
    await expect(ann.call(editMessage, { conversationId: group, seq: 1, text: '改' })).rejects.toEqual(
      refusal('messaging.messageGone', 409),
    );
    await say(ann, group, '旧');
    await test.advance({ hours: 24, seconds: 1 });
    await expect(ann.call(editMessage, { conversationId: group, seq: 3, text: '改' })).rejects.toMatchObject({
      code: 'messaging.editTooLate',
    });
  });

  it('people react, once each with an emoji, and twenty kinds at most', async () => {
    const group = await aGroup(ann, [bo]);
    await say(ann, group, '完成');
    const react = (who: TestClient, emoji: string, on = true) =>
      who.call(reactToMessage, { conversationId: group, seq: 1, emoji, on });
    await react(bo, '👍');
    await react(bo, '👍');
    await react(ann, '👍');
    await react(ann, '🎉');
    await react(ann, '🎉', false);
    expect((await rowsOf(bo, group))[0]?.reactions).toEqual([
      { emoji: '👍', personIds: [ann.personId, bo.personId].sort() },
    ]);
    for (const emoji of ['1', '字', '', '👍👍', '<b>'])
      await expect(react(bo, emoji)).rejects.toEqual(refusal('kernel.invalidInput', 400));
    for (const emoji of [...'😀😁😂😃😄😅😆😇😈😉😊😋😌😍😎😏😐😑😒']) await react(bo, emoji);
    await expect(react(bo, '🚀')).rejects.toEqual(refusal('messaging.tooManyReactions', 409));
    await react(ann, '😀');
  });

  it('leaders pin, in a chat between two either does', async () => {
    const group = await aGroup(ann, [bo]);
    await say(bo, group, '一');
    await say(bo, group, '二');
    await expect(bo.call(pinMessage, { conversationId: group, seq: 1, pinned: true })).rejects.toEqual(
      refusal('messaging.notLeader', 403),
    );
    await ann.call(pinMessage, { conversationId: group, seq: 1, pinned: true });
    await test.advance({ seconds: 1 });
    await ann.call(pinMessage, { conversationId: group, seq: 2, pinned: true });
    expect((await bo.call(readConversation, { conversationId: group })).pinnedSeqs).toEqual([2, 1]);
    await bo.call(recallMessage, { conversationId: group, seq: 2 });
    await ann.call(pinMessage, { conversationId: group, seq: 1, pinned: false });
    expect((await bo.call(readConversation, { conversationId: group })).pinnedSeqs).toEqual([]);
    const direct = await aDirect(ann, cai);
    await say(ann, direct, '地址');
    await cai.call(pinMessage, { conversationId: direct, seq: 1, pinned: true });
  });
});

describe('forwarding', () => {
  it('carries texts and files, one by one or merged, to conversations and colleagues', async () => {
    const group = await aGroup(ann, [bo], '来源群');
    const fileId = await aFile(ann, '图纸');
    await say(ann, group, '第一条');
    await post(ann, group, { content: { kind: 'file', fileIds: [fileId] } });
    await post(ann, group, { text: '@薄云', mentions: { personIds: [bo.personId] } });
    const target = await aGroup(bo, [cai]);
    const { sent } = await bo.call(forwardMessages, {
      conversationId: group,
      seqs: [3, 1, 2],
      how: 'each',
      toConversationIds: [target],
      toPersonIds: [eve.personId],
      comment: '供参考',
    });
    expect(sent).toHaveLength(2);
    const got = await rowsOf(cai, target);
    expect(got.map((row) => [row.senderId, row.kind, row.body?.text, row.body?.mentions])).toEqual([
      [bo.personId, 'text', '第一条', undefined],
      [bo.personId, 'file', undefined, undefined],
      [bo.personId, 'text', '@薄云', undefined],
      [bo.personId, 'text', '供参考', undefined],
    ]);
    const [copy = ''] = (got[1]?.body?.fileIds ?? []) as string[];
    expect(copy).not.toBe(fileId);
    expect([await reads(cai, copy), await reads(cai, fileId)]).toEqual([true, false]);
    await bo.call(forwardMessages, {
      conversationId: group,
      seqs: [1, 2],
      how: 'merged',
      toConversationIds: [target],
    });
    const merged = (await rowsOf(cai, target)).at(-1);
    expect(merged).toMatchObject({
      kind: 'merged',
      body: { of: '来源群', items: [{ senderId: ann.personId, body: { text: '第一条' } }, { kind: 'file' }] },
    });
    // A merged one goes on, with its files, and its first sender recalling the original doesn't reach the copy.
    const { sent: on } = await cai.call(forwardMessages, {
      conversationId: target,
      seqs: [merged?.seq ?? 0],
      how: 'merged',
      toPersonIds: [eve.personId],
    });
    const far = (await rowsOf(eve, on[0]?.conversationId ?? '')).at(-1);
    const [outer] = (far?.body?.items ?? []) as { body: { items: { body: { fileIds: string[] } }[] } }[];
    const inner = outer?.body.items[1]?.body.fileIds[0] ?? '';
    expect(await reads(eve, inner)).toBe(true);
    expect(await reads(ann, inner)).toBe(false);
    const bytes = await eve.raw(`/api/v1/${readFile.name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fileId: inner }),
    });
    expect(await bytes.text()).toBe('图纸');
  });

  it('is forbidden by a sender or a group, for files in every way', async () => {
    const group = await aGroup(ann, [bo]);
    const fileId = await aFile(ann, '底价');
    await post(ann, group, { text: '只给你们', noForward: true });
    await post(ann, group, { content: { kind: 'file', fileIds: [fileId] }, noForward: true });
    await say(ann, group, '可以转');
    const forward = (...seqs: number[]) =>
      bo.call(forwardMessages, { conversationId: group, seqs, how: 'each', toPersonIds: [eve.personId] });
    for (const seqs of [[1], [2], [1, 3]])
      await expect(forward(...seqs)).rejects.toEqual(refusal('messaging.forwardForbidden', 403));
    await expect(bo.call(copyFile, { fileId })).rejects.toMatchObject({ status: expect.any(Number) });
    await forward(3);
    await ann.call(setGroupRules, { conversationId: group, forwarding: false });
    await expect(forward(3)).rejects.toEqual(refusal('messaging.forwardForbidden', 403));
    await expect(bo.call(setGroupRules, { conversationId: group, forwarding: true })).rejects.toEqual(
      refusal('messaging.notLeader', 403),
    );
    await ann.call(recallMessage, { conversationId: group, seq: 3 });
    await expect(forward(3)).rejects.toEqual(refusal('messaging.messageGone', 409));
    await expect(forward(33)).rejects.toEqual(refusal('kernel.notFound', 404));
    // Not into a conversation that one isn't in.
    const foreign = await aGroup(ann, [cai]);
    const own = await aGroup(bo, [cai]);
    await say(bo, own, '一');
    await expect(
      bo.call(forwardMessages, { conversationId: own, seqs: [1], how: 'each', toConversationIds: [foreign] }),
    ).rejects.toEqual(refusal('kernel.notFound', 404));
  });
});

it('a curious colleague reaches no message by any of these', async () => {
  const group = await aGroup(ann, [bo]);
  const fileId = await aFile(ann, '机要');
  const { messageId, seq } = await post(ann, group, { content: { kind: 'file', fileIds: [fileId] } });
  const one = { conversationId: group, seq };
  const own = await aGroup(eve, [cai]);
  const inputs: [OperationContract, unknown][] = [
    [readMessages, { conversationId: group, seqs: [seq] }],
    [readMessage, { messageId }],
    [listThread, one],
    [listFiles, { conversationId: group }],
    [editMessage, { ...one, text: '改' }],
    [listVersions, one],
    [reactToMessage, { ...one, emoji: '👍', on: true }],
    [pinMessage, { ...one, pinned: true }],
    [setGroupRules, { conversationId: group, forwarding: true }],
    [forwardMessages, { conversationId: group, seqs: [seq], how: 'each', toConversationIds: [own] }],
    [postCard, { conversationId: group, kind: 'pretendCard', body: {} }],
  ];
  for (const [operation, input] of inputs) {
    await expect(eve.call(operation, input as CallInputOf<never>), operation.name).rejects.toEqual(
      refusal('kernel.notFound', 404),
    );
    await expect(test.visitor().call(operation, input as CallInputOf<never>)).rejects.toEqual(
      refusal('kernel.notSignedIn', 401),
    );
  }
  expect(await reads(eve, fileId)).toBe(false);
});

it('every answer stays true by what is pushed', async () => {
  const group = await aGroup(ann, [bo, cai], '推送');
  const other = await aGroup(ann, [bo], '别处');
  await say(ann, group, '一');
  await say(bo, group, '二');
  const fileId = await aFile(ann, '附件');
  const commands: [string, () => Promise<unknown>][] = [
    ['reply', () => post(ann, group, { text: '三', replyTo: 2 })],
    ['own reply', () => post(bo, group, { text: '四', replyTo: 3 })],
    ['mention', () => post(ann, group, { text: '@', mentions: { personIds: [bo.personId] } })],
    ['call all', () => post(ann, group, { text: '@', mentions: { all: true }, noForward: true })],
    ['file', () => post(ann, group, { content: { kind: 'file', fileIds: [fileId] } })],
    ['react', () => ann.call(reactToMessage, { conversationId: group, seq: 2, emoji: '👍', on: true })],
    ['react too', () => bo.call(reactToMessage, { conversationId: group, seq: 2, emoji: '☀️', on: true })],
    ['react no more', () => ann.call(reactToMessage, { conversationId: group, seq: 2, emoji: '👍', on: false })],
    ['edit', () => ann.call(editMessage, { conversationId: group, seq: 1, text: '改' })],
    [
      'edit the last',
      async () => {
        await ann.call(recallMessage, { conversationId: group, seq: 7 });
        await say(ann, group, '末');
        await ann.call(editMessage, { conversationId: group, seq: 8, text: '末了' });
      },
    ],
    ['pin', () => ann.call(pinMessage, { conversationId: group, seq: 2, pinned: true })],
    ['rules', () => ann.call(setGroupRules, { conversationId: group, callingAll: true })],
    ['read on', () => bo.call(markRead, { conversationId: group, seq: 5 })],
    ['recall a mention', () => ann.call(recallMessage, { conversationId: group, seq: 6 })],
    ['recall what was pinned', () => bo.call(recallMessage, { conversationId: group, seq: 2 })],
    [
      'forward',
      () => ann.call(forwardMessages, { conversationId: group, seqs: [1], how: 'merged', toConversationIds: [other] }),
    ],
    [
      'process',
      () =>
        eve.call(conduct, {
          ownerId: bo.personId,
          personIds: [ann.personId, cai.personId],
          body: { thingId: crypto.randomUUID(), text: '卡片' },
        }),
    ],
    ['card', () => ann.call(postCard, { conversationId: group, kind: 'pretendCard', body: {} }).catch(() => undefined)],
  ];
  const watched = [
    [listConversations, {}],
    ...[group, other].flatMap((conversationId) => [
      [readConversation, { conversationId }] as const,
      [listMessages, { conversationId }] as const,
      [listMessages, { conversationId, after: 0, limit: 3 }] as const,
      [listFiles, { conversationId }] as const,
    ]),
    [readMessages, { conversationId: group, seqs: [1, 2, 3, 4] }],
    [listThread, { conversationId: group, seq: 2 }],
    [listVersions, { conversationId: group, seq: 1 }],
  ] as const;
  for (const [what, run] of commands)
    await verifyPush(test, bo, cacheRules, watched, run).catch((problem) => {
      throw new Error(`${what}: ${problem}`);
    });
}, 60_000);
