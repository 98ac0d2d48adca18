import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSetting } from '#kernel/contract/kernel-operations.ts';
import { softwarePasskey } from '#kernel/testing/software-passkey.ts';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { activate } from './contract/activation.ts';
import { builtInRoles } from './contract/built-in-roles.ts';
import { answerSignIn, listMySignIns } from './contract/my-sign-ins.ts';
import { beginPasskeySignIn, confirmWithPassword, signInWithPasskey } from './contract/passkeys.ts';
import { changePassword } from './contract/password.ts';
import { answerQrSignIn, beginQrSignIn, finishQrSignIn, readQrSignIn } from './contract/qr-sign-in.ts';
import { endSessionsOf, listMySessions } from './contract/sessions.ts';
import {
  idleMinutes,
  networkZones,
  qrSignIn,
  secondFactorRoles,
  sharedIdleMinutes,
  trustedOnlyRoles,
} from './contract/settings.ts';
import { signIn } from './contract/sign-in.ts';
import { readViewer } from './contract/viewer.ts';
import {
  activatedPerson,
  anActivationCode,
  aPasskey,
  giveRole,
  goodPassword,
  signInAs,
  startSession,
} from './testing.ts';
import { accessCache } from './web/cache.ts';

let test: TestProgram;
let company: TestCompany;
let number = 0;

beforeAll(async () => {
  test = await startTestProgram(composition);
  company = await aCompany(test);
});
afterAll(() => test.stop());

async function somebody() {
  number += 1;
  const account = `arrival${number}`;
  const personId = await aPerson(test, company, { account, name: '欧阳明月', department: '财务部' });
  return { account, personId, client: await activatedPerson(test, { personId, account }) };
}
const tryWith = (account: string, password = goodPassword) => test.visitor().call(signIn, { account, password });
const set = (name: string, value: unknown) => test.system(changeSetting, { name, value });
const laptop = 'the-laptop-of-somebody-000001';

describe('a session', () => {
  it('has a token that nobody had before: one planted in the browser is worth nothing, and ends', async () => {
    const attacker = await somebody();
    const victim = await somebody();
    // The attacker's own cookie was put into the victim's browser before the victim signs in.
    const browser = await startSession(
      test,
      signIn,
      { account: victim.account, password: goodPassword },
      { headers: { cookie: attacker.client.cookie } },
    );
    expect(browser.cookie).not.toBe(attacker.client.cookie);
    expect((await browser.call(readViewer, {})).personId).toBe(victim.personId);
    await expect(attacker.client.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
    // A made-up token isn't taken over.
    const planted = `guiju=${'A'.repeat(43)}`;
    const answer = await test.visitor().raw(`/api/v1/${signIn.name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: planted },
      body: JSON.stringify({ account: victim.account, password: goodPassword }),
    });
    expect(answer.headers.get('set-cookie')).toMatch(
      /^guiju=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=1209600$/,
    );
    expect(answer.headers.get('set-cookie')).not.toContain(planted);
  });

  it('gets another token when its person proves again who they are; the old one serves what is under way, for a minute', async () => {
    const { account, client, personId } = await somebody();
    const answer = await client.raw(`/api/v1/${confirmWithPassword.name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password: goodPassword }),
    });
    const renewed = answer.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
    expect(renewed).toMatch(/^guiju=[\w-]{43}$/);
    expect(renewed).not.toBe(client.cookie);
    const read = (cookie: string) => test.visitor().call(readViewer, {}, { headers: { cookie } });
    expect((await read(renewed)).personId).toBe(personId);
    expect((await read(client.cookie)).personId).toBe(personId);
    await test.advance({ seconds: 61 });
    await expect(read(client.cookie)).rejects.toMatchObject({ status: 401 });
    expect((await read(renewed)).personId).toBe(personId);
    // And the minute isn't a way back in: the end of the session is the end of both.
    const other = await signInAs(test, account);
    await other.call(confirmWithPassword, { password: goodPassword });
    await test.sql('update kernel.session set ended_at = made_at where person_id = $1', [personId]);
    await expect(other.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
  });

  it('on a computer of others ends after minutes without use and with the browser', async () => {
    const { account, personId } = await somebody();
    const answer = await test.visitor().raw(`/api/v1/${signIn.name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, password: goodPassword, shared: true }),
    });
    const header = answer.headers.get('set-cookie') ?? '';
    expect(header).not.toMatch(/Max-Age|Expires/i);
    const cookie = header.split(';', 1)[0] ?? '';
    const read = () => test.visitor().call(listMySessions, {}, { headers: { cookie } });
    expect((await read()).rows.find((row) => row.current)).toMatchObject({ shared: true });
    await test.advance({ minutes: 9 });
    await read();
    await test.advance({ minutes: 11 });
    await expect(read()).rejects.toMatchObject({ status: 401 });
    const [session] = await test.sql(
      `select extract(epoch from ends_at - made_at)::int / 3600 as hours, idle_minutes from kernel.session
       where person_id = $1 and shared`,
      [personId],
    );
    expect(session).toEqual({ hours: 12, idle_minutes: 10 });
  });

  it('lives as long as the company says', async () => {
    const { account } = await somebody();
    await set(idleMinutes.name, 30);
    await set(sharedIdleMinutes.name, 3);
    try {
      const client = await signInAs(test, account);
      await test.advance({ minutes: 29 });
      await client.call(readViewer, {});
      await test.advance({ minutes: 32 });
      await expect(client.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
    } finally {
      await set(idleMinutes.name, idleMinutes.initial);
      await set(sharedIdleMinutes.name, sharedIdleMinutes.initial);
    }
  });
});

describe('somebody else’s sessions', () => {
  it('are ended by who may, within their reach, and the person’s pages are told', async () => {
    const hr = await test.as(await aPerson(test, company, { department: '人力资源部' }));
    await giveRole(test, hr.personId, 'hr');
    const { client, personId } = await somebody();
    const stranger = await somebody();
    const end = (by: typeof hr) => by.call(endSessionsOf, { personId, reason: '电脑被盗' });
    await expect(end(stranger.client)).rejects.toMatchObject({ status: 403 });
    const administrator = await test.as(await aPerson(test, company, { department: '研发中心' }));
    await giveRole(test, administrator.personId, 'hr', {
      kind: 'departments',
      departmentIds: [company.departments.研发中心 ?? ''],
    });
    await expect(end(administrator)).rejects.toMatchObject({ status: 404 });
    expect(await end(hr)).toEqual({ ended: 1 });
    await expect(client.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
    await verifyPush(test, stranger.client, accessCache, [[listMySessions, {}]], () =>
      hr.call(endSessionsOf, { personId, reason: '再一次' }),
    );
  });
});

describe('an unusual sign-in', () => {
  it('is told: another browser; not the same one again', async () => {
    const { account, client } = await somebody();
    const told = async () => (await client.call(listMySignIns, {})).rows.map((row) => row.unusual);
    const from = (device: string) => startSession(test, signIn, { account, password: goodPassword, device });
    expect(await told()).toEqual([[]]);
    await from(laptop);
    expect(await told()).toEqual([['newDevice'], []]);
    await test.advance({ seconds: 1 });
    await from(laptop);
    expect((await told())[0]).toEqual([]);
    // A browser that others use too is never the person's own.
    const shared = { account, password: goodPassword, device: 'a-browser-that-others-use-too', shared: true };
    for (let n = 0; n < 2; n += 1) {
      await test.advance({ seconds: 1 });
      await startSession(test, signIn, shared);
      expect((await told())[0]).toEqual(['newDevice']);
    }
    const events = await test.sql(
      `select facts->'reasons' as reasons from kernel.event where name = 'access.unusualSignIn' and facts->>'personId' = $1`,
      [client.personId],
    );
    expect(events).toEqual(Array.from({ length: 3 }, () => ({ reasons: ['newDevice'] })));
  });

  it('is told: a success after many failures, and two places too soon after each other', async () => {
    const { account, client, personId } = await somebody();
    await set(networkZones.name, [
      { name: '总部', networks: ['127.0.0.0/8'], trusted: true },
      { name: '工厂', networks: ['10.9.0.0/16'], trusted: true },
    ]);
    try {
      for (let n = 0; n < 4; n += 1) await tryWith(account, 'wrong').catch(() => undefined);
      await test.sql(
        `insert into access.sign_in_attempt (id, at, account_hash, network, person_id, succeeded)
         select gen_random_uuid(), $2, account_hash, '203.0.113.7', person_id, false
         from access.sign_in_attempt where person_id = $1 limit 1`,
        [personId, test.program.kernel.clock.now().toString()],
      );
      await tryWith(account);
      const first = (await client.call(listMySignIns, {})).rows[0];
      expect(first).toMatchObject({ unusual: ['manyFailures'], zone: '总部' });
      await test.sql(`update access.sign_in set zone = '工厂', at = $2 where id = $1`, [
        first?.id,
        test.program.kernel.clock.now().subtract({ minutes: 5 }).toString(),
      ]);
      await test.sql(`delete from access.sign_in where person_id = $1 and id <> $2`, [personId, first?.id]);
      await tryWith(account);
      expect((await client.call(listMySignIns, {})).rows[0]?.unusual).toContain('elsewhere');
    } finally {
      await set(networkZones.name, []);
    }
  });

  it('that wasn’t me: everything else ends, the password opens nothing until it is changed', async () => {
    const { account, client, personId } = await somebody();
    const thief = await signInAs(test, account);
    const { rows } = await client.call(listMySignIns, {});
    const stranger = await somebody();
    const signInId = rows.find((row) => !row.current)?.id ?? '';
    await expect(stranger.client.call(answerSignIn, { signInId, mine: false })).rejects.toMatchObject({ status: 404 });
    expect(await client.call(answerSignIn, { signInId, mine: false })).toEqual({ ended: 1 });
    await expect(thief.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
    await expect(tryWith(account)).rejects.toMatchObject({ code: 'access.passwordStopped' });
    // The thief, who knows the password, can't choose the new one.
    await expect(
      test.visitor().call(signIn, { account, password: goodPassword, newPassword: 'Otter-Umbrella-73' }),
    ).rejects.toMatchObject({ code: 'access.passwordStopped' });
    await client.call(changePassword, { currentPassword: goodPassword, newPassword: 'Otter-Umbrella-73' });
    await tryWith(account, 'Otter-Umbrella-73');
    // Or with a code from HR.
    const again = (await client.call(listMySignIns, {})).rows[0]?.id ?? '';
    await client.call(answerSignIn, { signInId: again, mine: false });
    const code = await anActivationCode(test, personId);
    await test.visitor().call(activate, { code, account, password: 'Heron-Saucer-41' });
    await tryWith(account, 'Heron-Saucer-41');
  });

  it('and its answer are pushed', async () => {
    const { account, client } = await somebody();
    const watch = (action: () => Promise<unknown>) =>
      verifyPush(
        test,
        client,
        accessCache,
        [
          [listMySignIns, {}],
          [listMySessions, {}],
        ],
        action,
      );
    await watch(() => signInAs(test, account));
    const signInId = async () => (await client.call(listMySignIns, {})).rows.find((row) => !row.current)?.id ?? '';
    await watch(async () => client.call(answerSignIn, { signInId: await signInId(), mine: true }));
    await watch(async () => client.call(answerSignIn, { signInId: await signInId(), mine: false }));
  });
});

describe('a network zone', () => {
  it('keeps roles in: from elsewhere they don’t sign in, by no way; without a trusted zone nobody is kept out', async () => {
    const { account, client } = await somebody();
    const passkey = await aPasskey(client, softwarePasskey());
    await set(trustedOnlyRoles.name, [builtInRoles.employee]);
    const byPasskey = async () => {
      const { challengeId, challenge } = await test.visitor().call(beginPasskeySignIn, {});
      return test.visitor().call(signInWithPasskey, { challengeId, assertion: passkey.answer(challenge) });
    };
    try {
      await tryWith(account);
      await set(networkZones.name, [{ name: '总部', networks: ['10.0.0.0/8', '2001:db8::/32'], trusted: true }]);
      for (const attempt of [() => tryWith(account), byPasskey]) {
        await expect(attempt()).rejects.toMatchObject({ code: 'access.networkNotAllowed' });
      }
      await expect(tryWith(account, 'wrong')).rejects.toMatchObject({ code: 'access.accountOrPassword' });
      await set(networkZones.name, [{ name: '本机', networks: ['127.0.0.1', '::1'], trusted: true }]);
      await tryWith(account);
      await byPasskey();
    } finally {
      await set(trustedOnlyRoles.name, []);
      await set(networkZones.name, []);
    }
  });

  it.each([
    [[{ name: 'x', networks: ['10.0.0.0/33'], trusted: true }]],
    [[{ name: 'x', networks: [], trusted: true }]],
    [[{ name: '', networks: ['10.0.0.0/8'], trusted: true }]],
    [[{ name: 'x', networks: ["10.0.0.0/8'; drop table access.role; --"], trusted: true }]],
  ])('refuses what isn’t a network: %j', async (value) => {
    await expect(set(networkZones.name, value)).rejects.toThrow();
  });
});

describe('sign-in by the phone’s camera', () => {
  const finish = (asked: { qrId: string; secret: string }) =>
    test.visitor().call(finishQrSignIn, { qrId: asked.qrId, secret: asked.secret });

  it('gives the computer a session once the phone has typed its number', async () => {
    const { client, personId } = await somebody();
    const asked = await test.visitor().call(beginQrSignIn, {});
    expect(await finish(asked)).toEqual({ state: 'waiting' });
    expect(await client.call(readQrSignIn, { code: asked.code })).toMatchObject({ address: '127.0.0.1', known: true });
    await client.call(answerQrSignIn, { code: asked.code, allow: true, number: asked.number });
    const computer = await startSession(test, finishQrSignIn, { qrId: asked.qrId, secret: asked.secret });
    expect((await computer.call(readViewer, {})).personId).toBe(personId);
    // Once.
    await expect(finish(asked)).rejects.toMatchObject({ code: 'access.qrOver' });
    await expect(client.call(readQrSignIn, { code: asked.code })).rejects.toMatchObject({ code: 'access.qrOver' });
  });

  it('gives nothing to who only has the picture, or another secret, or comes later', async () => {
    const { client } = await somebody();
    const asked = await test.visitor().call(beginQrSignIn, {});
    await client.call(answerQrSignIn, { code: asked.code, allow: true, number: asked.number });
    const other = await test.visitor().call(beginQrSignIn, {});
    for (const secret of [asked.code, other.secret]) {
      await expect(finish({ qrId: asked.qrId, secret })).rejects.toMatchObject({ code: 'access.qrOver' });
    }
    await test.advance({ minutes: 3 });
    await expect(finish(asked)).rejects.toMatchObject({ code: 'access.qrOver' });
    const late = await test.visitor().call(beginQrSignIn, {});
    await test.advance({ minutes: 3 });
    await expect(client.call(readQrSignIn, { code: late.code })).rejects.toMatchObject({ code: 'access.qrOver' });
  });

  it('asks for the number on the screen, three times, and for a fresh session', async () => {
    const { client } = await somebody();
    const asked = await test.visitor().call(beginQrSignIn, {});
    const answer = (number?: number) =>
      client.call(answerQrSignIn, { code: asked.code, allow: true, ...(number === undefined ? {} : { number }) });
    const wrong = asked.number === 99 ? 10 : asked.number + 1;
    for (const given of [wrong, undefined, wrong]) {
      await expect(answer(given)).rejects.toMatchObject({ code: 'access.qrNumberWrong' });
    }
    await expect(answer(asked.number)).rejects.toMatchObject({ code: 'access.qrOver' });
    const again = await test.visitor().call(beginQrSignIn, {});
    await test.sql('update kernel.session set fresh_at = $2 where person_id = $1', [
      client.personId,
      test.program.kernel.clock.now().subtract({ minutes: 11 }).toString(),
    ]);
    await expect(
      client.call(answerQrSignIn, { code: again.code, allow: true, number: again.number }),
    ).rejects.toMatchObject({ code: 'access.confirmFirst' });
    // “Not me” needs no proof.
    await client.call(answerQrSignIn, { code: again.code, allow: false });
    expect(await finish(again)).toEqual({ state: 'refused' });
  });

  it('is pushed to the person’s other devices', async () => {
    const { client } = await somebody();
    const watch = (action: () => Promise<unknown>) =>
      verifyPush(
        test,
        client,
        accessCache,
        [
          [listMySessions, {}],
          [listMySignIns, {}],
        ],
        action,
      );
    let asked = { qrId: '', code: '', secret: '', number: 0 };
    await watch(async () => {
      asked = await test.visitor().call(beginQrSignIn, {});
    });
    await watch(() => client.call(answerQrSignIn, { code: asked.code, allow: true, number: asked.number }));
    await watch(() => test.visitor().call(finishQrSignIn, { qrId: asked.qrId, secret: asked.secret }));
  });

  it('lends no second factor that the phone hasn’t proved, and is closed where the company closes it', async () => {
    const { client } = await somebody();
    const asked = await test.visitor().call(beginQrSignIn, {});
    await client.call(answerQrSignIn, { code: asked.code, allow: true, number: asked.number });
    await set(secondFactorRoles.name, [builtInRoles.employee]);
    expect(await finish(asked)).toEqual({ state: 'refused' });
    await test.sql(`update kernel.session set strength = 'secondFactor' where person_id = $1`, [client.personId]);
    const strong = await test.visitor().call(beginQrSignIn, { shared: true });
    await client.call(answerQrSignIn, { code: strong.code, allow: true, number: strong.number });
    const computer = await startSession(test, finishQrSignIn, { qrId: strong.qrId, secret: strong.secret });
    expect((await computer.call(listMySessions, {})).rows.find((row) => row.current)).toMatchObject({
      strength: 'secondFactor',
      shared: true,
    });
    await set(secondFactorRoles.name, []);
    await set(qrSignIn.name, false);
    await expect(test.visitor().call(beginQrSignIn, {})).rejects.toMatchObject({ code: 'access.notPossibleHere' });
    await set(qrSignIn.name, true);
  });
});
