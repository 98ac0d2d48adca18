import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson, testAuthority } from '#modules/directory/testing.ts';
import { uploadFile } from '#modules/files/contract/operations.ts';
import { modules } from '#modules/index.ts';
import { editMessage, forwardMessages } from './contract/content.ts';
import { addMembers, leaveGroup, renameGroup } from './contract/conversations.ts';
import { removeMember, removeMessage, setMemberRole } from './contract/group-tools.ts';
import { recallMessage, sendMessage } from './contract/messages.ts';
import { searchMessages } from './contract/search.ts';
import { aDirect, aGroup, aLongHistory, say } from './testing.ts';
import { cacheRules } from './web/cache.ts';

let test: TestProgram;
let ann: TestClient;
let bo: TestClient;
let eve: TestClient;

beforeAll(async () => {
  test = await startTestProgram(
    { modules, authority: testAuthority(modules, new Map()), timeZone: async () => 'Asia/Shanghai' },
    { startAt: '2026-06-01T02:00:00Z' },
  );
  const company = await aCompany(test);
  const newcomer = async (name: string) => test.as(await aPerson(test, company, { name }));
  [ann, bo, eve] = [await newcomer('安然'), await newcomer('薄云天'), await newcomer('伊芙')];
});
afterAll(() => test.stop());

const refusal = (code: string, status: number) => expect.objectContaining({ code, status });
const now = () => test.program.kernel.clock.now();
type Asked = CallInputOf<typeof searchMessages>;
const search = async (who: TestClient, asked: string | Asked) => {
  await test.settle();
  return who.call(searchMessages, typeof asked === 'string' ? { text: asked } : asked);
};
/** What was found, marked with brackets. */
const found = async (who: TestClient, asked: string | Asked) =>
  (await search(who, asked)).rows.map(({ excerpt: { text, marks } }) =>
    marks.reduceRight(
      (shown, [from, to]) => `${shown.slice(0, from)}[${shown.slice(from, to)}]${shown.slice(to)}`,
      text,
    ),
  );
const indexed = async (conversationId: string) =>
  (
    await test.sql<{ text: string }>('select text from messaging.message_search where conversation_id = $1', [
      conversationId,
    ])
  ).map((row) => row.text);
const sendFile = async (who: TestClient, conversationId: string, name: string) => {
  const { fileId } = await who.call(uploadFile, {}, { file: { name, bytes: new TextEncoder().encode('\n') } });
  const clientId = crypto.randomUUID();
  const content = { kind: 'file' as const, fileIds: [fileId] };
  return who.call(sendMessage, { conversationId, clientId, content }, { commandId: clientId });
};

it('Chinese is found by any part, from one character on; letters and digits by any part too', async () => {
  const group = await aGroup(ann, [bo], '出差');
  await say(ann, group, '下周二我们在上海浦东开会，带上合同HT-2026-0815');
  await test.advance({ seconds: 1 });
  await say(bo, group, '收到，Shanghai Office 见，预算 3.5万');
  expect(await found(bo, '上海')).toEqual(['下周二我们在[上海]浦东开会，带上合同HT-2026-0815']);
  expect(await found(bo, '浦')).toEqual(['下周二我们在上海[浦]东开会，带上合同HT-2026-0815']);
  expect(await found(ann, 'ｈｔ-2026')).toEqual(['下周二我们在上海浦东开会，带上合同[HT-2026]-0815']);
  expect(await found(ann, '815')).toHaveLength(1);
  expect(await found(ann, '同ht')).toHaveLength(1);
  expect(await found(ann, 'hai off')).toEqual(['收到，Shang[hai] [Off]ice 见，预算 3.5万']);
  expect(await found(ann, '"hai off"')).toEqual(['收到，Shang[hai Off]ice 见，预算 3.5万']);
  expect(await found(ann, '"off hai"')).toEqual([]);
  expect(await found(ann, '3.5')).toEqual(['收到，Shanghai Office 见，预算 [3.5]万']);
  expect(await found(ann, '海浦上')).toEqual([]);
  expect(await found(ann, '%')).toEqual([]);
  // Words in another order come after what was typed.
  await say(ann, group, '会议改在上海举行');
  await say(ann, group, '上海会议');
  expect((await search(ann, '上海会议')).rows.map((row) => [row.seq, row.exact])).toEqual([
    [4, true],
    [3, false],
  ]);
});

it('a name is found by its pinyin and initials', async () => {
  const group = await aGroup(ann, [bo]);
  await say(ann, group, '请薄云天确认名单');
  await say(ann, group, 'byt 是缩写');
  expect(await found(ann, 'boyuntian')).toEqual(['请[薄云天]确认名单']);
  expect(await found(ann, { text: 'byt', conversationId: group })).toEqual(['[byt] 是缩写', '请[薄云天]确认名单']);
});

it('sender, conversation, date and kind narrow it', async () => {
  const [group, direct] = [await aGroup(ann, [bo], '筛选'), await aDirect(ann, bo)];
  await say(ann, group, '季度盘点 甲');
  await test.advance({ hours: 24 });
  await say(bo, group, '季度盘点 乙');
  await say(bo, direct, '季度盘点 丙');
  await sendFile(bo, group, '季度盘点表.txt');
  const seqs = async (asked: Asked) =>
    (await search(ann, { text: '季度盘点', ...asked })).rows.map((row) => `${row.name ?? '单聊'} ${row.seq}`).sort();
  expect(await seqs({})).toEqual(['单聊 1', '筛选 1', '筛选 2', '筛选 3']);
  expect(await seqs({ senderId: ann.personId })).toEqual(['筛选 1']);
  expect(await seqs({ conversationId: direct })).toEqual(['单聊 1']);
  expect(await seqs({ from: '2026-06-02' })).toEqual(['单聊 1', '筛选 2', '筛选 3']);
  expect(await seqs({ to: '2026-06-01' })).toEqual(['筛选 1']);
  expect(await seqs({ kind: 'file' })).toEqual(['筛选 3']);
  expect(await found(ann, { kind: 'file', conversationId: group })).toEqual(['季度盘点表.txt']);
  expect(await found(ann, { text: '盘点表.t', kind: 'file' })).toEqual(['季度[盘点表.t]xt']);
  await expect(ann.call(searchMessages, { from: '2026-06-02' })).rejects.toEqual(refusal('kernel.invalidInput', 400));
  await expect(ann.call(searchMessages, { text: '  ' })).rejects.toEqual(refusal('kernel.invalidInput', 400));
  await expect(ann.call(searchMessages, { text: '季', cursor: '[]' })).rejects.toEqual(
    refusal('kernel.invalidInput', 400),
  );
  expect(await found(ann, '\u200b')).toEqual([]);
});

it('only what one may read is found: not by a curious colleague, not after leaving, before only by who is added', async () => {
  const group = await aGroup(ann, [bo], '密谈');
  await say(ann, group, '并购方案代号麒麟');
  const direct = await aDirect(ann, bo);
  await say(ann, direct, '麒麟只有你我知道');
  for (const text of ['麒麟', '麒', '方案 麒麟']) expect(await found(eve, text)).toEqual([]);
  expect(await found(eve, { senderId: ann.personId })).toEqual([]);
  for (const conversationId of [group, direct])
    await expect(eve.call(searchMessages, { text: '麒麟', conversationId })).rejects.toEqual(
      refusal('kernel.notFound', 404),
    );
  await expect(test.visitor().call(searchMessages, { text: '麒麟' })).rejects.toEqual(
    refusal('kernel.notSignedIn', 401),
  );
  expect(await found(bo, '麒麟')).toHaveLength(2);
  await bo.call(leaveGroup, { conversationId: group });
  expect(await found(bo, '麒麟')).toEqual(['[麒麟]只有你我知道']);
  // A guest reads all of a group, and none of it afterwards.
  await ann.call(addMembers, { conversationId: group, personIds: [eve.personId] });
  const until = now().add({ hours: 48 }).toString();
  await ann.call(setMemberRole, {
    conversationId: group,
    personId: eve.personId,
    role: 'guest',
    guest: { reason: '审计', until },
  });
  expect(await found(eve, '麒麟')).toEqual(['并购方案代号[麒麟]']);
  await test.advance({ hours: 49 });
  expect(await found(eve, '麒麟')).toEqual([]);
  await ann.call(addMembers, { conversationId: group, personIds: [bo.personId] });
  expect(await found(bo, '麒麟')).toHaveLength(2);
  await ann.call(removeMember, { conversationId: group, personId: bo.personId });
  expect(await found(bo, '麒麟')).toHaveLength(1);
});

it('what is recalled or removed is gone from the index, and an edit is found as it reads now', async () => {
  const group = await aGroup(ann, [bo]);
  for (const text of ['薪资表在这里', '薪资说明', '薪资会议']) await say(ann, group, text);
  expect(await found(bo, '薪资')).toHaveLength(3);
  // In the transaction of the recall, not after it.
  await ann.call(recallMessage, { conversationId: group, seq: 1 });
  expect(await indexed(group)).toEqual(['薪资说明', '薪资会议']);
  await ann.call(removeMessage, { conversationId: group, seq: 2, reason: '不宜公开' });
  expect(await indexed(group)).toEqual(['薪资会议']);
  await ann.call(editMessage, { conversationId: group, seq: 3, text: '例会' });
  expect(await indexed(group)).toEqual(['例会']);
  expect(await found(bo, '薪资')).toEqual([]);
  // Recalled before it was put into the index.
  await test.sql('update messaging.search_progress set seq = 1 where conversation_id = $1', [group]);
  await test.sql('delete from messaging.message_search where conversation_id = $1', [group]);
  await say(ann, group, '又一条');
  await test.settle();
  expect((await indexed(group)).sort()).toEqual(['例会', '又一条']);
});

it('a message of 10,000 characters is found to its last, and a merged forward by what it holds', async () => {
  const [group, other] = [await aGroup(ann, [bo], '长文'), await aGroup(ann, [bo], '转发')];
  const long = `${'正文'.repeat(4_990)}结尾处有鲲鹏`;
  await say(ann, group, long);
  const [row] = (await search(bo, '鲲鹏')).rows;
  expect(row).toMatchObject({ name: '长文', seq: 1, senderId: ann.personId, kind: 'text' });
  expect(row?.excerpt.text.length).toBeLessThan(130);
  await sendFile(ann, group, '鲲鹏附件.txt');
  await ann.call(forwardMessages, {
    conversationId: group,
    seqs: [1, 2],
    how: 'merged',
    toConversationIds: [other],
  });
  expect((await search(bo, { text: '鲲鹏附件', conversationId: other })).rows).toMatchObject([
    { kind: 'merged', seq: 1 },
  ]);
});

it('pages follow each other without a gap, whichever way they were found', async () => {
  const group = await aGroup(ann, [bo], '翻页');
  await say(bo, group, '最早的一条 里程碑');
  await aLongHistory(test, group, 4_300);
  await say(bo, group, '最新的一条 里程碑');
  const pages = async (asked: Asked, limit: number) => {
    const seqs: number[] = [];
    let next: string | undefined;
    do {
      const page = await search(ann, { ...asked, limit, ...(next ? { cursor: next } : {}) });
      seqs.push(...page.rows.map((row) => row.seq));
      next = page.next;
    } while (next !== undefined);
    return seqs;
  };
  expect(await pages({ text: '里程碑' }, 1)).toEqual([4_302, 1]);
  expect(await pages({ text: '里程碑', conversationId: group }, 1)).toEqual([4_302, 1]);
  const all = Array.from({ length: 4_300 }, (_, at) => at + 1).filter((n) => String(n).includes('99'));
  expect(await pages({ text: '99', conversationId: group }, 50)).toEqual(all.map((n) => n + 1).reverse());
  expect((await pages({ text: '99 条' }, 50)).sort((a, b) => a - b)).toEqual(all.map((n) => n + 1));
  expect((await pages({ text: '条第' }, 50)).length).toBe(0);
}, 60_000);

it('what was found changes with what happens to it', async () => {
  const group = await aGroup(ann, [bo], '推送');
  for (const text of ['流星雨一', '流星雨二', '流星雨三']) await say(ann, group, text);
  await test.settle();
  const watched = [
    [searchMessages, { text: '流星雨' }],
    [searchMessages, { text: '流星雨', conversationId: group }],
  ] as const;
  for (const run of [
    () => ann.call(editMessage, { conversationId: group, seq: 1, text: '流星雨改' }),
    () => ann.call(recallMessage, { conversationId: group, seq: 2 }),
    () => ann.call(removeMessage, { conversationId: group, seq: 1, reason: '测试' }),
    () => ann.call(renameGroup, { conversationId: group, name: '改名' }),
  ])
    await verifyPush(test, bo, cacheRules, watched, run);
}, 60_000);
