import crypto from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { changeSetting } from '#kernel/contract/kernel-operations.ts';
import { startTestProgram, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { markLeft } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { activate, issueActivationCodes, listNotActivated, readActivation } from './contract/activation.ts';

import { changePassword } from './contract/password.ts';
import { endMyOtherSessions, endSession, listMySessions } from './contract/sessions.ts';
import { passwordMaxAgeDays } from './contract/settings.ts';
import { readSignIn, signIn, signOut } from './contract/sign-in.ts';
import { readViewer, setLanguage } from './contract/viewer.ts';
import { activatedPerson, anActivationCode, giveRole, goodPassword, signInAs, startSession } from './testing.ts';
import { accessCache } from './web/cache.ts';

let test: TestProgram;
let company: TestCompany;
let number = 0;

beforeAll(async () => {
  test = await startTestProgram(composition);
  company = await aCompany(test);
});
afterAll(() => test.stop());

/** Somebody new who hasn't come yet. */
async function newcomer(department = '财务部') {
  number += 1;
  const account = `newcomer${number}`;
  return { account, personId: await aPerson(test, company, { account, name: '欧阳明月', department }) };
}
const tryWith = (account: string, password: string) => test.visitor().call(signIn, { account, password });
/** As if from somewhere else: the address is the machine's own, so attempts are moved afterwards. */
const moveAttempts = (network: string) => test.sql('update access.sign_in_attempt set network = $1', [network]);

describe('activation', () => {
  it('shows whose code it is, takes it once with its account, and signs in', async () => {
    const person = await newcomer();
    const code = await anActivationCode(test, person.personId);
    expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
    const shown = await test.visitor().call(readActivation, { code: ` ${code.toLowerCase().replaceAll('-', ' ')} ` });
    expect(shown).toMatchObject({ maskedName: '欧***', again: false });
    const client = await startSession(test, activate, { code, account: 'NEWCOMER1', password: goodPassword });
    expect(await client.call(readViewer, {})).toMatchObject({
      personId: person.personId,
      account: person.account,
      name: '欧阳明月',
      lacks: ['photo', 'phone', 'email', 'post'],
      employer: { timeZone: 'Asia/Shanghai' },
    });
    for (const used of [code, code]) {
      await expect(
        test.visitor().call(activate, { code: used, account: person.account, password: goodPassword }),
      ).rejects.toMatchObject({ code: 'access.codeNotValid' });
    }
    await expect(test.visitor().call(readActivation, { code })).rejects.toMatchObject({ status: 422 });
    await signInAs(test, person.account);
  });

  it('refuses forged and expired codes, and older ones once there is a newer', async () => {
    const person = await newcomer();
    const attempt = (code: string) =>
      test.visitor().call(activate, { code, account: person.account, password: goodPassword });
    for (const forged of ['AAAA-BBBB-CCCC-DDDD', 'O000-1111-IIII-0000', 'x', "' or 1=1 --"]) {
      await expect(attempt(forged)).rejects.toMatchObject({ code: 'access.codeNotValid' });
    }
    const older = await anActivationCode(test, person.personId);
    const newer = await anActivationCode(test, person.personId);
    await expect(attempt(older)).rejects.toMatchObject({ code: 'access.codeNotValid' });
    await test.sql('update access.activation_code set expires_at = $2 where person_id = $1', [
      person.personId,
      '2026-03-02T00:00:00Z',
    ]);
    await expect(attempt(newer)).rejects.toMatchObject({ code: 'access.codeNotValid' });
  });

  it('is no use to a finder who doesn’t know the account: after five wrong ones the code is void', async () => {
    const person = await newcomer();
    const code = await anActivationCode(test, person.personId);
    const attempt = (account: string) => test.visitor().call(activate, { code, account, password: goodPassword });
    for (const left of [4, 3, 2, 1]) {
      await expect(attempt(`somebody${left}`)).rejects.toMatchObject({ code: 'access.codeOfAnother', facts: { left } });
    }
    await expect(attempt('somebody0')).rejects.toMatchObject({ code: 'access.codeNotValid' });
    await expect(attempt(person.account)).rejects.toMatchObject({ code: 'access.codeNotValid' });
  });

  it('takes a code once when two come with it at the same instant', async () => {
    const person = await newcomer();
    const code = await anActivationCode(test, person.personId);
    const attempts = await Promise.allSettled(
      [1, 2, 3].map(() => test.visitor().call(activate, { code, account: person.account, password: goodPassword })),
    );
    expect(attempts.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  it('lists who hasn’t come, gives codes within the reach only, and tells those who watch', async () => {
    const hr = await aPerson(test, company, { department: '人力资源部' });
    await giveRole(test, hr, 'hr');
    const administrator = await aPerson(test, company, { department: '研发中心' });
    await giveRole(test, administrator, 'departmentAdministrator', {
      kind: 'departments',
      departmentIds: [company.departments.研发中心 ?? ''],
    });
    const engineer = await newcomer('平台组');
    const client = await test.as(administrator);
    const list = await client.call(listNotActivated, {});
    expect(list.rows.map((row) => row.personId).sort()).toEqual([administrator, engineer.personId].sort());
    expect(list).toMatchObject({ total: 2, people: 2 });
    const issued = await client.call(issueActivationCodes, { who: { kind: 'all' }, delivery: 'slips' });
    expect(issued.codes.map((one) => one.personId)).toEqual([engineer.personId]);
    const outsider = await newcomer();
    await expect(
      client.call(issueActivationCodes, { who: { kind: 'people', personIds: [outsider.personId] }, delivery: 'told' }),
    ).rejects.toMatchObject({ status: 404 });
    await expect((await test.as(engineer.personId)).call(listNotActivated, {})).rejects.toMatchObject({ status: 403 });

    const code = issued.codes[0]?.code ?? '';
    await verifyPush(test, client, accessCache, [[listNotActivated, {}]], () =>
      test.visitor().call(activate, { code, account: engineer.account, password: goodPassword }),
    );
    await verifyPush(test, await test.as(hr), accessCache, [[listNotActivated, { limit: 2 }]], () =>
      test.system(issueActivationCodes, { who: { kind: 'all' }, delivery: 'file' }),
    );
  });

  it('lets nobody take over somebody with important permissions that they haven’t', async () => {
    const hr = await aPerson(test, company, { department: '人力资源部' });
    await giveRole(test, hr, 'hr');
    const administrator = await aPerson(test, company, {});
    await giveRole(test, administrator, 'administrator', { kind: 'company' });
    const issue = async (by: string, personId: string) =>
      (await test.as(by)).call(issueActivationCodes, {
        who: { kind: 'people', personIds: [personId] },
        delivery: 'told',
      });
    await expect(issue(hr, administrator)).rejects.toMatchObject({ code: 'access.strongerThanYou' });
    const all = await (await test.as(hr)).call(issueActivationCodes, { who: { kind: 'all' }, delivery: 'file' });
    expect(all.codes.map((one) => one.personId)).not.toContain(administrator);
    expect((await issue(administrator, hr)).codes).toHaveLength(1);
    await expect(issue(hr, hr)).rejects.toMatchObject({ code: 'access.nobodyToActivate' });
  });

  it('serves who forgot the password: the old one and old sessions are gone', async () => {
    const person = await newcomer();
    const before = await activatedPerson(test, person);
    const code = await anActivationCode(test, person.personId);
    expect(await test.visitor().call(readActivation, { code })).toMatchObject({ again: true });
    await startSession(test, activate, { code, account: person.account, password: 'Otter-Umbrella-73' });
    await expect(before.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
    await expect(tryWith(person.account, goodPassword)).rejects.toMatchObject({ code: 'access.accountOrPassword' });
    await tryWith(person.account, 'Otter-Umbrella-73');
  });
});

describe('signing in', () => {
  it('answers an unknown account as a known one, after the same work', async () => {
    const person = await newcomer();
    await activatedPerson(test, person);
    const left = await newcomer();
    await activatedPerson(test, left);
    await test.sql('update directory.person set left_on = $2 where id = $1', [left.personId, '2026-03-01']);
    const notYet = await newcomer();
    const hashed = vi.spyOn(crypto, 'argon2');
    for (const account of [person.account, 'nobody.at.all', left.account, notYet.account]) {
      hashed.mockClear();
      await expect(tryWith(account, 'wrong')).rejects.toMatchObject({ code: 'access.accountOrPassword', status: 422 });
      expect(hashed.mock.calls.map(([kind, { memory, passes }]) => [kind, memory, passes])).toEqual([
        ['argon2id', 19_456, 2],
      ]);
    }
    hashed.mockRestore();
    const code = await anActivationCode(test, notYet.personId);
    await expect(tryWith(notYet.account, code)).rejects.toMatchObject({ code: 'access.mustActivate' });
    await expect(tryWith(person.account, code)).rejects.toMatchObject({ code: 'access.accountOrPassword' });
  });

  it('makes who guesses wait longer and longer, here and not elsewhere', async () => {
    const person = await newcomer();
    await activatedPerson(test, person);
    for (let n = 0; n < 5; n += 1) {
      await expect(tryWith(person.account, `guess${n}`)).rejects.toMatchObject({ code: 'access.accountOrPassword' });
    }
    const locked = await tryWith(person.account, goodPassword).catch((error) => error);
    expect(locked).toMatchObject({ code: 'access.triedTooOften', status: 429 });
    expect(locked.facts.seconds).toBeGreaterThan(25);
    expect(locked.facts.seconds).toBeLessThanOrEqual(30);
    // The same attempts from another place don't keep the person out of here.
    await moveAttempts('203.0.113.9');
    await tryWith(person.account, goodPassword);
    await moveAttempts('127.0.0.1');
    await test.sql('delete from access.sign_in_attempt where succeeded');
    await test.advance({ seconds: 31 });
    await expect(tryWith(person.account, 'guess6')).rejects.toMatchObject({ code: 'access.accountOrPassword' });
    expect((await tryWith(person.account, goodPassword).catch((error) => error)).facts.seconds).toBeGreaterThan(50);
    await test.advance({ minutes: 2 });
    await tryWith(person.account, goodPassword);
    // A success forgets what was before.
    await expect(tryWith(person.account, 'wrong again')).rejects.toMatchObject({ code: 'access.accountOrPassword' });
    await test.sql('delete from access.sign_in_attempt');
  });

  it('stops an address that tries many accounts, but not who is known to come from there', async () => {
    const known = await newcomer();
    await activatedPerson(test, known);
    const stranger = await newcomer();
    await activatedPerson(test, stranger);
    await test.sql('delete from access.sign_in_attempt where person_id = $1', [stranger.personId]);
    await test.sql(
      `insert into access.sign_in_attempt (id, at, account_hash, network, succeeded)
       select gen_random_uuid(), $1::timestamptz, sha256(n::text::bytea), '127.0.0.1', false from generate_series(1, 100) n`,
      [test.program.kernel.clock.now().toString()],
    );
    await expect(tryWith(stranger.account, goodPassword)).rejects.toMatchObject({ code: 'access.triedTooOften' });
    await tryWith(known.account, goodPassword);
    await test.sql('delete from access.sign_in_attempt');
  });

  it('audits refusals, keeps no word of what was typed, and forgets attempts after half a year', async () => {
    await expect(tryWith('MyPassword-typed-as-account', 'x')).rejects.toMatchObject({ status: 422 });
    await test.settle();
    const audits = await test.sql(
      `select actor_kind, outcome from kernel.audit where operation = 'access.signIn' and failure_code = 'access.accountOrPassword'`,
    );
    expect(audits.at(-1)).toEqual({ actor_kind: 'visitor', outcome: 'refused' });
    expect(JSON.stringify(await test.sql('select * from access.sign_in_attempt'))).not.toContain('MyPassword');
  });

  it('asks for a new password when the old one has run out, and takes it at once', async () => {
    const person = await newcomer();
    const client = await activatedPerson(test, person);
    await test.system(changeSetting, { name: passwordMaxAgeDays.name, value: 90 });
    expect((await client.call(readViewer, {})).passwordEndsAt).toMatch(/^2026-05-31/);
    await test.sql(`update access.credential set changed_at = '2025-11-01T00:00:00Z' where person_id = $1`, [
      person.personId,
    ]);
    await expect(tryWith(person.account, goodPassword)).rejects.toMatchObject({ code: 'access.mustChangePassword' });
    await expect(
      test.visitor().call(signIn, { account: person.account, password: goodPassword, newPassword: goodPassword }),
    ).rejects.toMatchObject({ code: 'access.passwordUsedBefore' });
    await test
      .visitor()
      .call(signIn, { account: person.account, password: goodPassword, newPassword: 'Otter-Umbrella-73' });
    await test.system(changeSetting, { name: passwordMaxAgeDays.name, value: 0 });
    await tryWith(person.account, 'Otter-Umbrella-73');
  });

  it('keeps no hash of a password outside the credential: the command isn’t remembered', async () => {
    const person = await newcomer();
    const client = await activatedPerson(test, person);
    const commandId = crypto.randomUUID();
    await client.call(
      changePassword,
      { currentPassword: goodPassword, newPassword: 'Otter-Umbrella-73' },
      { commandId },
    );
    expect(await test.sql('select 1 from kernel.command where command_id = $1', [commandId])).toEqual([]);
    const [stored] = await test.sql<{ password_hash: string }>(
      'select password_hash from access.credential where person_id = $1',
      [person.personId],
    );
    expect(stored?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('passwords', () => {
  it.each([
    ['Ab1-x', 'access.passwordTooShort'],
    ['onlysmallletters', 'access.passwordTooPlain'],
    ['Password123!', 'access.passwordGuessable'],
    ['Woaini1314!', 'access.passwordGuessable'],
    ['Qwertyuiop1!', 'access.passwordGuessable'],
    ['Aa1!Aa1!Aa1!', 'access.passwordGuessable'],
    ['Teapot-ouyangmingyue-58', 'access.passwordHoldsName'],
    ['灯笼欧阳明月-58aB', 'access.passwordHoldsName'],
    ['Teapot-Policy-Person-58', 'access.passwordHoldsName'],
  ])('%s is refused', async (password, code) => {
    number += 1;
    const account = `policy-person`;
    const [known] = await test.sql<{ id: string }>('select id from directory.person where account = $1', [account]);
    const personId = known?.id ?? (await aPerson(test, company, { account, name: '欧阳明月' }));
    await expect(
      test.visitor().call(activate, { code: await anActivationCode(test, personId), account, password }),
    ).rejects.toMatchObject({ code });
  });

  it('are changed with the present one, not to one of the last; other devices are signed out', async () => {
    const person = await newcomer();
    const here = await activatedPerson(test, person);
    const elsewhere = await signInAs(test, person.account);
    const change = (currentPassword: string, newPassword: string) =>
      here.call(changePassword, { currentPassword, newPassword });
    await expect(change('wrong', 'Otter-Umbrella-73')).rejects.toMatchObject({ code: 'access.wrongPassword' });
    await change(goodPassword, 'Otter-Umbrella-73');
    await expect(elsewhere.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
    await here.call(readViewer, {});
    await expect(change('Otter-Umbrella-73', goodPassword)).rejects.toMatchObject({
      code: 'access.passwordUsedBefore',
      facts: { last: 5 },
    });
    for (let n = 1; n <= 5; n += 1) {
      await change(n === 1 ? 'Otter-Umbrella-73' : `Otter-Umbrella-7${n + 2}x`, `Otter-Umbrella-7${n + 3}x`);
    }
    await change('Otter-Umbrella-78x', goodPassword);
  });

  it('have rules that a visitor may read', async () => {
    expect(await test.visitor().call(readSignIn, {})).toMatchObject({
      passwordRules: { minLength: 10, classes: 3, strength: 3, history: 5 },
    });
    for (const value of [5, 65, 'x']) {
      await expect(test.system(changeSetting, { name: 'access.passwordMinLength', value })).rejects.toThrow();
    }
  });
});

describe('sessions', () => {
  it('are listed, ended from elsewhere with their push, and ended together', async () => {
    const person = await newcomer();
    const here = await activatedPerson(test, person);
    const phone = await signInAs(test, person.account, goodPassword, { headers: { 'user-agent': 'Phone' } });
    const tablet = await signInAs(test, person.account, goodPassword, { headers: { 'user-agent': 'Tablet' } });
    const rows = (await here.call(listMySessions, {})).rows;
    expect(rows.map((row) => [row.agent, row.current]).sort()).toEqual([
      ['Phone', false],
      ['Tablet', false],
      ['node', true],
    ]);
    const push = new WebSocket(`${test.url.replace('http', 'ws')}/api/v1/push`, { headers: { cookie: phone.cookie } });
    const closed = new Promise<number>((resolve) => push.on('close', resolve));
    await new Promise((resolve) => push.once('message', resolve));
    const ofPhone = rows.find((row) => row.agent === 'Phone')?.id ?? '';
    await here.call(endSession, { sessionId: ofPhone });
    expect(await closed).toBe(4001);
    await expect(phone.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
    await expect(here.call(endSession, { sessionId: ofPhone })).rejects.toMatchObject({ status: 404 });
    const other = await newcomer();
    const stranger = await activatedPerson(test, other);
    const [own] = (await here.call(listMySessions, {})).rows;
    await expect(stranger.call(endSession, { sessionId: own?.id ?? '' })).rejects.toMatchObject({ status: 404 });
    expect(await here.call(endMyOtherSessions, {})).toEqual({ ended: 1 });
    await expect(tablet.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
  });

  it('are worth nothing with a letter changed, nor used from another site', async () => {
    const here = await activatedPerson(test, await newcomer());
    const [name = '', token = ''] = here.cookie.split('=');
    const changed = `${name}=${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`;
    const read = (cookie: string, headers: Record<string, string> = {}) =>
      test.visitor().call(readViewer, {}, { headers: { cookie, ...headers } });
    await expect(read(changed)).rejects.toMatchObject({ status: 401 });
    await expect(read(here.cookie, { origin: 'https://elsewhere.example' })).rejects.toMatchObject({
      code: 'kernel.crossSite',
    });
    expect(await read(here.cookie)).toMatchObject({ personId: here.personId });
  });

  it('end after three days without use, and after fourteen with it', async () => {
    const person = await newcomer();
    const here = await activatedPerson(test, person);
    const aged = (column: string, hours: number) =>
      test.sql(`update kernel.session set ${column} = $2 where person_id = $1 and ended_at is null`, [
        person.personId,
        test.program.kernel.clock.now().subtract({ hours }).toString(),
      ]);
    await aged('seen_at', 71);
    expect(await here.call(readViewer, {})).toMatchObject({ personId: person.personId });
    await aged('seen_at', 73);
    await expect(here.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
    const again = await signInAs(test, person.account);
    await aged('ends_at', 0);
    await expect(again.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
  });

  it('end at signing out, and the cookie with them', async () => {
    const person = await newcomer();
    const client = await activatedPerson(test, person);
    const answer = await client.raw(`/api/v1/${signOut.name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.headers.get('set-cookie')).toMatch(/^guiju=; .*Max-Age=0/);
    await expect(client.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
  });

  it('push what changes to the person’s other devices', async () => {
    const person = await newcomer();
    const client = await activatedPerson(test, person);
    const watch = (action: () => Promise<unknown>) =>
      verifyPush(
        test,
        client,
        accessCache,
        [
          [listMySessions, {}],
          [readViewer, {}],
        ],
        action,
      );
    let other = client;
    await watch(async () => {
      other = await startSession(test, signIn, { account: person.account, password: goodPassword });
    });
    await watch(() => other.call(signOut, {}));
    await signInAs(test, person.account);
    const { rows } = await client.call(listMySessions, {});
    const sessionId = rows.find((row) => !row.current)?.id ?? '';
    await watch(() => client.call(endSession, { sessionId }));
    await signInAs(test, person.account);
    await watch(() => client.call(endMyOtherSessions, {}));
    await watch(() => client.call(setLanguage, { language: 'en' }));
    await signInAs(test, person.account);
    await watch(() => client.call(changePassword, { currentPassword: goodPassword, newPassword: 'Otter-Umbrella-73' }));
    await expect(client.call(endSession, { sessionId: crypto.randomUUID() }, { language: 'en' })).rejects.toThrow(
      'Not found',
    );
  });

  it('end when the person leaves', async () => {
    const person = await newcomer();
    const client = await activatedPerson(test, person);
    const assignmentId = await giveRole(test, person.personId, 'hr');
    await test.system(markLeft, { personId: person.personId, revision: 1, lastDay: '2026-02-27' });
    await expect(client.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
    await test.settle();
    const [session] = await test.sql('select ended_at is not null as ended from kernel.session where person_id = $1', [
      person.personId,
    ]);
    expect(session).toEqual({ ended: true });
    const [assignment] = await test.sql(
      'select ended_at is not null as ended from access.role_assignment where id = $1',
      [assignmentId],
    );
    expect(assignment).toEqual({ ended: true });
    expect(await test.sql('select 1 from access.credential where person_id = $1', [person.personId])).toEqual([]);
    await expect(tryWith(person.account, goodPassword)).rejects.toMatchObject({ code: 'access.accountOrPassword' });
  });
});
