import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeSetting } from '#kernel/contract/kernel-operations.ts';
import { builtWeb, openBrowser, screens, type TestBrowser } from '#kernel/testing/test-browser.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { giveRole } from '#modules/access/testing.ts';
import { uploadApplicationFile } from '#modules/bots/contract/application-files.ts';
import {
  confirmApplication,
  proposeApplication,
  sendApplicationCard,
  sendApplicationMessage,
  stopApplication,
} from '#modules/bots/contract/operations.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { saveDraft } from '#modules/messaging/contract/drafts.ts';
import { listMessages } from '#modules/messaging/contract/messages.ts';
import { readPrivacy } from '#modules/messaging/contract/reminders.ts';
import { linkCards } from '#modules/messaging/contract/settings.ts';
import { aDirect, aGroup, linkCardsFrom, say } from '#modules/messaging/testing.ts';

let test: TestProgram;
let mei: TestClient;
let wang: TestClient;
let chen: TestClient;
let desktop: TestBrowser;
let phone: TestBrowser;
let group: string;
let site: Server;

const aPicture = (background: string, width = 1200, height = 800) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();

beforeAll(async () => {
  const webFolder = await builtWeb();
  const picture = await aPicture('#7a9e7e', 800, 420);
  site = createServer((request, response) => {
    if (request.url === '/p.png') return response.end(picture);
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(
        '<title>机房搬迁指南</title><meta name=description content="断电顺序、封条、验收清单"><meta property=og:image content=/p.png>',
      );
  });
  await new Promise<void>((done) => void site.listen(0, '127.0.0.1', done));
  test = await startTestProgram(linkCardsFrom(composition, '127.0.0.1'), { webFolder });
  const company = await aCompany(test);
  [mei, wang, chen] = [
    await test.as(await aPerson(test, company, { name: '李雪梅' })),
    await test.as(await aPerson(test, company, { name: '王建国' })),
    await test.as(await aPerson(test, company, { name: '陈静' })),
  ];
  await giveRole(test, mei.personId, 'generalOffice');
  group = await aGroup(mei, [wang, chen], '机房搬迁');
  await say(wang, group, '搬迁方案今天定下来吗？');
  await say(chen, group, '我建议周六搬，不影响上班');
  await aDirect(mei, wang);
  [desktop, phone] = await Promise.all([
    openBrowser(test, mei, { microphone: true }),
    openBrowser(test, wang, { size: screens.phone, dark: true }),
  ]);
}, 180_000);

afterAll(async () => {
  await Promise.all([desktop, phone].map((browser) => browser?.close()));
  site?.close();
  await test?.stop();
});

it('a group talks: answer, call, file, reaction, edit, pin, announcement, forward, removal', async () => {
  await desktop.open(`/messages/${group}`);
  const { page } = desktop;
  const message = (text: string) => page.locator('li[data-seq]').filter({ hasText: text });
  const does = async (text: string, what: string) => {
    await message(text).first().hover();
    await message(text).first().getByRole('button', { name: '消息操作' }).click();
    await page.getByRole('menuitem', { name: what, exact: true }).click();
  };
  const write = page.getByRole('textbox', { name: '输入消息' });
  await message('周六搬').waitFor();
  await does('周六搬', '回复');
  await write.pressSequentially('同意周六。@陈静');
  await page.getByRole('option', { name: '陈静' }).waitFor();
  await desktop.picture('chat-mention');
  await write.press('Enter');
  await write.pressSequentially('请通知大楼');
  await write.press('Enter');
  await message('请通知大楼').waitFor();

  await page.locator('.msg-composer input[type=file]').setInputFiles([
    { name: '搬迁方案.txt', mimeType: 'text/plain', buffer: Buffer.from('周六 8:00 断电') },
    { name: '页面.html', mimeType: 'text/html', buffer: Buffer.from('<!doctype html><p>断电</p>') },
  ]);
  await page.locator('.msg-attached').getByRole('alert').waitFor();
  await write.fill('方案见附件');
  await page.getByRole('button', { name: '发送', exact: true }).click();
  await page.getByRole('link', { name: '搬迁方案.txt', exact: true }).waitFor();
  // What was refused stays to be seen until it is taken off.
  await page.getByRole('button', { name: '移除 页面.html' }).click();
  expect(await page.locator('.msg-attached li').count()).toBe(0);

  // By the keyboard: into the menu, to its second choice, to an emoji, and back to where one was.
  await message('搬迁方案今天').first().getByRole('button', { name: '消息操作' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[role=menuitem]:focus').getByText('回复').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('button:focus', { hasText: '👍' }).waitFor();
  await page.keyboard.press('Enter');
  await message('搬迁方案今天').first().locator('.msg-tool button:focus').waitFor();
  await page.getByRole('button', { name: '👍，1 人' }).waitFor();
  await does('请通知大楼', '修改');
  await page.getByLabel('内容').fill('同意周六。@陈静 请通知大楼和保安');
  await page.getByRole('button', { name: '保存' }).click();
  await message('和保安').getByText('已修改').waitFor();
  await does('方案见附件', '置顶消息');
  await page.getByRole('button', { name: '置顶消息（1）' }).waitFor();

  await page.getByRole('button', { name: '会话设置' }).click();
  await page.getByRole('menuitem', { name: '群公告' }).click();
  await page.getByLabel('新公告').fill('周六 8:00 断电，请提前保存');
  await page.getByRole('button', { name: '发布' }).click();
  await page.getByRole('heading', { name: '未读（2）' }).waitFor();
  await desktop.picture('chat-announcement');
  await page.getByRole('button', { name: /关闭/ }).click();

  // The other one, on the phone: what was sent is there, with the answer, and the press on a reaction is seen at once.
  await phone.open(`/messages/${group}`);
  await phone.page.getByText('请通知大楼和保安').waitFor();
  await phone.page.getByRole('button', { name: '👍，1 人' }).click();
  await page.getByRole('button', { name: '👍，2 人' }).waitFor();
  await phone.picture('chat-phone-dark');
  await phone.page.getByRole('button', { name: '表情', exact: true }).click();
  await phone.page.getByRole('button', { name: '🎉', exact: true }).click();
  await phone.page.getByRole('button', { name: '发送', exact: true }).click();
  await message('🎉').waitFor();

  await page.getByRole('button', { name: '1 条回复' }).click();
  await page.getByRole('heading', { name: '话题' }).waitFor();
  await desktop.picture('chat-thread');
  await page.getByRole('button', { name: /关闭/ }).click();

  await does('搬迁方案今天', '多选');
  await message('方案见附件').getByRole('checkbox').check();
  await page.getByText('已选 2 条').waitFor();
  await page.getByRole('toolbar').getByRole('button', { name: '转发' }).click();
  await page.getByRole('radio', { name: '合并转发' }).check();
  await page.getByRole('checkbox', { name: '机房搬迁' }).check();
  await desktop.picture('chat-forward');
  await page
    .getByRole('complementary')
    .or(page.locator('.gj-side-sheet'))
    .getByRole('button', { name: '转发' })
    .click();
  await page.getByRole('button', { name: '展开 2 条' }).waitFor();

  await does('搬迁方案今天', '删除消息');
  await page.getByLabel('原因').fill('重复');
  await page.locator('.gj-side-sheet').getByRole('button', { name: '删除消息' }).click();
  await page.getByText('李雪梅 删除了一条消息：重复').waitFor();

  await page.getByRole('button', { name: /成员（3）/ }).click();
  await page.getByRole('button', { name: '王建国 的设置' }).click();
  await page.getByRole('menuitem', { name: '设为副负责人' }).click();
  await page.getByText('副负责人', { exact: true }).waitFor();
  await page.getByRole('switch', { name: '全员禁言' }).click();
  await desktop.picture('chat-members');
  await phone.page.getByRole('textbox', { name: '输入消息' }).waitFor();

  await does('周六搬', '收藏');
  await page.getByLabel('分类').fill('搬迁');
  await page.locator('.gj-side-sheet').getByRole('button', { name: '收藏' }).click();
  await does('方案见附件', '稍后处理');
  await page.getByRole('button', { name: '会话设置' }).click();
  await page.getByRole('menuitem', { name: '标为未读' }).click();
  await page.getByText('未读', { exact: true }).waitFor();
  await desktop.open('/messages/kept');
  await page.getByText('我建议周六搬').waitFor();
  await desktop.picture('kept');
  await page.getByRole('tab', { name: '稍后处理' }).click();
  await page.getByRole('button', { name: '标为已处理' }).click();
  await page.getByText('没有要稍后处理的消息').waitFor();

  const { rows } = await chen.call(listMessages, { conversationId: group, after: 0 });
  expect(rows.map((row) => row.kind)).toEqual(['text', 'text', 'text', 'file', 'announcement', 'sticker', 'merged']);
  expect(rows[0]).toMatchObject({ body: null, removed: { byId: mei.personId, reason: '重复' } });
  expect(rows[2]).toMatchObject({ replyTo: 2, body: { mentions: { personIds: [chen.personId] } } });
  expect([...desktop.complaints, ...phone.complaints]).toEqual([]);
}, 180_000);

it('pictures, large files, links, and what is spoken', async () => {
  await test.system(changeSetting, { name: linkCards.name, value: true });
  const room = await aGroup(mei, [wang], '搬迁现场');
  const { page } = desktop;
  await desktop.open(`/messages/${room}`);
  const file = page.locator('.msg-composer input[type=file]');
  const send = page.getByRole('button', { name: '发送', exact: true });
  for (const [name, colour] of [
    ['机柜.png', '#4a6fa5'],
    ['封条.png', '#b8860b'],
  ] as const) {
    await file.setInputFiles({ name, mimeType: 'image/png', buffer: await aPicture(colour) });
    await send.click();
    await page.getByRole('button', { name: `查看图片 ${name}` }).waitFor();
  }

  // A large file whose line breaks on the way, twice, and which is paused for a while.
  let broken = 0;
  await page.route('**/api/v1/uploads/*', (route) => {
    const breaks = route.request().method() === 'PATCH' && broken < 2;
    if (breaks) broken += 1;
    return breaks ? route.abort('connectionreset') : route.continue();
  });
  await page.route('**/api/v1/uploads', (route) => (broken === 0 ? route.continue() : route.abort()));
  await file.setInputFiles({ name: '清单.txt', mimeType: 'text/plain', buffer: Buffer.alloc(9_000_000, '机柜 ') });
  await page.getByRole('button', { name: '暂停上传 清单.txt' }).click();
  await desktop.picture('chat-upload-paused');
  await page.getByRole('button', { name: '继续上传 清单.txt' }).click();
  await page.locator('.msg-attached').getByText('清单.txt').waitFor();
  await page.getByRole('button', { name: '暂停上传 清单.txt' }).waitFor({ state: 'detached' });
  expect(broken).toBe(2);
  await send.click();
  await page.getByRole('link', { name: '清单.txt', exact: true }).waitFor();

  await page
    .getByRole('textbox', { name: '输入消息' })
    .fill(`照这个做 http://guide.example:${(site.address() as AddressInfo).port}/`);
  await send.click();
  await page.getByText('机房搬迁指南').waitFor();

  // Held by the keyboard: once begins, once more sends.
  await page.getByRole('button', { name: '录制语音' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('正在录音 1 / 60 秒').waitFor();
  await desktop.picture('chat-recording');
  await page.locator('.msg-recording').getByRole('button', { name: '发送语音' }).click();
  const spoken = page.getByRole('button', { name: /^播放语音/ });
  await spoken.waitFor();
  await desktop.picture('chat-media');

  // The other one, on the phone: it is new until it was played.
  await phone.open(`/messages/${room}`);
  const fresh = phone.page.getByRole('img', { name: '未听' });
  await fresh.waitFor();
  await phone.picture('chat-media-phone-dark');
  await phone.page.getByRole('button', { name: /^播放语音/ }).click();
  await fresh.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: '查看图片 封条.png' }).click();
  const viewer = page.getByRole('dialog', { name: '封条.png' });
  await viewer.getByText('2/2').waitFor();
  await expect
    .poll(() => viewer.getByRole('img').evaluate((image) => (image as unknown as { complete: boolean }).complete))
    .toBe(true);
  await desktop.picture('picture');
  await page.keyboard.press('+');
  await expect.poll(() => viewer.getByRole('img').getAttribute('style')).toMatch(/scale\(1\.5\)/);
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('dialog', { name: '机柜.png' }).getByText('1/2').waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '会话设置' }).click();
  await page.getByRole('menuitem', { name: '文件' }).click();
  const beside = page.locator('.gj-side-sheet');
  await beside.getByRole('link', { name: '清单.txt', exact: true }).waitFor();
  await beside.getByRole('tab', { name: '链接' }).click();
  await beside.getByText('机房搬迁指南').waitFor();
  await desktop.picture('chat-links');
  await beside.getByRole('tab', { name: '图片' }).click();
  await beside
    .getByRole('button', { name: /查看图片/ })
    .first()
    .click();
  await page.getByRole('dialog', { name: '封条.png' }).waitFor();
  await page.keyboard.press('Escape');
  await beside.getByRole('tab', { name: '图片' }).waitFor();
  await desktop.picture('chat-pictures');
  // This one has no microphone, and says so.
  await phone.page.getByRole('button', { name: '录制语音' }).click();
  await phone.page.getByRole('alert').filter({ hasText: '麦克风' }).waitFor();
  await phone.picture('no-microphone-phone');
  await phone.page.getByRole('button', { name: '查看图片 机柜.png' }).click();
  await phone.page.getByRole('dialog', { name: '机柜.png' }).waitFor();
  await phone.picture('picture-phone');
  expect([...desktop.complaints, ...phone.complaints]).toEqual([]);
}, 180_000);

const patience = { timeout: 20_000 };

it('a message asks for an answer, hurries, is sent later, says where; a draft comes from the other device', async () => {
  const { page } = desktop;
  await desktop.open(`/messages/${group}`);
  const message = (text: string) => page.locator('li[data-seq]').filter({ hasText: text });
  const write = page.getByRole('textbox', { name: '输入消息' });
  const more = async (what: string) => {
    await page.getByRole('button', { name: '更多', exact: true }).click();
    await page.getByRole('menuitem', { name: what, exact: true }).click();
  };
  const sheet = page.locator('.gj-side-sheet');
  // What was typed on another device stands here without a reload.
  await write.waitFor();
  const { lastSeq: before } = await chen.call(listMessages, { conversationId: group });
  const typedAt = test.program.kernel.clock.now().toString();
  await mei.call(saveDraft, { conversationId: group, text: '请确认周六到场', typedAt });
  await expect.poll(() => write.inputValue(), patience).toBe('请确认周六到场');
  await more('请求限期回复');
  await sheet.getByRole('button', { name: '4 小时后' }).click();
  await desktop.picture('compose-deadline');
  await sheet.getByRole('button', { name: '设为回复期限' }).click();
  await more('加急');
  await page.getByText('加急：未读的人会依次收到短信和电话').waitFor();
  await desktop.picture('compose-wishes');
  await write.press('Enter');
  await message('请确认周六到场').getByText('0 人已回复，2 人未回复').waitFor();

  await phone.open(`/messages/${group}`);
  await phone.page.getByRole('button', { name: '收到' }).waitFor();
  await phone.picture('asked-phone-dark');
  await phone.page.getByRole('button', { name: '收到' }).click();
  await phone.page.getByText('您已回复').waitFor();
  await message('请确认周六到场').getByRole('button', { name: '1 人已回复，1 人未回复' }).click();
  await sheet.getByRole('heading', { name: '未回复（1）' }).waitFor();
  await sheet.locator('.gj-row-title', { hasText: '陈静' }).waitFor();
  await desktop.picture('answers');
  await page.getByRole('button', { name: /关闭/ }).click();

  await more('发送位置');
  await sheet.getByLabel('地点名称').fill('新机房');
  await sheet.getByLabel('纬度').fill('31.2304');
  await sheet.getByLabel('经度').fill('121.4737');
  await desktop.picture('location');
  await sheet.getByRole('button', { name: '发送', exact: true }).click();
  await message('新机房').waitFor();

  await write.fill('明早八点断电');
  await more('定时发送');
  await sheet.getByRole('button', { name: '明天 9:00' }).click();
  await sheet.getByRole('button', { name: '定时发送' }).click();
  await page.getByText('已设为定时发送').waitFor();
  await expect.poll(() => write.inputValue(), patience).toBe('');
  await desktop.open('/messages/waiting?shown=scheduled');
  await page.getByText('明早八点断电').waitFor();
  await desktop.picture('scheduled');
  await page.getByRole('button', { name: '立即发送' }).click();
  await page.getByText('没有定时消息').waitFor();
  await phone.open('/messages/waiting');
  await phone.page.getByText('没有等您回复的消息').waitFor();
  await phone.picture('waiting-phone-dark');

  // Who isn't asked for consent yet is offered to ask; the author gives it.
  await desktop.open(`/messages/${group}`);
  await write.fill('预算要点');
  await more('转发需我同意');
  await write.press('Enter');
  await message('预算要点').getByText('转发需同意').waitFor();
  await phone.open(`/messages/${group}`);
  const theirs = phone.page.locator('li[data-seq]').filter({ hasText: '预算要点' });
  await theirs.getByRole('button', { name: '消息操作' }).click();
  await phone.page.getByRole('menuitem', { name: '请求转发' }).click();
  await phone.page.getByLabel('转发用途').fill('给财务');
  await phone.page.getByRole('dialog').getByRole('button', { name: '请求转发' }).click();
  await phone.page.getByText('已请求，对方同意后可以转发一次').waitFor();
  await desktop.open('/messages/waiting?shown=toMe');
  await page.getByText('用途：给财务').waitFor();
  await desktop.picture('consent');
  await page.getByRole('button', { name: '同意', exact: true }).click();
  await page.getByText('已同意').waitFor();

  await desktop.open('/messages/broadcasts');
  await page.getByRole('combobox', { name: '人员' }).fill('王建');
  await page.locator('.ant-select-item-option').filter({ hasText: '王建国' }).click();
  await page.getByText('将发给 1 人').waitFor();
  await page.getByRole('textbox', { name: '消息' }).fill('周六请带门禁卡');
  await page.getByRole('button', { name: '发送', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '发送', exact: true }).click();
  await page.getByText('已发送 1 人，已读 0 人，失败 0 人').waitFor();
  await desktop.picture('broadcasts');
  await phone.open('/messages');
  await phone.page.getByText('周六请带门禁卡').waitFor();

  await desktop.open('/messages/settings');
  await page.getByRole('switch', { name: '提醒中显示消息内容' }).click();
  await expect.poll(async () => (await mei.call(readPrivacy, {})).hideText, patience).toBe(true);
  const { rows } = await chen.call(listMessages, { conversationId: group, after: before });
  expect(rows.map((row) => row.kind)).toEqual(['text', 'location', 'text', 'text']);
  expect(rows[0]?.body).toMatchObject({ urgent: true, answerBy: expect.any(String) });
  expect([...desktop.complaints, ...phone.complaints]).toEqual([]);
}, 180_000);

it('an application writes to somebody, who finds it, answers, and sees what it takes no more', async () => {
  await giveRole(test, chen.personId, 'administrator');
  await giveRole(test, wang.personId, 'securityOwner');
  const face = (await aPicture('#b5523b', 120, 120)).toString('base64');
  const asks = { revision: 0, purpose: '报销进度、缺票提醒', takesMessages: true, picture: face };
  const { applicationId } = await chen.call(proposeApplication, {
    ...asks,
    name: '报销助手',
    address: 'http://127.0.0.1:9/hook',
    ranges: [],
  });
  const { key } = await wang.call(confirmApplication, { applicationId, revision: 1 });
  const program = test.visitor();
  const accounts = await test.sql<{ account: string }>(
    'select account from directory.published_person where id = any($1)',
    [[mei.personId, wang.personId]],
  );
  const to = { key, accounts: accounts.map(({ account }) => account) };
  const { page } = desktop;
  await desktop.open('/messages');
  const markdown = '**三月**报销已入账\n> 共 1,280.50 元';
  await program.call(sendApplicationMessage, { ...to, said: { kind: 'markdown', markdown } });
  const row = page.getByRole('link').filter({ hasText: '报销助手' });
  await row.getByText('应用', { exact: true }).waitFor();
  await program.call(sendApplicationCard, {
    ...to,
    content: {
      title: '缺一张发票',
      text: '4 月 2 日 上海至杭州',
      facts: [{ name: '金额', value: '73.00 元' }],
      buttons: [{ button: 'later', label: '稍后补', tone: 'primary' as const }],
    },
  });
  await row.getByText('2 条未读').waitFor();
  await row.click();
  await page.getByRole('heading', { name: '报销助手' }).waitFor();
  await page.getByRole('button', { name: '稍后补' }).waitFor();
  const write = page.getByRole('textbox', { name: '输入消息' });
  await write.fill('发票在路上');
  await write.press('Enter');
  await page.locator('li[data-seq]').filter({ hasText: '发票在路上' }).waitFor();
  // Files go both ways.
  const sent = [];
  for (const [name, bytes] of [
    ['报销单.txt', Buffer.from('1,280.50')],
    ['发票样张.png', await aPicture('#7a9e7e', 600, 400)],
  ] as const)
    sent.push(await program.call(uploadApplicationFile, { key }, { file: { name, bytes } }));
  const fileIds = sent.map(({ fileId }) => fileId);
  await program.call(sendApplicationMessage, { ...to, said: { kind: 'file', fileIds, text: '请按样张补交' } });
  const got = page.locator('li[data-seq]').filter({ hasText: '请按样张补交' });
  await got.getByText('报销单.txt').waitFor();
  await got.getByRole('img').first().waitFor();
  await page.getByRole('button', { name: '添加文件' }).waitFor();
  const buffer = await aPicture('#b5523b', 300, 200);
  await page.locator('input[type=file][multiple]').setInputFiles({ name: '发票.png', mimeType: 'image/png', buffer });
  await page.getByRole('button', { name: '移除 发票.png' }).waitFor();
  await page.getByRole('button', { name: '发送', exact: true }).click();
  const own = page.locator('li[data-seq] [data-own]').filter({ has: page.getByRole('img') });
  await own.waitFor();
  await desktop.picture('application-chat');
  expect(await test.sql(`select from bots.message_call where application_id = $1`, [applicationId])).toHaveLength(2);

  await phone.open('/messages');
  await phone.page.getByRole('link').filter({ hasText: '报销助手' }).waitFor();
  await phone.picture('conversations-phone-dark');
  await phone.page.getByRole('link', { name: '应用', exact: true }).click();
  await phone.page.getByRole('heading', { name: '应用', exact: true }).waitFor();
  await phone.picture('applications-phone-dark');
  await chen.call(stopApplication, { applicationId });
  await page.getByText('应用已停用，不能再发送消息').waitFor();
  await desktop.picture('application-off');
  await phone.page.getByText('没有对你开放的应用').waitFor();
  await phone.open(`/messages`);
  await phone.page.getByRole('link').filter({ hasText: '报销助手' }).click();
  await phone.page.getByText('三月').waitFor();
  await phone.picture('application-phone-dark');
  expect([...desktop.complaints, ...phone.complaints]).toEqual([]);
}, 120_000);
