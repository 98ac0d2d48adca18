import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSetting, manageSettings } from '#kernel/contract/kernel-operations.ts';
import { mostWatched, type PresenceMoved } from '#kernel/contract/presence.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { openPush, verifyPush } from '#kernel/testing/verify-push.ts';
import { markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { managePeople, manageVisibility } from '#modules/directory/contract/permissions.ts';
import { setVisibilityRule } from '#modules/directory/contract/visibility.ts';
import { aCompany, aPerson, type Grants, type TestCompany, testAuthority } from '#modules/directory/testing.ts';
import { copyFile, describeFiles, uploadFile } from '#modules/files/contract/operations.ts';
import { modules } from '#modules/index.ts';
import * as channels from '#modules/notifications/contract/channel-operations.ts';
import { countUnread, listNotices } from '#modules/notifications/contract/operations.ts';
import { manageChannels } from '#modules/notifications/contract/permissions.ts';
import { savePreference, subscribePush } from '#modules/notifications/contract/preference-operations.ts';
import { aBrowser, aReceiver } from '#modules/notifications/testing.ts';
import { confirmAsked, listAnswers, listAsked } from './contract/answers.ts';
import { postAsApplication } from './contract/application-chats.ts';
import {
  listBroadcasts,
  listRecipients,
  previewBroadcast,
  startBroadcast,
  stopBroadcast,
} from './contract/broadcasts.ts';
import { forwardMessages, setGroupRules } from './contract/content.ts';
import { leaveGroup, listConversations, muteConversation, readConversation } from './contract/conversations.ts';
import { listDrafts, saveDraft } from './contract/drafts.ts';
import { answerForward, askToForward, listForwardConsents } from './contract/forward-consents.ts';
import { silenceMember } from './contract/group-tools.ts';
import { listMessages, listReaders, markRead, recallMessage } from './contract/messages.ts';
import { sendToMany } from './contract/permissions.ts';
import { readPrivacy, remindUnread, savePrivacy } from './contract/reminders.ts';
import {
  cancelScheduled,
  changeScheduled,
  listScheduled,
  readScheduled,
  scheduleMessage,
  sendScheduled,
} from './contract/scheduled.ts';
import { presence } from './contract/settings.ts';
import { aDirect, aGroup, post, say } from './testing.ts';
import { cacheRules } from './web/cache.ts';

const grants: Grants = new Map();
let test: TestProgram;
let company: TestCompany;
let [ann, bo, cai, eve] = [] as unknown as [TestClient, TestClient, TestClient, TestClient];
let outside: Awaited<ReturnType<typeof aReceiver>>;

const newcomer = async (name: string, more: Parameters<typeof aPerson>[2] = {}) =>
  test.as(await aPerson(test, company, { name, ...more }));
const refusal = (code: string, status: number) => expect.objectContaining({ code, status });
const missing = refusal('kernel.notFound', 404);
const later = (duration: Temporal.DurationLike) => test.program.kernel.clock.now().add(duration).toString();
const leaves = async (personId: string) => {
  const hr = await newcomer('人事');
  grants.set(hr.personId, [{ permission: managePeople, reach: 'company' }]);
  const { revision } = await hr.call(readPerson, { personId });
  await hr.call(markLeft, { personId, revision, lastDay: '2026-03-02' });
  await test.settle();
};
const texts = async (who: TestClient, conversationId: string) =>
  (await who.call(listMessages, { conversationId, after: 0, limit: 200 })).rows.map((row) => row.body?.text);
const told = async (who: TestClient, kind: string) =>
  (await who.call(listNotices, { limit: 200 })).rows.filter((row) => row.kind === kind);
const watching = (who: TestClient, queries: Parameters<typeof verifyPush>[3], run: () => Promise<unknown>) =>
  verifyPush(test, who, cacheRules, queries, run);

beforeAll(async () => {
  outside = await aReceiver(() => ({ body: {} }));
  test = await startTestProgram(
    { modules, authority: testAuthority(modules, grants), timeZone: async () => 'Asia/Shanghai' },
    { startAt: '2026-03-03T10:00:00+08:00', publicUrl: 'https://oa.example.cn' },
  );
  company = await aCompany(test);
  ann = await newcomer('安然', { phone: '+8613800138000' });
  bo = await newcomer('薄云', { phone: '+8613800138001' });
  cai = await newcomer('蔡青', { phone: '+8613800138002' });
  eve = await newcomer('伊芙');
});
afterAll(async () => {
  await test.stop();
  await outside.stop();
});

describe('who isn’t at a screen', () => {
  const pushed = (path: string) => outside.received.filter((one) => one.path === path).length;
  /** What went out about this conversation, to whom. */
  const away = (conversationId: string) =>
    test.sql<{ kind: string; facts: unknown; name: string; read: boolean }>(
      `select s.kind, s.facts, p.name, n.read_at is not null as read
       from notifications.sending s join notifications.notice n on n.sending_id = s.id
       join directory.published_person p on p.id = n.person_id
       where s.about_type = 'messaging.conversation' and s.about_id = $1 order by s.sent_at, s.id, p.name`,
      [conversationId],
    );

  it('is told outside the app once until they read, and again when called; muting keeps away all but that', async () => {
    const [one, two] = [await newcomer('管理丙'), await newcomer('管理丁')];
    for (const admin of [one, two]) grants.set(admin.personId, [{ permission: manageChannels, reach: 'company' }]);
    const setup = channels.saveChannel.input.shape.setup.parse({
      channel: 'push',
      options: { contact: 'it@example.cn' },
    });
    const { revision } = await one.call(channels.saveChannel, { revision: 0, active: true, setup });
    const proposed = { channel: 'push' as const, revision, addresses: ['127.0.0.1'] };
    const next = await one.call(channels.proposeChannelAddresses, proposed);
    await two.call(channels.confirmChannelAddresses, { channel: 'push', revision: next.revision });
    const [wei, qi, yu] = [await newcomer('卫青'), await newcomer('戚继光'), await newcomer('于谦')];
    for (const [who, path] of [
      [wei, '/wei'],
      [qi, '/qi'],
      [yu, '/yu'],
    ] as const) {
      const { p256dh, auth } = aBrowser();
      await who.call(subscribePush, { endpoint: `${outside.url}${path}`, p256dh, auth, name: 'Chrome' });
    }
    const group = await aGroup(wei, [qi, yu], '北境');
    await qi.call(muteConversation, { conversationId: group, muted: true });
    await say(wei, group, '粮草到了');
    // Half a minute to read it in the app.
    await test.advance({ seconds: 20 });
    expect(await away(group)).toEqual([]);
    await test.advance({ minutes: 2 });
    const news = { kind: 'messaging.newMessages', facts: { place: '北境' } };
    expect(await away(group)).toEqual([{ ...news, name: '于谦', read: false }]);
    expect([pushed('/wei'), pushed('/qi'), pushed('/yu')]).toEqual([0, 0, 1]);
    await say(wei, group, '还有马');
    await test.advance({ minutes: 2 });
    expect(pushed('/yu')).toBe(1);
    await post(wei, group, { text: '@戚继光 你来', mentions: { personIds: [qi.personId], all: false } });
    await test.advance({ minutes: 2 });
    const called = { kind: 'messaging.called', facts: { place: '北境', caller: '卫青' } };
    expect((await away(group)).slice(1)).toEqual([{ ...called, name: '戚继光', read: false }]);
    expect([pushed('/qi'), pushed('/yu')]).toEqual([1, 1]);
    // It is in the chat: the list of notices has none of it, and reading there ends what waits.
    expect((await yu.call(listNotices, {})).rows).toEqual([]);
    expect(await yu.call(countUnread, {})).toEqual({ count: 0 });
    await yu.call(markRead, { conversationId: group, seq: 3 });
    expect((await away(group))[0]).toMatchObject({ name: '于谦', read: true });
    await say(wei, group, '明日出发');
    await test.advance({ minutes: 2 });
    expect(pushed('/yu')).toBe(2);

    // At a screen one sees it there; what was read isn't told.
    await yu.call(markRead, { conversationId: group, seq: 4 });
    const screen = await openPush(test, yu);
    screen.send({ type: 'here', here: true });
    await screen.roundTrip();
    await say(wei, group, '改期了');
    await test.advance({ minutes: 3 });
    expect(pushed('/yu')).toBe(2);
    screen.close();

    // Each decides for themselves.
    await qi.call(muteConversation, { conversationId: group, muted: false });
    await qi.call(markRead, { conversationId: group, seq: 5 });
    await qi.call(savePreference, { kind: 'messaging.newMessages', channel: 'push', timing: 'off' });
    await say(wei, group, '再议');
    await test.advance({ minutes: 2 });
    expect(pushed('/qi')).toBe(1);
    expect(await test.sql(`select 1 from notifications.sending where facts::text like '%再议%'`)).toEqual([]);

    // So it is with what an application says to one, muted or not.
    const { posted } = await test.system(postAsApplication, {
      applicationId: crypto.randomUUID(),
      name: '军需',
      personIds: [wei.personId, qi.personId],
      kind: 'botMessage',
      body: { from: '军需', text: '已发车', said: { kind: 'text' } },
    });
    const chatOf = (who: TestClient) => posted.find((one) => one.personId === who.personId)?.conversationId ?? '';
    await qi.call(muteConversation, { conversationId: chatOf(qi), muted: true });
    await test.advance({ minutes: 2 });
    expect(await away(chatOf(wei))).toEqual([
      { kind: 'messaging.newMessages', facts: { place: '军需' }, name: '卫青', read: false },
    ]);
    expect(await away(chatOf(qi))).toEqual([]);
  });
});

describe('drafts', () => {
  const drafts = async (who: TestClient) => (await who.call(listDrafts, {})).rows;

  it('are the same on every device of their person; what was typed later holds', async () => {
    const group = await aGroup(ann, [bo]);
    const phone = await test.as(ann.personId);
    const type = (device: TestClient, text: string, typedAt: string) =>
      device.call(saveDraft, { conversationId: group, text, typedAt });
    await watching(phone, [[listDrafts, {}]], () => type(ann, '明天的会', later({ seconds: -10 })));
    expect(await drafts(phone)).toMatchObject([{ conversationId: group, text: '明天的会' }]);
    // The other device had been offline, and comes with what was typed before.
    expect(await type(phone, '旧的', later({ seconds: -20 }))).toMatchObject({ text: '明天的会' });
    expect(await drafts(ann)).toMatchObject([{ text: '明天的会' }]);
    await type(phone, '明天的会改到周三', later({ seconds: -5 }));
    expect(await drafts(ann)).toMatchObject([{ text: '明天的会改到周三' }]);
    // A clock that is ahead wins once, not for ever.
    await type(ann, '快的钟', later({ hours: 9 }));
    await test.advance({ seconds: 1 });
    await watching(ann, [[listDrafts, {}]], () => type(phone, '', later({ seconds: 0 })));
    expect(await drafts(ann)).toMatchObject([{ text: '' }]);
  });

  it('are nobody else’s, and go with the membership', async () => {
    const group = await aGroup(ann, [bo]);
    const draft = { conversationId: group, text: '机要', typedAt: later({ seconds: 0 }) };
    await expect(eve.call(saveDraft, draft)).rejects.toEqual(missing);
    await expect(test.visitor().call(listDrafts, {})).rejects.toEqual(refusal('kernel.notSignedIn', 401));
    // That the group was made is pushed too, and may be on its way.
    await test.settle();
    const [member, curious] = [await openPush(test, ann), await openPush(test, eve)];
    await bo.call(saveDraft, draft);
    await test.settle();
    await Promise.all([member.roundTrip(), curious.roundTrip()]);
    expect([...member.events, ...curious.events]).toEqual([]);
    for (const push of [member, curious]) push.close();
    expect((await drafts(ann)).filter((row) => row.conversationId === group)).toEqual([]);
    // Nothing that was typed and not sent stays in the log.
    const logged = await test.sql(`select from kernel.event where facts::text like '%机要%'`);
    expect(logged).toEqual([]);
    await watching(bo, [[listDrafts, {}]], () => bo.call(leaveGroup, { conversationId: group }));
    expect((await drafts(bo)).filter((row) => row.conversationId === group)).toEqual([]);
  });
});

describe('what is scheduled', () => {
  const schedule = (who: TestClient, conversationId: string, said: object, at = later({ hours: 1 })) =>
    who.call(scheduleMessage, { conversationId, clientId: crypto.randomUUID(), said, at });
  const waiting = async (who: TestClient) => (await who.call(listScheduled, {})).rows;

  it('is sent at its time, by the rules of that time; what fails stays, and its author is told', async () => {
    const group = await aGroup(ann, [bo, cai], '定时');
    const { scheduledId } = await schedule(bo, group, { text: '早上好', mentions: { personIds: [cai.personId] } });
    expect(await waiting(bo)).toMatchObject([{ scheduledId, name: '定时', said: { text: '早上好' }, failure: null }]);
    expect(await texts(ann, group)).toEqual([]);
    await watching(
      bo,
      [
        [listScheduled, {}],
        [readConversation, { conversationId: group }],
      ],
      () => test.advance({ hours: 1 }),
    );
    const [sent] = (await ann.call(listMessages, { conversationId: group })).rows;
    expect(sent).toMatchObject({ senderId: bo.personId, body: { text: '早上好' } });
    expect(await waiting(bo)).toEqual([]);

    await schedule(bo, group, { text: '还在吗' });
    await ann.call(silenceMember, { conversationId: group, personId: bo.personId, until: later({ hours: 24 }) });
    await test.advance({ hours: 1 });
    expect(await texts(ann, group)).toEqual(['早上好']);
    expect(await waiting(bo)).toMatchObject([{ said: { text: '还在吗' }, failure: { code: 'messaging.silenced' } }]);
    expect(await told(bo, 'messaging.scheduledFailed')).toMatchObject([{ title: expect.stringContaining('禁言') }]);

    // Again, once it may be.
    const [failed] = await waiting(bo);
    const which = { scheduledId: failed?.scheduledId ?? '' };
    await expect(bo.call(sendScheduled, which)).rejects.toEqual(refusal('messaging.silenced', 403));
    await ann.call(silenceMember, { conversationId: group, personId: bo.personId, until: null });
    await expect(bo.call(changeScheduled, { ...which, text: '改' })).rejects.toEqual(
      refusal('messaging.scheduledElsewhen', 422),
    );
    const change = { ...which, text: '还在吗？', at: later({ hours: 2 }) };
    await watching(
      bo,
      [
        [listScheduled, {}],
        [readScheduled, which],
      ],
      () => bo.call(changeScheduled, change),
    );
    await watching(bo, [[listScheduled, {}]], () => bo.call(sendScheduled, which));
    await test.advance({ hours: 3 });
    expect(await texts(ann, group)).toEqual(['早上好', '还在吗？']);
  });

  it('by who has left the group or the company meanwhile isn’t sent', async () => {
    const group = await aGroup(ann, [bo], '离开');
    const leaver = await newcomer('离人');
    const direct = await aDirect(leaver, ann);
    await schedule(bo, group, { text: '不在了' });
    await schedule(leaver, direct, { text: '也不在了' });
    await bo.call(leaveGroup, { conversationId: group });
    await leaves(leaver.personId);
    await test.advance({ hours: 1 });
    expect([await texts(ann, group), await texts(ann, direct)]).toEqual([[], []]);
    const [failed] = await waiting(bo);
    expect(failed).toMatchObject({ failure: { code: 'kernel.notFound' } });
    await watching(bo, [[listScheduled, {}]], () =>
      bo.call(cancelScheduled, { scheduledId: failed?.scheduledId ?? '' }),
    );
    expect(await waiting(bo)).toEqual([]);
  });

  it('keeps its files until then, for its author alone', async () => {
    const group = await aGroup(ann, [bo], '文件');
    const file = { bytes: new TextEncoder().encode('方案'), name: '方案.txt' };
    const { fileId } = await ann.call(uploadFile, {}, { file });
    const reads = async (who: TestClient) => (await who.call(describeFiles, { fileIds: [fileId] })).rows.length;
    await schedule(ann, group, { content: { kind: 'file', fileIds: [fileId], text: '见附件' } }, later({ hours: 72 }));
    await test.advance({ hours: 48 });
    expect([await reads(ann), await reads(bo)]).toEqual([1, 0]);
    await test.advance({ hours: 24 });
    expect(await texts(bo, group)).toEqual(['见附件']);
    expect([await reads(ann), await reads(bo), await reads(eve)]).toEqual([1, 1, 0]);
  });

  it('is its author’s alone, within the next year', async () => {
    const group = await aGroup(ann, [bo]);
    await watching(ann, [[listScheduled, { conversationId: group }]], () => schedule(ann, group, { text: '机要' }));
    const [own] = (await ann.call(listScheduled, { conversationId: group })).rows;
    const which = { scheduledId: own?.scheduledId ?? '' };
    for (const who of [bo, eve]) {
      for (const call of [
        () => who.call(readScheduled, which),
        () => who.call(changeScheduled, { ...which, text: '改' }),
        () => who.call(sendScheduled, which),
        () => who.call(cancelScheduled, which),
      ])
        await expect(call()).rejects.toEqual(missing);
      expect((await who.call(listScheduled, { conversationId: group })).rows).toEqual([]);
    }
    await expect(schedule(eve, group, { text: '混进去' })).rejects.toEqual(missing);
    for (const at of [later({ seconds: -1 }), later({ hours: 24 * 400 })])
      await expect(schedule(ann, group, { text: '何时' }, at)).rejects.toEqual(
        refusal('messaging.scheduledElsewhen', 422),
      );
  });
});

describe('a message that asks for an answer', () => {
  it('knows who has answered, reminds the others, and tells its author at the deadline', async () => {
    const dan = await newcomer('丁一');
    const group = await aGroup(ann, [bo, cai, dan], '限期');
    const one = { conversationId: group, seq: 1 };
    const asking = () => post(ann, group, { text: '周五能到吗', answerBy: later({ hours: 4 }) });
    await watching(bo, [[listAsked, { shown: 'mine' }]], asking);
    const asked = await bo.call(listAsked, { shown: 'mine' });
    expect(asked.rows).toMatchObject([{ ...one, name: '限期', waiting: 1, message: { body: { text: '周五能到吗' } } }]);
    await watching(
      ann,
      [
        [listAnswers, one],
        [listAsked, { shown: 'others' }],
      ],
      () => post(bo, group, { text: '能', replyTo: 1 }),
    );
    await watching(
      cai,
      [
        [listAnswers, one],
        [listAsked, { shown: 'mine' }],
      ],
      () => cai.call(confirmAsked, one),
    );
    await cai.call(confirmAsked, one);
    expect(await ann.call(listAnswers, one)).toMatchObject({
      answered: [
        { personId: bo.personId, answerSeq: 2, late: false },
        { personId: cai.personId, answerSeq: null, late: false },
      ],
      waitingIds: [dan.personId],
    });
    // The others see what is asked of them, and nothing of each other.
    expect(await dan.call(listAnswers, one)).toMatchObject({ answered: [], waitingIds: [dan.personId] });
    await test.advance({ hours: 3 });
    expect(await told(dan, 'messaging.answerReminder')).toMatchObject([
      { title: `请在 ${spoken(asked.rows[0]?.deadline)} 前回复 安然`, body: '周五能到吗' },
    ]);
    expect(await told(bo, 'messaging.answerReminder')).toEqual([]);
    await watching(ann, [[listAnswers, one]], () => test.advance({ hours: 1 }));
    expect(await told(ann, 'messaging.answersDue')).toMatchObject([{ title: '回复期限已到：2 人已回复，1 人未回复' }]);
    const [due] = await test.sql<{ facts: object }>(
      `select facts from kernel.event where name = 'messaging.answersMissing' and facts ->> 'conversationId' = $1`,
      [group],
    );
    expect(due?.facts).toMatchObject({ answeredIds: [bo.personId, cai.personId], missingIds: [dan.personId] });
    await post(dan, group, { text: '来不了', replyTo: 1 });
    expect((await ann.call(listAnswers, one)).answered[2]).toMatchObject({ personId: dan.personId, late: true });
    expect((await ann.call(listAsked, { shown: 'others' })).rows).toEqual([]);
  });

  it('asks those it calls by name, and nobody more once it was recalled', async () => {
    const group = await aGroup(ann, [bo, cai], '点名');
    const said = { text: '@薄云 看一下', mentions: { personIds: [bo.personId] }, answerBy: later({ minutes: 30 }) };
    await post(ann, group, said);
    const one = { conversationId: group, seq: 1 };
    expect(await ann.call(listAnswers, one)).toMatchObject({ waitingIds: [bo.personId] });
    await expect(cai.call(listAnswers, one)).rejects.toEqual(missing);
    await expect(cai.call(confirmAsked, one)).rejects.toEqual(refusal('messaging.notAsked', 409));
    await expect(eve.call(confirmAsked, one)).rejects.toEqual(missing);
    await expect(eve.call(listAnswers, one)).rejects.toEqual(missing);
    await watching(bo, [[listAsked, { shown: 'mine' }]], () => ann.call(recallMessage, one));
    await test.advance({ hours: 1 });
    expect(await told(bo, 'messaging.answerReminder')).toEqual([]);
    await expect(post(ann, group, { text: '昨天', answerBy: later({ hours: -1 }) })).rejects.toEqual(
      refusal('messaging.untilPast', 422),
    );
  });
});

/** `3月3日 15:27`. */
function spoken(instant = ''): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO('Asia/Shanghai');
  return `${at.month}月${at.day}日 ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

describe('what is urgent', () => {
  const sentBy = (path: string) => outside.received.filter((one) => one.path === path);

  it('goes up from the app to text message to phone, until it is read or taken back', async () => {
    const [one, two] = [await newcomer('管理甲'), await newcomer('管理乙')];
    for (const admin of [one, two]) grants.set(admin.personId, [{ permission: manageChannels, reach: 'company' }]);
    for (const channel of ['sms', 'phone'] as const) {
      const options = { url: `${outside.url}/${channel}`, body: '{"to":"{phone}","text":"{text}"}' };
      const setup = channels.saveChannel.input.shape.setup.parse({ channel, options });
      const { revision } = await one.call(channels.saveChannel, { revision: 0, active: true, setup });
      const proposed = { channel, revision, addresses: ['127.0.0.1'] };
      const next = await one.call(channels.proposeChannelAddresses, proposed);
      await two.call(channels.confirmChannelAddresses, { channel, revision: next.revision });
    }
    const group = await aGroup(ann, [bo, cai], '值班');
    await post(ann, group, { text: '机房漏水，马上到场', urgent: true });
    await test.settle();
    expect(await told(bo, 'messaging.urgent')).toMatchObject([
      { title: '安然 发来加急消息', body: '机房漏水，马上到场', urgent: true, link: `/messages/${group}?at=1` },
    ]);
    await bo.call(markRead, { conversationId: group, seq: 1 });
    expect((await told(bo, 'messaging.urgent'))[0]?.readAt).not.toBeNull();
    await test.advance({ minutes: 5 });
    // The text doesn't leave the house, nor does it go to who has read it or is the sender.
    expect(sentBy('/sms').map((sms) => JSON.parse(sms.text))).toEqual([
      { to: '+8613800138002', text: '规矩：您有一条新提醒（加急消息） 请打开规矩查看。' },
    ]);
    await ann.call(recallMessage, { conversationId: group, seq: 1 });
    await test.advance({ minutes: 10 });
    expect(sentBy('/phone')).toEqual([]);
    const words = await test.sql(`select from notifications.sending where facts::text like '%机房漏水%'`);
    expect(words).toEqual([]);

    await post(ann, group, { text: '再来一次', urgent: true });
    await test.advance({ minutes: 15 });
    expect(sentBy('/phone').map((call) => JSON.parse(call.text).to)).toEqual(['+8613800138001', '+8613800138002']);
  });

  it('for a whole group is its leaders’ to send; anybody hurries those they call', async () => {
    const group = await aGroup(ann, [bo, cai]);
    await expect(post(bo, group, { text: '快', urgent: true })).rejects.toEqual(
      refusal('messaging.whoMayBeUrgent', 403),
    );
    const before = (await told(ann, 'messaging.urgent')).length;
    await post(bo, group, { text: '@蔡青 快', urgent: true, mentions: { personIds: [cai.personId] } });
    expect((await told(cai, 'messaging.urgent'))[0]).toMatchObject({ body: '@蔡青 快' });
    expect((await told(ann, 'messaging.urgent')).length).toBe(before);
  });

  it('shows no words of it where the conversation or the person wants none', async () => {
    const group = await aGroup(ann, [bo, cai], '保密');
    await watching(bo, [[readPrivacy, {}]], () => bo.call(savePrivacy, { hideText: true }));
    await post(ann, group, { text: '标底三百万', urgent: true });
    const words = async (who: TestClient) => (await told(who, 'messaging.urgent'))[0]?.body;
    expect([await words(bo), await words(cai)]).toEqual(['', '标底三百万']);
    await bo.call(savePrivacy, { hideText: false });
    await watching(bo, [[readConversation, { conversationId: group }]], () =>
      ann.call(setGroupRules, { conversationId: group, hideText: true }),
    );
    await post(ann, group, { text: '标底四百万', urgent: true });
    expect([await words(bo), await words(cai)]).toEqual(['', '']);
    expect(await eve.call(readPrivacy, {})).toEqual({ hideText: false, hidePresence: false });
  });

  it('who is at a screen is shown to colleagues, unless the person or the company wants it not', async () => {
    const [eye, desk] = [await openPush(test, ann), await openPush(test, eve)];
    const seen = () => eye.signals.flatMap(({ facts }) => (facts as PresenceMoved).people);
    const becomes = async (state: string | null) => {
      await Promise.all([eye.roundTrip(), desk.roundTrip()]);
      await test.settle();
      await eye.roundTrip();
      expect(seen().at(-1)).toEqual([eve.personId, state]);
    };
    eye.send({ type: 'watch', personIds: [eve.personId] });
    await becomes('away');
    desk.send({ type: 'here', here: true });
    await becomes('here');
    await watching(eve, [[readPrivacy, {}]], () => eve.call(savePrivacy, { hidePresence: true }));
    await becomes(null);
    expect(await eve.call(readPrivacy, {})).toEqual({ hideText: false, hidePresence: true });
    await eve.call(savePrivacy, { hidePresence: false });
    await becomes('here');
    const office = await newcomer('综合办');
    grants.set(
      office.personId,
      [manageSettings, manageVisibility].map((permission) => ({ permission, reach: 'company' })),
    );
    const setting = { name: presence.name };
    await office.call(changeSetting, { ...setting, value: false });
    await becomes(null);
    await office.call(changeSetting, { ...setting, value: true });
    await becomes('here');
    // Whom the directory hides from anybody is shown to nobody.
    const rule = { departmentIds: [], shownToDepartmentIds: [], shownToPersonIds: [], amongThemselves: false };
    await test.system(setVisibilityRule, { ...rule, name: '不公开', hides: ['person'], personIds: [eve.personId] });
    await becomes(null);
    expect(seen()).toHaveLength(7);
    // A request of the wrong form ends the connection, as before.
    eye.send({ type: 'watch', personIds: Array.from({ length: mostWatched + 1 }, () => eve.personId) });
    expect(await eye.closed).toBe(4000);
    desk.close();
  });

  it('those who haven’t read are reminded again, five minutes apart, by the sender alone', async () => {
    const group = await aGroup(ann, [bo, cai], '催');
    await say(ann, group, '请看排班表');
    const one = { conversationId: group, seq: 1 };
    await expect(ann.call(remindUnread, one)).rejects.toEqual(refusal('messaging.remindedLately', 409));
    await test.advance({ minutes: 5 });
    await bo.call(markRead, { conversationId: group, seq: 1 });
    await watching(ann, [[listReaders, one]], async () =>
      expect((await ann.call(remindUnread, one)).personIds).toEqual([cai.personId]),
    );
    expect(await told(cai, 'messaging.unread')).toMatchObject([{ title: '安然 提醒您查看消息', body: '请看排班表' }]);
    expect(await told(bo, 'messaging.unread')).toEqual([]);
    await expect(ann.call(remindUnread, one)).rejects.toEqual(refusal('messaging.remindedLately', 409));
    for (const who of [bo, eve]) await expect(who.call(remindUnread, one)).rejects.toEqual(missing);
    await test.advance({ minutes: 5 });
    expect((await ann.call(remindUnread, one)).personIds).toEqual([cai.personId]);
    await cai.call(markRead, { conversationId: group, seq: 1 });
    expect((await told(cai, 'messaging.unread')).map((row) => row.readAt !== null)).toEqual([true, true]);
    await test.advance({ minutes: 5 });
    await expect(ann.call(remindUnread, one)).rejects.toEqual(refusal('messaging.allRead', 409));
  });
});

describe('forwarding with consent', () => {
  it('is asked for, given or refused by the author, and good for once', async () => {
    const group = await aGroup(ann, [bo, cai], '同意');
    const to = await aDirect(bo, eve);
    await post(ann, group, { text: '方案要点', askForward: true });
    const one = { conversationId: group, seq: 1 };
    const forward = (who = bo, seqs = [1]) =>
      who.call(forwardMessages, { conversationId: group, seqs, how: 'each', toConversationIds: [to] });
    await expect(forward()).rejects.toMatchObject({ code: 'messaging.consentNeeded', facts: { seqs: [1] } });
    const ask = () => bo.call(askToForward, { ...one, reason: '给审计看' });
    await watching(ann, [[listForwardConsents, { shown: 'toMe' }]], ask);
    const { consentId } = await ask();
    expect(await told(ann, 'messaging.consentAsked')).toMatchObject([{ title: '薄云 请求转发您的消息' }]);
    await expect(forward()).rejects.toEqual(refusal('messaging.consentNeeded', 403));
    for (const who of [bo, cai, eve])
      await expect(who.call(answerForward, { consentId, give: true })).rejects.toEqual(missing);
    expect((await cai.call(listForwardConsents, { shown: 'toMe' })).rows).toEqual([]);
    expect((await cai.call(listForwardConsents, { shown: 'byMe' })).rows).toEqual([]);
    await watching(bo, [[listForwardConsents, { shown: 'byMe' }]], () =>
      ann.call(answerForward, { consentId, give: true }),
    );
    await expect(ann.call(answerForward, { consentId, give: false })).rejects.toEqual(
      refusal('messaging.consentAnsweredAlready', 409),
    );
    expect(await told(bo, 'messaging.consentAnswered')).toMatchObject([{ title: '安然 同意转发' }]);
    // It was given to one person only.
    await expect(
      cai.call(forwardMessages, { conversationId: group, seqs: [1], how: 'each', toPersonIds: [eve.personId] }),
    ).rejects.toEqual(refusal('messaging.consentNeeded', 403));
    await watching(bo, [[listForwardConsents, { shown: 'byMe' }]], () => forward());
    await expect(forward()).rejects.toEqual(refusal('messaging.consentNeeded', 403));
    const [copy] = (await eve.call(listMessages, { conversationId: to })).rows;
    expect(copy).toMatchObject({ noForward: true, body: { text: '方案要点' } });

    const second = await bo.call(askToForward, { ...one, reason: '再发一次' });
    await ann.call(answerForward, { consentId: second.consentId, give: false });
    await expect(forward()).rejects.toEqual(refusal('messaging.consentNeeded', 403));
    await expect(eve.call(askToForward, { ...one, reason: '好奇' })).rejects.toEqual(missing);
  });

  it('holds for all of a group where its leaders say so, not for one’s own words', async () => {
    const group = await aGroup(ann, [bo], '全群');
    const to = await aDirect(bo, eve);
    const file = { bytes: new TextEncoder().encode('名单'), name: '名单.txt' };
    await ann.call(setGroupRules, { conversationId: group, forwardConsent: true });
    const { fileId } = await ann.call(uploadFile, {}, { file });
    await post(ann, group, { content: { kind: 'file', fileIds: [fileId] } });
    await say(bo, group, '我的话');
    const forward = (seqs: number[]) =>
      bo.call(forwardMessages, { conversationId: group, seqs, how: 'each', toConversationIds: [to] });
    await forward([2]);
    await expect(forward([1, 2])).rejects.toEqual(refusal('messaging.consentNeeded', 403));
    // Nor does a file leave by another way.
    await expect(bo.call(copyFile, { fileId })).rejects.toEqual(missing);
    await expect(bo.call(askToForward, { conversationId: group, seq: 2, reason: '自己的' })).rejects.toEqual(
      refusal('messaging.consentNotNeeded', 409),
    );
    const { consentId } = await bo.call(askToForward, { conversationId: group, seq: 1, reason: '存档' });
    await ann.call(answerForward, { consentId, give: true });
    await forward([1]);
    // Recalled: nothing is left to consent to.
    await ann.call(setGroupRules, { conversationId: group, forwarding: false });
    await expect(bo.call(askToForward, { conversationId: group, seq: 1, reason: '再来' })).rejects.toEqual(
      refusal('messaging.forwardForbidden', 403),
    );
  });
});

describe('one message to many', () => {
  it('goes to each once, in the chat between two, with progress and who has read it', async () => {
    const head = await newcomer('经理', { department: '研发中心' });
    const team: TestClient[] = [];
    for (let number = 0; number < 60; number += 1)
      team.push(await newcomer(`工程师${number}`, { department: '平台组' }));
    const departmentIds = [company.departments.研发中心 ?? ''];
    await expect(head.call(previewBroadcast, { departmentIds })).rejects.toEqual(refusal('kernel.notPermitted', 403));
    await expect(head.call(startBroadcast, { departmentIds, text: '开会' })).rejects.toEqual(
      refusal('kernel.notPermitted', 403),
    );
    grants.set(head.personId, [{ permission: sendToMany, reach: 'departmentTree' }]);
    test.program.kernel.authority.forget();
    const [first, second] = team as [TestClient, TestClient];
    const named = { departmentIds, personIds: [first.personId, head.personId] };
    expect(await head.call(previewBroadcast, named)).toMatchObject({ count: 60, outside: 0 });
    const beyond = { departmentIds, personIds: [bo.personId] };
    expect(await head.call(previewBroadcast, beyond)).toMatchObject({ count: 60, outside: 1 });
    await expect(head.call(startBroadcast, { ...beyond, text: '开会' })).rejects.toMatchObject({
      code: 'messaging.outsideReach',
      facts: { count: 1 },
    });
    await expect(head.call(startBroadcast, { text: '没有人' })).rejects.toEqual(refusal('messaging.nobodyToTell', 422));

    await watching(head, [[listBroadcasts, {}]], () => head.call(startBroadcast, { ...named, text: '三点开会' }));
    const broadcast = async () => (await head.call(listBroadcasts, {})).rows[0];
    expect(await broadcast()).toMatchObject({ total: 60, sent: 60, failed: 0, read: 0, state: 'done' });
    const sent = await test.sql<{ count: number }>(
      `select count(*)::int from messaging.message where sender_id = $1 and body ->> 'text' = '三点开会'`,
      [head.personId],
    );
    expect(sent).toEqual([{ count: 60 }]);
    const row = (await first.call(listConversations, {})).rows[0];
    expect(row).toMatchObject({ kind: 'direct', otherId: head.personId, last: { text: '三点开会' } });
    const { broadcastId = '' } = (await broadcast()) ?? {};
    const read = () => first.call(markRead, { conversationId: row?.conversationId ?? '', seq: 1 });
    await watching(
      head,
      [
        [listBroadcasts, {}],
        [listRecipients, { broadcastId, shown: 'read' }],
      ],
      read,
    );
    expect(await broadcast()).toMatchObject({ read: 1 });
    const unread = await head.call(listRecipients, { broadcastId, shown: 'unread', limit: 50 });
    const more = await head.call(listRecipients, { broadcastId, shown: 'unread', limit: 50, cursor: unread.next });
    expect([...unread.rows, ...more.rows].length).toBe(59);
    expect(await told(head, 'messaging.broadcastDone')).toMatchObject([{ title: '群发完成：已发送 60 人，失败 0 人' }]);
    for (const who of [second, eve]) {
      expect((await who.call(listBroadcasts, {})).rows).toEqual([]);
      await expect(who.call(listRecipients, { broadcastId, shown: 'read' })).rejects.toEqual(missing);
      await expect(who.call(stopBroadcast, { broadcastId })).rejects.toEqual(missing);
    }
    await expect(head.call(stopBroadcast, { broadcastId })).rejects.toEqual(refusal('messaging.broadcastEnded', 409));
  }, 60_000);

  it('goes on where it was after a crash, and can be stopped', async () => {
    const head = await newcomer('总办');
    grants.set(head.personId, [{ permission: sendToMany, reach: 'company' }]);
    test.program.kernel.authority.forget();
    // As a crash left it: ten have it, and the batch that was under way was rolled back.
    const personIds = (
      await test.sql<{ id: string }>(
        `select id from directory.published_person where active and id <> $1 order by id limit 40`,
        [head.personId],
      )
    ).map((row) => row.id);
    const gone = personIds[20] ?? '';
    await test.sql(
      `insert into messaging.broadcast (id, author_id, text, total, sent, state, made_at)
       values ('00000000-0000-7000-8000-000000000b01', $1, '续', 40, 10, 'running', $2)`,
      [head.personId, later({ seconds: 0 })],
    );
    await test.sql(
      `insert into messaging.broadcast_recipient (broadcast_id, number, person_id)
       select '00000000-0000-7000-8000-000000000b01', n, id from unnest($1::uuid[]) with ordinality as p(id, n)`,
      [personIds],
    );
    await leaves(gone);
    await test.sql(
      `insert into kernel.timer (name, key, due_at, input) values ('messaging.broadcastBatch', 'b', $1,
        '{"broadcastId":"00000000-0000-7000-8000-000000000b01"}')`,
      [later({ seconds: 1 })],
    );
    await test.advance({ seconds: 2 });
    expect((await head.call(listBroadcasts, {})).rows).toMatchObject([
      { total: 40, sent: 39, failed: 1, state: 'done' },
    ]);
    const broadcastId = '00000000-0000-7000-8000-000000000b01';
    expect((await head.call(listRecipients, { broadcastId, shown: 'failed' })).rows).toMatchObject([
      { personId: gone, failure: 'messaging.personUnknown' },
    ]);
    const count = await test.sql<{ count: number }>(
      `select count(*)::int from messaging.message where sender_id = $1`,
      [head.personId],
    );
    expect(count).toEqual([{ count: 29 }]);

    await test.sql(
      `insert into messaging.broadcast (id, author_id, text, total, state, made_at)
       values ('00000000-0000-7000-8000-000000000b02', $1, '停', 1, 'running', $2)`,
      [head.personId, later({ seconds: 0 })],
    );
    const other = { broadcastId: '00000000-0000-7000-8000-000000000b02' };
    await watching(head, [[listBroadcasts, {}]], () => head.call(stopBroadcast, other));
    expect((await head.call(listBroadcasts, {})).rows[0]).toMatchObject({ state: 'stopped' });
  });

  it('goes to ten thousand, not to one more; each named once, however often', async () => {
    const head = await newcomer('董事长');
    grants.set(head.personId, [{ permission: sendToMany, reach: 'company' }]);
    test.program.kernel.authority.forget();
    // All like one colleague.
    const copies = (table: string, each: string, more: string) =>
      `insert into directory.${table} select r.* from directory.${table} o, ${each},
         jsonb_populate_record(o, jsonb_build_object(${more})) r`;
    const people = await test.sql<{ id: string }>(
      `${copies('person', 'generate_series(1, 10000) n', `'id', gen_random_uuid(), 'account', 'copy' || n`)}
       where o.id = $1 returning id`,
      [bo.personId],
    );
    const personIds = people.map((row) => row.id);
    await test.sql(
      `${copies('membership', 'unnest($2::uuid[]) p', `'id', gen_random_uuid(), 'person_id', p`)} where o.person_id = $1`,
      [bo.personId, personIds],
    );
    const everybody = { departmentIds: [company.rootId] };
    const { count } = await head.call(previewBroadcast, everybody);
    expect(count).toBeGreaterThan(10_000);
    await expect(head.call(startBroadcast, { ...everybody, text: '全体' })).rejects.toMatchObject({
      code: 'messaging.tooManyRecipients',
      facts: { count, most: 10_000 },
    });
    const tooLong = { personIds: [...personIds, bo.personId], text: '多一个' };
    await expect(head.call(startBroadcast, tooLong)).rejects.toEqual(refusal('kernel.invalidInput', 400));
    const twice = { personIds: [...personIds.slice(0, 5_000), ...personIds.slice(0, 5_000)] };
    expect(await head.call(previewBroadcast, twice)).toMatchObject({ count: 5_000, outside: 0 });
    const unknown = { personIds: Array.from({ length: 10_000 }, () => crypto.randomUUID()), text: '没有的人' };
    await expect(head.call(startBroadcast, unknown)).rejects.toEqual(refusal('messaging.nobodyToTell', 422));
    const { broadcastId, count: asked } = await head.call(startBroadcast, { personIds, text: '放假' });
    expect(asked).toBe(10_000);
    await head.call(stopBroadcast, { broadcastId });
    const [row] = (await head.call(listBroadcasts, {})).rows;
    expect(row).toMatchObject({ total: 10_000, state: 'stopped' });
    const page = await head.call(listRecipients, { broadcastId, shown: 'waiting', limit: 50 });
    expect([page.rows.length, page.next === undefined]).toEqual([50, false]);
  }, 60_000);
});
