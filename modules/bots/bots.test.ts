import { createHash, createHmac } from 'node:crypto';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { openPush, verifyPush } from '#kernel/testing/verify-push.ts';
import { revokeRole } from '#modules/access/contract/assignments.ts';
import { fromBefore, giveRole } from '#modules/access/testing.ts';
import * as content from '#modules/content/contract/operations.ts';
import { everywhere } from '#modules/content/contract/rule.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { describeFiles, labelFile, uploadFile } from '#modules/files/contract/operations.ts';
import { composition } from '#modules/index.ts';
import { postFilesAsApplication } from '#modules/messaging/contract/application-chats.ts';
import { editMessage, forwardMessages, listFiles } from '#modules/messaging/contract/content.ts';
import {
  addMembers,
  leaveGroup,
  listConversations,
  readConversation,
  renameGroup,
} from '#modules/messaging/contract/conversations.ts';
import { removeMessage, silenceGroup } from '#modules/messaging/contract/group-tools.ts';
import { setConversationLabel } from '#modules/messaging/contract/labels/operations.ts';
import { listMessages, listReaders, recallMessage } from '#modules/messaging/contract/messages.ts';
import { remindUnread } from '#modules/messaging/contract/reminders.ts';
import { cancelScheduled, changeScheduled, scheduleMessage } from '#modules/messaging/contract/scheduled.ts';
import { searchMessages } from '#modules/messaging/contract/search.ts';
import { unreadTotal } from '#modules/messaging/contract/unread-total.ts';
import { aGroup, messagingCache, post as postMessage } from '#modules/messaging/testing.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import * as chats from './contract/application-chats.ts';
import * as files from './contract/application-files.ts';
import * as bots from './contract/operations.ts';
import { readApplicationSending } from './contract/sendings.ts';
import { botsCache } from './web/cache.ts';

let test: TestProgram;
let ann: TestClient;
let bo: TestClient;
let eve: TestClient;
let admin: TestClient;
let owner: TestClient;
let group: string;
let company: TestCompany;
/** What the application outside was told. */
const told: { headers: Record<string, unknown>; body: string }[] = [];
let outside: Server;
let port: number;
let status = 200;

beforeAll(async () => {
  test = await startTestProgram(composition);
  company = await aCompany(test);
  const person = async (name: string, account?: string) =>
    test.as(await aPerson(test, company, { name, ...(account ? { account } : {}) }));
  [ann, bo, eve, admin, owner] = [
    await person('安然', 'ann'),
    await person('薄云', 'Bo.Yun'),
    await person('伊芙', 'eve'),
    await person('管理', 'admin1'),
    await person('安全', 'owner1'),
  ];
  await giveRole(test, admin.personId, 'administrator');
  await giveRole(test, owner.personId, 'securityOwner');
  group = await aGroup(ann, [bo], '值班群');
  outside = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      told.push({ headers: request.headers, body });
      response.writeHead(status).end('{}');
    });
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  port = (outside.address() as AddressInfo).port;
}, 120_000);
afterAll(async () => {
  await test?.stop();
  outside?.close();
});

const refusal = (code: string, status?: number) =>
  expect.objectContaining({ code, ...(status === undefined ? {} : { status }) });
const setUp = { ranges: [] as string[], signed: false };
const aBot = (name = '监控', more: Partial<typeof setUp> = {}) =>
  ann.call(bots.addBot, { conversationId: group, name, ...setUp, ...more });
/** As a script written for group robots does it. */
const post = async (key: string, body: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(`${test.url}/cgi-bin/webhook/send?key=${key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { errcode: number; errmsg: string };
};
const text = (content: string) => ({ msgtype: 'text', text: { content } });
const last = async (who = bo) => (await who.call(listMessages, { conversationId: group, limit: 1 })).rows.at(-1);
const rules = botsCache;
/** What a viewer is pushed of messages while something happens. */
const verifyUnheard = async (viewer: TestClient, run: () => Promise<unknown>) => {
  const push = await openPush(test, viewer);
  await run();
  await test.settle();
  await push.roundTrip();
  push.close();
  return push.events.filter((event) => event.name.startsWith('messaging.'));
};

it('a leader makes an address; a script posts to it as to a group robot; all see a bot, and never a person', async () => {
  await expect(bo.call(bots.addBot, { conversationId: group, name: '我的', ...setUp })).rejects.toEqual(
    refusal('bots.notLeading', 403),
  );
  let key = '';
  await verifyPush(test, bo, rules, [[bots.listGroupBots, { conversationId: group }]], async () => {
    ({ key } = await aBot());
  });
  const stored = await test.sql('select * from bots.bot');
  expect(JSON.stringify(stored)).not.toContain(key);
  await verifyPush(test, bo, rules, [[bots.listGroupBots, { conversationId: group }]], async () => {
    expect(
      await post(key, { msgtype: 'text', text: { content: '磁盘 97%', mentioned_list: ['bo.yun', 'eve'] } }),
    ).toEqual({ errcode: 0, errmsg: 'ok' });
    await test.visitor().call(bots.receiveMessage, { key, body: JSON.stringify({ kind: 'text', text: '又一条' }) });
  });
  const { rows } = await bo.call(listMessages, { conversationId: group });
  expect(rows.slice(-2)).toMatchObject([
    {
      senderId: null,
      kind: 'botMessage',
      body: { from: '监控', text: '磁盘 97%', mentions: { personIds: [bo.personId] } },
    },
    { senderId: null, body: { text: '又一条', said: { kind: 'text' } } },
  ]);
  const seq = rows.at(-2)?.seq;
  expect((await bo.call(readConversation, { conversationId: group })).mentionSeqs).toEqual([seq]);
  const [line] = await test.sql(
    `select from kernel.audit where operation = 'bots.receiveMessage' and outcome = 'done' and objects::text like '%"bot"%'`,
  );
  expect(line).toBeDefined();
});

it('what a process says as a bot is told like everything else', async () => {
  const { botId } = await aBot('内部');
  await verifyPush(test, bo, rules, [[bots.listGroupBots, { conversationId: group }]], () =>
    test.system(bots.postBotMessage, { botId, said: { kind: 'text', text: '程序说的' } }),
  );
  expect((await last())?.body).toMatchObject({ from: '内部', text: '程序说的' });
});

it('the address is replaced, switched off, removed; what is no key learns nothing', async () => {
  const { botId, key } = await aBot('换址');
  expect((await post(key, text('一'))).errcode).toBe(0);
  let fresh = '';
  await verifyPush(test, bo, rules, [[bots.listGroupBots, { conversationId: group }]], async () => {
    fresh = (await ann.call(bots.renewBot, { botId })).key;
  });
  const unknown = await post('x', text('?'));
  expect(unknown).toEqual({ errcode: 93_000, errmsg: expect.stringContaining('bots.addressUnknown') });
  expect(await post(key, text('二'))).toEqual(unknown);
  expect((await post(fresh, text('三'))).errcode).toBe(0);
  const change = (active: boolean) => ann.call(bots.changeBot, { botId, name: '换址', ...setUp, active });
  await verifyPush(test, bo, rules, [[bots.listGroupBots, { conversationId: group }]], () => change(false));
  expect(await post(fresh, text('四'))).toEqual(unknown);
  await change(true);
  expect((await post(fresh, text('五'))).errcode).toBe(0);
  await verifyPush(test, bo, rules, [[bots.listGroupBots, { conversationId: group }]], () =>
    ann.call(bots.removeBot, { botId }),
  );
  expect(await post(fresh, text('六'))).toEqual(unknown);
  expect((await last())?.body).toMatchObject({ text: '五' });
});

it('twenty a minute, from allowed addresses only, signed where it must be', async () => {
  const fast = await aBot('快');
  for (let one = 0; one < 20; one += 1) expect((await post(fast.key, text(`${one}`))).errcode).toBe(0);
  expect((await post(fast.key, text('多'))).errcode).toBe(45_009);
  await test.advance({ seconds: 61 });
  expect((await post(fast.key, text('又'))).errcode).toBe(0);

  const far = await aBot('远', { ranges: ['10.2.0.0/16'] });
  expect((await post(far.key, text('?'))).errmsg).toContain('bots.placeRefused');
  const near = await aBot('近', { ranges: ['127.0.0.1'] });
  expect((await post(near.key, text('!'))).errcode).toBe(0);
  await expect(aBot('错', { ranges: ['10.2.0.0/99'] })).rejects.toEqual(refusal('bots.badRange', 422));

  const { key, secret } = await aBot('签', { signed: true });
  const body = JSON.stringify(text('签名'));
  const signed = (timestamp: number, of = body) => ({
    'guiju-timestamp': String(timestamp),
    'guiju-signature': `v1=${createHmac('sha256', secret).update(`${timestamp}.${of}`).digest('hex')}`,
  });
  const [{ seconds = 0 } = {}] = await test.sql<{ seconds: number }>(
    'select extract(epoch from last_at)::bigint::int as seconds from bots.bot where id = $1',
    [near.botId],
  );
  for (const headers of [
    {},
    signed(seconds - 400),
    signed(seconds, '{}'),
    { 'guiju-timestamp': 'x', 'guiju-signature': '' },
  ])
    expect((await post(key, body, headers as Record<string, string>)).errmsg).toContain('bots.signatureWrong');
  expect((await post(key, body, signed(seconds))).errcode).toBe(0);
});

it('a picture is a picture, for members alone, and goes with its message', async () => {
  const { key } = await aBot('图');
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  for (const base64 of [Buffer.from('<svg onload="x"/>').toString('base64'), 'aGVsbG8='])
    expect((await post(key, { msgtype: 'image', image: { base64 } })).errcode).toBe(40_009);
  expect((await post(key, { msgtype: 'image', image: { base64: png.toString('base64') } })).errcode).toBe(0);
  const message = await last();
  const said = message?.body?.said as { pictureId: string } | undefined;
  const pictureId = said?.pictureId ?? '';
  const input = Buffer.from(JSON.stringify({ pictureId })).toString('base64url');
  const look = (who: TestClient) => who.raw(`/api/v1/bots.readPicture?input=${input}`);
  const seen = await look(bo);
  expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(Buffer.from(await seen.arrayBuffer()).equals(png)).toBe(true);
  expect((await look(eve)).status).toBe(404);
  await ann.call(removeMessage, { conversationId: group, seq: message?.seq ?? 0, reason: '误发' });
  await test.settle();
  expect((await look(bo)).status).toBe(404);
  expect(await test.sql('select from bots.picture where id = $1', [pictureId])).toEqual([]);
});

it('rules on content hold for bots; there is nobody to ask, so a warning refuses too', async () => {
  const rule = (action: 'block' | 'warn', word: string) => ({
    title: { zh: `词 ${word}`, en: `Word ${word}` },
    category: 'ads' as const,
    lookout: { kind: 'words' as const, words: [word] },
    action,
    scope: everywhere,
  });
  for (const [action, word] of [
    ['block', '赌博'],
    ['warn', '代购'],
  ] as const) {
    const saved = await owner.call(content.saveRule, {
      revision: 0,
      rule: rule(action, word),
      state: 'enforce',
      reason: '试行',
    });
    const { proposal } = await owner.call(content.readRule, { ruleId: saved.ruleId });
    await giveRole(test, admin.personId, 'securityOwner').catch(() => undefined);
    await admin.call(content.answerChange, { changeId: proposal?.changeId ?? '', approve: true });
  }
  const { key } = await aBot('广告');
  for (const body of [
    text('去赌博'),
    { msgtype: 'markdown', markdown: { content: '**代**购' } },
    { msgtype: 'news', news: { articles: [{ title: '代购', url: 'https://a.example' }] } },
  ])
    expect((await post(key, body)).errmsg).toContain('content.botBlocked');
  expect(await test.sql('select from content.finding')).toEqual([]);
});

it('who isn’t in the group sees and does nothing; a chat between two has no bots', async () => {
  const { botId } = await aBot('外');
  const conversationId = group;
  const tries: readonly (() => Promise<unknown>)[] = [
    () => eve.call(bots.listGroupBots, { conversationId }),
    () => eve.call(bots.addBot, { conversationId, name: '混入', ...setUp }),
    () => eve.call(bots.changeBot, { botId, name: '改', ...setUp, active: false }),
    () => eve.call(bots.renewBot, { botId }),
    () => eve.call(bots.removeBot, { botId }),
    () => eve.call(bots.postBotMessage, { botId, said: { kind: 'text', text: '冒充' } }),
    () => ann.call(bots.postBotMessage, { botId, said: { kind: 'text', text: '冒充' } }),
  ];
  for (const one of tries) await expect(one()).rejects.toEqual(refusal('kernel.notFound', 404));
  for (const one of [
    () => bo.call(bots.changeBot, { botId, name: '改', ...setUp, active: false }),
    () => bo.call(bots.renewBot, { botId }),
    () => bo.call(bots.removeBot, { botId }),
  ])
    await expect(one()).rejects.toEqual(refusal('bots.notLeading', 403));
  expect((await bo.call(bots.listGroupBots, { conversationId })).rows[0]).not.toHaveProperty('ranges');
  await ann.call(silenceGroup, { conversationId, silenced: false });
});

const card = {
  title: '发布 v2',
  facts: [{ name: '服务', value: '订单' }],
  buttons: [
    { button: 'go', label: '发布', tone: 'primary' as const },
    { button: 'stop', label: '取消' },
  ],
};

it('an application is let in by two; its card changes for all, is pressed once, and it is told, signed', async () => {
  const proposal = { revision: 0, name: '发布系统', purpose: '上线确认', address: `http://127.0.0.1:${port}/hook` };
  await expect(ann.call(bots.proposeApplication, { ...proposal, ranges: [] })).rejects.toEqual(
    refusal('kernel.notPermitted', 403),
  );
  const listed = [[bots.listApplications, {}]] as const;
  let applicationId = '';
  await verifyPush(test, owner, rules, listed, async () => {
    ({ applicationId } = await admin.call(bots.proposeApplication, { ...proposal, ranges: ['127.0.0.1'] }));
  });
  expect((await admin.call(bots.listApplications, {})).rows[0]?.expiresAt).toEqual(expect.any(String));
  await expect(admin.call(bots.confirmApplication, { applicationId, revision: 1 })).rejects.toEqual(
    refusal('bots.secondPerson', 403),
  );
  let key = '';
  let secret = '';
  await verifyPush(test, admin, rules, listed, async () => {
    ({ key, secret } = await owner.call(bots.confirmApplication, { applicationId, revision: 1 }));
  });
  const program = test.visitor();
  const send = (to: { conversationIds?: string[]; accounts?: string[] }) =>
    program.call(bots.sendApplicationCard, { key, content: card, ...to });
  await expect(send({ conversationIds: [group] })).rejects.toEqual(refusal('bots.nobodyToTell', 422));
  await expect(
    bo.call(bots.admitApplication, { conversationId: group, applicationId, admitted: true }),
  ).rejects.toEqual(refusal('bots.notLeading', 403));
  await verifyPush(test, bo, rules, [[bots.listGroupBots, { conversationId: group }]], () =>
    ann.call(bots.admitApplication, { conversationId: group, applicationId, admitted: true }),
  );
  let cardId = '';
  await verifyPush(test, bo, rules, [[bots.listMyCards, {}]], async () => {
    const sent = await send({ conversationIds: [group], accounts: ['BO.YUN', 'nobody'] });
    expect(sent.leftOut).toEqual(['nobody']);
    ({ cardId } = sent);
  });
  // It stands in the conversation with the application, where it is told of like any message.
  expect((await bo.call(listNotices, {})).rows).toEqual([]);
  expect((await bo.call(listConversations, {})).rows.find((row) => row.applicationId === applicationId)).toMatchObject({
    kind: 'application',
    name: '发布系统',
    lastSeq: 1,
    readSeq: 0,
    last: { kind: 'appCard', text: '发布 v2' },
  });
  expect((await last())?.body).toEqual({ cardId, from: '发布系统', text: '发布 v2' });
  expect(await eve.call(bots.listMyCards, {})).toEqual({ rows: [] });
  for (const one of [
    () => eve.call(bots.readCard, { cardId }),
    () => eve.call(bots.pressButton, { cardId, button: 'go' }),
  ])
    await expect(one()).rejects.toEqual(refusal('kernel.notFound', 404));
  await verifyPush(test, ann, rules, [[bots.readCard, { cardId }]], () =>
    program.call(bots.changeApplicationCard, { key, cardId, content: { ...card, text: '已过测试' } }),
  );
  await expect(program.call(bots.changeApplicationCard, { key: `${key}x`, cardId, content: card })).rejects.toEqual(
    refusal('bots.keyWrong', 401),
  );

  const pressed = await Promise.allSettled([
    ann.call(bots.pressButton, { cardId, button: 'go' }),
    bo.call(bots.pressButton, { cardId, button: 'stop' }),
  ]);
  expect(pressed.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  await test.settle();
  expect(told).toHaveLength(1);
  const [{ headers, body } = { headers: {}, body: '' }] = told;
  const winner = pressed[0]?.status === 'fulfilled' ? ['ann', 'go', '安然'] : ['Bo.Yun', 'stop', '薄云'];
  expect(JSON.parse(body)).toMatchObject({
    event: 'press',
    cardId,
    button: winner[1],
    by: { account: winner[0], name: winner[2] },
  });
  const signing = `${headers['guiju-timestamp']}.${headers['guiju-call-id']}.${body}`;
  expect(headers['guiju-signature']).toBe(`v1=${createHmac('sha256', secret).update(signing).digest('hex')}`);
  expect((await bo.call(bots.readCard, { cardId })).pressed).toMatchObject({
    button: winner[1],
    by: { name: winner[2] },
    outside: 'told',
  });
  await expect(ann.call(bots.pressButton, { cardId, button: 'stop' })).rejects.toEqual(
    refusal('bots.pressedAlready', 409),
  );

  // Who doesn't answer is told again, under the same id, and in the end not any more.
  status = 500;
  const second = await send({ accounts: ['ann'] });
  await verifyPush(test, ann, rules, [[bots.readCard, { cardId: second.cardId }]], () =>
    ann.call(bots.pressButton, { cardId: second.cardId, button: 'go' }),
  );
  for (let tries = 0; tries < 8; tries += 1) await test.advance({ seconds: 30 * 2 ** tries + 1 });
  expect((await ann.call(bots.readCard, { cardId: second.cardId })).pressed).toMatchObject({ outside: 'failed' });
  expect(new Set(told.slice(1).map((one) => one.headers['guiju-call-id'])).size).toBe(1);
  expect(told).toHaveLength(9);
  status = 200;

  await verifyPush(test, admin, rules, listed, () => owner.call(bots.stopApplication, { applicationId }));
  await expect(send({ accounts: ['ann'] })).rejects.toEqual(refusal('bots.keyWrong', 401));
}, 60_000);

it('an application and a person write to each other; what goes out is signed; who isn’t concerned gets nothing', async () => {
  told.length = 0;
  await renew();
  const finance = await test.as(await aPerson(test, company, { name: '丹青', account: 'dan', department: '财务部' }));
  const number = async (department: string) =>
    (
      await test.sql<{ number: number }>('select number from directory.published_department where id = $1', [
        company.departments[department],
      ])
    )[0]?.number ?? 0;
  const [financeNumber, researchNumber] = [await number('财务部'), await number('研发中心')];
  const png = await sharp({ create: { width: 200, height: 100, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  const proposal = {
    revision: 0,
    name: '报销助手',
    purpose: '报销进度',
    address: `http://127.0.0.1:${port}/hook`,
    ranges: ['127.0.0.1'],
    visible: { everybody: false, departmentIds: [company.departments.财务部 ?? ''], personIds: [ann.personId] },
    takesMessages: true,
    picture: png.toString('base64'),
  };
  for (const [change, code] of [
    [{ address: undefined as never }, 'bots.noAddress'],
    [{ visible: { ...proposal.visible, departmentIds: [], personIds: [] } }, 'bots.visibleUnfit'],
    [{ picture: 'aGVsbG8=' }, 'bots.notAPicture'],
  ] satisfies [Partial<typeof proposal>, string][])
    await expect(admin.call(bots.proposeApplication, { ...proposal, ...change })).rejects.toEqual(refusal(code, 422));
  const { applicationId } = await admin.call(bots.proposeApplication, proposal);
  expect((await ann.call(chats.listMyApplications, {})).rows).toEqual([]);
  let key = '';
  let secret = '';
  await verifyPush(test, ann, rules, [[chats.listMyApplications, {}]], async () => {
    ({ key, secret } = await owner.call(bots.confirmApplication, { applicationId, revision: 1 }));
  });
  expect((await ann.call(chats.listMyApplications, {})).rows).toMatchObject([
    { applicationId, name: '报销助手', picture: expect.any(String), takesMessages: true },
  ]);
  expect((await bo.call(chats.listMyApplications, {})).rows).toEqual([]);

  // It reaches whom it is open to, and nobody else, however they are named.
  const program = test.visitor();
  const send = (said: CallInputOf<typeof bots.sendApplicationMessage>['said'], to: object) =>
    program.call(bots.sendApplicationMessage, { key, said, ...to });
  let conversationId = '';
  const mine = async (who: TestClient) =>
    (await who.call(listConversations, {})).rows.find((row) => row.applicationId === applicationId);
  await verifyPush(
    test,
    ann,
    [...rules, ...messagingCache],
    [
      [listConversations, {}],
      [unreadTotal, {}],
    ],
    async () => {
      const sent = await send(
        { kind: 'markdown', markdown: '**三月**报销已入账' },
        { accounts: ['ANN', 'bo.yun', 'nobody'], departments: [financeNumber, researchNumber, 99] },
      );
      expect(sent).toEqual({
        reached: 2,
        leftOut: ['bo.yun', 'nobody', String(researchNumber), '99'],
        sendingId: null,
      });
    },
  );
  await expect(send({ kind: 'text', text: '?' }, { accounts: ['bo.yun'] })).rejects.toEqual(
    refusal('bots.nobodyToTell', 422),
  );
  await expect(
    program.call(bots.sendApplicationMessage, { key: 'x', said: { kind: 'text', text: '?' } }),
  ).rejects.toEqual(refusal('bots.keyWrong', 401));
  expect([await mine(bo), await mine(eve)]).toEqual([undefined, undefined]);
  expect(await mine(finance)).toMatchObject({ name: '报销助手', last: { text: '三月报销已入账' } });
  ({ conversationId = '' } = (await mine(ann)) ?? {});
  expect(await ann.call(chats.openApplication, { applicationId })).toEqual({ conversationId });
  await verifyPush(test, ann, rules, [[chats.listMyApplications, {}]], () =>
    ann.call(chats.openApplication, { applicationId }),
  );
  const said = { kind: 'text' as const, text: '程序说的' };
  await verifyPush(test, ann, messagingCache, [[listConversations, {}]], () =>
    test.system(chats.postFromApplication, { applicationId, said, conversationIds: [], personIds: [ann.personId] }),
  );
  const byHand = { applicationId, said, conversationIds: [], personIds: [bo.personId] };
  await expect(ann.call(chats.postFromApplication, byHand)).rejects.toEqual(refusal('kernel.notFound', 404));
  const lookAt = (who: TestClient, operation: string, input: object) =>
    who.raw(`/api/v1/${operation}?input=${Buffer.from(JSON.stringify(input)).toString('base64url')}`);
  const face = await lookAt(ann, 'bots.readApplicationPicture', { applicationId });
  expect(await sharp(Buffer.from(await face.arrayBuffer())).metadata()).toMatchObject({ width: 96, height: 96 });

  // The picture of a message is its readers'.
  await send({ kind: 'picture', base64: png.toString('base64') }, { accounts: ['ann', 'dan'] });
  const [shown] = (await ann.call(listMessages, { conversationId, limit: 1 })).rows;
  const { pictureId } = (shown?.body?.said ?? {}) as { pictureId?: string };
  expect(pictureId).toBeDefined();
  const pictures = await Promise.all(
    [ann, finance, bo, admin].map((who) => lookAt(who, 'bots.readPicture', { pictureId })),
  );
  expect(pictures.map(({ status }) => status)).toEqual([200, 200, 404, 404]);

  // The person writes back: it is told, signed, once it is committed; secrets, voices, calls and recalled words aren't.
  const write = (who: TestClient, text: string, more: object = {}) =>
    postMessage(who, conversationId, { text, ...more });
  await write(ann, '差旅的呢？');
  await test.settle();
  expect(told).toHaveLength(1);
  const [{ headers, body } = { headers: {}, body: '' }] = told;
  expect(JSON.parse(body)).toMatchObject({
    event: 'message',
    seq: 4,
    by: { account: 'ann', name: '安然' },
    message: { kind: 'text', text: '差旅的呢？' },
  });
  const signing = `${headers['guiju-timestamp']}.${headers['guiju-call-id']}.${body}`;
  expect(headers['guiju-signature']).toBe(`v1=${createHmac('sha256', secret).update(signing).digest('hex')}`);
  const { fileId } = await ann.call(
    uploadFile,
    {},
    { file: { name: '票.txt', bytes: new TextEncoder().encode('票') } },
  );
  for (const [said, code] of [
    [{ text: '@安然', mentions: { personIds: [ann.personId] } }, 'messaging.notWithApplication'],
    [{ text: '急', urgent: true }, 'messaging.notWithApplication'],
    [{ text: '密', classification: 'core' }, 'messaging.notCleared'],
    [{ content: { kind: 'voice', fileIds: [fileId], seconds: 1 } }, 'messaging.applicationCannotRead'],
  ] as const)
    await expect(postMessage(ann, conversationId, said as Parameters<typeof postMessage>[2])).rejects.toEqual(
      refusal(code),
    );
  const one = { conversationId, seq: 4 };
  for (const [run, code] of [
    [() => ann.call(editMessage, { ...one, text: '改' }), 'messaging.notWithApplication'],
    [() => ann.call(listReaders, one), 'messaging.notWithApplication'],
    [() => ann.call(remindUnread, one), 'messaging.notWithApplication'],
    [
      () => ann.call(setConversationLabel, { conversationId, classification: 'ordinary' }),
      'messaging.notWithApplication',
    ],
    [() => ann.call(addMembers, { conversationId, personIds: [bo.personId] }), 'messaging.notAGroup'],
    [() => ann.call(renameGroup, { conversationId, name: '改' }), 'messaging.notAGroup'],
    [() => ann.call(leaveGroup, { conversationId }), 'messaging.notAGroup'],
    [() => ann.call(silenceGroup, { conversationId, silenced: true }), 'messaging.notAGroup'],
    [() => ann.call(bots.addBot, { conversationId, name: '混入', ...setUp }), 'kernel.notFound'],
  ] as const)
    await expect(run()).rejects.toEqual(refusal(code));
  status = 500;
  await write(ann, '发错了');
  await test.settle();
  await ann.call(recallMessage, { conversationId, seq: 5 });
  status = 200;
  await test.advance({ seconds: 31 });
  expect(told.map((call) => JSON.parse(call.body).message.text)).toEqual(['差旅的呢？', '发错了']);
  expect(await test.sql(`select from bots.message_call where state = 'gone'`)).toHaveLength(1);

  // A colleague, and an administrator, get nothing: no message, no hit.
  for (const other of [bo, eve, admin, owner]) {
    await expect(other.call(listMessages, { conversationId })).rejects.toEqual(refusal('kernel.notFound', 404));
    await expect(postMessage(other, conversationId, { text: '?' })).rejects.toEqual(refusal('kernel.notFound', 404));
    expect((await other.call(searchMessages, { text: '报销已入账' })).rows).toEqual([]);
    await expect(other.call(searchMessages, { text: '报销', conversationId })).rejects.toEqual(
      refusal('kernel.notFound', 404),
    );
  }
  const heard = await verifyUnheard(eve, () => send({ kind: 'text', text: '只给安然' }, { accounts: ['ann'] }));
  expect(heard).toEqual([]);
  expect((await ann.call(searchMessages, { text: '入账' })).rows).toMatchObject([
    { conversationId, name: '报销助手', seq: 1 },
  ]);

  // What is forwarded names the application; a picture stays.
  const forward = (seqs: number[], how: 'each' | 'merged') =>
    ann.call(forwardMessages, { conversationId, seqs, how, toConversationIds: [group] });
  await forward([1], 'each');
  expect(await last()).toMatchObject({
    senderId: ann.personId,
    kind: 'text',
    body: { text: '三月报销已入账', forwarded: true, forwardedFrom: '报销助手' },
  });
  await forward([1, 4], 'merged');
  expect((await last())?.body).toMatchObject({ of: '报销助手', items: [{ body: { forwardedFrom: '报销助手' } }, {}] });
  await expect(forward([3], 'each')).rejects.toEqual(refusal('messaging.forwardForbidden', 403));
  // What is forwarded to it, it is told of.
  await ann.call(forwardMessages, {
    conversationId: group,
    seqs: [(await last())?.seq ?? 0].map((seq) => seq - 1),
    how: 'each',
    toConversationIds: [conversationId],
  });
  await test.settle();
  expect(JSON.parse(told.at(-1)?.body ?? '{}').message).toEqual({ kind: 'text', text: '三月报销已入账' });

  // Rules on content hold for it, also for what it writes over a card.
  await expect(send({ kind: 'text', text: '去赌博' }, { accounts: ['ann'] })).rejects.toEqual(
    refusal('content.botBlocked'),
  );
  const { cardId } = await program.call(bots.sendApplicationCard, {
    key,
    content: { title: '确认' },
    accounts: ['ann'],
  });
  await expect(program.call(bots.changeApplicationCard, { key, cardId, content: { title: '赌博' } })).rejects.toEqual(
    refusal('content.botBlocked'),
  );

  // Another name after two have agreed; out of sight, off: it stays to be read, and takes nothing.
  const { revision } = (await admin.call(bots.listApplications, {})).rows.find(
    (row) => row.applicationId === applicationId,
  ) ?? {
    revision: 0,
  };
  await verifyPush(test, ann, rules, [[readConversation, { conversationId }]], () =>
    admin.call(bots.proposeApplication, {
      ...proposal,
      applicationId,
      revision,
      name: '财务助手',
      picture: undefined,
      takesMessages: false,
      visible: { everybody: false, departmentIds: [company.departments.财务部 ?? ''], personIds: [] },
    }),
  );
  await expect(write(ann, '在吗')).rejects.toEqual(refusal('messaging.applicationOutOfSight', 403));
  await owner.call(bots.confirmApplication, { applicationId, revision: revision + 1 });
  await test.settle();
  expect(await mine(finance)).toMatchObject({ name: '财务助手' });
  const own = (await mine(finance))?.conversationId ?? '';
  await expect(postMessage(finance, own, { text: '在吗' })).rejects.toEqual(
    refusal('messaging.applicationTakesNothing', 403),
  );
  await expect(ann.call(chats.openApplication, { applicationId })).rejects.toEqual(refusal('kernel.notFound', 404));
  const faces = await Promise.all(
    [finance, admin, ann, eve].map((who) => lookAt(who, 'bots.readApplicationPicture', { applicationId })),
  );
  expect(faces.map(({ status }) => status)).toEqual([200, 200, 404, 404]);
  await verifyPush(test, finance, rules, [[readConversation, { conversationId: own }]], () =>
    owner.call(bots.stopApplication, { applicationId }),
  );
  expect(await finance.call(readConversation, { conversationId: own })).toMatchObject({
    application: { standing: 'off' },
    may: ['pinMessages'],
  });
  await expect(postMessage(finance, own, { text: '在吗' })).rejects.toEqual(refusal('messaging.applicationOff', 409));
  expect((await finance.call(listMessages, { conversationId: own })).rows.length).toBeGreaterThan(1);
}, 60_000);

it('an application sends files; each is its readers’ alone, is what it says, and obeys the rules', async () => {
  const dan = await test.as(await aPerson(test, company, { name: '丹朱', account: 'danzhu', department: '财务部' }));
  const proposal = {
    revision: 0,
    name: '合同助手',
    purpose: '合同',
    address: `http://127.0.0.1:${port}/hook`,
    ranges: ['127.0.0.1'],
    visible: { everybody: false, departmentIds: [company.departments.财务部 ?? ''], personIds: [ann.personId] },
    takesMessages: true,
  };
  const propose = async (name: string) => {
    const { applicationId } = await admin.call(bots.proposeApplication, { ...proposal, name });
    return await owner.call(bots.confirmApplication, { applicationId, revision: 1 });
  };
  const { applicationId, key } = await propose('合同助手');
  const program = test.visitor();
  const upload = (name: string, bytes: Uint8Array, as = key) =>
    program.call(files.uploadApplicationFile, { key: as }, { file: { name, bytes } });
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const send = (fileIds: string[], to: object, more: { text?: string; key?: string } = {}) =>
    program.call(bots.sendApplicationMessage, {
      key: more.key ?? key,
      said: { kind: 'file', fileIds, ...(more.text === undefined ? {} : { text: more.text }) },
      ...to,
    });
  expect((await program.call(files.readApplicationLimits, { key })).mostBytes).toBeGreaterThan(1_000_000);
  await expect(program.call(files.readApplicationLimits, { key: 'x' })).rejects.toEqual(refusal('bots.keyWrong', 401));

  // Whoever has no key is refused before a byte was sent; what is no picture is none.
  const announce = (as: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const input = Buffer.from(JSON.stringify({ key: as })).toString('base64url');
      const headers = { 'guiju-input': input, 'content-length': '2000000000' };
      const asking = request(`${test.url}/api/v1/${files.uploadApplicationFile.name}`, { method: 'POST', headers });
      asking.on('response', ({ statusCode }) => {
        resolve(statusCode);
        asking.destroy();
      });
      asking.on('error', reject);
      asking.flushHeaders();
    });
  expect([await announce('x'), await announce(key)]).toEqual([401, 413]);
  await expect(upload('合同.txt', bytesOf('合同'), 'x')).rejects.toEqual(refusal('bots.keyWrong', 401));
  await expect(upload('图.png', bytesOf('<svg onload="x"/>'))).rejects.toEqual(refusal('files.notWhatItSays', 415));
  await expect(upload('跑.exe', bytesOf('MZ'))).rejects.toMatchObject({ status: 415 });

  const png = await sharp({ create: { width: 400, height: 300, channels: 3, background: 'navy' } })
    .png()
    .toBuffer();
  const text = await upload('../采购合同.txt', bytesOf('甲方乙方'));
  await verifyPush(test, ann, rules, [[describeFiles, { fileIds: [] }]], () =>
    program.call(files.uploadApplicationFile, { key }, { file: { name: '另.txt', bytes: bytesOf('另') } }),
  );
  const picture = await upload('签章.png', png);
  expect(text).toMatchObject({ name: '采购合同.txt', size: 12, mediaType: 'text/plain; charset=utf-8' });
  // An upload is nobody's to see.
  for (const who of [ann, admin, owner])
    expect((await who.call(describeFiles, { fileIds: [text.fileId] })).rows).toEqual([]);

  // To people, a department and a group at once: every message has files of its own.
  await ann.call(bots.admitApplication, { conversationId: group, applicationId, admitted: true });
  const number = await test.sql<{ number: number }>('select number from directory.published_department where id = $1', [
    company.departments.财务部,
  ]);
  const mine = async (who: TestClient) =>
    (await who.call(listConversations, {})).rows.find((row) => row.applicationId === applicationId);
  await verifyPush(test, ann, [...rules, ...messagingCache], [[listConversations, {}]], async () => {
    const sent = await send(
      [text.fileId, picture.fileId],
      { accounts: ['ann', 'eve'], departments: [number[0]?.number], conversationIds: [group] },
      { text: '请审阅' },
    );
    expect(sent.leftOut).toEqual(['eve']);
  });
  const conversationId = (await mine(ann))?.conversationId ?? '';
  const message = async (who: TestClient, where: string) =>
    (await who.call(listMessages, { conversationId: where, limit: 1 })).rows.at(-1);
  const own = await message(ann, conversationId);
  const danOwn = await message(dan, (await mine(dan))?.conversationId ?? '');
  const inGroup = await message(bo, group);
  expect([own, danOwn, inGroup]).toMatchObject(
    [0, 1, 2].map(() => ({ senderId: null, kind: 'file', body: { text: '请审阅', from: '合同助手', applicationId } })),
  );
  const idsOf = (row: typeof own) => (row?.body?.fileIds ?? []) as string[];
  expect(new Set([own, danOwn, inGroup].flatMap(idsOf)).size).toBe(6);
  const open = (who: TestClient, operation: string, fileId: string | undefined) =>
    who.raw(`/api/v1/${operation}?input=${Buffer.from(JSON.stringify({ fileId })).toString('base64url')}`);
  const statuses = async (operation: string, fileId: string | undefined) =>
    Promise.all([ann, dan, bo, eve, admin, owner].map(async (who) => (await open(who, operation, fileId)).status));
  const mark = async (row: typeof own) => [
    await statuses('files.readFile', idsOf(row)[0]),
    await statuses('files.readThumbnail', idsOf(row)[1]),
  ];
  const alone = [200, 404, 404, 404, 404, 404];
  expect(await mark(own)).toEqual([alone, alone]);
  expect(await mark(danOwn)).toEqual([0, 1].map(() => [404, 200, 404, 404, 404, 404]));
  expect(await mark(inGroup)).toEqual([0, 1].map(() => [200, 404, 200, 404, 404, 404]));
  expect(await (await open(ann, 'files.readFile', idsOf(own)[0])).text()).toBe('甲方乙方');
  expect((await ann.call(describeFiles, { fileIds: idsOf(own) })).rows).toMatchObject([
    { name: '采购合同.txt', uploadedBy: null, may: [] },
    { name: '签章.png', thumbnail: true, width: 400 },
  ]);
  expect((await ann.call(listFiles, { conversationId })).rows).toHaveLength(2);
  await test.settle();
  expect((await ann.call(searchMessages, { text: '采购合同', conversationId })).rows).toMatchObject([
    { seq: own?.seq },
  ]);
  expect((await eve.call(searchMessages, { text: '采购合同' })).rows).toEqual([]);
  await expect(eve.call(listFiles, { conversationId })).rejects.toEqual(refusal('kernel.notFound', 404));

  // What goes on names the application; what a leader removes is gone for all of the group, and for nobody else.
  const one = { conversationId, seqs: [own?.seq ?? 0], how: 'each' as const, toPersonIds: [bo.personId] };
  const [forwarded] = (await ann.call(forwardMessages, one)).sent;
  expect(await message(bo, forwarded?.conversationId ?? '')).toMatchObject({
    senderId: ann.personId,
    kind: 'file',
    body: { text: '请审阅', forwardedFrom: '合同助手', forwarded: true },
  });
  await ann.call(removeMessage, { conversationId: group, seq: inGroup?.seq ?? 0, reason: '误发' });
  expect(await mark(inGroup)).toEqual([0, 1].map(() => [404, 404, 404, 404, 404, 404]));
  expect((await mark(own))[0]).toEqual(alone);

  // Another application's upload, and a person's, are none of its own; names obey the rules on content.
  const other = await propose('别的助手');
  const { fileId: ofAnn } = await ann.call(uploadFile, {}, { file: { name: '我的.txt', bytes: bytesOf('我') } });
  for (const fileId of [(await upload('别.txt', bytesOf('别'), other.key)).fileId, ofAnn, idsOf(own)[0] ?? ''])
    await expect(send([fileId], { accounts: ['ann'] })).rejects.toEqual(refusal('kernel.notFound', 404));
  const bad = await upload('赌博名单.txt', bytesOf('单'));
  await expect(send([bad.fileId], { accounts: ['ann'] })).rejects.toEqual(refusal('content.botBlocked'));
  const byHand = { applicationId, name: '合同助手', personIds: [ann.personId], conversationIds: [] };
  await expect(ann.call(postFilesAsApplication, { ...byHand, program: 'x', fileIds: [text.fileId] })).rejects.toEqual(
    refusal('kernel.notFound', 404),
  );

  // The person sends files: it is told of them, and fetches them by its key; no other does.
  told.length = 0;
  const give = (name: string, bytes: Uint8Array) => ann.call(uploadFile, {}, { file: { name, bytes } });
  const invoice = await give('发票.txt', bytesOf('三百'));
  const photo = await give('小票.png', png);
  const secret = await give('底价.txt', bytesOf('密'));
  await ann.call(labelFile, { fileId: secret.fileId, label: 'core' });
  const carry = (fileIds: string[], more: object = {}) =>
    postMessage(ann, conversationId, { content: { kind: 'file', fileIds, text: '请报销' }, ...more });
  await expect(carry([secret.fileId])).rejects.toEqual(refusal('messaging.notCleared', 403));
  await expect(carry([invoice.fileId], { classification: 'ordinary' })).rejects.toEqual(
    refusal('messaging.notCleared'),
  );
  const { seq } = await carry([invoice.fileId, photo.fileId]);
  await test.settle();
  expect(told.map((call) => JSON.parse(call.body).message)).toEqual([
    {
      kind: 'file',
      text: '请报销',
      files: [
        { fileId: invoice.fileId, name: '发票.txt', size: 6, mediaType: 'text/plain; charset=utf-8' },
        { fileId: photo.fileId, name: '小票.png', size: png.length, mediaType: 'image/png' },
      ],
    },
  ]);
  const fetched = (fileId: string, as = key) =>
    program.raw(`/api/v1/${files.readApplicationFile.name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: as, fileId }),
    });
  const codes = async (fileId: string) =>
    Promise.all([key, other.key, 'x'].map(async (as) => (await fetched(fileId, as)).status));
  expect(await (await fetched(invoice.fileId)).text()).toBe('三百');
  expect(Buffer.from(await (await fetched(photo.fileId)).arrayBuffer()).equals(png)).toBe(true);
  expect(await codes(invoice.fileId)).toEqual([200, 404, 401]);
  // Not what it sent, what stands elsewhere, what is on its way, or was marked as a secret since.
  const aside = await give('群里.txt', bytesOf('群'));
  await postMessage(ann, group, { content: { kind: 'file', fileIds: [aside.fileId] } });
  for (const fileId of [text.fileId, idsOf(own)[0] ?? '', aside.fileId, secret.fileId])
    expect(await codes(fileId)).toEqual([404, 404, 401]);
  await ann.call(labelFile, { fileId: photo.fileId, label: 'ordinary' });
  expect(await codes(photo.fileId)).toEqual([404, 404, 401]);
  await ann.call(recallMessage, { conversationId, seq });
  expect(await codes(invoice.fileId)).toEqual([404, 404, 401]);
  // What is forwarded to it has a copy of its own.
  const [at] = (await ann.call(listFiles, { conversationId: group })).rows.filter((row) => row.fileId === aside.fileId);
  await ann.call(forwardMessages, {
    conversationId: group,
    seqs: [at?.seq ?? 0],
    how: 'each',
    toConversationIds: [conversationId],
  });
  await test.settle();
  const [passedOn] = JSON.parse(told.at(-1)?.body ?? '{}').message.files;
  expect(passedOn).toMatchObject({ name: '群里.txt' });
  expect(passedOn.fileId).not.toBe(aside.fileId);
  expect(await codes(passedOn.fileId)).toEqual([200, 404, 401]);

  // What it wouldn't take isn't scheduled either.
  const later = (to: string, said: CallInputOf<typeof scheduleMessage>['said']) =>
    ann.call(scheduleMessage, { conversationId: to, clientId: crypto.randomUUID(), said, at: inAnHour() });
  const [{ now = '' } = {}] = await test.sql<{ now: string }>('select max(at)::text as now from messaging.message');
  const inAnHour = () => new Date(Date.parse(now) + 3_600_000).toISOString();
  await later(conversationId, { text: '稍后' });
  await expect(later(conversationId, { text: '密', classification: 'core' })).rejects.toEqual(
    refusal('messaging.notCleared', 403),
  );
  await expect(later(conversationId, { text: '急', urgent: true })).rejects.toEqual(
    refusal('messaging.notWithApplication', 409),
  );
  const silent = await admin.call(bots.proposeApplication, { ...proposal, name: '只说不听', takesMessages: false });
  await owner.call(bots.confirmApplication, { applicationId: silent.applicationId, revision: 1 });
  const said = await ann.call(chats.openApplication, { applicationId: silent.applicationId });
  await expect(later(said.conversationId, { text: '在吗' })).rejects.toEqual(
    refusal('messaging.applicationTakesNothing', 403),
  );
  await owner.call(bots.stopApplication, { applicationId: silent.applicationId });
  await expect(later(said.conversationId, { text: '在吗' })).rejects.toEqual(refusal('messaging.applicationOff', 409));
  // Nor is what was scheduled changed, once it takes nothing any more.
  const listening = await ann.call(chats.openApplication, { applicationId: other.applicationId });
  const { scheduledId } = await later(listening.conversationId, { text: '稍后' });
  await ann.call(changeScheduled, { scheduledId, text: '再晚一点' });
  await owner.call(bots.stopApplication, { applicationId: other.applicationId });
  for (const change of [{ text: '还在吗' }, { at: new Date(Date.parse(now) + 7_200_000).toISOString() }])
    await expect(ann.call(changeScheduled, { scheduledId, ...change })).rejects.toEqual(
      refusal('messaging.applicationOff', 409),
    );
  await ann.call(cancelScheduled, { scheduledId });

  // For a day it can be sent again; then it is gone, and what was sent stays.
  await test.advance({ seconds: 61 });
  expect((await send([text.fileId], { accounts: ['danzhu'] })).reached).toBe(1);
  await test.advance({ hours: 25 });
  await expect(send([text.fileId], { accounts: ['danzhu'] })).rejects.toEqual(refusal('kernel.notFound', 404));
  expect((await open(dan, 'files.readFile', idsOf(danOwn)[0])).status).toBe(200);
}, 60_000);

it('an application’s upload goes on where it was cut off, by its key alone; another application finds none, nor does a person', async () => {
  await renew();
  const propose = async (name: string) => {
    const proposal = { revision: 0, name, purpose: '合同', ranges: [] };
    const { applicationId } = await admin.call(bots.proposeApplication, proposal);
    return await owner.call(bots.confirmApplication, { applicationId, revision: 1 });
  };
  const { key } = await propose('归档助手');
  const stranger = await propose('别家助手');
  const program = test.visitor();
  const keyed = (as: string) => ({ 'guiju-input': Buffer.from(JSON.stringify({ key: as })).toString('base64url') });
  const part = (method: string, id: string, headers: Record<string, string>, body?: Uint8Array, who = program) =>
    who.raw(`/api/v1/uploads${id}`, {
      method,
      headers: { 'tus-resumable': '1.0.0', ...headers },
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
  const begin = (as: string, size: number) =>
    part('POST', '', {
      ...keyed(as),
      'upload-length': `${size}`,
      'guiju-operation': files.uploadApplicationFile.name,
    });
  const large = new Uint8Array(100_000).map((_, at) => 32 + (at % 90));
  expect([(await begin('x', 10)).status, (await begin(key, 2_000_000_000)).status]).toEqual([401, 413]);
  const location = (await begin(key, large.length)).headers.get('location') ?? '';
  const place = `/${location.split('/').at(-1)}`;
  const put = (as: string, from: number, to: number) =>
    part(
      'PATCH',
      place,
      { ...keyed(as), 'upload-offset': `${from}`, 'content-type': 'application/offset+octet-stream' },
      large.subarray(from, to),
    );
  expect((await put(key, 0, 60_000)).headers.get('upload-offset')).toBe('60000');

  for (const [as, who, status] of [
    [stranger.key, program, 404],
    ['x', program, 401],
    [undefined, program, 400],
    [undefined, ann, 400],
  ] as const)
    expect((await part('HEAD', place, as === undefined ? {} : keyed(as), undefined, who)).status).toBe(status);
  expect((await put(stranger.key, 60_000, 100_000)).status).toBe(404);
  expect((await part('HEAD', place, keyed(key))).headers.get('upload-offset')).toBe('60000');
  const finish = (as: string) =>
    program.raw(`/api/v1/${files.uploadApplicationFile.name}`, {
      method: 'POST',
      headers: {
        ...keyed(as),
        'guiju-command-id': crypto.randomUUID(),
        'guiju-file-name': encodeURIComponent('大合同.txt'),
        'guiju-upload': place.slice(1),
      },
    });
  expect((await finish(key)).status).toBe(409);
  expect((await put(key, 60_000, 100_000)).headers.get('upload-offset')).toBe('100000');
  expect((await finish(stranger.key)).status).toBe(404);
  const arrived = await finish(key);
  expect([arrived.status, await arrived.json()]).toMatchObject([200, { name: '大合同.txt', size: 100_000 }]);
  expect((await finish(key)).status).toBe(404);
  expect(await test.sql('select from kernel.resumable_upload')).toEqual([]);
  expect(await test.sql('select from kernel.loose_blob')).toEqual([]);
  for (let waits = 0; waits < 20; waits += 1) await begin(stranger.key, 10);
  expect([(await begin(stranger.key, 10)).status, (await begin(key, 10)).status]).toEqual([409, 201]);
});

it('what an application says to many goes in parts: once to each, whatever dies between them, and not on when it is stopped', async () => {
  await renew();
  const { applicationId } = await admin.call(bots.proposeApplication, {
    revision: 0,
    name: '全员通知',
    purpose: '通知',
    ranges: [],
  });
  const { key } = await owner.call(bots.confirmApplication, { applicationId, revision: 1 });
  const program = test.visitor();
  // Colleagues like one that is there.
  const copies = (table: string, each: string, more: string) =>
    `insert into directory.${table} select r.* from directory.${table} o, ${each},
       jsonb_populate_record(o, jsonb_build_object(${more})) r`;
  const many = (
    await test.sql<{ id: string }>(
      `${copies('person', 'generate_series(1, 230) n', `'id', gen_random_uuid(), 'account', 'many' || n`)}
       where o.id = $1 returning id`,
      [eve.personId],
    )
  ).map(({ id }) => id);
  await test.sql(
    `${copies('membership', 'unnest($2::uuid[]) p', `'id', gen_random_uuid(), 'person_id', p`)} where o.person_id = $1`,
    [eve.personId, many],
  );
  const [{ department = 0, people = 0 } = {}] = await test.sql<{ department: number; people: number }>(
    `select number as department, (select count(*)::int from directory.published_person where active) as people
     from directory.published_department where id = $1`,
    [company.rootId],
  );
  const { fileId } = await program.call(
    files.uploadApplicationFile,
    { key },
    { file: { name: '通知.txt', bytes: new TextEncoder().encode('停电') } },
  );
  const send = (said: CallInputOf<typeof bots.sendApplicationMessage>['said']) =>
    program.call(bots.sendApplicationMessage, { key, said, departments: [department] });
  const progress = (sendingId: string | null, as = key) =>
    program.call(readApplicationSending, { key: as, sendingId: sendingId ?? '' });
  /** The program dies at the end of a part, again and again. */
  const dying = async () => {
    await test.sql(`create or replace function bots.die() returns trigger language plpgsql as $$
      begin raise 'dead'; end $$`);
    await test.sql('create trigger die before update on bots.sending for each row execute function bots.die()');
  };
  const alive = () => test.sql('drop trigger die on bots.sending');
  /** How many messages of the application people have, and how many people have so many. */
  const had = (kind: string) =>
    test.sql<{ messages: number; people: number }>(
      `select messages, count(*)::int as people from (
         select count(m.seq)::int as messages from messaging.conversation c
         left join messaging.message m on m.conversation_id = c.id and m.kind = $2
         where c.application_id = $1 group by c.id) n group by 1 order by 1`,
      [applicationId, kind],
    );

  await dying();
  const { reached, sendingId } = await send({ kind: 'file', fileIds: [fileId], text: '请看' });
  expect(reached).toBe(people);
  await test.settle();
  expect(await progress(sendingId)).toMatchObject({ total: people, sent: 200, passedOver: 0, state: 'running' });
  expect(await had('file')).toEqual([{ messages: 1, people: 200 }]);
  await expect(progress(sendingId, 'x')).rejects.toEqual(refusal('bots.keyWrong', 401));
  await expect(progress(crypto.randomUUID())).rejects.toEqual(refusal('kernel.notFound', 404));
  // Somebody who had no turn yet leaves.
  await test.sql(
    `update directory.person set left_on = '2026-03-01' where id = (
       select person_id from bots.sending_person where sending_id = $1 and person_id = any($2) order by number desc limit 1)`,
    [sendingId, many],
  );
  await alive();
  await test.advance({ minutes: 6 });
  expect(await progress(sendingId)).toMatchObject({
    total: people,
    sent: people - 1,
    passedOver: 1,
    state: 'done',
    failure: null,
    endedAt: expect.any(String),
  });
  expect(await had('file')).toEqual([{ messages: 1, people: people - 1 }]);
  expect(await test.sql('select from bots.sending_person')).toEqual([]);
  expect(await test.sql('select from bots.sending where said is not null')).toEqual([]);

  // A picture is kept once, a card is one for all.
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const pictures = await test.sql('select from bots.picture');
  await send({ kind: 'picture', base64: png.toString('base64') });
  await test.settle();
  expect(await had('botMessage')).toEqual([{ messages: 1, people: people - 1 }]);
  expect(await test.sql('select from bots.picture')).toHaveLength(pictures.length + 1);
  const sent = await program.call(bots.sendApplicationCard, {
    key,
    content: { title: '停电' },
    departments: [department],
  });
  await test.settle();
  expect(await had('appCard')).toEqual([{ messages: 1, people: people - 1 }]);
  expect(await test.sql('select from bots.card_person where card_id = $1', [sent.cardId])).toHaveLength(people - 1);

  // Switched off between two parts: nobody else gets it.
  await dying();
  const stopped = await send({ kind: 'text', text: '再说一遍' });
  await test.settle();
  await owner.call(bots.stopApplication, { applicationId });
  await alive();
  await test.advance({ minutes: 6 });
  expect(await test.sql('select sent, state, failure from bots.sending where id = $1', [stopped.sendingId])).toEqual([
    { sent: 200, state: 'stopped', failure: 'kernel.notFound' },
  ]);
  expect(await had('botMessage')).toEqual([
    { messages: 1, people: people - 201 },
    { messages: 2, people: 200 },
  ]);
}, 120_000);

it('a module’s button does its operation as whoever presses, or nothing', async () => {
  const send = () =>
    test.system(bots.sendCard, {
      from: '群务',
      content: { title: '全员禁言？', buttons: [{ button: 'yes', label: '禁言' }] },
      conversationIds: [group],
      personIds: [eve.personId],
      operations: { yes: { operation: silenceGroup.name, input: { conversationId: group, silenced: true } } },
    });
  let cardId = '';
  await verifyPush(test, eve, rules, [[bots.listMyCards, {}]], async () => {
    ({ cardId } = await send());
  });
  // Neither a member of the group, nor its leader: the operation refuses, and nothing was pressed.
  await expect(eve.call(bots.pressButton, { cardId, button: 'yes' })).rejects.toEqual(refusal('kernel.notFound', 404));
  await expect(bo.call(bots.pressButton, { cardId, button: 'yes' })).rejects.toEqual(
    refusal('messaging.notLeader', 403),
  );
  expect((await bo.call(bots.readCard, { cardId })).pressed).toBeNull();
  await verifyPush(test, eve, rules, [[bots.readCard, { cardId }]], () =>
    test.system(bots.changeCard, {
      cardId,
      content: { title: '现在全员禁言？', buttons: [{ button: 'yes', label: '禁言' }] },
    }),
  );
  await verifyPush(test, eve, rules, [[bots.readCard, { cardId }]], () =>
    ann.call(bots.pressButton, { cardId, button: 'yes' }),
  );
  expect((await bo.call(readConversation, { conversationId: group })).silenced).toBe(true);
  for (const one of [
    () => ann.call(bots.sendCard, { from: '冒充', content: { title: 'x' }, personIds: [bo.personId] }),
    () => ann.call(bots.changeCard, { cardId, content: { title: 'x' } }),
  ])
    await expect(one()).rejects.toEqual(refusal('kernel.notFound', 404));
});

it('in a chat of secrets a bot’s words and pictures are as secret as the chat', async () => {
  await giveRole(test, ann.personId, 'securityOwner');
  const room = await aGroup(ann, [bo], '底价');
  await ann.call(setConversationLabel, { conversationId: room, classification: 'ordinary' });
  const { key } = await ann.call(bots.addBot, { conversationId: room, name: '行情', ...setUp });
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  await post(key, text('底价是三百'));
  const base64 = png.toString('base64');
  const md5 = createHash('md5').update(png).digest('hex');
  expect(await post(key, { msgtype: 'image', image: { base64, md5 } })).toMatchObject({ errcode: 0 });
  const bodies = async (who: TestClient) =>
    (await who.call(listMessages, { conversationId: room, limit: 2 })).rows.map((row) => row.body);
  const [said, picture] = await bodies(ann);
  expect([said, picture]).toMatchObject([
    { text: '底价是三百', classification: 'ordinary' },
    { said: { kind: 'picture' } },
  ]);
  expect(await bodies(bo)).toEqual([0, 1].map(() => ({ classification: 'ordinary', hidden: true })));
  const { pictureId } = (picture as { said: { pictureId: string } }).said;
  await ann.call(bots.readPicture, { pictureId });
  await expect(bo.call(bots.readPicture, { pictureId })).rejects.toMatchObject({ status: 404 });

  // So are files of an application.
  await renew();
  const { applicationId } = await admin.call(bots.proposeApplication, {
    revision: 0,
    name: '行情',
    purpose: '行情',
    ranges: [],
  });
  const { key: byKey } = await owner.call(bots.confirmApplication, { applicationId, revision: 1 });
  await ann.call(bots.admitApplication, { conversationId: room, applicationId, admitted: true });
  const program = test.visitor();
  const file = { name: '底价.png', bytes: png };
  const { fileId } = await program.call(files.uploadApplicationFile, { key: byKey }, { file });
  await program.call(bots.sendApplicationMessage, {
    key: byKey,
    said: { kind: 'file', fileIds: [fileId] },
    conversationIds: [room],
  });
  const [, sent] = await bodies(ann);
  expect(sent).toMatchObject({ classification: 'ordinary', from: '行情' });
  expect((await bodies(bo))[1]).toEqual({ classification: 'ordinary', hidden: true });
  const { fileIds } = sent as { fileIds: string[] };
  expect((await ann.call(describeFiles, { fileIds })).rows).toHaveLength(1);
  expect((await bo.call(describeFiles, { fileIds })).rows).toEqual([]);
});

it('what nobody confirms in time is off; so is what somebody proposed who may no longer do so, and who isn’t fresh confirms nothing', async () => {
  await renew();
  const proposal = { revision: 0, name: '过期系统', purpose: '巡检', ranges: [] };
  const rowOf = async (id: string) =>
    (await owner.call(bots.listApplications, {})).rows.find((row) => row.applicationId === id);
  const { applicationId } = await admin.call(bots.proposeApplication, proposal);
  const former = await test.as(await aPerson(test, company, { name: '前任管理员' }));
  const assignmentId = await giveRole(test, former.personId, 'administrator');
  const begun = await former.call(bots.proposeApplication, { ...proposal, name: '前任的' });
  await test.system(revokeRole, { assignmentId });
  await expect(
    owner.call(bots.confirmApplication, { applicationId: begun.applicationId, revision: 1 }),
  ).rejects.toEqual(refusal('access.proposalOver', 409));
  await test.advance({ minutes: 11 });
  for (const early of [
    () => owner.call(bots.confirmApplication, { applicationId, revision: 1 }),
    () => admin.call(bots.proposeApplication, proposal),
  ])
    await expect(early()).rejects.toEqual(refusal('access.confirmFirst', 403));
  await test.advance({ days: 6 });
  await renew();
  // Proposed anew it waits anew.
  await admin.call(bots.proposeApplication, { ...proposal, applicationId, revision: 1, purpose: '巡检二' });
  await fromBefore(test, new URL('./server/migrations/0005-old-proposals.sql', import.meta.url), {
    'bots.application': 'bots.proposalExpires',
  });
  await test.advance({ days: 2 });
  await renew();
  expect([(await rowOf(applicationId))?.state, (await rowOf(begun.applicationId))?.state]).toEqual(['proposed', 'off']);
  await verifyPush(test, owner, rules, [[bots.listApplications, {}]], () => test.advance({ days: 5, minutes: 1 }));
  await renew();
  expect(await rowOf(applicationId)).toMatchObject({ state: 'off', expiresAt: null, may: [] });
  await expect(owner.call(bots.confirmApplication, { applicationId, revision: 3 })).rejects.toEqual(
    refusal('kernel.changedMeanwhile', 409),
  );
  expect((await admin.call(listNotices, {})).rows.map(({ title }) => title)).toContain(
    '你登记的第三方应用“过期系统”：已过期，无人确认',
  );
});

/** With sessions that are fresh at the new time. */
async function renew() {
  admin = await test.as(admin.personId);
  owner = await test.as(owner.personId);
}
