import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSetting } from '#kernel/contract/kernel-operations.ts';
import type { OperationContract } from '#kernel/contract/operation.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { giveRole } from '#modules/access/testing.ts';
import { fieldOwners } from '#modules/directory/contract/field-owner.ts';
import { changePerson, readPerson } from '#modules/directory/contract/people.ts';
import { managePeople, readDirectory } from '#modules/directory/contract/permissions.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { listApplications } from './contract/applications.ts';
import { readEvents } from './contract/permissions.ts';
import * as contract from './contract/scim.ts';
import { mostLeaversADay } from './contract/settings.ts';
import { aKey, anApplication } from './testing.ts';
import { integrationsCache } from './web/cache.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';

let test: TestProgram;
let company: TestCompany;
let chen: TestClient;
let zhou: TestClient;
let key: string;
let applicationId: string;

beforeAll(async () => {
  test = await startTestProgram(composition);
  company = await aCompany(test);
  const person = async (name: string) => test.as(await aPerson(test, company, { name }));
  [chen, zhou] = [await person('陈静'), await person('周涛')];
  await giveRole(test, chen.personId, 'administrator');
  await giveRole(test, zhou.personId, 'administrator');
  applicationId = await anApplication(chen, zhou, {
    permissions: [{ permission: managePeople.name, reach: 'company', ids: [] }],
    scimDepartmentId: company.departments.人力资源部 ?? null,
  });
  ({ key } = await aKey(chen, zhou, applicationId));
}, 120_000);
afterAll(() => test?.stop());

type Body = Record<string, unknown> & {
  id: string;
  detail: string;
  scimType?: string;
  totalResults: number;
  itemsPerPage: number;
  Resources: Body[];
  meta: { location: string; version: string };
};
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** As an identity provider does it. */
async function scim(
  method: string,
  path: string,
  body?: unknown,
  { as = key, ...headers }: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${test.url}/scim/v2/${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/scim+json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? ({} as Body) : JSON.parse(text) };
}
const find = (filter: string, more = '') => scim('GET', `Users?filter=${encodeURIComponent(filter)}${more}`);
const named = async (filter: string) => (await find(filter)).body.Resources?.map(({ userName }) => userName);
const patch = (id: string, ...operations: { op: string; path?: string; value?: unknown }[]) =>
  scim('PATCH', `Users/${id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations });
const userOf = (userName: string, more: object = {}) => ({
  schemas: [core, enterprise],
  userName,
  name: { familyName: '欧阳', givenName: '静' },
  ...more,
});
const create = async (userName: string, more: object = {}) =>
  (await scim('POST', 'Users', userOf(userName, more))).body;

describe('SCIM', () => {
  it('describes itself without a key, and tells nobody else anything', async () => {
    const bare = await fetch(`${test.url}/scim/v2/ServiceProviderConfig`);
    expect(await bare.json()).toMatchObject({
      patch: { supported: true },
      etag: { supported: true },
      bulk: { supported: false },
    });
    expect((await scim('GET', 'ResourceTypes')).body.Resources).toHaveLength(2);
    expect((await scim('GET', `Schemas/${enterprise}`)).body).toMatchObject({ id: enterprise });
    for (const as of ['gj_forged', key.slice(0, -2)]) {
      const refused = await scim('GET', 'Users', undefined, { as });
      expect(refused).toMatchObject({ status: 401, body: { status: '401' } });
      expect(refused.headers.get('www-authenticate')).toContain('Bearer');
    }
    const cookie = await fetch(`${test.url}/scim/v2/Users`, { headers: { cookie: chen.cookie } });
    expect(cookie.status).toBe(401);
    const none = await aKey(chen, zhou, await anApplication(chen, zhou, {}));
    expect((await scim('GET', 'Users', undefined, { as: none.key })).status).toBe(403);
    expect((await scim('POST', 'Bulk', {})).status).toBe(501);
    expect((await scim('GET', 'Nothing')).status).toBe(404);
  });

  it('makes a person who is there for everybody, with its own id, place and version', async () => {
    const made = await scim(
      'POST',
      'Users',
      userOf('ouyang.jing', {
        externalId: 'AD-1',
        title: '专员',
        emails: [{ value: 'a@example.com' }, { value: 'jing@example.com', primary: true }],
        phoneNumbers: [{ value: '13800000001', type: 'mobile' }],
        password: 'never kept',
        [enterprise]: { employeeNumber: 'N-1', department: '财务部', manager: { value: chen.personId } },
      }),
    );
    const { body, headers } = made;
    expect(made.status).toBe(201);

    expect(headers.get('location')).toBe(`${test.url}/scim/v2/Users/${body.id}`);
    expect(headers.get('etag')).toBe(body.meta.version);
    expect(body).toMatchObject({
      externalId: 'AD-1',
      userName: 'ouyang.jing',
      name: { formatted: '欧阳静' },
      active: true,
      emails: [{ value: 'jing@example.com', type: 'work', primary: true }],
      [enterprise]: { employeeNumber: 'N-1', department: '财务部', manager: { displayName: '陈静' } },
      groups: [{ display: '财务部' }],
    });
    expect(JSON.stringify(body)).not.toContain('never kept');
    expect(await test.system(readPerson, { personId: body.id })).toMatchObject({
      name: '欧阳静',
      email: 'jing@example.com',
      supervisor: { id: chen.personId },
    });
    const [line] = await test.sql(
      `select actor_id from kernel.audit where operation = 'directory.createPerson' and actor_kind = 'application'
       and outcome = 'done' and objects::text like '%applicationKey%'`,
    );
    expect(line).toEqual({ actor_id: applicationId });
    const again = { status: 409, body: { scimType: 'uniqueness' } };
    expect(await scim('POST', 'Users', userOf('OUYANG.Jing'))).toMatchObject(again);
    expect(await scim('POST', 'Users', userOf('other', { externalId: 'AD-1' }))).toMatchObject(again);
    expect(await scim('POST', 'Users', userOf('other', { [enterprise]: { employeeNumber: 'n-1' } }))).toMatchObject(
      again,
    );
    expect(await named('userName eq "other"')).toEqual([]);
  });

  it('refuses bodies that make nobody', async () => {
    for (const [body, scimType] of [
      ['{', 'invalidSyntax'],
      ['[]', 'invalidSyntax'],
      [userOf('with space'), 'invalidValue'],
      [{ schemas: [core], userName: 'x1' }, 'invalidValue'],
      [userOf('x2', { active: 'maybe' }), 'invalidValue'],
      [userOf('x3', { emails: 'a@example.com' }), 'invalidValue'],
      [userOf('x4', { emails: [{ value: 'no address' }] }), 'invalidValue'],
      [userOf('x5', { [enterprise]: { department: '没有' } }), 'invalidValue'],
      [userOf('x6', { [enterprise]: { manager: { value: 'x' } } }), 'invalidValue'],
      [userOf('x7', { name: { formatted: '字\u0000' } }), 'invalidValue'],
    ] as const)
      expect(await scim('POST', 'Users', body)).toMatchObject({ status: 400, body: { scimType } });
    const large = await fetch(`${test.url}/scim/v2/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: 'x'.repeat(1_000_001),
    });
    expect(large.status).toBe(413);
  });

  it('finds by filters, which reach no further than their meaning', async () => {
    await create('filter.one', { title: '100%_\\', phoneNumbers: [{ value: '010-555', type: 'work' }] });
    await create('filter.two', { emails: [{ value: 'Two@Example.com' }], externalId: 'Two' });
    for (const [filter, found] of [
      ['userName eq "FILTER.one"', ['filter.one']],
      ['userName sw "filter." and not (userName ew "one")', ['filter.two']],
      ['userName eq "filter.one" or externalId eq "Two"', ['filter.one', 'filter.two']],
      ['externalId eq "two"', []],
      ['emails[type eq "work" and value co "@example"].value pr and userName sw "filter"', ['filter.two']],
      ['emails.value eq "two@example.com"', ['filter.two']],
      ['phoneNumbers[type eq "work" and value eq "010-555"]', ['filter.one']],
      ['phoneNumbers[type eq "mobile" and value eq "010-555"]', []],
      ['title co "%_"', ['filter.one']],
      ['userName sw "filter." and title eq null', ['filter.two']],
      [
        `${enterprise}:department eq "人力资源部" and userName sw "filter" and active eq true`,
        ['filter.one', 'filter.two'],
      ],
      [`${core}:userName eq "filter.two"`, ['filter.two']],
      ['userName eq "\' or 1=1 --"', []],
      ['userName co "%"', []],
      ['userName gt "filter.o" and userName lt "filter.p"', ['filter.one']],
    ] as const)
      expect([filter, (await named(filter))?.toSorted()]).toEqual([filter, found]);
    for (const filter of [
      'userName',
      'userName eq',
      'userName eq "a" or',
      'userName eq "a"; drop table directory.person',
      'password eq "x"',
      'p.id eq "x"',
      'userName eq 5',
      'active gt true',
      '((((',
      '__proto__ eq "x"',
      'constructor.name eq "Object"',
      `${'('.repeat(900)}userName pr${')'.repeat(900)}x`,
    ])
      expect([filter.slice(0, 20), (await find(filter)).body]).toMatchObject([
        filter.slice(0, 20),
        { scimType: 'invalidFilter' },
      ]);
    for (const filter of ['a'.repeat(3_000), 'userName eq "\u0000"']) expect((await find(filter)).status).toBe(400);
  });

  it('gives pages in a steady order, never more than it can, with the attributes that were asked for', async () => {
    for (const index of [1, 2, 3, 4, 5]) await create(`page.${index}`);
    const filter = encodeURIComponent('userName sw "page."');
    const page = (query: string) => scim('GET', `Users?filter=${filter}&${query}`);
    const names = ({ body }: Answer) => body.Resources.map(({ userName }) => userName);
    expect(names(await page('sortBy=userName&startIndex=2&count=2'))).toEqual(['page.2', 'page.3']);
    expect(names(await page('sortBy=userName&sortOrder=descending&count=1'))).toEqual(['page.5']);
    expect((await page('count=0')).body).toMatchObject({ totalResults: 5, itemsPerPage: 0, Resources: [] });
    expect((await page('count=-3')).body).toMatchObject({ totalResults: 5, itemsPerPage: 0 });
    expect((await page('count=10000')).body).toMatchObject({ totalResults: 5, itemsPerPage: 5, startIndex: 1 });
    expect((await page('startIndex=10000')).body).toMatchObject({ totalResults: 5, Resources: [], startIndex: 10_000 });
    expect((await page(`startIndex=${'9'.repeat(25)}`)).body).toMatchObject({ Resources: [] });
    expect((await page('startIndex=-5&count=1')).body).toMatchObject({ startIndex: 1, itemsPerPage: 1 });
    expect((await page('count=ten')).body).toMatchObject({ scimType: 'invalidValue' });
    expect((await page('sortBy=password')).body).toMatchObject({ scimType: 'invalidValue' });
    const [only] = (await page(`count=1&attributes=USERNAME,name.formatted,${enterprise}:department,nothing`)).body
      .Resources;
    expect(Object.keys(only ?? {}).toSorted()).toEqual(
      ['id', 'meta', 'name', 'schemas', enterprise, 'userName'].toSorted(),
    );
    const [without] = (await page(`count=1&excludedAttributes=groups,${enterprise}:organization,id`)).body.Resources;
    expect(without).toMatchObject({ id: expect.any(String), userName: expect.any(String) });
    expect(without).not.toHaveProperty('groups');
    const searched = await scim('POST', 'Users/.search', {
      filter: 'userName sw "page."',
      count: 2,
      attributes: ['userName'],
    });
    expect(searched.body).toMatchObject({ totalResults: 5, itemsPerPage: 2 });
  });

  it('changes parts by PATCH, as the usual identity providers say it', async () => {
    const { id } = await create('patch.me', { emails: [{ value: 'one@example.com' }] });
    const steps: [object[], object][] = [
      [
        [{ op: 'Replace', path: 'displayName', value: '欧阳敬' }],
        { displayName: '欧阳敬', name: { formatted: '欧阳敬' } },
      ],
      [
        [{ op: 'replace', value: { title: '主管', 'name.formatted': '欧阳菁', roles: ['x'] } }],
        { title: '主管', displayName: '欧阳菁' },
      ],
      [
        [{ op: 'add', path: 'emails[type eq "work"].value', value: 'two@example.com' }],
        { emails: [{ value: 'two@example.com' }] },
      ],
      [
        [{ op: 'add', path: 'phoneNumbers[type eq "mobile"].value', value: '13900000000' }],
        { phoneNumbers: [{ value: '13900000000', type: 'mobile' }] },
      ],
      [
        [{ op: 'add', path: `${enterprise}:employeeNumber`, value: 'P-7' }],
        { [enterprise]: { employeeNumber: 'P-7' } },
      ],
      [
        [{ op: 'replace', value: { [enterprise]: { manager: chen.personId } } }],
        { [enterprise]: { manager: { value: chen.personId } } },
      ],
      [
        [{ op: 'replace', path: `${enterprise}:department`, value: '平台组' }],
        { [enterprise]: { department: '平台组' } },
      ],
      [[{ op: 'replace', path: 'externalId', value: 'E-9' }], { externalId: 'E-9' }],
      [[{ op: 'replace', path: 'active', value: 'True' }], { active: true }],
    ];
    for (const [operations, expected] of steps)
      expect(await patch(id, ...(operations as []))).toMatchObject({ status: 200, body: expected });
    const bare = (
      await patch(
        id,
        { op: 'remove', path: 'title' },
        { op: 'remove', path: 'phoneNumbers[type eq "mobile"]' },
        { op: 'remove', path: `${enterprise}:manager` },
        { op: 'remove', path: 'externalId' },
      )
    ).body;
    for (const gone of ['title', 'phoneNumbers', 'externalId']) expect(bare).not.toHaveProperty(gone);
    expect(bare[enterprise]).not.toHaveProperty('manager');
    const before = (await scim('GET', `Users/${id}`)).body;
    for (const [operation, scimType] of [
      [{ op: 'replace', path: 'emails[type eq', value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: 'emails[type eq "work"', value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: 'nothing', value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: '__proto__.polluted', value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: 'name.constructor', value: 'x' }, 'invalidPath'],
      [{ op: 'replace', path: 'emails[type eq "home"].value', value: 'x@example.com' }, 'noTarget'],
      [{ op: 'remove' }, 'noTarget'],
      [{ op: 'jump', path: 'title', value: 'x' }, 'invalidSyntax'],
      [{ op: 'replace', path: 'title' }, 'invalidValue'],
      [{ op: 'replace', path: 'title', value: { a: 1 } }, 'invalidValue'],
      [{ op: 'replace', value: 'title' }, 'invalidValue'],
      [{ op: 'remove', path: 'displayName' }, undefined],
      [{ op: 'replace', path: 'id', value: 'x' }, 'mutability'],
      [{ op: 'add', path: 'groups', value: [{ value: 'x' }] }, 'mutability'],
      [{ op: 'replace', path: 'userName', value: 'another' }, 'mutability'],
      [{ op: 'replace', path: `${enterprise}:manager.value`, value: id }, 'invalidValue'],
    ] as const) {
      const answer = await patch(id, operation);
      if (scimType) expect([operation, answer.status, answer.body.scimType]).toEqual([operation, 400, scimType]);
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect((await scim('GET', `Users/${id}`)).body).toEqual(before);
    expect((await scim('PATCH', `Users/${id}`, { schemas: [] })).body).toMatchObject({ scimType: 'invalidSyntax' });
    const many = Array.from({ length: 101 }, () => ({ op: 'replace', path: 'title', value: 'x' }));
    expect((await patch(id, ...many)).status).toBe(400);
  });

  it('replaces the whole by PUT, and only the version that was seen', async () => {
    const made = await create('put.me', { title: '旧', nickName: '小静' });
    const { version } = made.meta;
    expect((await scim('GET', `Users/${made.id}`, undefined, { 'if-none-match': version })).status).toBe(304);
    const put = (title: string, tag: string) =>
      scim('PUT', `Users/${made.id}`, userOf('put.me', { title }), { 'if-match': tag });
    const replaced = await put('新', version);
    expect(replaced).toMatchObject({ status: 200, body: { title: '新' } });
    expect(replaced.body).not.toHaveProperty('nickName');
    expect(await put('更新', version)).toMatchObject({ status: 412, body: { status: '412' } });
    expect((await put('更新', `"other", ${replaced.body.meta.version}`)).status).toBe(200);
    expect((await put('再新', '*')).status).toBe(200);
  });

  it('shows departments as groups, to be read only, and nobody outside the reach', async () => {
    const { body } = await scim('GET', `Groups?filter=${encodeURIComponent('displayName eq "财务部"')}`);
    expect(body.Resources[0]).toMatchObject({ displayName: '财务部', members: [{ display: '欧阳静' }] });
    const groupId = body.Resources[0]?.id ?? '';
    expect((await scim('GET', `Groups/${groupId}?excludedAttributes=members`)).body).not.toHaveProperty('members');
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect((await scim(method, `Groups/${groupId}`, {})).status).toBe(403);
    expect((await scim('POST', 'Groups', {})).status).toBe(403);
    expect((await scim('POST', 'Groups', {}, { as: 'gj_none' })).status).toBe(401);

    const narrow = await aKey(
      chen,
      zhou,
      await anApplication(chen, zhou, {
        permissions: [{ permission: managePeople.name, reach: 'listed', ids: [groupId] }],
      }),
    );
    const as = { as: narrow.key };
    const seen = (await scim('GET', 'Users', undefined, as)).body;
    expect(seen.Resources.map(({ userName }) => userName)).toEqual(['ouyang.jing']);
    // What one application calls somebody is no other's to know.
    expect(seen.Resources[0]).not.toHaveProperty('externalId');
    expect((await scim('GET', 'Groups', undefined, as)).body.totalResults).toBe(1);
    expect((await scim('GET', `Users/${chen.personId}`, undefined, as)).status).toBe(404);
    expect(
      (
        await scim(
          'PATCH',
          `Users/${chen.personId}`,
          { Operations: [{ op: 'replace', path: 'active', value: false }] },
          as,
        )
      ).status,
    ).toBe(404);
    expect((await scim('POST', 'Users', userOf('narrow', { [enterprise]: { department: '平台组' } }), as)).status).toBe(
      400,
    );
    expect((await scim('GET', 'Users/not-an-id')).status).toBe(404);
  });

  it('works as the manual says', async () => {
    const application = await anApplication(chen, zhou, {
      permissions: [managePeople, readDirectory, readEvents].map(({ name }) => ({
        permission: name,
        reach: 'company' as const,
        ids: [],
      })),
      scimDepartmentId: company.rootId,
    });
    const { key: own } = await aKey(chen, zhou, application);
    const manual = await readFile(new URL('../../docs/manual/integrations.md', import.meta.url), 'utf8');
    const examples = [...manual.matchAll(/^```sh\n(.*?)\n```$/gms)].flatMap(([, block = '']) => block.split('\n'));
    expect(examples.length).toBeGreaterThan(5);
    for (const example of examples) {
      const { stdout } = await promisify(execFile)('bash', ['-c', `${example} -w '\\n%{http_code}'`], {
        env: { ...process.env, URL: test.url, KEY: own },
      });
      expect([example, stdout.slice(-3)]).toEqual([example, expect.stringMatching(/^20[01]$/)]);
    }
  });

  it('writes the fields that provisioning is the master of, which a person and a plain call of a program don’t', async () => {
    const { id } = await create('owned.me', { title: '专员' });
    await chen.call(changeSetting, {
      name: fieldOwners.name,
      value: { jobTitle: 'scim', departments: 'scim', alias: 'hrFile' },
    });
    const title = (value: string) => patch(id, { op: 'replace', path: 'title', value });
    expect(await title('主管')).toMatchObject({ status: 200, body: { title: '主管' } });
    const { revision } = await test.system(readPerson, { personId: id });
    const change = { jobTitle: '总监' };
    const hr = await test.as(await aPerson(test, company, { name: '何人事' }));
    await giveRole(test, hr.personId, 'hr');
    await expect(hr.call(changePerson, { personId: id, revision, change })).rejects.toMatchObject({
      code: 'directory.fieldOwned',
      facts: { fields: ['jobTitle'] },
    });
    const plain = (more: object) =>
      fetch(`${test.url}/api/v1/${changePerson.name}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ personId: id, revision, change: more }),
      }).then(async (response) => ((await response.json()) as { error?: { code: string } }).error?.code);
    expect(await plain(change)).toBe('directory.fieldOwned');
    // What the HR file is the master of, provisioning doesn’t write either.
    expect(await patch(id, { op: 'replace', path: 'nickName', value: '小静' })).toMatchObject({
      status: 400,
      body: { scimType: 'mutability' },
    });
    // As the owner it still moves people within its own reach only.
    const narrow = await aKey(
      chen,
      zhou,
      await anApplication(chen, zhou, {
        permissions: [{ permission: managePeople.name, reach: 'listed', ids: [company.departments.人力资源部 ?? ''] }],
      }),
    );
    const move = (name: string) =>
      scim(
        'PATCH',
        `Users/${id}`,
        { Operations: [{ op: 'replace', path: `${enterprise}:department`, value: name }] },
        { as: narrow.key },
      );
    expect(await move('财务部')).toMatchObject({ status: 400, body: { scimType: 'invalidValue' } });
    await chen.call(changeSetting, { name: fieldOwners.name, value: {} });
    expect(await plain(change)).toBeUndefined();
  });

  it('deactivates for ever, no more people in a day than the company lets it, and removes from sight', async () => {
    await chen.call(changeSetting, { name: mostLeaversADay.name, value: 2 });
    const [one, two, three] = [await create('leave.one'), await create('leave.two'), await create('leave.three')];
    expect(await patch(one.id, { op: 'replace', path: 'active', value: false })).toMatchObject({
      status: 200,
      body: { active: false, userName: 'leave.one' },
    });
    expect(await test.system(readPerson, { personId: one.id })).toMatchObject({ active: false });
    expect(await patch(one.id, { op: 'replace', path: 'active', value: true })).toMatchObject({
      status: 400,
      body: { scimType: 'mutability' },
    });
    expect(await named('active eq false and userName sw "leave."')).toEqual(['leave.one']);
    expect((await scim('DELETE', `Users/${two.id}`)).status).toBe(204);
    expect((await scim('GET', `Users/${two.id}`)).status).toBe(404);
    expect((await scim('DELETE', `Users/${two.id}`)).status).toBe(404);
    expect((await scim('POST', 'Users', userOf('leave.two'))).status).toBe(409);
    expect((await scim('DELETE', `Users/${three.id}`)).status).toBe(403);
    expect((await scim('GET', `Users/${three.id}`)).body).toMatchObject({ active: true });
    await test.advance({ hours: 25 });
    expect((await scim('DELETE', `Users/${three.id}`)).status).toBe(204);
  });

  it('tells everybody what it changed, and is for programs: people have the directory', async () => {
    const byKey = async (operation: OperationContract, input: object) => {
      const response = await fetch(`${test.url}/api/v1/${operation.name}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      expect([operation.name, response.status]).toEqual([operation.name, 200]);
      return (await response.json()) as Body;
    };
    const pushed = await verifyPush(test, chen, integrationsCache, [[listApplications, {}]], async () => {
      const { id } = await byKey(contract.scimCreate, { resource: userOf('pushed') });
      await byKey(contract.scimPatch, { id, operations: [{ op: 'replace', path: 'title', value: '专员' }] });
      await byKey(contract.scimReplace, { id, resource: userOf('pushed') });
      await byKey(contract.scimRemove, { id });
    });
    expect(pushed.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['directory.personJoined', 'directory.personChanged', 'directory.personLeft']),
    );
    await giveRole(test, zhou.personId, 'hr');
    const input = { id: chen.personId, kind: 'Users' as const, resource: {} };
    const refused = { code: 'kernel.notFound' };
    await expect(zhou.call(contract.scimList, input)).rejects.toMatchObject(refused);
    await expect(zhou.call(contract.scimCreate, input)).rejects.toMatchObject(refused);
    await expect(zhou.call(contract.scimRemove, input)).rejects.toMatchObject(refused);
  });
});
