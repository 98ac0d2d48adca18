import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSetting } from '#kernel/contract/kernel-operations.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import { activate } from './contract/activation.ts';
import { revokeRole } from './contract/assignments.ts';
import { builtInRoles } from './contract/built-in-roles.ts';
import {
  confirmTotp,
  decideFactorReset,
  listFactorResets,
  proposeFactorReset,
  proposeTotp,
  proposeTotpAtSignIn,
  readMyFactors,
  removeTotp,
  renewRecoveryCodes,
} from './contract/second-factors.ts';
import { listMySessions } from './contract/sessions.ts';
import { factorResetByTwo, secondFactorRoles } from './contract/settings.ts';
import { signIn } from './contract/sign-in.ts';
import { readViewer } from './contract/viewer.ts';
import {
  activatedPerson,
  anActivationCode,
  aPasskey,
  authenticatorCode,
  fromBefore,
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

/** Somebody new with a password, and the browser that it was set with. */
async function somebody(department = '财务部') {
  number += 1;
  const account = `factor${number}`;
  const personId = await aPerson(test, company, { account, name: '欧阳明月', department });
  return { account, personId, client: await activatedPerson(test, { personId, account }) };
}

/** The code that an authenticator app shows now, or some steps from now. */
const codeOf = (secret: string, steps = 0) => authenticatorCode(secret, test.program.kernel.clock.now(), steps);

/** Sets up an authenticator app; gives its secret and the recovery codes, and waits until the next code. */
async function withTotp(client: TestClient) {
  const { totpId, secret } = await client.call(proposeTotp, {});
  const { recoveryCodes } = await client.call(confirmTotp, { totpId, code: codeOf(secret) });
  await test.advance({ seconds: 30 });
  return { secret, recoveryCodes };
}

const tryWith = (account: string, more: { factorCode?: string; password?: string; device?: string } = {}) =>
  test.visitor().call(signIn, { account, password: goodPassword, ...more });

describe('an authenticator app', () => {
  it('counts from its first code on, and is asked for at every sign-in by password', async () => {
    const { account, client } = await somebody();
    const proposed = await client.call(proposeTotp, {});
    expect(proposed.uri).toMatch(/^otpauth:\/\/totp\/[^:]+:factor1\?secret=[A-Z2-7]{32}&issuer=/);
    // Proposed isn't in force.
    await tryWith(account);
    await expect(
      client.call(confirmTotp, { totpId: proposed.totpId, code: codeOf(proposed.secret, 5) }),
    ).rejects.toMatchObject({ code: 'access.codeWrong' });
    const { recoveryCodes } = await client.call(confirmTotp, {
      totpId: proposed.totpId,
      code: codeOf(proposed.secret).replace(/(...)/, '$1 '),
    });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await client.call(readMyFactors, {})).toMatchObject({
      totpSince: expect.any(String),
      recoveryCodesLeft: 10,
      demanded: false,
    });
    await expect(tryWith(account)).rejects.toMatchObject({
      code: 'access.secondFactorNeeded',
      facts: { ways: ['totp', 'recoveryCode'] },
    });
    await test.advance({ seconds: 30 });
    const there = await startSession(test, signIn, {
      account,
      password: goodPassword,
      factorCode: codeOf(proposed.secret),
    });
    const { rows } = await there.call(listMySessions, {});
    expect(rows.find((row) => row.current)?.strength).toBe('secondFactor');
  });

  it('gives nothing away without the password, whatever the code', async () => {
    const { account, client } = await somebody();
    const { secret } = await withTotp(client);
    for (const factorCode of [codeOf(secret), '000000']) {
      await expect(tryWith(account, { password: 'not-it', factorCode })).rejects.toMatchObject({
        code: 'access.accountOrPassword',
      });
    }
    await tryWith(account, { factorCode: codeOf(secret) });
  });

  it('takes a code once, also of two who come with it at the same instant, and a clock that is half a minute off', async () => {
    const { account, client } = await somebody();
    const { secret } = await withTotp(client);
    const code = codeOf(secret);
    const both = await Promise.allSettled([1, 2].map(() => tryWith(account, { factorCode: code })));
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    await expect(tryWith(account, { factorCode: code })).rejects.toMatchObject({ code: 'access.codeWrong' });
    // A step ahead is taken; what is older than the last one taken isn't any more.
    await tryWith(account, { factorCode: codeOf(secret, 1) });
    await test.advance({ seconds: 60 });
    await tryWith(account, { factorCode: codeOf(secret) });
    for (const steps of [-2, 2]) {
      await expect(tryWith(account, { factorCode: codeOf(secret, steps) })).rejects.toMatchObject({
        code: 'access.codeWrong',
      });
    }
  });

  it('makes who guesses codes wait, wherever from, but not the owner’s own browser', async () => {
    const { account, client } = await somebody();
    const { secret } = await withTotp(client);
    const device = 'a-browser-of-the-owner-itself';
    await tryWith(account, { device, factorCode: codeOf(secret) });
    for (let n = 0; n < 10; n += 1) {
      await expect(tryWith(account, { factorCode: '000000' })).rejects.toMatchObject({ code: 'access.codeWrong' });
      await test.sql(`update access.sign_in_attempt set network = $1 where network = '127.0.0.1' and not succeeded`, [
        `203.0.113.${n}`,
      ]);
    }
    await test.advance({ seconds: 20 });
    await expect(tryWith(account, { factorCode: codeOf(secret) })).rejects.toMatchObject({
      code: 'access.triedTooOften',
    });
    await test.advance({ seconds: 15 });
    await tryWith(account, { device, factorCode: codeOf(secret) });
  });

  it('lies sealed in the database, bound to its row', async () => {
    const first = await somebody();
    const second = await somebody();
    const { secret } = await withTotp(first.client);
    await withTotp(second.client);
    const stored = await test.sql<{ sealed: Buffer }>('select sealed from access.totp where person_id = $1', [
      first.personId,
    ]);
    expect(stored.map(({ sealed }) => sealed.length)).toEqual([20 + 16]);
    expect(JSON.stringify(stored.map(({ sealed }) => sealed.toString('latin1')))).not.toContain(secret);
    // Whoever writes the table can't put their own secret into somebody else's row.
    await test.sql(
      `update access.totp t set key_id = o.key_id, nonce = o.nonce, sealed = o.sealed
       from access.totp o where o.person_id = $1 and t.person_id = $2`,
      [first.personId, second.personId],
    );
    await expect(tryWith(second.account, { factorCode: codeOf(secret) })).rejects.toMatchObject({
      code: 'access.codeWrong',
    });
  });

  it('is set up only by who has just proved who they are, and ends the sessions of one factor', async () => {
    const { account, client } = await somebody();
    const elsewhere = await signInAs(test, account);
    await test.advance({ minutes: 11 });
    for (const call of [
      () => client.call(proposeTotp, {}),
      () => client.call(renewRecoveryCodes, {}),
      () => client.call(removeTotp, {}),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'access.confirmFirst' });
    }
    const fresh = await signInAs(test, account);
    await withTotp(fresh);
    await expect(elsewhere.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
    await fresh.call(readViewer, {});
  });

  it('is asked for when a lost password is replaced by an activation code', async () => {
    const person = await somebody();
    const { secret } = await withTotp(person.client);
    const code = await anActivationCode(test, person.personId);
    const input = { code, account: person.account, password: 'Otter-Umbrella-73' };
    await expect(test.visitor().call(activate, input)).rejects.toMatchObject({ code: 'access.secondFactorNeeded' });
    await expect(test.visitor().call(activate, { ...input, factorCode: '000000' })).rejects.toMatchObject({
      code: 'access.codeWrong',
    });
    await test.visitor().call(activate, { ...input, factorCode: codeOf(secret) });
  });
});

describe('recovery codes', () => {
  it('open once each, and are void when there are newer ones', async () => {
    const { account, client } = await somebody();
    const { recoveryCodes } = await withTotp(client);
    const [first = '', second = ''] = recoveryCodes;
    await tryWith(account, { factorCode: first.toLowerCase().replaceAll('-', ' ') });
    await expect(tryWith(account, { factorCode: first })).rejects.toMatchObject({ code: 'access.codeWrong' });
    expect((await client.call(readMyFactors, {})).recoveryCodesLeft).toBe(9);
    const renewed = await client.call(renewRecoveryCodes, {});
    await expect(tryWith(account, { factorCode: second })).rejects.toMatchObject({ code: 'access.codeWrong' });
    await tryWith(account, { factorCode: renewed.recoveryCodes[0] ?? '' });
    const stored = await test.sql('select * from access.recovery_code');
    expect(JSON.stringify(stored)).not.toContain(renewed.recoveryCodes[1]?.replaceAll('-', ''));
  });

  it('are nobody else’s', async () => {
    const one = await somebody();
    const other = await somebody();
    const { recoveryCodes } = await withTotp(one.client);
    await withTotp(other.client);
    await expect(tryWith(other.account, { factorCode: recoveryCodes[0] ?? '' })).rejects.toMatchObject({
      code: 'access.codeWrong',
    });
    await tryWith(one.account, { factorCode: recoveryCodes[0] ?? '' });
  });
});

describe('a role that must have a second factor', () => {
  it('sets one up at the next sign-in, and can’t switch it off', async () => {
    const person = await somebody('人力资源部');
    await giveRole(test, person.personId, 'hr');
    const plain = await somebody();
    await test.system(changeSetting, { name: secondFactorRoles.name, value: [builtInRoles.hr] });
    try {
      await tryWith(plain.account);
      await expect(
        test.visitor().call(proposeTotpAtSignIn, { account: plain.account, password: goodPassword }),
      ).rejects.toMatchObject({ code: 'access.accountOrPassword' });
      await expect(tryWith(person.account)).rejects.toMatchObject({ code: 'access.secondFactorToSetUp' });
      await expect(
        test.visitor().call(proposeTotpAtSignIn, { account: person.account, password: 'not-it' }),
      ).rejects.toMatchObject({ code: 'access.accountOrPassword' });
      const proposed = await test
        .visitor()
        .call(proposeTotpAtSignIn, { account: person.account, password: goodPassword });
      const input = { account: person.account, password: goodPassword, totpId: proposed.totpId };
      await expect(test.visitor().call(signIn, { ...input, factorCode: '000000' })).rejects.toMatchObject({
        code: 'access.codeWrong',
      });
      await expect(
        test.visitor().call(signIn, { ...input, totpId: crypto.randomUUID(), factorCode: codeOf(proposed.secret) }),
      ).rejects.toMatchObject({ code: 'access.totpProposalOver' });
      const client = await startSession(test, signIn, { ...input, factorCode: codeOf(proposed.secret) });
      expect(await client.call(readMyFactors, {})).toMatchObject({ demanded: true, recoveryCodesLeft: 10 });
      await expect(client.call(removeTotp, {})).rejects.toMatchObject({ code: 'access.secondFactorDemanded' });
      // Who has one makes no other with the password alone.
      await expect(
        test.visitor().call(proposeTotpAtSignIn, { account: person.account, password: goodPassword }),
      ).rejects.toMatchObject({ code: 'access.accountOrPassword' });
    } finally {
      await test.system(changeSetting, { name: secondFactorRoles.name, value: [] });
    }
  });

  it('is content with a passkey, and then wants it', async () => {
    const person = await somebody();
    await aPasskey(person.client);
    await test.system(changeSetting, { name: secondFactorRoles.name, value: [builtInRoles.employee] });
    try {
      await expect(tryWith(person.account)).rejects.toMatchObject({ code: 'access.passkeyNeeded' });
    } finally {
      await test.system(changeSetting, { name: secondFactorRoles.name, value: [] });
    }
    await tryWith(person.account);
  });
});

describe('a lost second factor', () => {
  /** HR and another of HR, who may reset. */
  async function twoOfHr() {
    const one = await somebody('人力资源部');
    const two = await somebody('人力资源部');
    await giveRole(test, one.personId, 'hr');
    await giveRole(test, two.personId, 'hr');
    return [one, two] as const;
  }

  it('is reset by two, neither of them its owner; with it go passkeys and sessions', async () => {
    const [one, two] = await twoOfHr();
    const person = await somebody();
    const reset = { personId: person.personId, reason: '手机丢失' };
    await expect(one.client.call(proposeFactorReset, reset)).rejects.toMatchObject({ code: 'access.nothingToReset' });
    await aPasskey(person.client);
    await withTotp(person.client);
    await expect(person.client.call(proposeFactorReset, reset)).rejects.toMatchObject({ status: 403 });
    await expect(one.client.call(proposeFactorReset, { ...reset, personId: one.personId })).rejects.toMatchObject({
      code: 'access.secondPersonNeeded',
    });
    const { resetId, carriedOut } = await one.client.call(proposeFactorReset, reset);
    expect(carriedOut).toBe(false);
    await expect(two.client.call(proposeFactorReset, reset)).rejects.toMatchObject({ code: 'access.resetOpen' });
    await expect(one.client.call(decideFactorReset, { resetId, agree: true })).rejects.toMatchObject({
      code: 'access.secondPersonNeeded',
    });
    // Nothing has happened so far, and the database itself refuses one who is both.
    await expect(tryWith(person.account)).rejects.toMatchObject({ code: 'access.secondFactorNeeded' });
    await expect(
      test.sql(
        'update access.factor_reset set decided_at = proposed_at, decided_by = proposed_by, carried_out = true where id = $1',
        [resetId],
      ),
    ).rejects.toThrow(/factor_reset_check/);
    const [row] = (await two.client.call(listFactorResets, {})).rows;
    expect(row).toMatchObject({ id: resetId, reason: '手机丢失', may: ['agree', 'refuse'] });
    await two.client.call(decideFactorReset, { resetId, agree: true });
    await expect(person.client.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
    const again = await signInAs(test, person.account);
    expect(await again.call(readMyFactors, {})).toMatchObject({ totpSince: null, recoveryCodesLeft: 0, passkeys: 0 });
    await expect(two.client.call(decideFactorReset, { resetId, agree: true })).rejects.toMatchObject({ status: 404 });
    await test.settle();
    const [audit] = await test.sql(
      `select count(*)::int as n from kernel.audit where operation in ($1, $2) and outcome = 'done'`,
      [proposeFactorReset.name, decideFactorReset.name],
    );
    expect(audit).toEqual({ n: 2 });
  });

  it('stays where it is when the second person refuses; an outsider finds nothing', async () => {
    const [one, two] = await twoOfHr();
    const person = await somebody();
    await withTotp(person.client);
    const { resetId } = await one.client.call(proposeFactorReset, { personId: person.personId, reason: '手机丢失' });
    const administrator = await somebody('研发中心');
    await giveRole(test, administrator.personId, 'departmentAdministrator', {
      kind: 'departments',
      departmentIds: [company.departments.研发中心 ?? ''],
    });
    await expect(administrator.client.call(decideFactorReset, { resetId, agree: true })).rejects.toMatchObject({
      status: 403,
    });
    await two.client.call(decideFactorReset, { resetId, agree: false });
    await expect(tryWith(person.account)).rejects.toMatchObject({ code: 'access.secondFactorNeeded' });
  });

  it('is reset for nobody who may no longer do it, and for nobody at all once time is up, one from before too', async () => {
    const [one, two] = await twoOfHr();
    const person = await somebody();
    await withTotp(person.client);
    const reset = { personId: person.personId, reason: '手机丢失' };
    const former = await somebody();
    const assignmentId = await giveRole(test, former.personId, 'hr', { kind: 'company' });
    const begun = await former.client.call(proposeFactorReset, reset);
    await test.system(revokeRole, { assignmentId });
    await expect(two.client.call(decideFactorReset, { resetId: begun.resetId, agree: true })).rejects.toMatchObject({
      code: 'access.proposalOver',
    });
    await two.client.call(decideFactorReset, { resetId: begun.resetId, agree: false });
    const { resetId } = await one.client.call(proposeFactorReset, reset);
    await fromBefore(test, new URL('./server/migrations/0016-old-proposals.sql', import.meta.url), {
      'access.factor_reset': 'access.factorResetExpires',
    });
    await test.advance({ minutes: 11 });
    await expect(two.client.call(decideFactorReset, { resetId, agree: true })).rejects.toMatchObject({
      code: 'access.confirmFirst',
    });
    await test.advance({ days: 6 });
    const fresh = await test.as(two.personId);
    const rowOf = async (who = fresh) => (await who.call(listFactorResets, {})).rows.find(({ id }) => id === resetId);
    expect(await rowOf()).toMatchObject({ carriedOut: null, expiresAt: expect.any(String), may: ['agree', 'refuse'] });
    await verifyPush(test, fresh, accessCache, [[listFactorResets, {}]], () => test.advance({ days: 1, minutes: 1 }));
    const later = await test.as(two.personId);
    expect(await rowOf(later)).toMatchObject({ carriedOut: false, decidedBy: null, expiresAt: null, may: [] });
    await expect(later.call(decideFactorReset, { resetId, agree: true })).rejects.toMatchObject({ status: 404 });
    await expect(tryWith(person.account)).rejects.toMatchObject({ code: 'access.secondFactorNeeded' });
    const told = await test.as(one.personId);
    expect((await told.call(listNotices, {})).rows[0]?.title).toBe('你提出的重置第二因素已过期，没有人同意：欧阳明月');
  });

  it('is reset by one person alone only where the company says so, and never of somebody stronger', async () => {
    const [one] = await twoOfHr();
    const boss = await somebody();
    await withTotp(boss.client);
    await giveRole(test, boss.personId, 'administrator', { kind: 'company' });
    await expect(one.client.call(proposeFactorReset, { personId: boss.personId, reason: 'x' })).rejects.toMatchObject({
      code: 'access.strongerThanYou',
    });
    const person = await somebody();
    await withTotp(person.client);
    await test.system(changeSetting, { name: factorResetByTwo.name, value: false });
    try {
      const fresh = await signInAs(test, one.account);
      expect(await fresh.call(proposeFactorReset, { personId: person.personId, reason: '换手机' })).toMatchObject({
        carriedOut: true,
      });
    } finally {
      await test.system(changeSetting, { name: factorResetByTwo.name, value: true });
    }
    await tryWith(person.account);
  });

  it('and everything about factors is pushed to who watches', async () => {
    const [one, two] = await twoOfHr();
    const person = await somebody();
    const mine = (action: () => Promise<unknown>) =>
      verifyPush(test, person.client, accessCache, [[readMyFactors, {}]], action);
    const theirs = (action: () => Promise<unknown>) =>
      verifyPush(test, two.client, accessCache, [[listFactorResets, {}]], action);
    let proposed = { totpId: '', secret: '' };
    await mine(async () => {
      proposed = await person.client.call(proposeTotp, {});
    });
    let recoveryCodes: string[] = [];
    await mine(async () => {
      ({ recoveryCodes } = await person.client.call(confirmTotp, {
        totpId: proposed.totpId,
        code: codeOf(proposed.secret),
      }));
    });
    await mine(() => tryWith(person.account, { factorCode: recoveryCodes[0] ?? '' }));
    await mine(() => person.client.call(renewRecoveryCodes, {}));
    await mine(() => test.system(changeSetting, { name: secondFactorRoles.name, value: [builtInRoles.hr] }));
    await mine(() => giveRole(test, person.personId, 'hr'));
    await test.system(changeSetting, { name: secondFactorRoles.name, value: [] });
    await mine(() => person.client.call(removeTotp, {}));
    await test.system(changeSetting, { name: secondFactorRoles.name, value: [builtInRoles.hr] });
    await mine(() =>
      test.visitor().call(proposeTotpAtSignIn, { account: person.account, password: goodPassword }),
    ).finally(() => test.system(changeSetting, { name: secondFactorRoles.name, value: [] }));
    await withTotp(person.client);
    let resetId = '';
    await theirs(async () => {
      ({ resetId } = await one.client.call(proposeFactorReset, { personId: person.personId, reason: '手机丢失' }));
    });
    await theirs(() => one.client.call(decideFactorReset, { resetId, agree: false }));
    await theirs(async () => {
      ({ resetId } = await one.client.call(proposeFactorReset, { personId: person.personId, reason: '手机丢失' }));
    });
    await theirs(() => two.client.call(decideFactorReset, { resetId, agree: true }));
  });
});
