import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson, testAuthority } from '#modules/directory/testing.ts';
import { modules } from '#modules/index.ts';
import { editMessage } from './contract/content.ts';
import { leaveGroup, listConversations, readConversation, renameGroup } from './contract/conversations.ts';
import { dropMessage, handleMessage, keepMessage, listKept, markUnread } from './contract/kept.ts';
import { markRead, recallMessage } from './contract/messages.ts';
import { aGroup, say } from './testing.ts';
import { cacheRules } from './web/cache.ts';

let test: TestProgram;
let ann: TestClient;
let bo: TestClient;
let eve: TestClient;

beforeAll(async () => {
  test = await startTestProgram({
    modules,
    authority: testAuthority(modules, new Map()),
    timeZone: async () => 'Asia/Shanghai',
  });
  const company = await aCompany(test);
  const newcomer = async (name: string) => test.as(await aPerson(test, company, { name }));
  [ann, bo, eve] = [await newcomer('安然'), await newcomer('薄云'), await newcomer('伊芙')];
});
afterAll(() => test.stop());

const refusal = (code: string, status: number) => expect.objectContaining({ code, status });
const texts = async (who: TestClient, shown: 'saved' | 'later' | 'handled', category?: string) =>
  (await who.call(listKept, { shown, ...(category === undefined ? {} : { category }) })).rows.map(
    (row) => row.message.body?.text,
  );

it('messages are saved under categories, put off and dealt with, by each for themselves', async () => {
  const group = await aGroup(ann, [bo], '保存');
  for (const text of ['一', '二', '三']) await say(ann, group, text);
  const keep = (seq: number, category?: string) =>
    bo.call(keepMessage, { conversationId: group, seq, kept: 'saved', ...(category ? { category } : {}) });
  await keep(1, '合同');
  await test.advance({ seconds: 1 });
  await keep(2);
  await test.advance({ seconds: 1 });
  await keep(3, '合同');
  expect(await texts(bo, 'saved')).toEqual(['三', '二', '一']);
  expect(await texts(bo, 'saved', '合同')).toEqual(['三', '一']);
  await keep(3, '制度');
  const all = await bo.call(listKept, { shown: 'saved' });
  expect(all.categories).toEqual(['制度', '合同'].sort());
  expect(all.rows[0]).toMatchObject({ name: '保存', category: '制度', message: { seq: 3, senderId: ann.personId } });
  const first = await bo.call(listKept, { shown: 'saved', limit: 2 });
  const second = await bo.call(listKept, { shown: 'saved', limit: 2, cursor: first.next });
  expect([...first.rows, ...second.rows]).toEqual(all.rows);
  expect(await texts(ann, 'saved')).toEqual([]);

  await bo.call(keepMessage, { conversationId: group, seq: 2, kept: 'later' });
  expect([await texts(bo, 'later'), await texts(bo, 'handled')]).toEqual([['二'], []]);
  await bo.call(handleMessage, { conversationId: group, seq: 2, handled: true });
  expect([await texts(bo, 'later'), await texts(bo, 'handled')]).toEqual([[], ['二']]);
  await bo.call(handleMessage, { conversationId: group, seq: 2, handled: false });
  expect(await texts(bo, 'later')).toEqual(['二']);
  await bo.call(dropMessage, { conversationId: group, seq: 2, kept: 'later' });
  expect(await texts(bo, 'later')).toEqual([]);
  await expect(bo.call(dropMessage, { conversationId: group, seq: 2, kept: 'later' })).rejects.toEqual(
    refusal('kernel.notFound', 404),
  );
  // What was said is its sender's to take back; who leaves keeps nothing.
  await ann.call(recallMessage, { conversationId: group, seq: 1 });
  expect(await texts(bo, 'saved')).toEqual(['三', '二']);
  await expect(keep(1)).rejects.toEqual(refusal('messaging.messageGone', 409));
  await bo.call(leaveGroup, { conversationId: group });
  expect((await bo.call(listKept, { shown: 'saved' })).categories).toEqual([]);
  expect(await texts(bo, 'saved')).toEqual([]);
});

it('a conversation is marked unread until it is read', async () => {
  const group = await aGroup(ann, [bo]);
  const marked = async () => (await bo.call(readConversation, { conversationId: group })).markedUnread;
  await bo.call(markUnread, { conversationId: group });
  expect(await marked()).toBe(true);
  expect((await bo.call(listConversations, {})).rows[0]).toMatchObject({ conversationId: group, markedUnread: true });
  await bo.call(markRead, { conversationId: group, seq: 0 });
  expect(await marked()).toBe(false);
});

it('a curious colleague keeps nothing of others', async () => {
  const group = await aGroup(ann, [bo]);
  await say(ann, group, '机要');
  await bo.call(keepMessage, { conversationId: group, seq: 1, kept: 'later' });
  const one = { conversationId: group, seq: 1 };
  for (const call of [
    () => eve.call(keepMessage, { ...one, kept: 'saved' }),
    () => eve.call(dropMessage, { ...one, kept: 'later' }),
    () => eve.call(handleMessage, { ...one, handled: true }),
    () => eve.call(markUnread, { conversationId: group }),
  ])
    await expect(call()).rejects.toEqual(refusal('kernel.notFound', 404));
  await expect(test.visitor().call(listKept, { shown: 'saved' })).rejects.toEqual(refusal('kernel.notSignedIn', 401));
  expect(await texts(eve, 'later')).toEqual([]);
});

it('every device of the keeper hears of it', async () => {
  const group = await aGroup(ann, [bo], '推送');
  for (const text of ['一', '二']) await say(ann, group, text);
  const one = { conversationId: group, seq: 1 };
  const watched = [
    [listKept, { shown: 'saved' }],
    [listKept, { shown: 'later' }],
    [listKept, { shown: 'handled' }],
    [listConversations, {}],
    [readConversation, { conversationId: group }],
  ] as const;
  for (const run of [
    () => bo.call(keepMessage, { ...one, kept: 'saved', category: '合同' }),
    () => bo.call(keepMessage, { ...one, kept: 'later' }),
    () => bo.call(handleMessage, { ...one, handled: true }),
    () => ann.call(editMessage, { ...one, text: '改' }),
    () => ann.call(renameGroup, { conversationId: group, name: '改名' }),
    () => bo.call(markUnread, { conversationId: group }),
    () => bo.call(markRead, { conversationId: group, seq: 2 }),
    () => bo.call(dropMessage, { ...one, kept: 'saved' }),
    () => ann.call(recallMessage, one),
  ])
    await verifyPush(test, bo, cacheRules, watched, run);
}, 60_000);
