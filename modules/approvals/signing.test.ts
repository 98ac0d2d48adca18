import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { digestOf } from '#kernel/server/chain/digest-of.ts';
import { newChallenge } from '#kernel/server/passkeys/signing-challenge.ts';
import { softwarePasskey } from '#kernel/testing/software-passkey.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { confirmWithPassword, removeMyPasskey } from '#modules/access/contract/passkeys.ts';
import { freshMinutes } from '#modules/access/contract/settings.ts';
import { activatedPerson, aPasskey, goodPassword } from '#modules/access/testing.ts';
import { changePerson, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { uploadFile } from '#modules/files/contract/operations.ts';
import { composition } from '#modules/index.ts';
import { saveChannel } from '#modules/notifications/contract/channel-operations.ts';
import { listNotices, markRead } from '#modules/notifications/contract/operations.ts';
import { aReceiver } from '#modules/notifications/testing.ts';
import type { DecisionStrength } from './contract/definition.ts';
import { type InstanceEvent, instanceEvent } from './contract/instance-event.ts';
import * as operations from './contract/operations.ts';
import { signedStatement } from './domain/signed-statement.ts';
import { changesHold } from './server/changes-digest.ts';
import { verifyApproval } from './server/verify-approval.ts';
import { verifyDecisionSignature } from './server/verify-decision-signature.ts';
import { signingForms } from './testing.ts';
import { approvalsCache } from './web/cache.ts';

let test: TestProgram;
let company: TestCompany;
let mei: TestClient;
let head: TestClient;
let passkey: Awaited<ReturnType<typeof aPasskey>>;

beforeAll(async () => {
  test = await startTestProgram({ ...composition, modules: [...composition.modules, signingForms()] });
  company = await aCompany(test);
  mei = await test.as(await aPerson(test, company, { name: '李雪梅', department: '平台组' }));
  head = await approver('wang');
  passkey = await aPasskey(head);
});
afterAll(() => test.stop());

async function approver(account: string): Promise<TestClient> {
  const personId = await aPerson(test, company, { account, name: '王建国', department: '平台组' });
  return activatedPerson(test, { personId, account });
}
/** A request that waits for the approver, as he is shown it. */
async function asked(strength: DecisionStrength, by: TestClient = head) {
  const { requestId } = await mei.call(operations.submitRequest, {
    kind: `signing.${strength}`,
    form: { what: '付供应商 12,500 元' },
    chosen: { head: [by.personId] },
  });
  const answer = await by.call(operations.readRequest, { requestId });
  const slotId = answer.may.find(({ what }) => what === 'approve')?.slotId ?? '';
  return { requestId, slotId, revision: answer.view.revision, answer };
}
type Asked = Awaited<ReturnType<typeof asked>>;
type Prepared = OutputOf<typeof operations.prepareSignature>;
const opinion = { text: '同意付款' };
const prepare = ({ requestId, slotId, revision }: Asked, by = head): Promise<Prepared> =>
  by.call(operations.prepareSignature, {
    requestId,
    slotId,
    revision,
    decision: { what: 'act', outcome: 'approve', opinion },
  });
const approve = ({ requestId, slotId, revision }: Asked, more: Record<string, unknown> = {}, by = head) =>
  by.call(operations.act, { requestId, slotId, revision, outcome: 'approve', opinion, ...more });
const signed = ({ challengeId, challenge }: Prepared, with_ = passkey) => ({
  signature: { challengeId, assertion: with_.answer(challenge) },
});
const decisionOf = async (requestId: string): Promise<InstanceEvent & { type: 'acted' }> => {
  const rows = await test.sql<{ body: unknown }>(
    `select body from approvals.event where instance_id = $1 and body->>'type' = 'acted'`,
    [requestId],
  );
  const event = instanceEvent.parse(rows[0]?.body);
  if (event.type !== 'acted') throw new Error('no decision');
  return event;
};
const problems = async (requestId: string) =>
  (await verifyApproval(test.program.kernel.database.readPool, test.program.kernel.evidenceKeys, requestId)).map(
    ({ what }) => what,
  );

describe('signed in freshly', () => {
  it('asks for a confirmation once it is too long ago, and says in the evidence when it was', async () => {
    const request = await asked('fresh');
    expect(request.answer.strength).toBe('fresh');
    await test.advance({ minutes: freshMinutes.initial + 1 });
    await expect(approve(request)).rejects.toMatchObject({
      code: 'approvals.strengthTooLow',
      facts: { asked: 'fresh' },
    });
    const before = await asked('signedIn');
    await approve(before);
    await head.call(confirmWithPassword, { password: goodPassword });
    await approve(request);
    const now = test.program.kernel.clock.now().toString().slice(0, 16);
    expect((await decisionOf(request.requestId)).evidence).toMatchObject({
      strength: 'fresh',
      signedIn: { strength: 'password', freshAt: expect.stringContaining(now) },
    });
    expect((await decisionOf(before.requestId)).evidence.strength).toBe('signedIn');
    const { view } = await mei.call(operations.readRequest, { requestId: request.requestId });
    expect(view.history.find(({ what }) => what === 'acted')?.signed).toMatchObject({
      strength: 'fresh',
      signedIn: 'password',
    });
    expect(await problems(request.requestId)).toEqual([]);
  });
});

describe('signed with the own passkey', () => {
  it('covers what the files hold that come with it', async () => {
    const request = await asked('passkey');
    const send = async (name: string) =>
      (
        (await head.call(
          uploadFile,
          {},
          { file: { bytes: new TextEncoder().encode(name), name, mediaType: 'text/plain' } },
        )) as { fileId: string }
      ).fileId;
    const files = [await send('甲.txt')];
    const withFiles = { text: opinion.text, files };
    const { requestId, slotId, revision } = request;
    const prepared = () =>
      head.call(operations.prepareSignature, {
        ...{ requestId, slotId, revision },
        decision: { what: 'act', outcome: 'approve', opinion: withFiles },
      });
    await expect(
      approve(request, { ...signed(await prepared()), opinion: { ...withFiles, files: [await send('乙.txt')] } }),
    ).rejects.toMatchObject({ code: 'access.challengeOver' });
    await approve(request, { ...signed(await prepared()), opinion: withFiles });
    const event = await decisionOf(requestId);
    expect(verifyDecisionSignature(requestId, event)).toBeUndefined();
    const [file] = event.opinion?.files ?? [];
    if (!file) throw new Error('no file');
    const other = { ...event, opinion: { ...withFiles, files: [{ ...file, sha256: '0'.repeat(64) }] } };
    expect(verifyDecisionSignature(requestId, other)).toBe('signatureDiffers');
    expect(await problems(requestId)).toEqual([]);
  });

  it('covers what was seen, decided and said, is kept with its key, and is shown', async () => {
    const request = await asked('passkey');
    expect(request.answer.strength).toBe('passkey');
    const refused = { code: 'approvals.strengthTooLow', facts: { asked: 'passkey' } };
    await expect(approve(request)).rejects.toMatchObject(refused);
    await verifyPush(
      test,
      mei,
      approvalsCache,
      [[operations.readRequest, { requestId: request.requestId }]],
      async () => approve(request, signed(await prepare(request))),
    );
    const event = await decisionOf(request.requestId);
    const { seen, signature } = event.evidence;
    expect(seen.digest).toBe(digestOf(request.answer.view).hash.toString('hex'));
    expect(signature?.keyId).toBe(passkey.keyId);
    const challenge = JSON.parse(Buffer.from(signature?.clientData ?? '', 'base64url').toString()).challenge;
    expect(Buffer.from(challenge, 'base64url').subarray(32)).toEqual(
      digestOf(signedStatement(request.requestId, head.personId, event, { seen })).hash,
    );
    const { view } = await mei.call(operations.readRequest, { requestId: request.requestId });
    const shown = { strength: 'passkey', signedIn: 'password', keyId: passkey.keyId };
    expect(view.steps.flatMap((step) => step.slots).at(-1)?.signed).toMatchObject(shown);
    expect(await problems(request.requestId)).toEqual([]);
    // Also after the key was given up: it was his when he signed.
    const leaving = await approver('zhao');
    const spare = await aPasskey(leaving);
    const another = await asked('passkey', leaving);
    await approve(another, signed(await prepare(another, leaving), spare), leaving);
    await test.advance({ minutes: 1 });
    await leaving.call(removeMyPasskey, { passkeyId: spare.passkeyId });
    expect(await problems(another.requestId)).toEqual([]);
  });

  it('covers a return as well', async () => {
    const request = await asked('passkey');
    const { requestId, slotId, revision } = request;
    const given = { to: { kind: 'applicant' as const }, afterwards: 'straight' as const, opinion: { text: '缺合同' } };
    const back = { requestId, slotId, revision, ...given };
    await expect(head.call(operations.returnRequest, back)).rejects.toMatchObject({
      code: 'approvals.strengthTooLow',
    });
    const decision = { what: 'return' as const, ...given };
    const prepared = await head.call(operations.prepareSignature, { requestId, slotId, revision, decision });
    await expect(
      head.call(operations.returnRequest, { ...back, afterwards: 'again', ...signed(prepared) }),
    ).rejects.toMatchObject({ code: 'access.challengeOver' });
    const again = await head.call(operations.prepareSignature, { requestId, slotId, revision, decision });
    await head.call(operations.returnRequest, { ...back, ...signed(again) });
    expect(await problems(requestId)).toEqual([]);
    expect((await mei.call(operations.readRequest, { requestId })).view.history.at(-1)?.signed?.strength).toBe(
      'passkey',
    );
  });

  it('covers what the signer changes in the form with his answer', async () => {
    const request = await asked('passkey');
    const { requestId, slotId, revision } = request;
    const form = { what: '付供应商 12,500 元', paid: 12_500 };
    const decision = { what: 'act' as const, outcome: 'approve' as const, opinion, form };
    const prepared = () => head.call(operations.prepareSignature, { requestId, slotId, revision, decision });
    // Another value, and none, aren't what he signed.
    for (const other of [{ form: { ...form, paid: 99_000 } }, {}])
      await expect(approve(request, { ...other, ...signed(await prepared()) })).rejects.toMatchObject({
        code: 'access.challengeOver',
      });
    await approve(request, { form, ...signed(await prepared()) });
    const event = await decisionOf(requestId);
    expect(event.evidence.changed?.digest).toBe(digestOf({ paid: 12_500 }).hash.toString('hex'));
    expect(await problems(requestId)).toEqual([]);
    expect(verifyDecisionSignature(requestId, event)).toBeUndefined();
    const { changed: _, ...without } = event.evidence;
    const digest = digestOf({ paid: 99_000 }).hash.toString('hex');
    for (const evidence of [without, { ...without, changed: { algorithm: 'sha-256', digest } }])
      expect(verifyDecisionSignature(requestId, { ...event, evidence })).toBe('signatureDiffers');
    // The seal proves the content; the signature proves it even against whoever makes the seal: the program itself.
    const before = { what: form.what };
    expect(changesHold([event], before, form)).toBe(true);
    expect(changesHold([event], before, { ...form, paid: 99_000 })).toBe(false);
    expect(changesHold([event], before, undefined)).toBe(false);
    await test.sql(
      `update approvals.form_content set content = content || '{"paid": 99000}' where instance_id = $1 and form = 2`,
      [requestId],
    );
    expect(await problems(requestId)).toEqual(['formChanged']);
  });

  it('is refused for another answer, other words, another request, another person, and twice', async () => {
    const request = await asked('passkey');
    const over = { code: 'access.challengeOver' };
    const attempt = async (more: Record<string, unknown>) =>
      approve(request, { ...signed(await prepare(request)), ...more });
    await expect(attempt({ outcome: 'reject' })).rejects.toMatchObject(over);
    await expect(attempt({ opinion: { text: '同意付款！' } })).rejects.toMatchObject(over);
    const other = await asked('passkey');
    await expect(approve(other, signed(await prepare(request)))).rejects.toMatchObject(over);

    const stranger = await approver('qian');
    const theirs = await aPasskey(stranger);
    await expect(approve(request, signed(await prepare(request), theirs))).rejects.toMatchObject({
      code: 'access.passkeyUnknown',
    });
    await expect(prepare(request, stranger)).rejects.toMatchObject({ status: 404 });
    const prepared = await prepare(request);
    const forged = { ...softwarePasskey().answer(prepared.challenge), keyId: passkey.keyId };
    await expect(
      approve(request, { signature: { challengeId: prepared.challengeId, assertion: forged } }),
    ).rejects.toMatchObject({ code: 'access.passkeyNotProven' });
    await expect(approve(request, signed(prepared))).rejects.toMatchObject(over);
    const foreign = { challengeId: prepared.challengeId, challenge: newChallenge().toString('base64url') };
    await expect(approve(request, signed({ ...prepared, ...foreign }))).rejects.toMatchObject(over);

    const once = signed(await prepare(request));
    await approve(request, once);
    await expect(approve(request, once)).rejects.toMatchObject({
      code: expect.stringMatching(/challengeOver|already/),
    });
    const withoutKey = await approver('sun');
    const third = await asked('passkey', withoutKey);
    await expect(prepare(third, withoutKey)).rejects.toMatchObject({ code: 'access.noPasskey' });
  });

  it('found changed, each change is named', async () => {
    const request = await asked('passkey');
    await approve(request, signed(await prepare(request)));
    const { requestId } = request;
    const event = await decisionOf(requestId);
    const signature = event.evidence.signature;
    if (!signature) throw new Error('no signature');
    const withEvidence = (more: Partial<typeof event.evidence>) => ({
      ...event,
      evidence: { ...event.evidence, ...more },
    });
    const seen = { ...event.evidence.seen, digest: '00'.repeat(32) };
    expect(verifyDecisionSignature(requestId, event)).toBeUndefined();
    expect(verifyDecisionSignature(requestId, withEvidence({ seen }))).toBe('signatureDiffers');
    expect(verifyDecisionSignature(requestId, { ...event, outcome: 'rejected' })).toBe('signatureDiffers');
    expect(verifyDecisionSignature(requestId, { ...event, opinion: { text: '不同意' } })).toBe('signatureDiffers');
    expect(verifyDecisionSignature(requestId, { ...event, by: mei.personId })).toBe('signatureDiffers');
    expect(verifyDecisionSignature(company.rootId, event)).toBe('signatureDiffers');
    expect(verifyDecisionSignature(requestId, withEvidence({ signature: undefined }))).toBe('signatureMissing');
    const value = signature.value.replace(/^./, (first) => (first === 'M' ? 'N' : 'M'));
    expect(verifyDecisionSignature(requestId, withEvidence({ signature: { ...signature, value } }))).toBe(
      'signatureForged',
    );
    // Whoever owns the database signs it again with a key of his own: it holds, but isn't the person's.
    const own = softwarePasskey();
    const challenge = newChallenge(digestOf(signedStatement(requestId, event.by, event, event.evidence)).hash).toString(
      'base64url',
    );
    const [{ public_key }] = (await test.sql<{ public_key: Buffer }>(
      'select public_key from access.published_passkey where key_id = $1',
      [(await aPasskey(await approver('wu'), own)).keyId],
    )) as [{ public_key: Buffer }];
    const swapped = withEvidence({
      signature: { ...signature, ...own.answer(challenge), publicKey: public_key.toString('base64url') },
    });
    expect(verifyDecisionSignature(requestId, swapped)).toBeUndefined();
    await test.sql('alter table approvals.event disable trigger user');
    const put = (body: object) =>
      test.sql(`update approvals.event set body = $2 where instance_id = $1 and body->>'type' = 'acted'`, [
        requestId,
        JSON.stringify(body),
      ]);
    await put(swapped);
    expect(await problems(requestId)).toEqual(['bodyChanged', 'signatureKeyUnknown']);
    await put(withEvidence({ seen }));
    expect(await problems(requestId)).toEqual(['bodyChanged', 'signatureDiffers']);
    await put(event);
    expect(await problems(requestId)).toEqual([]);
  });
});

describe('an urgent request', () => {
  let provider: Awaited<ReturnType<typeof aReceiver>>;
  const sent = (path: string) => provider.received.filter((one) => one.path === path);
  const counts = () => [sent('/sms').length, sent('/phone').length];
  const submit = async (urgent?: string) => {
    const { requestId } = await mei.call(operations.submitRequest, {
      kind: 'signing.signedIn',
      form: { what: '停机抢修' },
      chosen: { head: [head.personId] },
      ...(urgent && { urgent }),
    });
    await test.settle();
    return requestId;
  };
  const noticesOf = async (requestId: string) =>
    (await head.call(listNotices, { limit: 200 })).rows.filter(({ about }) => about.id.startsWith(requestId));

  beforeAll(async () => {
    provider = await aReceiver(() => ({}));
    const { personId } = head;
    const { revision } = await test.system(readPerson, { personId });
    await test.system(changePerson, { personId, revision, change: { phone: '13800138000' } });
    for (const channel of ['sms', 'phone']) {
      const body = '{"to":"{phone}","text":"{text}"}';
      const setup = saveChannel.input.shape.setup.parse({
        channel,
        options: { url: `${provider.url}/${channel}`, body },
      });
      // As two administrators would have set it up.
      await test.sql(
        `insert into notifications.channel (channel, active, options, revision, allowed, allowed_by, confirmed_by, changed_at)
         values ($1, true, $2, 1, '{127.0.0.1}', $3, $4, '2026-01-01T00:00:00Z')`,
        [channel, JSON.stringify(setup.options), mei.personId, personId],
      );
    }
  });
  beforeEach(() => {
    provider.received.length = 0;
  });
  afterAll(async () => {
    await test.sql('update notifications.channel set active = false');
    await provider.stop();
  });

  it('is told in the app at once, by text message where nobody reads it, then by phone', async () => {
    const requestId = await submit('产线停了');
    expect(await noticesOf(requestId)).toMatchObject([{ kind: 'approvals.taskOpened', urgent: true }]);
    expect(counts()).toEqual([0, 0]);
    await test.advance({ minutes: 6 });
    expect(counts()).toEqual([1, 0]);
    const text = sent('/sms')[0]?.text ?? '';
    expect(JSON.parse(text)).toMatchObject({ to: '13800138000', text: expect.stringContaining('待审批') });
    // What it is about stays in the house.
    expect(text).not.toContain('停机');
    await test.advance({ minutes: 5 });
    expect(counts()).toEqual([1, 1]);
  });

  it('is told no further once it was read, or dealt with', async () => {
    const read = await submit('产线停了');
    for (const { noticeId } of await noticesOf(read)) await head.call(markRead, { noticeIds: [noticeId] });
    const decided = await submit('产线停了');
    const { view, may } = await head.call(operations.readRequest, { requestId: decided });
    const slotId = may.find(({ what }) => what === 'approve')?.slotId ?? '';
    await approve({ requestId: decided, slotId, revision: view.revision } as Asked);
    const withdrawn = await submit('产线停了');
    await mei.call(operations.withdrawRequest, { requestId: withdrawn });
    await test.settle();
    await test.advance({ minutes: 11 });
    expect(counts()).toEqual([0, 0]);
    expect((await noticesOf(decided)).map(({ readAt }) => readAt)).toEqual([null]);
  });

  it('is said to be one by a reason; without it nobody is called', async () => {
    await submit();
    await test.advance({ minutes: 11 });
    expect(counts()).toEqual([0, 0]);
  });
});
