import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { revokeRole } from '#modules/access/contract/assignments.ts';
import {
  listGlassChanges,
  openBreakGlass,
  readBreakGlass,
  sealBreakGlass,
} from '#modules/access/contract/break-glass.ts';
import { freshMinutes } from '#modules/access/contract/settings.ts';
import { fromBefore, giveRole } from '#modules/access/testing.ts';
import { createDepartment } from '#modules/directory/contract/departments.ts';
import { personJoined } from '#modules/directory/contract/events.ts';
import { createPerson } from '#modules/directory/contract/people.ts';
import { managePeople, readDirectory } from '#modules/directory/contract/permissions.ts';
import { setVisibilityRule } from '#modules/directory/contract/visibility.ts';
import { aCompany, aPerson, aPost, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import { listNotices } from '#modules/notifications/contract/operations.ts';
import * as contract from './contract/applications.ts';
import type { Definition } from './contract/definition.ts';
import { manageApplications, readEvents } from './contract/permissions.ts';
import * as webhooks from './contract/webhooks.ts';
import { aDefinition, aKey, anApplication } from './testing.ts';
import { integrationsCache as rules } from './web/cache.ts';

let test: TestProgram;
let company: TestCompany;
let chen: TestClient;
let zhou: TestClient;
let mei: TestClient;
/** What was told outside. */
const told: { headers: Record<string, unknown>; body: string }[] = [];
let outside: Server;
let address: string;
let status = 200;

beforeAll(async () => {
  test = await startTestProgram(composition);
  company = await aCompany(test);
  const person = async (name: string) => test.as(await aPerson(test, company, { name }));
  [chen, zhou, mei] = [await person('陈静'), await person('周涛'), await person('李雪梅')];
  await giveRole(test, chen.personId, 'administrator');
  await giveRole(test, zhou.personId, 'administrator');
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
  address = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/hook`;
}, 120_000);
afterAll(async () => {
  await test?.stop();
  outside?.close();
});

const all = (permission: { name: string }) => ({ permission: permission.name, reach: 'company' as const, ids: [] });
const refusal = (code: string, status?: number) =>
  expect.objectContaining({ code, ...(status === undefined ? {} : { status }) });
/** As a program does it: a key, no cookie, no origin of ours. */
async function ask(key: string, path: string, body: unknown = {}, headers: Record<string, string> = {}) {
  const response = await fetch(`${test.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, unknown> & { error?: { code: string } };
  return { status: response.status, code: answer.error?.code, answer, cookie: response.headers.get('set-cookie') };
}
const search = (key: string) => ask(key, '/api/v1/directory.searchPeople', { text: '李' });
const list = [[contract.listApplications, {}]] as const;
const noticesOf = async (who: TestClient) => (await who.call(listNotices, {})).rows.map(({ title }) => title);
const rowOf = async (applicationId: string, who = chen) =>
  (await who.call(contract.listApplications, {})).rows.find((row) => row.applicationId === applicationId);
const propose = (
  who: TestClient,
  definition: Partial<Definition>,
  more: { applicationId?: string; revision?: number } = {},
) => who.call(contract.proposeApplication, { revision: 0, ...more, definition: { ...aDefinition, ...definition } });

describe('an application and its keys', () => {
  it('hold once a second person has agreed; the key is shown once, and opens what was agreed to and nothing else', async () => {
    await expect(mei.call(contract.listApplications, {})).rejects.toEqual(refusal('kernel.notPermitted', 403));
    let applicationId = '';
    let proposalId = '';
    await verifyPush(test, zhou, rules, list, async () => {
      const made = await propose(chen, { permissions: [all(readDirectory)] });
      applicationId = made.applicationId;
      proposalId = made.proposalId ?? '';
    });
    await expect(chen.call(contract.decideApplication, { proposalId, agree: true })).rejects.toEqual(
      refusal('access.secondPersonNeeded', 403),
    );
    await expect(
      test.sql(
        `update integrations.proposal set outcome = 'carriedOut', decided_at = now(), decided_by = proposed_by
        where id = $1`,
        [proposalId],
      ),
    ).rejects.toThrow(/violates check constraint/);
    await expect(chen.call(contract.askForKey, { applicationId, label: '同步' })).rejects.toEqual(
      refusal('integrations.applicationOff', 409),
    );
    await verifyPush(test, chen, rules, list, () => zhou.call(contract.decideApplication, { proposalId, agree: true }));

    let keyId = '';
    await verifyPush(test, zhou, rules, list, async () => {
      ({ keyId } = await chen.call(contract.askForKey, { applicationId, label: '同步', days: 30 }));
    });
    await expect(chen.call(contract.decideKey, { keyId, agree: true })).rejects.toEqual(
      refusal('access.secondPersonNeeded'),
    );
    await expect(chen.call(contract.fetchKey, { keyId })).rejects.toEqual(refusal('access.proposalOver'));
    await verifyPush(test, chen, rules, list, () => zhou.call(contract.decideKey, { keyId, agree: true }));
    expect(await noticesOf(zhou)).toContain('陈静 提出对接应用变更：人事系统');
    expect(await noticesOf(chen)).toContain('你提出的对接应用变更（人事系统）：密钥已同意，请领取');
    // Whoever agrees doesn't get it: what it opens is answered for by who asked.
    await expect(zhou.call(contract.fetchKey, { keyId })).rejects.toEqual(refusal('kernel.notFound', 404));
    let key = '';
    await verifyPush(test, zhou, rules, list, async () => {
      ({ key } = await chen.call(contract.fetchKey, { keyId }));
    });
    await expect(chen.call(contract.fetchKey, { keyId })).rejects.toEqual(refusal('access.proposalOver'));
    const [held] = await test.sql('select * from integrations.key where id = $1', [keyId]);
    expect(JSON.stringify(held)).not.toContain(key.slice(10));
    expect(held).toMatchObject({ prefix: key.slice(0, 9) });

    const found = await search(key);
    expect(found).toMatchObject({ status: 200, cookie: null });
    expect(JSON.stringify(found.answer)).toContain('李雪梅');
    expect((await rowOf(applicationId))?.keys[0]).toMatchObject({ state: 'active', lastUsedFrom: '127.0.0.1' });
    // What wasn't agreed to, and what takes a person.
    expect(await ask(key, '/api/v1/directory.createPerson')).toMatchObject({
      status: 403,
      code: 'kernel.notPermitted',
    });
    expect(await ask(key, '/api/v1/access.decideGrant')).toMatchObject({ status: 403, code: 'kernel.personNeeded' });
    const audited = await test.sql(
      `select outcome, failure_code, objects from kernel.audit where actor_kind = 'application' and actor_id = $1 order by at`,
      [applicationId],
    );
    expect(audited).toContainEqual({
      outcome: 'refused',
      failure_code: 'kernel.personNeeded',
      objects: [{ type: 'applicationKey', id: keyId }],
    });
  });

  it('takes the place of a person in nothing: every operation that isn’t opened to programs refuses it', async () => {
    const operations = test.program.contracts.flatMap((module) => module.operations);
    const opened = operations.filter(({ byApplications }) => byApplications);
    expect(opened.filter(({ name }) => /decide|approve|agree|sign|confirm|vote|judge/i.test(name))).toEqual([]);
    const granted = [...new Set(opened.map(({ access }) => access))].flatMap((access) =>
      typeof access === 'string' ? [] : [all(access)],
    );
    const { key } = await aKey(chen, zhou, await anApplication(chen, zhou, { permissions: granted }));
    const closed = operations.filter(
      ({ byApplications, kind }) => !byApplications && kind !== 'unattributed' && kind !== 'upload',
    );
    const left = closed.values();
    const answers: string[] = [];
    const work = async () => {
      for (const { name } of left) {
        const { status, code } = await ask(key, `/api/v1/${name}`);
        if (status !== 403 || code !== 'kernel.personNeeded') answers.push(`${name} ${status} ${code}`);
      }
    };
    await Promise.all(Array.from({ length: 6 }, work));
    expect(answers).toEqual([]);
    expect(closed.length).toBeGreaterThan(300);
  });

  it('forged, expired and stopped keys, and one from elsewhere, open nothing; a session beside it counts for nothing', async () => {
    const applicationId = await anApplication(chen, zhou, { permissions: [all(readDirectory)] });
    const { key, keyId } = await aKey(chen, zhou, applicationId, { days: 1 });
    const refused = { status: 401, code: 'kernel.keyRefused' };
    expect(await search(`${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`)).toMatchObject(refused);
    for (const forged of ['gj_', 'x', `${key}x`, key.toLowerCase()])
      expect(await search(forged)).toMatchObject(refused);
    const beside = await ask('gj_forged', '/api/v1/access.readViewer', {}, { cookie: chen.cookie });
    expect(beside).toMatchObject(refused);
    // Another site's page can't add a key, so where it comes from says nothing.
    expect(
      (await ask(key, '/api/v1/directory.searchPeople', { text: '李' }, { origin: 'https://else.example' })).status,
    ).toBe(200);

    await test.advance({ minutes: freshMinutes.initial + 1 });
    await expect(chen.call(contract.askForKey, { applicationId, label: '二' })).rejects.toEqual(
      refusal('access.confirmFirst', 403),
    );
    await verifyPush(test, zhou, rules, list, () => chen.call(contract.stopKey, { keyId }));
    expect(await search(key)).toMatchObject(refused);
    await expect(chen.call(contract.stopKey, { keyId })).rejects.toEqual(refusal('access.proposalOver'));
    await renew();

    const short = await aKey(chen, zhou, applicationId, { days: 1 });
    expect((await search(short.key)).status).toBe(200);
    await test.advance({ hours: 25 });
    expect(await search(short.key)).toMatchObject(refused);
    await renew();
    const far = await anApplication(chen, zhou, {
      permissions: [all(readDirectory)],
      networks: ['10.1.0.0/16', 'fd00::/8'],
    });
    expect(await search((await aKey(chen, zhou, far)).key)).toMatchObject(refused);
    const near = await anApplication(chen, zhou, { permissions: [all(readDirectory)], networks: ['127.0.0.0/8'] });
    const nearKey = (await aKey(chen, zhou, near)).key;
    expect((await search(nearKey)).status).toBe(200);
    await verifyPush(test, zhou, rules, list, () => chen.call(contract.stopApplication, { applicationId: near }));
    expect(await search(nearKey)).toMatchObject(refused);
    await expect(chen.call(contract.stopApplication, { applicationId: near })).rejects.toEqual(
      refusal('integrations.applicationOff'),
    );
  });

  it('is replaced without a gap: the old key goes on for the hours agreed, and no longer', async () => {
    const applicationId = await anApplication(chen, zhou, { permissions: [all(readDirectory)] });
    const old = await aKey(chen, zhou, applicationId);
    const fresh = await aKey(chen, zhou, applicationId, { replaces: old.keyId, overlapHours: 2 });
    expect([(await search(old.key)).status, (await search(fresh.key)).status]).toEqual([200, 200]);
    await test.advance({ hours: 3 });
    expect([(await search(old.key)).status, (await search(fresh.key)).status]).toEqual([401, 200]);
    await renew();
  });

  it('reaches no further than was agreed, gives no office, and repeats a command only once', async () => {
    const { 财务部: finance = '', 研发中心: research = '' } = company.departments;
    const applicationId = await anApplication(chen, zhou, {
      permissions: [{ permission: managePeople.name, reach: 'listed', ids: [finance] }],
    });
    const { key } = await aKey(chen, zhou, applicationId);
    const into = (departmentId: string, more: object = {}) => ({
      employerId: company.employerId,
      account: `m${crypto.randomUUID().slice(0, 8)}`,
      name: '机器',
      departments: [{ departmentId, main: true }],
      ...more,
    });
    const create = (input: object, headers = {}) => ask(key, `/api/v1/${createPerson.name}`, input, headers);
    expect(await create(into(research))).toMatchObject({ code: 'directory.departmentUnknown' });
    const postId = await aPost(test, company, '出纳');
    expect(await create(into(finance, { posts: [{ postId, departmentId: finance }] }))).toMatchObject({
      code: 'kernel.personNeeded',
    });
    const same = into(finance);
    const headers = { 'guiju-command-id': crypto.randomUUID() };
    const [one, again] = [await create(same, headers), await create(same, headers)];
    expect(one).toMatchObject({ status: 200 });
    expect(again).toEqual(one);
    expect(await ask(key, `/api/v1/${createDepartment.name}`, {})).toMatchObject({ code: 'kernel.notPermitted' });
  });

  it('sees nobody whom the directory hides from colleagues, unless it manages people', async () => {
    const hidden = await aPerson(test, company, { name: '隐山' });
    await test.system(setVisibilityRule, {
      name: '不公开',
      hides: ['person'],
      departmentIds: [],
      personIds: [hidden],
      shownToDepartmentIds: [],
      shownToPersonIds: [],
      amongThemselves: false,
    });
    const found = async (...permissions: { name: string }[]) => {
      const { key } = await aKey(chen, zhou, await anApplication(chen, zhou, { permissions: permissions.map(all) }));
      const { status, answer } = await ask(key, '/api/v1/directory.searchPeople', { text: '隐山' });
      return [status, (answer.rows as unknown[]).length];
    };
    expect(await found(readDirectory)).toEqual([200, 0]);
    expect(await found(readDirectory, managePeople)).toEqual([200, 1]);
  });

  it('can’t be given what no program is given, nor be changed behind the second person’s back', async () => {
    const wrong = refusal('integrations.notForApplications', 422);
    await expect(propose(chen, { permissions: [all({ name: 'approvals.decide' })] })).rejects.toEqual(wrong);
    await expect(propose(chen, { permissions: [all(manageApplications)] })).rejects.toEqual(wrong);
    await expect(
      propose(chen, { permissions: [{ permission: managePeople.name, reach: 'listed', ids: [] }] }),
    ).rejects.toEqual(wrong);
    for (const kind of ['messaging.messageSent', 'access.breakGlassChanged', 'nobody.knows'])
      await expect(propose(chen, { kinds: [kind] })).rejects.toEqual(wrong);
    await expect(propose(chen, { networks: ['10.0.0.0/99'] })).rejects.toEqual(refusal('integrations.badNetwork'));
    const { permissions, kinds } = await chen.call(contract.listOffers, {});
    expect(permissions.map(({ name }) => name)).toEqual(
      expect.arrayContaining([managePeople.name, readDirectory.name, readEvents.name]),
    );
    expect(kinds.map(({ name }) => name)).toContain(personJoined.name);
    expect(kinds.filter(({ name }) => name.startsWith('messaging.'))).toEqual([]);

    const applicationId = await anApplication(chen, zhou, {});
    const changed = { applicationId, revision: 1 };
    const { proposalId } = await propose(chen, { purpose: '更多' }, changed);
    await expect(propose(zhou, { purpose: '别的' }, changed)).rejects.toEqual(
      refusal('integrations.applicationChangedMeanwhile', 409),
    );
    await chen.call(contract.stopApplication, { applicationId });
    await expect(zhou.call(contract.decideApplication, { proposalId: proposalId ?? '', agree: true })).rejects.toEqual(
      refusal('integrations.applicationChangedMeanwhile'),
    );
    await chen.call(contract.decideApplication, { proposalId: proposalId ?? '', agree: false });
    expect(await rowOf(applicationId)).toMatchObject({ standing: { active: false }, proposal: null });
  });

  it('is made by one person alone while the sealed code is open, and says so', async () => {
    const { code } = await chen.call(sealBreakGlass, {});
    await chen.call(openBreakGlass, { code, reason: '只有一人在岗' });
    const { applicationId, proposalId } = await propose(chen, { name: '应急' });
    expect(proposalId).toBeNull();
    const { keyId } = await chen.call(contract.askForKey, { applicationId, label: '应急' });
    await chen.call(contract.fetchKey, { keyId });
    expect(await rowOf(applicationId)).toMatchObject({ standing: { approvedBy: null } });
    const rows = await test.sql(
      'select count(*)::int as n from integrations.key k join access.break_glass g on g.id = k.glass_id where k.id = $1',
      [keyId],
    );
    expect(rows).toEqual([{ n: 1 }]);
    await chen.call(contract.stopKey, { keyId });
    // The review counts them without anybody having handed them in, and what takes one person, too.
    const [opening] = (await zhou.call(readBreakGlass, {})).openings;
    const { rows: done } = await zhou.call(listGlassChanges, { glassId: opening?.id ?? '' });
    expect(done.map(({ operation, alone }) => [operation, alone])).toEqual([
      [contract.proposeApplication.name, true],
      [contract.askForKey.name, true],
      [contract.fetchKey.name, false],
      [contract.stopKey.name, false],
    ]);
    expect(opening?.changes).toBe(4);
    const [first] = (await zhou.call(listGlassChanges, { glassId: opening?.id ?? '', limit: 3 })).rows;
    expect(first?.summary.zh).toBe(contract.proposeApplication.summary.zh);
    await test.advance({ hours: 24 });
    await renew();
  });
});

it('what nobody agrees to in time expires, and holds for nobody who may no longer propose it', async () => {
  const standing = await anApplication(chen, zhou, { name: '班车' });
  const { applicationId, proposalId } = await propose(chen, { name: '门户' });
  const { keyId } = await chen.call(contract.askForKey, { applicationId: standing, label: '夜间' });
  await fromBefore(test, new URL('./server/migrations/0004-old-proposals.sql', import.meta.url), {
    'integrations.proposal': 'integrations.proposalExpires',
    'integrations.key': 'integrations.wishExpires',
  });
  const asked = async () => [(await rowOf(applicationId))?.proposal, (await rowOf(standing))?.keys[0]];
  const over = async (proposed: string | null, wished: string) => {
    const decided = zhou.call(contract.decideApplication, { proposalId: proposed ?? '', agree: true });
    await expect(decided).rejects.toEqual(refusal('access.proposalOver'));
    const agreed = zhou.call(contract.decideKey, { keyId: wished, agree: true });
    await expect(agreed).rejects.toEqual(refusal('access.proposalOver'));
  };
  await test.advance({ hours: 24 * 6 });
  await renew();
  expect(await asked()).toMatchObject([
    { expiresAt: expect.any(String) },
    { state: 'asked', expiresAt: expect.any(String) },
  ]);
  await verifyPush(test, zhou, rules, list, () => test.advance({ hours: 24, minutes: 1 }));
  await renew();
  expect(await asked()).toEqual([undefined, undefined]);
  expect(await noticesOf(chen)).toEqual(
    expect.arrayContaining(['你提出的对接应用变更（门户）：已过期', '你提出的对接应用变更（班车）：密钥申请已过期']),
  );
  await over(proposalId, keyId);

  const former = await test.as(await aPerson(test, company, { name: '前任管理员' }));
  const assignmentId = await giveRole(test, former.personId, 'administrator');
  const begun = await propose(former, { name: '前任的' });
  const wish = await former.call(contract.askForKey, { applicationId: standing, label: '前任的' });
  await test.system(revokeRole, { assignmentId });
  await over(begun.proposalId, wish.keyId);
});

it('a key that was agreed to and isn’t fetched in time lapses, one from before too; who asked is told', async () => {
  const applicationId = await anApplication(chen, zhou, { name: '食堂' });
  const { keyId } = await chen.call(contract.askForKey, { applicationId, label: '闸机' });
  await zhou.call(contract.decideKey, { keyId, agree: true });
  const kept = await aKey(chen, zhou, applicationId);
  const { keyId: dropped } = await chen.call(contract.askForKey, { applicationId, label: '不要了' });
  await zhou.call(contract.decideKey, { keyId: dropped, agree: true });
  await zhou.call(contract.stopKey, { keyId: dropped });
  await fromBefore(test, new URL('./server/migrations/0006-old-unfetched-keys.sql', import.meta.url), {
    'integrations.key': 'integrations.keyLapses',
  });
  const stateOf = async (id: string) => (await rowOf(applicationId))?.keys.find((key) => key.keyId === id);
  await test.advance({ hours: 24 * 13 });
  await renew();
  expect(await stateOf(keyId)).toMatchObject({
    state: 'agreed',
    expiresAt: expect.any(String),
    may: ['fetch', 'stop'],
  });
  await verifyPush(test, zhou, rules, list, () => test.advance({ hours: 24, minutes: 1 }));
  await renew();
  expect(await stateOf(keyId)).toBeUndefined();
  expect([(await stateOf(kept.keyId))?.state, (await stateOf(dropped))?.state]).toEqual(['active', 'stopped']);
  await expect(chen.call(contract.fetchKey, { keyId })).rejects.toEqual(refusal('access.proposalOver'));
  expect(await noticesOf(chen)).toContain('你提出的对接应用变更（食堂）：密钥没有按时领取，已失效');
});

it('a key that is about to expire is spoken of once, and not where another is in its place', async () => {
  const applicationId = await anApplication(chen, zhou, { name: '门禁', permissions: [all(readDirectory)] });
  const replaced = await aKey(chen, zhou, applicationId, { days: 20 });
  await aKey(chen, zhou, applicationId, { replaces: replaced.keyId, overlapHours: 480, days: 21 });
  await test.advance({ hours: 24 * 5 });
  expect(await noticesOf(zhou)).not.toContainEqual(expect.stringContaining('“门禁”的密钥'));
  await test.advance({ hours: 24 * 4 });
  const spoken = (await noticesOf(zhou)).filter((title) => title.startsWith('“门禁”的密钥'));
  expect(spoken).toEqual([expect.stringMatching(/^“门禁”的密钥“同步”\d{4}-\d{2}-\d{2} 到期$/)]);
  await renew();
});

describe('the event feed', () => {
  const feed = async (key: string, query: Record<string, string | number> = {}) => {
    const text = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    const response = await fetch(`${test.url}/api/v1/events?${text}`, { headers: { authorization: `Bearer ${key}` } });
    return { status: response.status, body: (await response.json()) as Feed };
  };
  interface Feed {
    epoch: string;
    upTo: number;
    more: boolean;
    events: { number: number; name: string; facts?: Record<string, unknown> }[];
    error?: { code: string };
  }

  it('gives every event that was agreed to, once and in order, from any cursor on', async () => {
    const applicationId = await anApplication(chen, zhou, {
      permissions: [all(readEvents)],
      kinds: [personJoined.name],
    });
    const { key } = await aKey(chen, zhou, applicationId);
    const { body: start } = await feed(key);
    expect(start).toMatchObject({ events: [] });
    const joined = [];
    for (let index = 0; index < 7; index += 1) joined.push(await aPerson(test, company));
    await test.settle();
    const seen: Feed['events'] = [];
    let cursor = start.upTo;
    for (let more = true; more; ) {
      const { body } = await feed(key, { after: cursor, epoch: start.epoch, limit: 2 });
      seen.push(...body.events);
      ({ upTo: cursor, more } = body);
    }
    expect(seen.map(({ facts }) => facts?.personId)).toEqual(joined);
    expect(seen.every(({ name }) => name === personJoined.name)).toBe(true);
    const numbers = seen.map(({ number }) => number);
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
    expect((await feed(key, { after: cursor })).body).toMatchObject({ events: [], upTo: cursor, more: false });
    expect((await feed(key, { after: start.upTo })).body.events).toEqual(seen);
  });

  it('refuses cursors that lie ahead, are of another epoch or aren’t numbers, and who may not read', async () => {
    const applicationId = await anApplication(chen, zhou, {
      permissions: [all(readEvents)],
      kinds: [personJoined.name],
    });
    const { key } = await aKey(chen, zhou, applicationId);
    expect(await feed(key, { after: 900_000_000 })).toMatchObject({
      status: 410,
      body: { error: { code: 'integrations.cursorUnknown' } },
    });
    expect((await feed(key, { after: 0, epoch: crypto.randomUUID() })).status).toBe(410);
    for (const after of ['-1', 'x', '1;drop', '99999999999999999999'])
      expect((await feed(key, { after })).status).toBe(400);
    expect((await feed('gj_none')).status).toBe(401);
    const none = await aKey(chen, zhou, await anApplication(chen, zhou, { kinds: [personJoined.name] }));
    expect((await feed(none.key)).status).toBe(403);
    await expect(chen.call((await import('./contract/feed.ts')).readEvents, {})).rejects.toEqual(
      refusal('kernel.notPermitted'),
    );
  });
});

describe('a webhook', () => {
  const allowed = ['127.0.0.1'];
  const told_ = (name: string) => told.filter(({ body }) => body.includes(name));
  async function connected(more: { networks?: string[] } = {}) {
    const applicationId = await anApplication(chen, zhou, {
      permissions: [all(readEvents)],
      kinds: [personJoined.name],
      webhook: { address, networks: more.networks ?? allowed },
    });
    return applicationId;
  }
  const deliveries = (applicationId: string) => [[webhooks.listDeliveries, { applicationId }]] as const;
  const rowsOf = async (applicationId: string) => (await chen.call(webhooks.listDeliveries, { applicationId })).rows;
  beforeAll(async () => {
    // One at a time is told, whatever the tests before left.
    for (const row of (await chen.call(contract.listApplications, {})).rows)
      if (row.standing?.active) await chen.call(contract.stopApplication, { applicationId: row.applicationId });
  });

  it('is told what happens, signed with a secret that is shown once; the old one signs for a day too', async () => {
    const applicationId = await connected();
    let secret = '';
    await verifyPush(test, zhou, rules, list, async () => {
      ({ secret } = await chen.call(webhooks.renewSecret, { applicationId }));
    });
    told.length = 0;
    const personId = await aPerson(test, company);
    await test.settle();
    const [call] = told;
    expect(told).toHaveLength(1);
    expect(JSON.parse(call?.body ?? '')).toMatchObject({ event: { name: personJoined.name, facts: { personId } } });
    const signature = (with_: string, { headers, body } = call ?? { headers: {}, body: '' }) =>
      `v1=${createHmac('sha256', with_)
        .update(`${headers['guiju-timestamp']}.${headers['guiju-delivery-id']}.${body}`)
        .digest('hex')}`;
    expect(call?.headers['guiju-signature']).toBe(signature(secret));
    const { secret: newer } = await chen.call(webhooks.renewSecret, { applicationId });
    await verifyPush(test, zhou, rules, deliveries(applicationId), () =>
      chen.call(webhooks.testWebhook, { applicationId }),
    );
    const [, second] = told;
    expect(second?.headers['guiju-signature']).toBe(`${signature(newer, second)},${signature(secret, second)}`);
    expect(told_('integrations.test')).toHaveLength(1);
    const stored = await test.sql('select * from integrations.webhook');
    expect(JSON.stringify(stored)).not.toContain(newer);
    expect((await rowsOf(applicationId)).map(({ state, status }) => [state, status])).toEqual([
      ['told', 200],
      ['told', 200],
    ]);
    await chen.call(contract.stopApplication, { applicationId });
  });

  it('is tried again after longer and longer pauses under the same id, then parked, and sent again when somebody says so', async () => {
    const applicationId = await connected();
    told.length = 0;
    status = 503;
    await aPerson(test, company);
    await test.settle();
    for (const minutes of [1, 2, 4]) await test.advance({ minutes });
    expect(told.length).toBeGreaterThanOrEqual(4);
    expect(new Set(told.map(({ headers }) => headers['guiju-delivery-id'])).size).toBe(1);
    for (let tries = 0; tries < 12; tries += 1) await test.advance({ hours: 20 });
    expect(told).toHaveLength(13);
    const [dead] = await rowsOf(applicationId);
    expect(dead).toMatchObject({ state: 'dead', status: 503, tries: 13, may: ['sendAgain'] });
    expect(await rowOf(applicationId)).toMatchObject({ standing: { dead: 1 } });
    status = 200;
    await verifyPush(test, zhou, rules, [...deliveries(applicationId), ...list], () =>
      chen.call(webhooks.sendAgain, { deliveryId: dead?.deliveryId ?? '' }),
    );
    expect((await rowsOf(applicationId))[0]).toMatchObject({ state: 'told', status: 200 });
    await expect(chen.call(webhooks.sendAgain, { deliveryId: dead?.deliveryId ?? '' })).rejects.toEqual(
      refusal('kernel.notFound', 404),
    );
    await renew();
    await chen.call(contract.stopApplication, { applicationId });
  });

  it('goes to no private address that two people haven’t allowed, and says which it was', async () => {
    const applicationId = await connected({ networks: [] });
    told.length = 0;
    await chen.call(webhooks.testWebhook, { applicationId });
    await test.settle();
    expect(told).toEqual([]);
    expect((await rowsOf(applicationId))[0]).toMatchObject({
      state: 'dead',
      error: 'privateAddress 127.0.0.1',
      tries: 1,
    });
    const none = await anApplication(chen, zhou, {});
    await expect(chen.call(webhooks.testWebhook, { applicationId: none })).rejects.toEqual(
      refusal('integrations.noAddress', 409),
    );
    await chen.call(contract.stopApplication, { applicationId });
  });
});

/** Both have just proved who they are. */
async function renew() {
  for (const { personId } of [chen, zhou])
    await test.sql('update kernel.session set fresh_at = $2, seen_at = ends_at where person_id = $1', [
      personId,
      test.program.kernel.clock.now().toString(),
    ]);
}
