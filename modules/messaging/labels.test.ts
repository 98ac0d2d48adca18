import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { giveRole } from '#modules/access/testing.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import {
  copyFile,
  describeFiles,
  readFile,
  readThumbnail,
  uploadFile,
  viewFile,
} from '#modules/files/contract/operations.ts';
import { composition } from '#modules/index.ts';
import { editMessage, forwardMessages, listFiles, listVersions, readMessages } from './contract/content.ts';
import { addMembers, listConversations } from './contract/conversations.ts';
import { keepMessage, listKept } from './contract/kept.ts';
import * as labels from './contract/labels/operations.ts';
import { listMessages } from './contract/messages.ts';
import { searchMessages } from './contract/search.ts';
import { aGroup, post, say } from './testing.ts';
import { cacheRules } from './web/cache.ts';

let test: TestProgram;
let wang: TestClient;
let zhao: TestClient;
let staff: TestClient;
let eve: TestClient;

beforeAll(async () => {
  test = await startTestProgram(composition);
  const company = await aCompany(test);
  const person = async (name: string) => test.as(await aPerson(test, company, { name }));
  [wang, zhao, staff, eve] = [await person('王安'), await person('赵全'), await person('员工'), await person('伊芙')];
  for (const one of [wang, zhao]) await giveRole(test, one.personId, 'securityOwner');
}, 120_000);
afterAll(() => test?.stop());

const refusal = (code: string, status?: number) =>
  expect.objectContaining({ code, ...(status === undefined ? {} : { status }) });
const last = async (who: TestClient, conversationId: string) =>
  (await who.call(listMessages, { conversationId, limit: 1 })).rows.at(-1);

it('a secret goes nowhere where somebody isn’t cleared for it; leaders hear who', async () => {
  const group = await aGroup(wang, [zhao, staff], '商密');
  const refused = await post(wang, group, { text: '报价', classification: 'ordinary' }).catch((error) => error);
  expect(refused).toMatchObject({ code: 'messaging.notCleared', facts: { count: 1, personIds: [staff.personId] } });
  const unnamed = await post(staff, group, { text: '报价', classification: 'core' }).catch((error) => error);
  expect(unnamed).toMatchObject({ code: 'messaging.notCleared', facts: { count: 1, personIds: [] } });
  expect(await last(staff, group)).toBeUndefined();
  await post(wang, group, { text: '公开的', classification: 'public' });
  expect((await last(staff, group))?.body).toEqual({ text: '公开的', classification: 'public' });
});

it('who joins later, or isn’t cleared any more, reads nothing of a secret anywhere', async () => {
  const group = await aGroup(wang, [zhao], '底价');
  await verifyPush(
    test,
    zhao,
    cacheRules,
    [
      [listMessages, { conversationId: group }],
      [listConversations, {}],
    ],
    () => post(wang, group, { text: '底价是三百', classification: 'ordinary' }),
  );
  const bytes = new TextEncoder().encode('成本表');
  const { fileId } = await wang.call(uploadFile, {}, { file: { bytes, name: '成本.txt', mediaType: 'text/plain' } });
  await post(wang, group, { content: { kind: 'file', fileIds: [fileId] }, classification: 'ordinary' });
  await wang.call(editMessage, { conversationId: group, seq: 1, text: '底价是四百' });
  await wang.call(addMembers, { conversationId: group, personIds: [staff.personId] });
  await staff.call(keepMessage, { conversationId: group, seq: 1, kept: 'saved' });
  await test.settle();
  const seen = [
    await staff.call(listMessages, { conversationId: group }),
    await staff.call(readMessages, { conversationId: group, seqs: [1, 2] }),
    await staff.call(listVersions, { conversationId: group, seq: 1 }),
    await staff.call(listFiles, { conversationId: group }),
    await staff.call(listKept, { shown: 'saved' }),
    await staff.call(listConversations, {}),
    await staff.call(searchMessages, { terms: '底价' } as never).catch(() => ({})),
  ];
  expect(JSON.stringify(seen)).not.toMatch(/底价是|成本\.txt/);
  expect(JSON.stringify(seen[3])).not.toContain(fileId);
  expect((await staff.call(listMessages, { conversationId: group })).rows[0]?.body).toEqual({
    classification: 'ordinary',
    hidden: true,
  });
  const input = Buffer.from(JSON.stringify({ fileId })).toString('base64url');
  expect((await staff.raw(`/api/v1/${readFile.name}?input=${input}`)).status).toBe(404);
  expect((await zhao.raw(`/api/v1/${readFile.name}?input=${input}`)).status).toBe(200);
  expect((await zhao.call(listMessages, { conversationId: group })).rows[0]?.body).toMatchObject({
    text: '底价是四百',
  });
  await expect(
    staff.call(forwardMessages, { conversationId: group, seqs: [1], toPersonIds: [eve.personId], how: 'each' }),
  ).rejects.toEqual(refusal('messaging.forwardForbidden', 403));
  // What stands there is edited for everybody or nobody.
  await expect(wang.call(editMessage, { conversationId: group, seq: 1, text: '再改' })).rejects.toEqual(
    refusal('messaging.notCleared', 403),
  );
  const pushed = await test.sql<{ facts: { body: unknown } }>(
    `select facts from kernel.event where name = 'messaging.messageSent' and facts::text like '%底价%'`,
  );
  expect(pushed).toHaveLength(1);
});

it('a forward keeps the label, and goes only to who is cleared; a core secret goes nowhere', async () => {
  const group = await aGroup(wang, [zhao], '转发');
  const other = await aGroup(wang, [zhao], '可转');
  await post(wang, group, { text: '普通', classification: 'ordinary' });
  await post(wang, group, { text: '核心', classification: 'core' });
  const forward = (seqs: number[], how: 'each' | 'merged', to: string) =>
    wang.call(forwardMessages, { conversationId: group, seqs, how, toConversationIds: [to] });
  await forward([1], 'each', other);
  expect((await last(zhao, other))?.body).toEqual({ text: '普通', classification: 'ordinary', forwarded: true });
  await forward([1], 'merged', other);
  expect((await last(zhao, other))?.body).toMatchObject({ classification: 'ordinary' });
  await expect(forward([2], 'each', other)).rejects.toEqual(refusal('messaging.forwardForbidden', 403));
  const mixed = await aGroup(wang, [staff], '不可');
  await expect(forward([1], 'each', mixed)).rejects.toEqual(refusal('messaging.notCleared', 403));
});

it('the bytes of a core secret’s files stay: pictures under a mark, the words of documents, each look on record', async () => {
  const group = await aGroup(wang, [zhao], '底价');
  const png = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const send = async (bytes: Uint8Array, name: string, mediaType: string) => {
    const { fileId } = await wang.call(uploadFile, {}, { file: { bytes, name, mediaType } });
    await post(wang, group, { content: { kind: 'file', fileIds: [fileId] }, classification: 'core' });
    return fileId;
  };
  const picture = await send(png, '图.png', 'image/png');
  const document = await send(new TextEncoder().encode('底价三百'), '底价.txt', 'text/plain');
  await test.settle();
  const { rows } = await zhao.call(describeFiles, { fileIds: [picture, document] });
  expect(rows.map((row) => row.viewOnly)).toEqual([true, true]);
  for (const fileId of [picture, document]) {
    for (const shown of [true, false])
      await expect(zhao.call(readFile, { fileId, shown })).rejects.toEqual(refusal('files.onlyToLookAt', 403));
    await expect(zhao.call(copyFile, { fileId })).rejects.toEqual(expect.objectContaining({ status: 404 }));
    // Who uploaded it has it anyway.
    await wang.call(readFile, { fileId });
  }
  const colours = async (who: TestClient) => {
    const { bytes } = (await who.call(readThumbnail, { fileId: picture, size: 'large' })) as unknown as {
      bytes: Uint8Array;
    };
    return (await sharp(bytes).stats()).channels[0]?.min ?? 0;
  };
  expect([await colours(wang), (await colours(zhao)) < 230]).toEqual([255, true]);
  const seen = await zhao.call(viewFile, { fileId: document });
  expect([seen.text, seen.file.viewOnly]).toEqual(['底价三百', true]);
  await expect(staff.call(viewFile, { fileId: document })).rejects.toEqual(expect.objectContaining({ status: 404 }));
  const looks = await test.sql(
    `select from kernel.audit where operation = 'files.viewFile' and outcome = 'looked' and actor_id = $1`,
    [zhao.personId],
  );
  expect(looks).toHaveLength(1);
});

it('labels are changed with a reason, and the changes stay; a conversation has a default', async () => {
  const group = await aGroup(wang, [zhao, staff], '改级');
  const { seq } = await say(staff, group, '以后要保密的话');
  await test.settle();
  const label = (who: TestClient, classification: 'internal' | 'ordinary' | 'core') =>
    who.call(labels.labelMessage, { conversationId: group, seq, classification, reason: '复核' });
  await expect(label(eve, 'core')).rejects.toEqual(refusal('kernel.notFound', 404));
  await expect(label(zhao, 'ordinary')).rejects.toEqual(refusal('messaging.labelNotYours', 403));
  for (const viewer of [zhao, staff])
    await verifyPush(
      test,
      viewer,
      cacheRules,
      [
        [listMessages, { conversationId: group }],
        [labels.listLabelChanges, { conversationId: group, seq }],
        [listConversations, {}],
      ],
      () => label(wang, viewer === zhao ? 'ordinary' : 'core'),
    );
  expect((await staff.call(listMessages, { conversationId: group })).rows[0]?.body).toEqual({
    classification: 'core',
    hidden: true,
  });
  await expect(label(staff, 'internal')).rejects.toEqual(refusal('messaging.labelNotYours', 403));
  await label(zhao, 'internal');
  expect((await staff.call(listMessages, { conversationId: group })).rows[0]?.body).toMatchObject({
    text: '以后要保密的话',
  });
  const { rows } = await staff.call(labels.listLabelChanges, { conversationId: group, seq });
  expect(rows).toMatchObject([
    { byId: wang.personId, before: 'internal', after: 'ordinary', reason: '复核' },
    { before: 'ordinary', after: 'core' },
    { byId: zhao.personId, before: 'core', after: 'internal' },
  ]);

  const two = await aGroup(wang, [zhao], '默认');
  const byDefault = (who: TestClient, classification: 'ordinary') =>
    who.call(labels.setConversationLabel, { conversationId: two, classification });
  await expect(byDefault(eve, 'ordinary')).rejects.toEqual(refusal('kernel.notFound', 404));
  await expect(byDefault(zhao, 'ordinary')).rejects.toEqual(refusal('messaging.notLeader', 403));
  await verifyPush(test, zhao, cacheRules, [[labels.readLabels, { conversationId: two }]], () =>
    byDefault(wang, 'ordinary'),
  );
  await say(zhao, two, '随默认');
  expect((await last(wang, two))?.body).toEqual({ text: '随默认', classification: 'ordinary' });
  for (const call of [
    () => eve.call(labels.readLabels, { conversationId: two }),
    () => eve.call(labels.listLabelChanges, { conversationId: two, seq: 1 }),
  ])
    await expect(call()).rejects.toEqual(refusal('kernel.notFound', 404));
});
