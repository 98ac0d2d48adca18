import { createHmac, createPublicKey, verify } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProviderOptions } from './contract/channels.ts';
import type { ChannelAccess, Parcel } from './server/channels/channel-adapter.ts';
import { isSameToken, openSecret, receiptToken, sealSecret } from './server/channels/channel-secrets.ts';
import { checkDingtalk, sendDingtalk } from './server/channels/send-dingtalk.ts';
import { sendMail } from './server/channels/send-mail.ts';
import { sendProvider } from './server/channels/send-provider.ts';
import { sendPush } from './server/channels/send-push.ts';
import { sendWecom } from './server/channels/send-wecom.ts';
import { encryptPush, newPushKeys } from './server/channels/web-push-message.ts';
import { aBrowser, aMailServer, aReceiver, type Received, type Reply } from './testing.ts';

const ID = '0199aaaa-0000-7000-8000-00000000000a';
const madeAt = Date.parse('2026-03-03T09:00:00+08:00') / 1_000;
const parcel: Parcel = {
  id: ID,
  to: { account: 'Mei', phone: '138 0013-8000', email: 'mei@example.cn', devices: [] },
  noticeIds: ['n1'],
  text: { title: '规矩：您有一条新提醒（待办）', lines: ['请打开"规矩"查看 & 处理。'], link: '/todo/1?a=b' },
  urgent: false,
  language: 'zh',
  timestamp: madeAt + 60,
  madeAt,
  publicUrl: 'https://oa.example.cn',
  receiptToken: 't'.repeat(43),
};
const allowed = ['127.0.0.1'];

const started: { stop: () => Promise<void> }[] = [];
async function receiver(reply: (received: Received, time: number) => Reply) {
  const made = await aReceiver(reply);
  started.push(made);
  return made;
}
async function mailServer(options?: Parameters<typeof aMailServer>[0]) {
  const made = await aMailServer(options);
  started.push(made);
  return made;
}
afterEach(async () => {
  for (const one of started.splice(0)) await one.stop();
});

describe('secrets', () => {
  const keys = { sign: (text: string) => Buffer.from(`signature of ${text}`) };
  it('open for their channel and name only, with the company’s key only', () => {
    const sealed = sealSecret(keys, 'mail', 'password', '密码');
    expect(sealed).not.toContain('密码');
    expect(openSecret(keys, 'mail', 'password', sealed)).toBe('密码');
    expect(() => openSecret(keys, 'sms', 'password', sealed)).toThrow();
    expect(() => openSecret({ sign: () => Buffer.from('other') }, 'mail', 'password', sealed)).toThrow();
  });
  it('tokens of receipts are one per parcel', () => {
    const token = receiptToken(keys, ID);
    expect(token).toHaveLength(43);
    expect([isSameToken(token, receiptToken(keys, ID)), isSameToken(token, receiptToken(keys, 'x'))]).toEqual([
      true,
      false,
    ]);
  });
});

describe('text messages and calls', () => {
  const options: ProviderOptions = {
    url: 'https://sms.example/v1',
    method: 'POST',
    headers: [{ name: 'X-Signature', value: 'key={key}, sig={signature}, at={timestamp}' }],
    bodyType: 'json',
    body: '{"to":"+86{phone}","text":"{text}","id":"{id}","back":"{receiptUrl}","token":"{receiptToken}"}',
    signature: 'hmacSha256Hex',
    signed: '{timestamp}\n{body}',
    successPath: 'result.0.code',
    successValue: 'Ok',
    receiptPath: 'result.0.serial',
  };
  const access = (more: Partial<ProviderOptions>, secrets = { key: 'K1', secret: 'S1' }): ChannelAccess => ({
    options: { ...options, ...more },
    secrets,
    allowed,
  });

  it('fill the template, sign it, and keep the provider’s number', async () => {
    const provider = await receiver(() => ({ body: { result: [{ code: 'Ok', serial: 'S-9' }] } }));
    const sent = await sendProvider(access({ url: `${provider.url}/v1/{id}?to={phone}` }), parcel);
    expect(sent).toEqual({ ok: true, receipt: 'S-9' });
    const [{ headers, text, path, query }] = provider.received as [Received];
    expect(JSON.parse(text)).toEqual({
      to: '+8613800138000',
      text: `${parcel.text.title} ${parcel.text.lines[0]}`,
      id: ID,
      back: 'https://oa.example.cn/api/v1/notifications.reportDelivery',
      token: parcel.receiptToken,
    });
    const signature = createHmac('sha256', 'S1').update(`${parcel.timestamp}\n${text}`).digest('hex');
    expect(headers['x-signature']).toBe(`key=K1, sig=${signature}, at=${parcel.timestamp}`);
    expect([path, query.get('to'), headers['idempotency-key']]).toEqual([`/v1/${ID}`, '13800138000', ID]);
  });

  it('a form keeps every value in its field', async () => {
    const provider = await receiver(() => ({ body: {} }));
    const form = { bodyType: 'form', body: 'm={text}&k={key}&sign={signature}', successPath: '' } as const;
    const digest = { signature: 'md5Hex', signed: '{phone}{secret}' } as const;
    await sendProvider(access({ ...form, ...digest, url: `${provider.url}/` }), parcel);
    const fields = new URLSearchParams(provider.received[0]?.text);
    expect(fields.get('m')).toBe(`${parcel.text.title} ${parcel.text.lines[0]}`);
    expect([...fields.keys()]).toEqual(['m', 'k', 'sign']);
  });

  it('say what went wrong, and whether another try may help', async () => {
    const replies: Reply[] = [
      { status: 400, body: { error: 'no such template' } },
      { status: 429, headers: { 'retry-after': '90' } },
      { status: 503 },
      { body: { result: [{ code: 'LimitExceeded' }] } },
    ];
    const provider = await receiver((_received, time) => replies[time - 1] ?? {});
    const send = () => sendProvider(access({ url: provider.url }), parcel);
    expect(await send()).toEqual({ ok: false, never: true, error: 'status 400 {"error":"no such template"}' });
    expect(await send()).toMatchObject({ ok: false, never: false, waitSeconds: 90 });
    expect(await send()).toMatchObject({ ok: false, never: false, error: 'status 503' });
    expect(await send()).toMatchObject({ ok: false, never: false, error: expect.stringContaining('LimitExceeded') });
    expect(await sendProvider({ ...access({ url: provider.url }), allowed: [] }, parcel)).toEqual({
      ok: false,
      never: true,
      error: 'privateAddress 127.0.0.1',
    });
    const nobody = { ...parcel, to: { ...parcel.to, phone: null } };
    expect(await sendProvider(access({}), nobody)).toMatchObject({ error: 'noPhone', never: true });
  });
});

describe('mail', () => {
  const options = { host: '127.0.0.1', security: 'none', user: '', from: 'guiju@example.cn', fromName: '规矩' };
  const access = (port: number, more: object = {}, password?: string): ChannelAccess => ({
    options: { ...options, port, ...more },
    secrets: password === undefined ? {} : { password },
    allowed,
  });

  it('goes out under an id of its own, the same at every try', async () => {
    const server = await mailServer();
    expect(await sendMail(access(server.port), parcel)).toMatchObject({ ok: true });
    expect(await sendMail(access(server.port), { ...parcel, timestamp: madeAt + 900 })).toMatchObject({ ok: true });
    const [first, second] = server.mails;
    expect([first?.from, first?.to]).toEqual(['guiju@example.cn', ['mei@example.cn']]);
    expect(first?.raw).toContain(`Message-ID: <${ID}@example.cn>`);
    expect(second?.raw).toContain(`Message-ID: <${ID}@example.cn>`);
    expect(first?.raw).toContain('Auto-Submitted: auto-generated');
    // Quoted-printable, so that Chinese and long lines arrive.
    const content = (first?.raw ?? '').replaceAll('=\r\n', '').replaceAll('=3D', '=');
    expect(content).toContain('https://oa.example.cn/todo/1?a=b');
  });

  it('names itself to the server, and says when that was wrong', async () => {
    const server = await mailServer({ authOptional: false });
    expect(await sendMail(access(server.port, { user: 'guiju' }, 'right'), parcel)).toMatchObject({ ok: true });
    expect(server.mails[0]?.user).toBe('guiju');
    const refused = await sendMail(access(server.port, { user: 'guiju' }, 'wrong'), parcel);
    expect(refused).toMatchObject({ ok: false, never: false, error: expect.stringContaining('EAUTH') });
  });

  it('a receiver that doesn’t exist is given up, a full mailbox is not', async () => {
    const codes = [550, 452];
    const server = await mailServer({
      onRcptTo: (_address, _session, done) => {
        const error = Object.assign(new Error('no'), { responseCode: codes.shift() });
        done(error);
      },
    });
    expect(await sendMail(access(server.port), parcel)).toMatchObject({ ok: false, never: true });
    expect(await sendMail(access(server.port), parcel)).toMatchObject({ ok: false, never: false });
  });

  it('doesn’t talk to a server without a certificate that counts, nor to private addresses', async () => {
    const server = await mailServer();
    const startTls = await sendMail(access(server.port, { security: 'startTls' }), parcel);
    expect(startTls).toMatchObject({ ok: false, never: false });
    const plain = await mailServer({ hideSTARTTLS: true });
    expect(await sendMail(access(plain.port, { security: 'startTls' }), parcel)).toMatchObject({ ok: false });
    expect([server.mails, plain.mails]).toEqual([[], []]);
    expect(await sendMail({ ...access(server.port), allowed: [] }, parcel)).toMatchObject({
      error: 'privateAddress 127.0.0.1',
      never: true,
    });
  });

  it('a title with line breaks makes no header', async () => {
    const server = await mailServer();
    const text = { ...parcel.text, title: 'a\r\nBcc: evil@example.com\r\n\r\nb' };
    await sendMail(access(server.port), { ...parcel, text });
    expect(server.mails[0]?.raw).not.toMatch(/^Bcc:/m);
    expect(server.mails[0]?.to).toEqual(['mei@example.cn']);
  });
});

describe('web push', () => {
  it('encrypts as the example of RFC 8291 does', () => {
    const bytes = (text: string) => Buffer.from(text, 'base64url');
    const made = encryptPush(
      Buffer.from('When I grow up, I want to be a watermelon'),
      {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
      { privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'), salt: bytes('DGv6ra1nlYgDCS1FRnbzlw') },
    );
    expect(made.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  const keys = newPushKeys();
  const access: ChannelAccess = {
    options: { contact: 'it@example.cn', publicKey: keys.publicKey },
    secrets: { privateKey: keys.privateKey },
    allowed,
  };
  const device = (deviceId: string, endpoint: string, browser: { p256dh: string; auth: string }) => ({
    deviceId,
    endpoint,
    p256dh: browser.p256dh,
    auth: browser.auth,
  });
  const to = (devices: ReturnType<typeof device>[]) => ({ ...parcel, to: { ...parcel.to, devices } });

  it('reaches the browser, which alone can read it, signed by the company', async () => {
    const browser = aBrowser();
    const service = await receiver(() => ({ status: 201, headers: { location: '/m/1' } }));
    expect(await sendPush(access, to([device('d1', `${service.url}/p/1`, browser)]))).toMatchObject({
      ok: true,
      receipt: '/m/1',
    });
    const [{ headers, body }] = service.received as [Received];
    expect(browser.read(body)).toMatchObject({ tag: ID, noticeIds: ['n1'], link: '/todo/1?a=b' });
    expect(() => aBrowser().read(body)).toThrow();
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'normal', ttl: '86400' });
    expect(headers.topic).toMatch(/^[\w-]{22}$/);
    const [, token = '', key = ''] = /^vapid t=(\S+), k=(\S+)$/.exec(String(headers.authorization)) ?? [];
    const [head, claims, signature = ''] = token.split('.');
    const point = Buffer.from(key, 'base64url');
    const publicKey = createPublicKey({
      format: 'jwk',
      key: {
        kty: 'EC',
        crv: 'P-256',
        x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
      },
    });
    const signed = Buffer.from(`${head}.${claims}`);
    const by = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', signed, by, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(JSON.parse(Buffer.from(claims ?? '', 'base64url').toString())).toEqual({
      aud: service.url,
      exp: parcel.timestamp + 43_200,
      sub: 'mailto:it@example.cn',
    });
  });

  it('one device is enough; those that are no more are named', async () => {
    const service = await receiver(({ path }) => ({ status: path === '/gone' ? 410 : path === '/busy' ? 503 : 201 }));
    const browser = aBrowser();
    const gone = device('gone', `${service.url}/gone`, browser);
    const busy = device('busy', `${service.url}/busy`, browser);
    expect(await sendPush(access, to([gone, device('ok', `${service.url}/ok`, browser)]))).toMatchObject({
      ok: true,
      gone: ['gone'],
    });
    expect(await sendPush(access, to([gone, busy]))).toMatchObject({ ok: false, never: false, gone: ['gone'] });
    expect(await sendPush(access, to([gone]))).toMatchObject({ ok: false, never: true, error: 'noDevice' });
    expect(await sendPush(access, to([]))).toMatchObject({ ok: false, never: true, error: 'noDevice' });
    const broken = { ...device('broken', `${service.url}/ok`, browser), p256dh: 'A'.repeat(87) };
    expect(await sendPush(access, to([broken]))).toMatchObject({ ok: false, gone: ['broken'] });
  });
});

describe('WeCom', () => {
  const access = (url: string, secret: string): ChannelAccess => ({
    options: { baseUrl: url, corpId: 'corp', agentId: 7 },
    secrets: { secret },
    allowed,
  });

  it('gets a token once, and again when it is void', async () => {
    let tokens = 0;
    const platform = await receiver(({ path, query }, time) => {
      if (path === '/cgi-bin/gettoken') {
        tokens += 1;
        expect([query.get('corpid'), query.get('corpsecret')]).toEqual(['corp', 'once']);
        return { body: { errcode: 0, errmsg: 'ok', access_token: `T${tokens}`, expires_in: 7_200 } };
      }
      if (time === 4) return { body: { errcode: 42_001, errmsg: 'access_token expired' } };
      return { body: { errcode: 0, errmsg: 'ok', msgid: `m-${query.get('access_token')}` } };
    });
    const send = () => sendWecom(access(platform.url, 'once'), parcel);
    expect([await send(), await send(), await send()]).toEqual([
      { ok: true, receipt: 'm-T1' },
      { ok: true, receipt: 'm-T1' },
      { ok: true, receipt: 'm-T2' },
    ]);
    expect(tokens).toBe(2);
    const body = JSON.parse(platform.received[1]?.text ?? '');
    expect(body).toMatchObject({ touser: 'Mei', msgtype: 'textcard', agentid: 7, enable_duplicate_check: 1 });
    expect(body.textcard.url).toBe(`https://oa.example.cn/todo/1?a=b&notice=${ID}`);
    expect(body.textcard.description).toContain('&amp;');
    // A try again is the same message, so that the platform knows it.
    expect(platform.received[2]?.text).toBe(platform.received[1]?.text);
  });

  it('knows what passes and what doesn’t', async () => {
    const answers = [
      { errcode: 45_009, errmsg: 'api freq out of limit' },
      { errcode: 60_020, errmsg: 'not allow to access from your ip' },
      { errcode: 81_013, errmsg: 'user & party & tag all invalid' },
      { errcode: 0, errmsg: 'ok', invaliduser: 'mei', msgid: 'x' },
    ];
    const platform = await receiver(({ path }) =>
      path === '/cgi-bin/gettoken'
        ? { body: { errcode: 0, errmsg: 'ok', access_token: 'T', expires_in: 7_200 } }
        : { body: answers.shift() },
    );
    const send = () => sendWecom(access(platform.url, 'codes'), parcel);
    expect(await send()).toMatchObject({ ok: false, never: false, waitSeconds: 60 });
    expect(await send()).toMatchObject({ ok: false, never: false, error: expect.stringMatching(/^errcode 60020/) });
    expect(await send()).toMatchObject({ ok: false, never: true });
    expect(await send()).toMatchObject({ ok: false, never: true, error: 'accountUnknown' });
  });

  it('a wrong secret is said, and asked about again at the next try', async () => {
    let right = false;
    const platform = await receiver(({ path }) =>
      path === '/cgi-bin/gettoken' && !right
        ? { body: { errcode: 40_001, errmsg: 'invalid credential' } }
        : { body: { errcode: 0, errmsg: 'ok', access_token: 'T', expires_in: 7_200, msgid: 'm' } },
    );
    const send = () => sendWecom(access(platform.url, 'wrong'), parcel);
    expect(await send()).toEqual({ ok: false, never: false, error: 'errcode 40001 invalid credential' });
    right = true;
    expect(await send()).toEqual({ ok: true, receipt: 'm' });
  });
});

describe('DingTalk', () => {
  const access = (url: string, appSecret: string): ChannelAccess => ({
    options: { baseUrl: url, appKey: 'ding', agentId: 9 },
    secrets: { appSecret },
    allowed,
  });
  const token = { body: { errcode: 0, errmsg: 'ok', access_token: 'T', expires_in: 7_200 } };

  it('hands over, and asks later what became of it', async () => {
    const results = [
      {},
      { unread_user_id_list: ['mei'] },
      { forbidden_user_id_list: ['Mei'] },
      { invalid_user_id_list: ['mei'] },
    ];
    const platform = await receiver(({ path }) => {
      if (path === '/gettoken') return token;
      if (path.endsWith('/asyncsend_v2')) return { body: { errcode: 0, errmsg: 'ok', task_id: 4_711 } };
      return { body: { errcode: 0, errmsg: 'ok', send_result: results.shift() } };
    });
    expect(await sendDingtalk(access(platform.url, 'a'), parcel)).toEqual({
      ok: true,
      receipt: '4711',
      checkSeconds: 60,
    });
    const body = JSON.parse(platform.received[1]?.text ?? '');
    expect(body).toMatchObject({ agent_id: 9, userid_list: 'Mei', msg: { msgtype: 'action_card' } });
    expect(body.msg.action_card.single_url).toContain(ID);
    const check = () =>
      checkDingtalk(access(platform.url, 'a'), { receipt: '4711', account: 'Mei', timestamp: parcel.timestamp });
    expect([await check(), await check(), await check(), await check()]).toEqual([
      { state: 'later' },
      { state: 'delivered' },
      { state: 'failed', error: 'tooMany' },
      { state: 'failed', error: 'accountUnknown' },
    ]);
  });

  it('waits where it is asked to, and gives up what can’t be', async () => {
    const answers = [
      { errcode: 90_018, errmsg: '请求被暂时禁用' },
      { errcode: 40_014, errmsg: '不合法的access_token' },
      { errcode: 0, errmsg: 'ok', task_id: 1 },
      { errcode: 400_002, errmsg: '参数错误' },
    ];
    const platform = await receiver(({ path }) => (path === '/gettoken' ? token : { body: answers.shift() }));
    const send = () => sendDingtalk(access(platform.url, 'b'), parcel);
    expect(await send()).toMatchObject({ ok: false, never: false, waitSeconds: 60 });
    expect(await send()).toMatchObject({ ok: true });
    expect(await send()).toMatchObject({ ok: false, never: true });
  });
});
