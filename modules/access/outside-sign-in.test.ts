import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSetting } from '#kernel/contract/kernel-operations.ts';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { openBreakGlass, sealBreakGlass } from './contract/break-glass.ts';
import { builtInRoles } from './contract/built-in-roles.ts';
import { listMySignIns } from './contract/my-sign-ins.ts';
import {
  decideOutsideProvider,
  listOutsideProviders,
  proposeOutsideProvider,
  stopOutsideProvider,
  testOutsideProvider,
} from './contract/outside-providers.ts';
import type { OutsideSetup } from './contract/outside-shapes.ts';
import {
  beginOutsideLink,
  beginOutsideSignIn,
  finishOutsideLink,
  finishOutsideSignIn,
  listMyOutsideAccounts,
  proposeTotpFromOutside,
  returnFromOutside,
  unlinkOutsideAccount,
} from './contract/outside-sign-in.ts';
import { confirmTotp, proposeTotp } from './contract/second-factors.ts';
import { listMySessions } from './contract/sessions.ts';
import { networkZones, secondFactorRoles, trustedOnlyRoles } from './contract/settings.ts';
import { readSignIn, signOut } from './contract/sign-in.ts';
import { readViewer } from './contract/viewer.ts';
import { activatedPerson, authenticatorCode, giveRole, startSession } from './testing.ts';
import { accessCache } from './web/cache.ts';

const publicUrl = 'https://guiju.example';
const returnTo = `${publicUrl}/sign-in/outside`;

let test: TestProgram;
let company: TestCompany;
let chen: TestClient;
let zhou: TestClient;
const servers: Server[] = [];

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What the real provider knows of its people, by login. */
const people = new Map<string, Record<string, unknown>>();
let issuer: string;

async function startProvider(): Promise<string> {
  let handle: ReturnType<Provider['callback']> | undefined;
  const url = await listening(createServer((request, response) => handle?.(request, response)));
  const provider = new Provider(url, {
    clients: [
      {
        client_id: 'guiju',
        client_secret: 'the-secret-of-the-client-0123456789',
        redirect_uris: [returnTo],
        post_logout_redirect_uris: [`${publicUrl}/sign-in`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    scopes: ['openid', 'profile', 'email'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'] },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: async () => ({ sub, ...people.get(sub) }) }),
    cookies: { keys: ['a-key-for-cookies-in-this-test'] },
    jwks: {
      keys: [
        {
          ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
          use: 'sig',
          kid: 'one',
        },
      ],
    },
    ttl: { Interaction: 600, Session: 600, Grant: 600, IdToken: 600, AccessToken: 600 },
  });
  handle = provider.callback();
  return url;
}

/** A browser at the provider: signs in there and agrees, until it is sent back; gives the parameters it is sent back with. */
async function signInThere(url: string, login: string): Promise<Record<string, string>> {
  const cookies = new Map<string, string>();
  let next = url;
  let body: string | undefined;
  for (let step = 0; step < 20; step += 1) {
    const response = await fetch(next, {
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      cookies.set(name, value.join('='));
    }
    body = undefined;
    const to = response.headers.get('location');
    if (to === null) {
      const page = await response.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (!prompt) throw new Error(`nothing to answer at ${next}: ${response.status} ${page.slice(0, 300)}`);
      body = new URLSearchParams({ prompt, ...(prompt === 'login' ? { login, password: 'there' } : {}) }).toString();
      continue;
    }
    next = new URL(to, next).href;
    if (next.startsWith(returnTo)) return Object.fromEntries(new URL(next).searchParams);
  }
  throw new Error('never sent back');
}

const oidc = (more: Record<string, unknown> = {}, name = '集团统一登录'): OutsideSetup => ({
  kind: 'oidc',
  name,
  secret: 'the-secret-of-the-client-0123456789',
  options: {
    issuer,
    clientId: 'guiju',
    match: 'account',
    create: null,
    allowed: ['127.0.0.1'],
    scopes: 'openid profile email',
    accountClaim: 'preferred_username',
    domains: [],
    signOutToo: false,
    ...more,
  } as never,
});

/** A provider that holds, looked at. */
async function provider(setup: OutsideSetup, providerId?: string, revision = 0): Promise<string> {
  const made = await test.system(proposeOutsideProvider, { setup, revision, ...(providerId ? { providerId } : {}) });
  await test.settle();
  return made.providerId;
}
const rowOf = async (providerId: string) => {
  const { rows } = await chen.call(listOutsideProviders, {});
  const row = rows.find(({ id }) => id === providerId);
  if (!row) throw new Error('no such provider');
  return row;
};

let number = 0;
async function somebody(more: { account?: string; email?: string } = {}) {
  number += 1;
  const account = more.account ?? `outside${number}`;
  const personId = await aPerson(test, company, { name: '欧阳明月', department: '财务部', ...more, account });
  return { account, personId };
}

/** As far as the provider's answer: what the browser goes on with. */
async function cameBack(providerId: string, login: string) {
  const { attemptId, secret, url } = await test.visitor().call(beginOutsideSignIn, { providerId });
  const given = await signInThere(url, login);
  await test.visitor().call(returnFromOutside, { attemptId, secret, given });
  await test.settle();
  return { attemptId, secret };
}
const finish = (
  came: { attemptId: string; secret: string },
  more: Partial<CallInputOf<typeof finishOutsideSignIn>> = {},
) => startSession(test, finishOutsideSignIn, { ...came, ...more });
const signInBy = async (providerId: string, login: string) => finish(await cameBack(providerId, login));

beforeAll(async () => {
  issuer = await startProvider();
  test = await startTestProgram(composition, { publicUrl });
  company = await aCompany(test);
  const administrator = async (account: string) => {
    const { personId } = await somebody({ account });
    await giveRole(test, personId, 'administrator', { kind: 'company' });
    return activatedPerson(test, { personId, account });
  };
  chen = await administrator('chen');
  zhou = await administrator('zhou');
}, 60_000);
afterAll(async () => {
  await test?.stop();
  for (const server of servers) server.close();
});

describe('a provider', () => {
  it('holds once a second person has agreed, is looked at, and is stopped by one alone', async () => {
    const watching = [[listOutsideProviders, {}]] as const;
    const both = (action: () => Promise<unknown>) => verifyPush(test, zhou, accessCache, watching, action);
    const setup = oidc({}, '甲');
    let providerId = '';
    let proposalId = '';
    await both(async () => {
      const made = await chen.call(proposeOutsideProvider, { setup, revision: 0, reason: '经办会〔2026〕3 号' });
      ({ providerId } = made);
      proposalId = made.proposalId ?? '';
    });
    expect(await rowOf(providerId)).toMatchObject({ standing: null, proposal: { newSecret: true, may: ['withdraw'] } });
    expect(JSON.stringify(await rowOf(providerId))).not.toContain('the-secret');
    // Nothing takes effect before; and nobody is the own second person.
    await expect(test.visitor().call(beginOutsideSignIn, { providerId })).rejects.toMatchObject({
      code: 'access.providerOff',
    });
    await expect(chen.call(decideOutsideProvider, { proposalId, agree: true })).rejects.toMatchObject({
      code: 'access.secondPersonNeeded',
    });
    await both(() => zhou.call(decideOutsideProvider, { proposalId, agree: true }));
    expect(await rowOf(providerId)).toMatchObject({
      standing: { active: true, hasSecret: true, revision: 1 },
      test: { error: null },
      proposal: null,
    });
    await both(() => chen.call(testOutsideProvider, { providerId }));
    const stored = await test.sql<{ secret: unknown }>('select secret from access.outside_provider where id = $1', [
      providerId,
    ]);
    expect(JSON.stringify(stored)).not.toContain('the-secret');
    await both(() => chen.call(stopOutsideProvider, { providerId, revision: 1 }));
    await expect(test.visitor().call(beginOutsideSignIn, { providerId })).rejects.toMatchObject({
      code: 'access.providerOff',
    });
    // It comes back by two again; refused, it doesn't.
    const { secret: _, ...kept } = setup;
    const again = await chen.call(proposeOutsideProvider, { providerId, setup: kept as OutsideSetup, revision: 2 });
    await both(() => zhou.call(decideOutsideProvider, { proposalId: again.proposalId ?? '', agree: false }));
    expect((await rowOf(providerId)).standing?.active).toBe(false);
  });

  it('keeps its secret for one place only, and is nobody’s to change alone, not even in the database', async () => {
    const providerId = await provider(oidc({}, '乙'));
    const { secret: _, ...elsewhere } = oidc({ issuer: 'https://elsewhere.example' }, '乙');
    await expect(
      chen.call(proposeOutsideProvider, { providerId, revision: 1, setup: elsewhere as OutsideSetup }),
    ).rejects.toMatchObject({ code: 'access.providerSecretMissing' });
    const { proposalId } = await chen.call(proposeOutsideProvider, {
      providerId,
      revision: 1,
      setup: oidc({}, '乙二'),
    });
    await expect(
      test.sql(
        `update access.outside_proposal set outcome = 'carriedOut', decided_at = proposed_at, decided_by = proposed_by where id = $1`,
        [proposalId],
      ),
    ).rejects.toThrow(/check constraint/);
    await expect(
      test.sql('update access.outside_provider set changed_by = $2, approved_by = $2 where id = $1', [
        providerId,
        chen.personId,
      ]),
    ).rejects.toThrow(/check constraint/);
    await expect(
      zhou.call(proposeOutsideProvider, { providerId, revision: 1, setup: oidc({}, '乙三') }),
    ).rejects.toMatchObject({ code: 'access.providerChanged' });
    await chen.call(decideOutsideProvider, { proposalId: proposalId ?? '', agree: false });
    await chen.call(stopOutsideProvider, { providerId, revision: 1 });
  });

  it('is changed by one person while the sealed code is open', async () => {
    const { code } = await zhou.call(sealBreakGlass, {});
    await zhou.call(openBreakGlass, { code, reason: '另一位管理员休假' });
    const made = await zhou.call(proposeOutsideProvider, { setup: oidc({}, '丙'), revision: 0 });
    expect(made.proposalId).toBeNull();
    await test.settle();
    expect((await rowOf(made.providerId)).standing?.active).toBe(true);
    await zhou.call(stopOutsideProvider, { providerId: made.providerId, revision: 1 });
    await test.advance({ hours: 2 });
    // Confirmed an hour ago isn't lately.
    await expect(zhou.call(proposeOutsideProvider, { setup: oidc({}, '丁'), revision: 0 })).rejects.toMatchObject({
      code: 'access.confirmFirst',
    });
  });

  it('leads to https or this machine only, and says why it can’t be reached', async () => {
    for (const wrong of [
      'http://10.0.0.5',
      'ftp://a.example',
      'https://user:pw@a.example',
      'http://127.0.0.1.evil.example',
      'https://a.example/?x=1',
    ]) {
      await expect(
        test.system(proposeOutsideProvider, { setup: oidc({ issuer: wrong }), revision: 0 }),
      ).rejects.toMatchObject({
        status: 400,
      });
    }
    const providerId = await provider(oidc({ allowed: [] }, '戊'));
    expect((await rowOf(providerId)).test?.error).toContain('privateAddress');
    // Not offered before it was reached once.
    expect((await test.visitor().call(readSignIn, {})).outside.map(({ name }) => name)).not.toContain('戊');
  });
});

describe('signing in at an OpenID provider', () => {
  let providerId: string;
  beforeAll(async () => {
    providerId = await provider(oidc());
  });

  it('is offered, leads there with PKCE, state and nonce, and comes back with a session', async () => {
    const { account, personId } = await somebody();
    people.set('sub-1', { preferred_username: account.toUpperCase(), name: '欧阳明月' });
    expect((await test.visitor().call(readSignIn, {})).outside).toContainEqual({
      providerId,
      kind: 'oidc',
      name: '集团统一登录',
    });
    const { url } = await test.visitor().call(beginOutsideSignIn, { providerId });
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'guiju',
      redirect_uri: returnTo,
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    const client = await signInBy(providerId, 'sub-1');
    expect(client.personId).toBe(personId);
    expect((await client.call(readViewer, {})).account).toBe(account);
    expect((await client.call(listMySignIns, {})).rows[0]).toMatchObject({
      how: 'outside',
      strength: 'password',
      current: true,
    });
    // From now on the account there is the person's, whatever it is called.
    people.set('sub-1', { preferred_username: 'renamed' });
    expect((await signInBy(providerId, 'sub-1')).personId).toBe(personId);
    // And the name, given to somebody else there, opens nothing.
    people.set('sub-2', { preferred_username: account });
    await expect(signInBy(providerId, 'sub-2')).rejects.toMatchObject({ code: 'access.outsideTaken' });
  });

  it('makes no account by itself, unless the provider may bring people', async () => {
    people.set('stranger', {
      preferred_username: 'stranger1',
      name: '陌生人',
      email: 'S@b.example',
      email_verified: true,
    });
    await expect(signInBy(providerId, 'stranger')).rejects.toMatchObject({
      code: 'access.outsideUnknown',
      facts: { label: 'stranger1' },
    });
    const create = { departmentId: company.departments.财务部 ?? '' };
    const bringing = await provider(oidc({ create }, '带人来'));
    const client = await signInBy(bringing, 'stranger');
    expect(await chen.call(readPerson, { personId: client.personId })).toMatchObject({
      account: 'stranger1',
      name: '陌生人',
      department: { name: '财务部' },
    });
    // An account that was once somebody's isn't brought back by a name.
    const { account, personId } = await somebody();
    const person = await test.system(readPerson, { personId });
    await test.system(markLeft, { personId, revision: person.revision, lastDay: '2026-02-01' });
    await test.settle();
    people.set('returner', { preferred_username: account, name: '离职者' });
    await expect(signInBy(bringing, 'returner')).rejects.toMatchObject({ code: 'access.outsideUnknown' });
  });

  it('knows people by an address only where it was verified, in a domain that may come, and belongs to one', async () => {
    const byMail = await provider(oidc({ match: 'email', domains: ['ylan.example'] }, '邮箱'));
    const { personId } = await somebody({ email: 'mei@ylan.example' });
    people.set('mail-1', { email: 'Mei@ylan.example', email_verified: false });
    await expect(signInBy(byMail, 'mail-1')).rejects.toMatchObject({ code: 'access.outsideUnknown' });
    people.set('mail-1', { email: 'Mei@ylan.example', email_verified: true });
    expect((await signInBy(byMail, 'mail-1')).personId).toBe(personId);
    await somebody({ email: 'both@evil.ylan.example.org' });
    people.set('mail-2', { email: 'both@evil.ylan.example.org', email_verified: true });
    await expect(signInBy(byMail, 'mail-2')).rejects.toMatchObject({ code: 'access.outsideUnknown' });
    await somebody({ email: 'two@ylan.example' });
    await somebody({ email: 'two@ylan.example' });
    people.set('mail-3', { email: 'two@ylan.example', email_verified: true });
    await expect(signInBy(byMail, 'mail-3')).rejects.toMatchObject({ code: 'access.outsideUnknown' });
    // The own link doesn't help against a domain that may not come.
    people.set('mail-1', { email: 'mei@elsewhere.example', email_verified: true });
    await expect(signInBy(byMail, 'mail-1')).rejects.toMatchObject({ code: 'access.outsideUnknown' });
  });

  it('asks for the second factor, the network and a factor to set up, like every way in', async () => {
    const { account, personId } = await somebody();
    people.set('factor', { preferred_username: account });
    const own = await activatedPerson(test, { personId, account });
    const { totpId, secret } = await own.call(proposeTotp, {});
    const code = (of: string, steps = 0) => authenticatorCode(of, test.program.kernel.clock.now(), steps);
    await own.call(confirmTotp, { totpId, code: code(secret) });
    await test.advance({ seconds: 30 });
    const came = await cameBack(providerId, 'factor');
    await expect(finish(came)).rejects.toMatchObject({ code: 'access.secondFactorNeeded' });
    await expect(finish(came, { factorCode: '000000' })).rejects.toMatchObject({ code: 'access.codeWrong' });
    const client = await finish(came, { factorCode: code(secret) });
    expect((await client.call(listMySessions, {})).rows.find((row) => row.current)?.strength).toBe('secondFactor');

    const other = await somebody();
    await giveRole(test, other.personId, 'securityOwner', { kind: 'company' });
    people.set('must', { preferred_username: other.account });
    await test.system(changeSetting, { name: secondFactorRoles.name, value: [builtInRoles.securityOwner] });
    const must = await cameBack(providerId, 'must');
    await expect(finish(must)).rejects.toMatchObject({ code: 'access.secondFactorToSetUp' });
    let proposed = { totpId: '', secret: '' };
    await verifyPush(test, chen, accessCache, [[listOutsideProviders, {}]], async () => {
      proposed = await test.visitor().call(proposeTotpFromOutside, must);
    });
    const set = await finish(must, { totpId: proposed.totpId, factorCode: code(proposed.secret) });
    expect((await set.call(listMySessions, {})).rows.find((row) => row.current)?.strength).toBe('secondFactor');
    // A second one isn't made by who holds only the account there.
    const again = await cameBack(providerId, 'must');
    await expect(test.visitor().call(proposeTotpFromOutside, again)).rejects.toMatchObject({
      code: 'access.outsideOver',
    });
    await test.system(changeSetting, { name: secondFactorRoles.name, value: [] });

    await test.system(changeSetting, {
      name: networkZones.name,
      value: [{ name: '总部', networks: ['192.0.2.0/24'], trusted: true }],
    });
    await test.system(changeSetting, { name: trustedOnlyRoles.name, value: [builtInRoles.securityOwner] });
    await expect(finish(again)).rejects.toMatchObject({ code: 'access.networkNotAllowed' });
    await test.system(changeSetting, { name: networkZones.name, value: [] });
    await test.system(changeSetting, { name: trustedOnlyRoles.name, value: [] });
  });

  it('counts once, in the browser that began it, with its own state, and not for long', async () => {
    const { account } = await somebody();
    people.set('once', { preferred_username: account });
    const begin = () => test.visitor().call(beginOutsideSignIn, { providerId });
    const one = await begin();
    const other = await begin();
    const back = await signInThere(one.url, 'once');
    const hand = (attempt: { attemptId: string; secret: string }, given: Record<string, string>) =>
      test.visitor().call(returnFromOutside, { attemptId: attempt.attemptId, secret: attempt.secret, given });
    // Sent to a victim, whose browser began another one or none: the state isn't theirs.
    await expect(hand(other, back)).rejects.toMatchObject({ code: 'access.outsideOver' });
    await expect(hand({ ...one, secret: other.secret }, back)).rejects.toMatchObject({ code: 'access.outsideOver' });
    await expect(hand(one, { ...back, state: 'A'.repeat(43) })).rejects.toMatchObject({ code: 'access.outsideOver' });
    await expect(finish(one)).rejects.toMatchObject({ code: 'access.outsideOver' });
    await hand(one, back);
    await expect(hand(one, back)).rejects.toMatchObject({ code: 'access.outsideOver' });
    await test.settle();
    await finish(one);
    await expect(finish(one)).rejects.toMatchObject({ code: 'access.outsideOver' });
    // The code once more, in an attempt of its own: the provider says no, and so do PKCE and nonce.
    await hand(other, { ...back, state: new URL(other.url).searchParams.get('state') ?? '' });
    await test.settle();
    await expect(finish(other)).rejects.toMatchObject({ code: 'access.outsideFailed' });
    const late = await begin();
    const lateBack = await signInThere(late.url, 'once');
    await test.advance({ minutes: 11 });
    await expect(hand(late, lateBack)).rejects.toMatchObject({ code: 'access.outsideOver' });
    // Refused there: said, and over.
    const refused = await begin();
    const state = new URL(refused.url).searchParams.get('state') ?? '';
    await expect(hand(refused, { error: 'access_denied', state })).rejects.toMatchObject({
      code: 'access.outsideFailed',
      facts: { reason: 'access_denied' },
    });
    await expect(hand(refused, { code: 'x', state })).rejects.toMatchObject({ code: 'access.outsideOver' });
  });

  it('is linked and unlinked by its owner, lately confirmed, in one session', async () => {
    const linking = await provider(oidc({ match: 'linked' }, '只认关联'));
    const { account, personId } = await somebody();
    people.set('mine', { preferred_username: account });
    await expect(signInBy(linking, 'mine')).rejects.toMatchObject({ code: 'access.outsideUnknown' });
    const own = await activatedPerson(test, { personId, account });
    const watching = [[listMyOutsideAccounts, {}]] as const;
    const mine = (action: () => Promise<unknown>) => verifyPush(test, own, accessCache, watching, action);
    let began = { attemptId: '', secret: '', url: '' };
    await mine(async () => {
      began = await own.call(beginOutsideLink, { providerId: linking });
    });
    const { attemptId, secret } = began;
    await mine(async () =>
      own.call(returnFromOutside, { attemptId, secret, given: await signInThere(began.url, 'mine') }),
    );
    // Another's session with the same attempt gets nothing, and it signs nobody in.
    await expect(chen.call(finishOutsideLink, { attemptId, secret })).rejects.toMatchObject({
      code: 'access.outsideOver',
    });
    await expect(finish({ attemptId, secret })).rejects.toMatchObject({ code: 'access.outsideOver' });
    await mine(() => own.call(finishOutsideLink, { attemptId, secret }));
    const linked = async () =>
      (await own.call(listMyOutsideAccounts, {})).rows.find((row) => row.providerId === linking);
    expect(await linked()).toMatchObject({ linked: { label: account, how: 'own' }, mayLink: false });
    await mine(() => signInBy(linking, 'mine'));
    const accountId = (await linked())?.linked?.id ?? '';
    await expect(chen.call(unlinkOutsideAccount, { accountId })).rejects.toMatchObject({ status: expect.any(Number) });
    await mine(() => own.call(unlinkOutsideAccount, { accountId }));
    await expect(signInBy(linking, 'mine')).rejects.toMatchObject({ code: 'access.outsideUnknown' });
    await test.advance({ minutes: 20 });
    await expect(own.call(beginOutsideLink, { providerId: linking })).rejects.toMatchObject({
      code: 'access.confirmFirst',
    });
  });

  it('ends there too where the company wants it, and nowhere else', async () => {
    const both = await provider(oidc({ signOutToo: true }, '一起退出'));
    const { account } = await somebody();
    people.set('leaving', { preferred_username: account });
    const { continueAt } = await (await signInBy(both, 'leaving')).call(signOut, {});
    const url = new URL(continueAt ?? '');
    expect(url.origin).toBe(issuer);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${publicUrl}/sign-in`);
    expect(
      await (await signInBy(providerId, 'leaving').catch(async () => signInBy(both, 'leaving'))).call(signOut, {}),
    ).toBeDefined();
  });

  it('ends with the person: who has left opens nothing', async () => {
    const { account, personId } = await somebody();
    people.set('left', { preferred_username: account });
    const client = await signInBy(providerId, 'left');
    const came = await cameBack(providerId, 'left');
    const { revision } = await test.system(readPerson, { personId });
    await test.system(markLeft, { personId, revision, lastDay: '2026-02-01' });
    await test.settle();
    await expect(client.call(readViewer, {})).rejects.toMatchObject({ status: 401 });
    await expect(finish(came)).rejects.toMatchObject({ code: 'access.outsideUnknown' });
  });
});

describe('a token', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  /** What the next token is made of; `how` changes it. */
  let forge: (claims: Record<string, unknown>) => {
    claims?: Record<string, unknown>;
    header?: Record<string, unknown>;
    key?: typeof privateKey | null;
  };
  let forged: string;
  let nonce = '';
  let providerId: string;

  beforeAll(async () => {
    const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const server = createServer((request, response) => {
      const say = (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
      const { pathname } = new URL(request.url ?? '/', forged);
      if (pathname === '/.well-known/openid-configuration')
        return say({
          issuer: forged,
          authorization_endpoint: `${forged}/auth`,
          token_endpoint: `${forged}/token`,
          jwks_uri: `${forged}/jwks`,
          response_types_supported: ['code'],
          id_token_signing_alg_values_supported: ['RS256'],
          authorization_response_iss_parameter_supported: true,
        });
      if (pathname === '/jwks')
        return say({
          keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'RS256' }],
        });
      const seconds = Math.floor(Temporal.Now.instant().epochMilliseconds / 1_000);
      const usual = {
        iss: forged,
        aud: 'guiju',
        sub: 'forger',
        nonce,
        iat: seconds,
        exp: seconds + 300,
        preferred_username: 'chen',
      };
      const made = forge(usual);
      const body = `${base64({ alg: 'RS256', kid: 'k', ...made.header })}.${base64({ ...usual, ...made.claims })}`;
      const key = made.key === undefined ? privateKey : made.key;
      const signature = key === null ? '' : createSign('sha256').update(body).sign(key, 'base64url');
      return say({ access_token: 'a', token_type: 'Bearer', id_token: `${body}.${signature}` });
    });
    forged = await listening(server);
    providerId = await provider(oidc({ issuer: forged }, '伪造'));
  });

  async function come(how: typeof forge, more: Record<string, string> = {}) {
    forge = how;
    const { attemptId, secret, url } = await test.visitor().call(beginOutsideSignIn, { providerId });
    const { searchParams } = new URL(url);
    nonce = searchParams.get('nonce') ?? '';
    const given = { code: 'c', state: searchParams.get('state') ?? '', iss: forged, ...more };
    await test.visitor().call(returnFromOutside, { attemptId, secret, given });
    await test.settle();
    return finish({ attemptId, secret });
  }
  const refused = { code: 'access.outsideFailed' };
  const seconds = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1_000);

  it('counts when it is signed by the provider, for this client and this attempt, and the clocks agree to half a minute', async () => {
    expect((await come(() => ({}))).personId).toBe(chen.personId);
    expect((await come(() => ({ claims: { exp: seconds() - 20 } }))).personId).toBe(chen.personId);
  });

  it.each([
    ['signed by a stranger', () => ({ key: stranger })],
    ['not signed', () => ({ key: null, header: { alg: 'none' } })],
    ['signed with the client’s secret instead of the key', () => ({ header: { alg: 'HS256' } })],
    ['of a key that isn’t the provider’s', () => ({ header: { kid: 'other' } })],
    ['of another provider', () => ({ claims: { iss: 'https://evil.example' } })],
    ['for another client', () => ({ claims: { aud: 'somebody-else' } })],
    ['for several, one of them another', () => ({ claims: { aud: ['guiju', 'else'], azp: 'else' } })],
    ['of another attempt', () => ({ claims: { nonce: 'A'.repeat(43) } })],
    ['without a nonce', () => ({ claims: { nonce: undefined } })],
    ['expired', () => ({ claims: { exp: seconds() - 60 } })],
    ['not valid yet', () => ({ claims: { nbf: seconds() + 120 } })],
    ['of nobody', () => ({ claims: { sub: '' } })],
  ] as const)('is refused when it is %s', async (_, how) => {
    await expect(come(how as typeof forge)).rejects.toMatchObject(refused);
  });

  it('is refused when the answer came from another provider than the one asked', async () => {
    await expect(come(() => ({}), { iss: issuer })).rejects.toMatchObject(refused);
  });
});

describe('an account of an office platform', () => {
  const said: string[] = [];
  let platform: string;
  let member = 'nobody';
  let verifierOf = '';
  beforeAll(async () => {
    const bodyOf = async (request: IncomingMessage) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString('utf8');
      return text === '' ? {} : (JSON.parse(text) as Record<string, string>);
    };
    platform = await listening(
      createServer(async (request, response) => {
        const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
        const body = await bodyOf(request);
        said.push(`${request.method} ${pathname}`);
        const answer = (value: unknown, status = 200) => {
          response.statusCode = status;
          response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
        };
        const right = [
          body.appSecret,
          body.clientSecret,
          body.client_secret,
          body.app_secret,
          searchParams.get('corpsecret'),
        ].includes('platform-secret');
        switch (pathname) {
          case '/cgi-bin/gettoken':
            return answer(
              right
                ? { errcode: 0, errmsg: 'ok', access_token: 'wecom-token' }
                : { errcode: 40001, errmsg: 'invalid credential' },
            );
          case '/cgi-bin/auth/getuserinfo':
            if (searchParams.get('access_token') !== 'wecom-token' || searchParams.get('code') !== 'good')
              return answer({ errcode: 40029, errmsg: 'invalid code' });
            return answer(
              member === 'outsider' ? { errcode: 0, openid: 'outsider' } : { errcode: 0, errmsg: 'ok', userid: member },
            );
          case '/v1.0/oauth2/accessToken':
            return right
              ? answer({ accessToken: 'corp-token', expireIn: 7200 })
              : answer({ code: 'invalidClient' }, 400);
          case '/v1.0/oauth2/userAccessToken':
            return right && body.code === 'good'
              ? answer({ accessToken: 'user-token', expireIn: 7200 })
              : answer({ code: 'invalidAuthCode' }, 400);
          case '/v1.0/contact/users/me':
            return request.headers['x-acs-dingtalk-access-token'] === 'user-token'
              ? answer({ nick: '明月', unionId: 'union' })
              : answer({}, 403);
          case '/topapi/user/getbyunionid':
            return answer(
              member === 'outsider'
                ? { errcode: 60121, errmsg: 'not found' }
                : { errcode: 0, result: { userid: member } },
            );
          case '/open-apis/auth/v3/tenant_access_token/internal':
            return answer(right ? { code: 0, tenant_access_token: 't' } : { code: 10014, msg: 'app secret invalid' });
          case '/open-apis/authen/v2/oauth/token':
            verifierOf = body.code_verifier ?? '';
            return right && body.code === 'good'
              ? answer({ code: 0, access_token: 'user' })
              : answer({ code: 20003 }, 400);
          case '/open-apis/authen/v1/user_info':
            return request.headers.authorization === 'Bearer user'
              ? answer({
                  code: 0,
                  data: {
                    name: '明月',
                    union_id: 'on_1',
                    user_id: member,
                    tenant_key: member === 'outsider' ? 'other' : 'ours',
                  },
                })
              : answer({ code: 99991663 }, 401);
          default:
            return answer({}, 404);
        }
      }),
    );
  });

  const own = { match: 'account', create: null } as const;
  const setups = (secret = 'platform-secret'): Record<'wecom' | 'dingtalk' | 'feishu', OutsideSetup> => {
    const allowed = ['127.0.0.1'];
    return {
      wecom: {
        kind: 'wecom',
        name: '企业微信',
        secret,
        options: {
          ...own,
          allowed,
          corpId: 'ww1',
          agentId: 1000002,
          appUrl: `${platform}/app`,
          deskUrl: `${platform}/desk`,
          apiUrl: platform,
        },
      },
      dingtalk: {
        kind: 'dingtalk',
        name: '钉钉',
        secret,
        options: {
          ...own,
          allowed,
          clientId: 'ding1',
          signInUrl: `${platform}/auth`,
          apiUrl: platform,
          oldApiUrl: platform,
        },
      },
      feishu: {
        kind: 'feishu',
        name: '飞书',
        secret,
        options: {
          ...own,
          allowed,
          clientId: 'cli_1',
          signInUrl: `${platform}/auth`,
          apiUrl: platform,
          tenantKey: 'ours',
        },
      },
    };
  };

  const come = async (providerId: string, place: 'desk' | 'app', given: Record<string, string>) => {
    const { attemptId, secret, url } = await test.visitor().call(beginOutsideSignIn, { providerId, place });
    const { searchParams } = new URL(url);
    const state = searchParams.get('state') ?? '';
    await test.visitor().call(returnFromOutside, { attemptId, secret, given: { ...given, state } });
    await test.settle();
    return { url, searchParams, attempt: { attemptId, secret } };
  };

  it.each(['wecom', 'dingtalk', 'feishu'] as const)(
    'signs in a member of the company at %s, and nobody else',
    async (kind) => {
      const providerId = await provider(setups()[kind]);
      expect((await rowOf(providerId)).test).toMatchObject({ error: null });
      const { account, personId } = await somebody();
      member = account;
      const good: Record<string, string> = kind === 'dingtalk' ? { authCode: 'good', code: 'good' } : { code: 'good' };
      const came = await come(providerId, 'desk', good);
      expect((await finish(came.attempt)).personId).toBe(personId);
      await expect(
        finish((await come(providerId, 'desk', { code: 'bad', authCode: 'bad' })).attempt),
      ).rejects.toMatchObject({
        code: 'access.outsideFailed',
      });
      member = 'outsider';
      await expect(finish((await come(providerId, 'desk', good)).attempt)).rejects.toMatchObject({
        code: 'access.outsideFailed',
      });
      const wrong = await provider({ ...setups('wrong')[kind], name: `${kind} 2` } as OutsideSetup);
      expect((await rowOf(wrong)).test?.error).toMatch(/^status (200|400) /);
    },
  );

  it('is asked for silently in WeCom’s own browser, by its picture at the desk, and with PKCE at Feishu', async () => {
    const wecom = await provider({ ...setups().wecom, name: '企微二' } as OutsideSetup);
    const app = await come(wecom, 'app', { code: 'good' });
    expect(app.url).toMatch(/\/app\?.*#wechat_redirect$/);
    expect(Object.fromEntries(app.searchParams)).toMatchObject({
      appid: 'ww1',
      agentid: '1000002',
      scope: 'snsapi_base',
      response_type: 'code',
      redirect_uri: returnTo,
    });
    const desk = await come(wecom, 'desk', { code: 'good' });
    expect(desk.url).toContain('/desk?');
    expect(desk.searchParams.get('login_type')).toBe('CorpApp');
    const feishu = await provider({ ...setups().feishu, name: '飞书二' } as OutsideSetup);
    const { searchParams } = await come(feishu, 'desk', { code: 'good' });
    expect(createHash('sha256').update(verifierOf).digest('base64url')).toBe(searchParams.get('code_challenge'));
    expect(said).toContain('POST /open-apis/authen/v2/oauth/token');
  });
});
