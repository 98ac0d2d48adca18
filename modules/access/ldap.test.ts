import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSetting } from '#kernel/contract/kernel-operations.ts';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { fieldOwners } from '#modules/directory/contract/field-owner.ts';
import { changePerson, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { builtInRoles } from './contract/built-in-roles.ts';
import { applyLdapSync, compareWithLdap, listLdapDifferences, listLdapSyncs } from './contract/ldap-sync.ts';
import { listMySignIns } from './contract/my-sign-ins.ts';
import { listOutsideProviders, proposeOutsideProvider } from './contract/outside-providers.ts';
import type { OutsideSetup } from './contract/outside-shapes.ts';
import { beginLdapSignIn, beginOutsideSignIn, finishOutsideSignIn } from './contract/outside-sign-in.ts';
import { readSignIn } from './contract/sign-in.ts';
import { type KnownPerson, type LdapPerson, ldapDifferences } from './domain/ldap-differences.ts';
import { readablePerson } from './server/outside/readable-person.ts';
import { lackOfSlapd, startSlapd } from './slapd.fixture.ts';
import { activatedPerson, giveRole, signInAs, startSession } from './testing.ts';
import { accessCache } from './web/cache.ts';

const lack = lackOfSlapd();

const person = (
  uid: string,
  more = '',
) => `dn: uid=${uid.replaceAll(/[*(),\\]/g, (c) => `\\${c.charCodeAt(0).toString(16).padStart(2, '0')}`)},ou=people,dc=ylan,dc=example
objectClass: inetOrgPerson
uid: ${uid}
cn: 王建国
sn: 王
userPassword: There-${uid}-58
${more}
`;
const entries = `dn: dc=ylan,dc=example
objectClass: dcObject
objectClass: organization
o: ylan
dc: ylan

dn: cn=reader,dc=ylan,dc=example
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: reader
userPassword: searching-here

dn: ou=people,dc=ylan,dc=example
objectClass: organizationalUnit
ou: people

${['wang', 'li', 'zhao', 'qian', 'sun', 'zhou1', 'w*ng'].map((uid) => person(uid, `mail: ${uid.replace('*', 'x')}@ylan.example`)).join('\n')}
dn: ou=groups,dc=ylan,dc=example
objectClass: organizationalUnit
ou: groups

dn: cn=money,ou=groups,dc=ylan,dc=example
objectClass: groupOfNames
cn: money
member: uid=zhou1,ou=people,dc=ylan,dc=example

dn: uid=twin,ou=people,dc=ylan,dc=example
objectClass: inetOrgPerson
uid: twin
cn: 甲
sn: 甲
userPassword: There-twin-58

dn: cn=twin2,ou=people,dc=ylan,dc=example
objectClass: inetOrgPerson
uid: twin
cn: twin2
sn: 乙
userPassword: There-twin-58
`;

const someone = (more: Partial<KnownPerson> = {}): KnownPerson => ({
  id: 'p1',
  account: 'wang',
  active: true,
  name: '王建国',
  email: null,
  phone: null,
  subject: 's1',
  roleIds: [],
  ownedElsewhere: [],
  ...more,
});
const entry = (more: Partial<LdapPerson> = {}): LdapPerson =>
  readablePerson({
    subject: 's1',
    account: 'wang',
    name: '王建国',
    email: undefined,
    phone: undefined,
    roleIds: [],
    ...more,
  });

describe('what differs', () => {
  const both = { bring: true, leave: true };
  const kinds = (entries: LdapPerson[], people: KnownPerson[], options = both) =>
    ldapDifferences(entries, people, options).map(({ kind, problem }) => problem ?? kind);

  it('is nothing where nothing does, and an empty or unreadable attribute changes nothing', () => {
    expect(kinds([entry()], [someone()])).toEqual([]);
    expect(
      kinds([entry({ name: undefined, email: 'no address', phone: 'call me' })], [someone({ email: 'w@a.example' })]),
    ).toEqual([]);
  });
  it('leaves alone what another system is the master of', () => {
    const both = entry({ name: '王建', email: 'w@a.example' });
    expect(
      ldapDifferences([both], [someone({ ownedElsewhere: ['name'] })], { bring: true, leave: true }),
    ).toMatchObject([{ kind: 'change', changes: [{ field: 'email' }] }]);
  });
  it('follows the link and not the name, and links by the account once', () => {
    const renamed = ldapDifferences([entry({ account: 'wang.jg', email: 'w@a.example' })], [someone()], both);
    expect(renamed).toMatchObject([
      { kind: 'change', personId: 'p1', changes: [{ field: 'email', from: '', to: 'w@a.example' }] },
    ]);
    expect(kinds([entry({ account: 'WANG' })], [someone({ subject: null })])).toEqual(['change']);
    expect(kinds([entry({ subject: 's2' })], [someone()], { ...both, leave: false })).toEqual(['otherLink']);
  });
  it('brings and lets go only where that is set, and only whom it knows', () => {
    const stranger = entry({ subject: 's9', account: 'zhao' });
    expect(kinds([entry(), stranger], [someone()])).toEqual(['create']);
    expect(kinds([entry(), stranger], [someone()], { bring: false, leave: true })).toEqual(['notBrought']);
    expect(kinds([], [someone(), someone({ id: 'p2', account: 'own', subject: null })])).toEqual(['leave']);
    expect(kinds([], [someone()], { bring: true, leave: false })).toEqual([]);
  });
  it('says what can’t be taken over', () => {
    expect(kinds([entry({ subject: undefined })], [], both)).toEqual(['noId']);
    expect(kinds([entry(), entry({ subject: 's2', account: 'Wang' })], [], both)).toEqual(['twice', 'twice']);
    expect(kinds([entry({ account: 'w*ng' })], [], both)).toEqual(['badAccount']);
    expect(kinds([entry({ name: '\u202e' })], [], both)).toEqual(['badName']);
    expect(kinds([entry()], [someone({ active: false, subject: null })], both)).toEqual(['leaver']);
  });
  it('tells which roles groups stand for, and gives none', () => {
    expect(ldapDifferences([entry({ roleIds: ['r1', 'r2'] })], [someone({ roleIds: ['r1'] })], both)).toMatchObject([
      { kind: 'role', personId: 'p1', roleId: 'r2' },
    ]);
  });
});

describe.skipIf(lack !== undefined)(lack === undefined ? 'a directory server' : `a directory server (${lack})`, () => {
  let slapd: Awaited<ReturnType<typeof startSlapd>>;
  let test: TestProgram;
  let company: TestCompany;
  let chen: TestClient;
  const silent: { server: Server; sockets: Socket[] } = { server: createServer(), sockets: [] };

  const setup = (more: Record<string, unknown> = {}, secret = 'searching-here'): OutsideSetup => ({
    kind: 'ldap',
    name: '公司目录',
    secret,
    options: {
      match: 'account',
      create: null,
      allowed: ['127.0.0.1', '::1'],
      host: 'localhost',
      port: slapd.tlsPort,
      security: 'tls',
      ca: slapd.ca,
      bindDn: 'cn=reader,dc=ylan,dc=example',
      baseDn: 'ou=people,dc=ylan,dc=example',
      peopleFilter: '(objectClass=inetOrgPerson)',
      idAttribute: 'entryUUID',
      accountAttribute: 'uid',
      nameAttribute: 'cn',
      emailAttribute: 'mail',
      phoneAttribute: 'mobile',
      timeoutSeconds: 5,
      syncInto: null,
      syncLeave: false,
      syncDaily: false,
      syncMost: 20,
      groups: [],
      ...more,
    } as never,
  });
  async function provider(given: OutsideSetup) {
    const { providerId } = await test.system(proposeOutsideProvider, { setup: given, revision: 0 });
    await test.settle();
    const { rows } = await chen.call(listOutsideProviders, {});
    return { providerId, error: rows.find(({ id }) => id === providerId)?.test?.error };
  }
  async function signIn(
    providerId: string,
    account: string,
    password: string,
    more: Partial<CallInputOf<typeof finishOutsideSignIn>> = {},
  ) {
    const { attemptId, secret } = await test
      .visitor()
      .call(beginLdapSignIn, { providerId, account, password, ...(more.device ? { device: more.device } : {}) });
    await test.settle();
    return startSession(test, finishOutsideSignIn, { attemptId, secret, ...more });
  }
  let byTls: string;

  beforeAll(async () => {
    slapd = await startSlapd(entries);
    silent.server.on('connection', (socket) => silent.sockets.push(socket));
    await new Promise<void>((resolve) => silent.server.listen(0, '127.0.0.1', resolve));
    test = await startTestProgram(composition);
    company = await aCompany(test);
    const personId = await aPerson(test, company, { account: 'chen', name: '陈静' });
    await giveRole(test, personId, 'administrator', { kind: 'company' });
    chen = await activatedPerson(test, { personId, account: 'chen' });
    byTls = (await provider(setup())).providerId;
  }, 60_000);
  afterAll(async () => {
    await test?.stop();
    for (const socket of silent.sockets) socket.destroy();
    silent.server.close();
    await slapd?.stop();
  });

  it('is looked at, and what is wrong with it is said', async () => {
    const startTls = { security: 'startTls', port: slapd.port, name: 's' };
    for (const right of [setup(), setup(startTls.name ? { security: 'startTls', port: slapd.port } : {})])
      expect((await provider(right)).error).toBeNull();
    expect((await provider(setup({}, 'wrong'))).error).toMatch(/credentials/i);
    // Not by a certificate that nobody vouches for, nor by one of another name.
    expect((await provider(setup({ ca: '' }))).error).toMatch(/SELF_SIGNED|self-signed/);
    expect((await provider(setup({ ca: '', security: 'startTls', port: slapd.port }))).error).toMatch(
      /SELF_SIGNED|self-signed/,
    );
    expect((await provider(setup({ host: '127.0.0.1' }))).error).toMatch(/ALTNAME/);
    expect((await provider(setup({ allowed: [] }))).error).toMatch(/privateAddress/);
    expect((await provider(setup({ port: 1 }))).error).toBe('ECONNREFUSED');
    const { port } = silent.server.address() as { port: number };
    expect((await provider(setup({ port, timeoutSeconds: 1 }))).error).toMatch(/time/i);
    expect((await provider(setup({ baseDn: 'ou=nowhere,dc=ylan,dc=example' }))).error).not.toBeNull();
  });

  it('isn’t spoken to in the clear, unless it is this machine, and has a filter that is one', async () => {
    for (const host of ['10.1.1.1', 'ldap.ylan.example'])
      await expect(
        test.system(proposeOutsideProvider, { setup: setup({ security: 'none', host }), revision: 0 }),
      ).rejects.toMatchObject({ status: 400 });
    await expect(
      test.system(proposeOutsideProvider, { setup: setup({ peopleFilter: '(objectClass=person' }), revision: 0 }),
    ).rejects.toMatchObject({ code: 'access.providerFilterWrong' });
  });

  it('signs in who knows the password there; the account here is the same, or comes of the address', async () => {
    const personId = await aPerson(test, company, { account: 'Wang', name: '王建国' });
    expect((await test.visitor().call(readSignIn, {})).outside).toContainEqual({
      providerId: byTls,
      kind: 'ldap',
      name: '公司目录',
    });
    const client = await signIn(byTls, 'WANG', 'There-wang-58');
    expect(client.personId).toBe(personId);
    expect((await client.call(listMySignIns, {})).rows[0]).toMatchObject({ how: 'outside' });
    await verifyPush(test, client, accessCache, [[listMySignIns, {}]], () => signIn(byTls, 'wang', 'There-wang-58'));
    const li = await aPerson(test, company, { account: 'li.ming', name: '李明', email: 'li@ylan.example' });
    await expect(signIn(byTls, 'li', 'There-li-58')).rejects.toMatchObject({ code: 'access.outsideUnknown' });
    const byMail = await provider(setup({ match: 'email' }));
    expect((await signIn(byMail.providerId, 'li', 'There-li-58')).personId).toBe(li);
    await expect(test.visitor().call(beginOutsideSignIn, { providerId: byTls })).rejects.toMatchObject({ status: 409 });
  });

  it('tells nobody whether an account is there, and nobody’s password is kept', async () => {
    for (const account of ['wang', 'nobody-of-that-name']) {
      await expect(
        signIn(byTls, account, 'wrong', { device: `a-browser-of-its-own-${account}` }),
      ).rejects.toMatchObject({ code: 'access.directoryRefused' });
    }
    await test.visitor().call(beginLdapSignIn, { providerId: byTls, account: 'zhao', password: 'There-zhao-58' });
    const before = JSON.stringify(await test.sql('select * from access.outside_attempt'));
    expect(before).not.toContain('There-zhao');
    await test.settle();
    expect(
      await test.sql(
        `select 1 from access.outside_attempt where sealed is not null and state in ('taken', 'known', 'failed')`,
      ),
    ).toEqual([]);
  });

  it.each([
    ['a star', 'w*ng2'],
    ['a star alone', '*'],
    ['the end of the filter and another', 'wang)(uid=*'],
    ['an or', '*)(|(objectClass=*'],
    ['an escape', 'wan\\67'],
  ])('reads %s in an account as letters', async (_, account) => {
    await expect(
      signIn(byTls, account, 'There-wang-58', { device: 'the-browser-of-an-injector-01' }),
    ).rejects.toMatchObject({
      code: 'access.directoryRefused',
    });
    await test.advance({ hours: 2 });
  });

  it('knows an account with a star in it as that one', async () => {
    await expect(signIn(byTls, 'w*ng', 'There-w*ng-58')).rejects.toMatchObject({
      code: 'access.outsideUnknown',
      facts: { label: 'w*ng' },
    });
  });

  it('signs nobody in where two entries have the account, nor with no password', async () => {
    await aPerson(test, company, { account: 'twin', name: '双' });
    await expect(signIn(byTls, 'twin', 'There-twin-58')).rejects.toMatchObject({ code: 'access.directoryRefused' });
    await expect(signIn(byTls, 'wang', '')).rejects.toMatchObject({ status: 400 });
  });

  it('counts every try before it is asked: who never looks at the answers is stopped too', async () => {
    await aPerson(test, company, { account: 'sun', name: '孙' });
    const attempt = () =>
      test.visitor().call(beginLdapSignIn, { providerId: byTls, account: 'sun', password: 'guess' });
    for (let tries = 0; tries < 5; tries += 1) await attempt();
    await expect(attempt()).rejects.toMatchObject({ code: 'access.triedTooOften' });
    await test.advance({ hours: 25 });
    await signIn(byTls, 'sun', 'There-sun-58');
    // A directory that is away isn't a wrong password.
    const { port } = silent.server.address() as { port: number };
    const away = await provider(setup({ port, timeoutSeconds: 1 }));
    await aPerson(test, company, { account: 'qian', name: '钱' });
    await expect(signIn(away.providerId, 'qian', 'There-qian-58')).rejects.toMatchObject({
      code: 'access.outsideFailed',
    });
    expect(
      await test.sql('select 1 from access.sign_in_attempt where not succeeded and at > $1', [
        test.program.kernel.clock.now().subtract({ minutes: 1 }).toString(),
      ]),
    ).toEqual([]);
  });

  it('is followed: compared first, carried out by a person, then every night where little differs', async () => {
    const departmentId = company.departments.财务部 ?? '';
    const following = await provider(
      setup({
        peopleFilter: '(uid=*)',
        syncInto: { departmentId },
        syncLeave: true,
        syncDaily: true,
        syncMost: 1,
        groups: [{ dn: 'cn=money,ou=groups,dc=ylan,dc=example', roleId: builtInRoles.securityOwner }],
      }),
    );
    const { providerId } = following;
    const zhou = await aPerson(test, company, { account: 'zhou1', name: '周', email: 'old@ylan.example' });
    let syncId = '';
    const watching = [[listLdapSyncs, { providerId }]] as const;
    await verifyPush(test, chen, accessCache, watching, async () => {
      ({ syncId } = await chen.call(compareWithLdap, { providerId }));
    });
    const newest = async () => (await chen.call(listLdapSyncs, { providerId })).rows[0];
    const all = async (id: string) => {
      const rows = [];
      for (let cursor: string | undefined; ; ) {
        const page = await chen.call(listLdapDifferences, { syncId: id, limit: 3, ...(cursor ? { cursor } : {}) });
        rows.push(...page.rows);
        cursor = page.next;
        if (cursor === undefined) return rows;
      }
    };
    // Nine entries, more than the server gives in one answer; nobody was changed by looking.
    expect(await newest()).toMatchObject({ state: 'ready', counts: { entries: 9, problem: 3, role: 1 } });
    const found = await all(syncId);
    expect(found.find(({ personId }) => personId === zhou)).toMatchObject({
      kind: 'change',
      changes: [
        { field: 'name', from: '周', to: '王建国' },
        { field: 'email', from: 'old@ylan.example', to: 'zhou1@ylan.example' },
      ],
    });
    expect(
      found
        .filter(({ kind }) => kind === 'problem')
        .map(({ problem }) => problem)
        .sort(),
    ).toEqual(['badAccount', 'twice', 'twice']);
    expect((await chen.call(readPerson, { personId: zhou })).email).toBe('old@ylan.example');
    // The clock doesn't carry out what nobody has looked at.
    await test.advance({ hours: 24 });
    expect(await newest()).toMatchObject({ state: 'ready', by: null });
    // The directory server is the master of these fields (D14): its own process writes them, and nobody else does.
    await chen.call(changeSetting, {
      name: fieldOwners.name,
      value: { name: 'directoryServer', email: 'directoryServer' },
    });
    const fresh = await signInAs(test, 'chen');
    const latest = (await newest())?.id ?? '';
    let done = { created: 0, changed: 0, left: 0 };
    await verifyPush(test, fresh, accessCache, watching, async () => {
      done = await test.finish(fresh, await fresh.call(applyLdapSync, { syncId: latest }));
    });
    expect(done.created + done.changed).toBeGreaterThan(3);
    expect((await chen.call(readPerson, { personId: zhou })).email).toBe('zhou1@ylan.example');
    const hr = await test.as(await aPerson(test, company, { name: '何人事' }));
    await giveRole(test, hr.personId, 'hr', { kind: 'company' });
    const { revision } = await hr.call(readPerson, { personId: zhou });
    await expect(
      hr.call(changePerson, { personId: zhou, revision, change: { email: 'by.hand@ylan.example' } }),
    ).rejects.toMatchObject({ code: 'directory.fieldOwned', facts: { fields: ['email'] } });
    await expect(test.system(changePerson, { personId: zhou, revision, change: { name: '周' } })).rejects.toMatchObject(
      { code: 'directory.fieldOwned' },
    );
    // The role of the group was told and not given.
    expect(await test.sql('select 1 from access.role_assignment where person_id = $1', [zhou])).toEqual([]);
    // From now on little is carried out by itself, and much isn't.
    await test.sql(`update access.outside_account set subject = 'gone' where person_id = $1 and provider_id = $2`, [
      zhou,
      providerId,
    ]);
    await test.advance({ hours: 24 });
    expect((await all((await newest())?.id ?? '')).map(({ kind }) => kind)).toContain('leave');
  });
});
