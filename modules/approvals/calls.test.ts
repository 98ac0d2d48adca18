import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { serverModule } from '#kernel/server/define-module.ts';
import { isReachable } from '#kernel/server/outside/reachable-address.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { aCompany, aPerson } from '#modules/directory/testing.ts';
import * as calls from './contract/call-operations.ts';
import type { FlowNode } from './contract/definition.ts';
import * as operations from './contract/operations.ts';
import { administer } from './contract/permissions.ts';
import { processKind, processKinds } from './contract/process-kind.ts';
import * as steps from './contract/step-operations.ts';
import { sendSigned } from './server/calls/send-signed.ts';
import { verifyApproval } from './server/verify-approval.ts';
import { approvalsHouse, flow } from './testing.ts';
import { approvalsCache } from './web/cache.ts';

type Call = Extract<FlowNode, { kind: 'call' }>;
/** Filled in once the integration exists: kinds are read when the program asks for them. */
const integration = { id: '00000000-0000-7000-8000-000000000001' };
const caller = (name: string, more: Partial<Call> = {}) =>
  processKind({
    name: `forms.${name}`,
    title: { zh: '推送', en: 'Push' },
    version: 1,
    form: z.object({ what: z.string().max(200) }),
    fields: [{ name: 'what', label: { zh: '事项', en: 'What' }, type: 'text' }],
    summary: (given) => ({ zh: given.what, en: given.what }),
    numberPrefix: name.toUpperCase(),
    startPath: '/push/new',
    copiesSeeAll: [],
    definition: flow([
      {
        kind: 'call',
        id: 'c',
        name: 'c',
        what: { kind: 'webhook', integration: integration.id },
        input: { text: 'what' },
        ...more,
      },
    ]),
  });
const house = approvalsHouse([
  serverModule({
    contract: moduleContract({
      name: 'forms',
      title: { zh: '表单', en: 'Forms' },
      extensions: [
        caller('wait', { onFailure: 'reject', deadlineMinutes: 600 }),
        caller('go', { wait: false }),
        caller('halt'),
      ].map((kind) => extend(processKinds, kind)),
    }),
    handlers: [],
  }),
]);

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
let received: Received[] = [];
let reply: (response: ServerResponse, time: number) => void;
let receiver: Server;
let url: string;
let test: TestProgram;
let [mei, admin, second] = [] as unknown as [TestClient, TestClient, TestClient];
let secret: string;

const json = (status: number, body: unknown) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
const last = () => JSON.parse(received.at(-1)?.body ?? '{}');

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body });
    reply(response, received.length);
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  test = await startTestProgram(house.composition);
  const company = await aCompany(test);
  const ids = await Promise.all(['mei', 'admin', 'second'].map((name) => aPerson(test, company, { name })));
  for (const id of ids.slice(1)) house.grants.set(id, [{ permission: administer, reach: 'company' }]);
  house.holders.set(administer.name, ids.slice(1));
  [mei, admin, second] = (await Promise.all(ids.map((id) => test.as(id)))) as [TestClient, TestClient, TestClient];
});
afterAll(async () => {
  await test?.stop();
  receiver.closeAllConnections();
  receiver.close();
});
beforeEach(() => {
  received = [];
  reply = json(200, { done: true });
});

const only = async () => (await admin.call(calls.listIntegrations, {})).rows[0];
const push = <A>(run: () => Promise<A>) =>
  verifyPush(
    test,
    second,
    approvalsCache,
    [
      [calls.listIntegrations, {}],
      [calls.listIntegrationCalls, { integrationId: integration.id }],
    ] as [typeof calls.listIntegrations, unknown][],
    run as () => Promise<unknown>,
  );
const ask = async (kind: 'wait' | 'go' | 'halt') => {
  const { requestId } = await mei.call(operations.submitRequest, { kind: `forms.${kind}`, form: { what: '采购' } });
  await test.settle();
  return requestId;
};
const statusOf = async (requestId: string) => (await mei.call(operations.readRequest, { requestId })).view.status;
const callOf = async (requestId: string) => (await admin.call(calls.listCalls, { requestId })).rows.at(-1);
const answer = (given: { callId: string; token: string; done: boolean }) =>
  test.visitor().call(calls.answerCall, given);

describe('integrations', () => {
  it('a private address needs a second person, and says so until then', async () => {
    await expect(mei.call(calls.addIntegration, { name: 'ERP', url })).rejects.toMatchObject({ status: 403 });
    await push(async () => {
      secret = (await admin.call(calls.addIntegration, { name: 'ERP', url })).secret;
    });
    const added = await only();
    const integrationId = added?.integrationId ?? '';
    await push(() => admin.call(calls.testIntegration, { integrationId }));
    await test.settle();
    expect((await only())?.last).toMatchObject({ state: 'failed', error: 'privateAddress 127.0.0.1' });
    expect(received).toEqual([]);
    const propose = (revision: number) =>
      admin.call(calls.proposeAddresses, { integrationId, revision, addresses: ['127.0.0.1'] });
    await push(() => propose(1));
    await expect(propose(1)).rejects.toMatchObject({ code: 'approvals.integrationChanged' });
    expect(await only()).toMatchObject({ proposed: { addresses: ['127.0.0.1'], byName: 'admin' }, mayConfirm: false });
    await expect(admin.call(calls.confirmAddresses, { integrationId, revision: 2 })).rejects.toMatchObject({
      code: 'approvals.secondPerson',
    });
    await push(() => second.call(calls.confirmAddresses, { integrationId, revision: 2 }));
    await admin.call(calls.testIntegration, { integrationId });
    await test.settle();
    expect((await only())?.last?.state).toBe('done');
    await push(() => admin.call(calls.changeIntegration, { integrationId, revision: 3, name: 'ERP 2' }));
    expect(await only()).toMatchObject({ allowed: ['127.0.0.1'] });
    await test.sql(
      `insert into approvals.integration select $2, name, url, generation, revision, allowed, allowed_by, confirmed_by, proposed,
       proposed_by, changed_at from approvals.integration where id = $1`,
      [integrationId, integration.id],
    );
    const changed = { integrationId: integration.id, revision: 4, newSecret: true };
    secret = (await admin.call(calls.changeIntegration, changed)).secret ?? '';
    await push(() => admin.call(calls.removeIntegration, { integrationId, revision: 4 }));
    await expect(
      test.sql("update approvals.integration set confirmed_by = allowed_by where allowed <> '{}'"),
    ).rejects.toThrow('four_eyes');
  });

  it('names that lead to private addresses are refused, and what was looked at is where the call goes', async () => {
    const sending = { callId: 'c', allowed: [], secret: 's', body: '{}', timestamp: 0 };
    const port = new URL(url).port;
    const rebinding = { ...sending, url: `http://rebinds.example:${port}/` };
    const mixed = async () => ['203.0.114.7', '127.0.0.1'];
    expect(await sendSigned(rebinding, { resolve: mixed })).toMatchObject({ ok: false, never: true });
    const answers = [['127.0.0.1'], ['203.0.114.7']];
    let asked = 0;
    const rebinds = async () => answers[asked++] ?? [];
    const allowed = ['127.0.0.0/8'];
    expect(await sendSigned({ ...rebinding, allowed }, { resolve: rebinds })).toMatchObject({ ok: true });
    expect([asked, received.length]).toEqual([1, 1]);
    for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '169.254.169.254', '10.0.0.1'])
      expect(await sendSigned({ ...sending, url: `http://${host}:${port}/` }), host).toMatchObject({ never: true });
    expect([isReachable('8.8.8.8', []), isReachable('fd00::1', []), isReachable('x', [])]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('a redirect isn’t followed, and who never answers is given up', async () => {
    const sending = { callId: 'c', url, allowed: ['127.0.0.1'], secret: 's', body: '{}', timestamp: 0 };
    reply = (response) => response.writeHead(302, { location: url }).end();
    expect(await sendSigned(sending)).toMatchObject({ ok: false, error: 'status 302' });
    expect(received.length).toBe(1);
    reply = () => {};
    expect(await sendSigned(sending, { timeoutMs: 50 })).toMatchObject({ ok: false, error: 'timeout' });
  });
});

describe('calls', () => {
  it('is signed, and its answer lets the request go on', async () => {
    const requestId = await ask('wait');
    expect(await statusOf(requestId)).toBe('approved');
    const [{ headers, body }] = received as [Received];
    const signed = `${headers['guiju-timestamp']}.${headers['guiju-call-id']}.${body}`;
    const expected = createHmac('sha256', secret).update(signed).digest('hex');
    expect(headers['guiju-signature']).toBe(`v1=${expected}`);
    expect(last()).toMatchObject({ input: { text: '采购' }, request: { requestId }, attempt: 1 });
  });

  it('is tried again after an error, under the same id', async () => {
    reply = (response, time) => json(time === 1 ? 500 : 200, { done: true })(response);
    const requestId = await ask('wait');
    expect([await statusOf(requestId), await callOf(requestId)]).toMatchObject(['running', { error: 'status 500' }]);
    await test.advance({ minutes: 1 });
    expect([await statusOf(requestId), received.length]).toEqual(['approved', 2]);
    expect(received[0]?.headers['guiju-call-id']).toBe(received[1]?.headers['guiju-call-id']);
  });

  it('is answered later, once, with the right token only', async () => {
    reply = json(202, {});
    const requestId = await ask('wait');
    const { callId, answerTo } = last();
    const forged = { callId, token: 'x'.repeat(43), done: true };
    await expect(answer(forged)).rejects.toMatchObject({ status: 404 });
    expect(await statusOf(requestId)).toBe('running');
    await push(() => answer({ callId, token: answerTo.token, done: true }));
    await test.settle();
    expect(await statusOf(requestId)).toBe('approved');
    await expect(answer({ callId, token: answerTo.token, done: true })).rejects.toMatchObject({
      code: 'approvals.callGone',
    });
  });

  it('an answer after the end of the request is refused', async () => {
    reply = json(202, {});
    const requestId = await ask('wait');
    const { callId, answerTo } = last();
    await mei.call(operations.withdrawRequest, { requestId });
    await expect(answer({ callId, token: answerTo.token, done: true })).rejects.toMatchObject({
      code: 'approvals.callGone',
    });
  });

  it('fails at its deadline, and the node says what follows', async () => {
    reply = json(202, {});
    const requestId = await ask('wait');
    await test.advance({ hours: 11 });
    expect([await statusOf(requestId), await callOf(requestId)]).toMatchObject(['rejected', { error: 'deadline' }]);
  });

  it('is answered by hand, by who may and with a reason; the system then comes too late', async () => {
    reply = json(202, {});
    const requestId = await ask('wait');
    const { callId, answerTo } = last();
    const { view, may } = await admin.call(operations.readRequest, { requestId });
    const offered = may.find(({ what }) => what === 'answerByHand');
    const { visit = 0, attempt = 0 } = offered ?? {};
    const said = { requestId, visit, attempt, revision: view.revision, ok: true, reason: 'ERP 单号 4711' };
    await expect(mei.call(calls.answerByHand, said)).rejects.toMatchObject({ status: 403 });
    await expect(admin.call(calls.answerByHand, { ...said, revision: 99 })).rejects.toMatchObject({ status: 409 });
    await expect(admin.call(calls.answerByHand, { ...said, attempt: 2 })).rejects.toMatchObject({
      code: 'approvals.callGone',
    });
    await push(() => admin.call(calls.answerByHand, said));
    await test.settle();
    expect([await statusOf(requestId), await callOf(requestId)]).toMatchObject([
      'approved',
      { state: 'done', error: 'byHand' },
    ]);
    const answered = (await mei.call(operations.readRequest, { requestId })).view.history.find(
      ({ what }) => what === 'callAnswered',
    );
    expect(answered).toMatchObject({ outcome: 'done', reason: 'ERP 单号 4711', by: expect.any(String) });
    expect(answered?.signed).toMatchObject({ strength: 'signedIn' });
    await expect(answer({ callId, token: answerTo.token, done: false })).rejects.toMatchObject({
      code: 'approvals.callGone',
    });
    await expect(admin.call(calls.answerByHand, { ...said, ok: false })).rejects.toMatchObject({
      code: 'approvals.alreadyEnded',
    });
    const { database, evidenceKeys } = test.program.kernel;
    expect(await verifyApproval(database.readPool, evidenceKeys, requestId)).toEqual([]);
  });

  it('a failed call that suspended its request is answered by hand, and isn’t made again', async () => {
    reply = json(200, { done: false, error: '对方账期已关' });
    const requestId = await ask('halt');
    expect((await admin.call(operations.readRequest, { requestId })).view.suspended).toBe(true);
    const { view, may } = await admin.call(operations.readRequest, { requestId });
    const { visit = 0, attempt = 0 } = may.find(({ what }) => what === 'answerByHand') ?? {};
    const said = { requestId, visit, attempt, revision: view.revision, reason: '对方已人工入账' };
    await push(() => admin.call(calls.answerByHand, { ...said, ok: true }));
    await test.settle();
    expect([await statusOf(requestId), received.length]).toEqual(['approved', 1]);
  });

  it('goes on at once where it doesn’t wait, and a failure is on record', async () => {
    reply = json(400, {});
    const requestId = await ask('go');
    expect([await statusOf(requestId), (await callOf(requestId))?.error]).toEqual(['approved', 'status 400']);
  });

  it('all of a system are listed, newest first, and made again where the request waits', async () => {
    reply = json(202, {});
    const list = (more: object = {}) =>
      admin.call(calls.listIntegrationCalls, { integrationId: integration.id, ...more });
    const requestId = await ask('wait');
    const { visit = 0 } = (await list()).rows[0]?.request ?? {};
    const number = (await mei.call(operations.readRequest, { requestId })).view.number;
    expect((await list()).rows[0]).toMatchObject({
      state: 'sent',
      mayWake: true,
      request: { requestId, number, title: { zh: '推送' } },
    });
    await push(() => admin.call(steps.wakeStep, { requestId, visit, reason: '对方说没有收到' }));
    await test.settle();
    expect((await list({ limit: 2 })).rows.map((row) => row.mayWake)).toEqual([true, false]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 3, ...(cursor && { cursor }) });
      seen.push(...page.rows.map(({ callId }) => callId));
      cursor = page.next;
    } while (cursor);
    const all = (await list({ limit: 200 })).rows;
    expect(seen).toEqual(all.map(({ callId }) => callId));
    expect((await list({ failed: true, limit: 200 })).rows).toEqual(all.filter(({ state }) => state === 'failed'));
    await mei.call(operations.withdrawRequest, { requestId });
    expect((await list()).rows[0]?.mayWake).toBe(false);
    await expect(mei.call(calls.listIntegrationCalls, { integrationId: integration.id })).rejects.toMatchObject({
      status: 403,
    });
  });

  it('what was sent and not recorded is sent again under the same id', async () => {
    reply = json(202, {});
    const requestId = await ask('wait');
    // As the program leaves it that dies between the two: taken, with a lease.
    await test.sql(
      `update approvals.call set state = 'pending', next_try = made_at + interval '60 s' where instance_id = $1`,
      [requestId],
    );
    reply = json(200, { done: true });
    await test.advance({ minutes: 2 });
    expect(await statusOf(requestId)).toBe('approved');
    // The retries of the failed call before come meanwhile, too.
    const ofIt = received.filter(({ body }) => JSON.parse(body).request.requestId === requestId);
    expect(ofIt.length).toBe(2);
    expect(ofIt[0]?.headers['guiju-call-id']).toBe(ofIt[1]?.headers['guiju-call-id']);
  });
});
