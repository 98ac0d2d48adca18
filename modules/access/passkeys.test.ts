import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import { passkeyAlgorithm } from '#kernel/contract/passkey-signature.ts';
import { digestOf } from '#kernel/server/chain/digest-of.ts';
import { readEvidence } from '#kernel/server/chain/read-evidence.ts';
import { verifyPasskeySignature } from '#kernel/server/passkeys/verify-passkey-signature.ts';
import { passkeyOrigin, softwarePasskey } from '#kernel/testing/software-passkey.ts';
import { startTestProgram, type TestClient, type TestProgram } from '#kernel/testing/test-program.ts';
import { verifyPush } from '#kernel/testing/verify-push.ts';
import { markLeft, readPerson } from '#modules/directory/contract/people.ts';
import { aCompany, aPerson, type TestCompany } from '#modules/directory/testing.ts';
import { composition } from '#modules/index.ts';
import * as contract from './contract/passkeys.ts';
import { listMySessions } from './contract/sessions.ts';
import { freshMinutes } from './contract/settings.ts';
import { activatedPerson, aPasskey, giveRole, goodPassword, startSession } from './testing.ts';
import { accessCache } from './web/cache.ts';

let test: TestProgram;
let company: TestCompany;
let number = 0;

beforeAll(async () => {
  test = await startTestProgram(composition);
  company = await aCompany(test);
});
afterAll(() => test.stop());

/** Somebody new with a password, signed in a moment ago. */
async function somebody(): Promise<TestClient & { account: string }> {
  number += 1;
  const account = `keyholder${number}`;
  const personId = await aPerson(test, company, { account, name: '欧阳明月', department: '财务部' });
  return { ...(await activatedPerson(test, { personId, account })), account };
}
const statement = { purpose: 'test 1', what: '同意' };
const digest = { algorithm: 'sha-256', digest: digestOf(statement).hash.toString('hex') };
const stale = () => test.advance({ minutes: freshMinutes.initial + 1 });

describe('registering', () => {
  it.each(passkeyAlgorithm.options)(
    'takes a key of %s once, lists it, and keeps whose it is as evidence',
    async (algorithm) => {
      const mei = await somebody();
      const passkey = await aPasskey(mei, softwarePasskey(algorithm), '我的手机');
      const { rows } = await mei.call(contract.listMyPasskeys, {});
      expect(rows).toEqual([
        {
          id: passkey.passkeyId,
          name: '我的手机',
          origin: passkeyOrigin,
          algorithm,
          backedUp: false,
          registeredAt: expect.any(String),
          usedAt: null,
        },
      ]);
      await expect(aPasskey(mei, passkey)).rejects.toMatchObject({ code: 'access.passkeyTaken' });
      await expect(aPasskey(await somebody(), passkey)).rejects.toMatchObject({ code: 'access.passkeyTaken' });
      const kept = await test.sql<{ id: string }>('select id from kernel.evidence_content where chain = $1', [
        `passkeys:${mei.personId}`,
      ]);
      const { kernel } = test.program;
      const envelopes = await readEvidence(
        { query: async (text, values) => ({ rows: await test.sql(text, values as unknown[]) }) },
        kernel.evidenceKeys,
        kept.map((row) => row.id),
      );
      expect([...envelopes.values()].map((envelope) => [envelope?.kind, envelope?.record])).toEqual([
        [
          'access.passkeyRegistered',
          expect.objectContaining({ personId: mei.personId, keyId: passkey.keyId, algorithm }),
        ],
      ]);
    },
  );

  it('refuses what did not verify its owner, another address than it says, another or an old challenge', async () => {
    const mei = await somebody();
    const passkey = softwarePasskey();
    const attempt = async (made: (challenge: string) => ReturnType<typeof passkey.register>) => {
      const { challengeId, challenge } = await mei.call(contract.challengePasskey, { purpose: 'register' });
      return mei.call(contract.registerPasskey, { challengeId, name: 'x', ...made(challenge) });
    };
    const notReadable = { code: 'access.passkeyNotReadable' };
    await expect(attempt((one) => passkey.register(one, { unverified: true }))).rejects.toMatchObject(notReadable);
    await expect(attempt((one) => passkey.register(one, { type: 'webauthn.get' }))).rejects.toMatchObject(notReadable);
    await expect(attempt(() => passkey.register('AAAA'))).rejects.toMatchObject(notReadable);
    await expect(attempt((one) => passkey.register(one, { origin: 'http://guiju.example' }))).rejects.toMatchObject(
      notReadable,
    );
    await expect(
      attempt((one) => ({ ...passkey.register(one), keyId: softwarePasskey().keyId })),
    ).rejects.toMatchObject(notReadable);
    const { challengeId, challenge } = await mei.call(contract.challengePasskey, { purpose: 'register' });
    await test.advance({ minutes: 6 });
    await expect(
      mei.call(contract.registerPasskey, { challengeId, name: 'x', ...passkey.register(challenge) }),
    ).rejects.toMatchObject({ code: 'access.challengeOver' });
  });

  it('asks who left a session open to confirm first', async () => {
    const mei = await somebody();
    const { passkeyId } = await aPasskey(mei);
    await stale();
    const confirmFirst = { code: 'access.confirmFirst' };
    await expect(aPasskey(mei)).rejects.toMatchObject(confirmFirst);
    await expect(mei.call(contract.removeMyPasskey, { passkeyId })).rejects.toMatchObject(confirmFirst);
    expect(await mei.call(contract.readConfirmation, {})).toMatchObject({ fresh: false });
    await expect(mei.call(contract.confirmWithPassword, { password: 'not-it' })).rejects.toMatchObject({
      code: 'access.wrongPassword',
    });
    await mei.call(contract.confirmWithPassword, { password: goodPassword });
    expect(await mei.call(contract.readConfirmation, {})).toMatchObject({
      fresh: true,
      passkeyOrigins: [passkeyOrigin],
    });
    await mei.call(contract.removeMyPasskey, { passkeyId });
    expect(await mei.call(contract.listMyPasskeys, {})).toEqual({ rows: [] });
  });
});

describe('signing in', () => {
  it('goes by the passkey alone, and the session says so', async () => {
    const mei = await somebody();
    const passkey = await aPasskey(mei);
    const { challengeId, challenge } = await test.visitor().call(contract.beginPasskeySignIn, {});
    const assertion = passkey.answer(challenge);
    const again = await startSession(test, contract.signInWithPasskey, { challengeId, assertion });
    expect(again.personId).toBe(mei.personId);
    const { rows } = await again.call(listMySessions, {});
    expect(rows.find((row) => row.current)?.strength).toBe('passkey');
    // The same answer again, seen by somebody on the way.
    await expect(test.visitor().call(contract.signInWithPasskey, { challengeId, assertion })).rejects.toMatchObject({
      code: 'access.challengeOver',
    });
    const next = await test.visitor().call(contract.beginPasskeySignIn, {});
    await expect(
      test.visitor().call(contract.signInWithPasskey, { challengeId: next.challengeId, assertion }),
    ).rejects.toMatchObject({ code: 'access.passkeyNotProven' });
  });

  it('refuses unknown keys, other addresses, counters that go back, removed keys, and who has left', async () => {
    const mei = await somebody();
    const passkey = await aPasskey(mei);
    const attempt = async (answer: (challenge: string) => ReturnType<typeof passkey.answer>) => {
      const { challengeId, challenge } = await test.visitor().call(contract.beginPasskeySignIn, {});
      return test.visitor().call(contract.signInWithPasskey, { challengeId, assertion: answer(challenge) });
    };
    const notProven = { code: 'access.passkeyNotProven' };
    const unknown = { code: 'access.passkeyUnknown' };
    await expect(attempt((one) => softwarePasskey().answer(one))).rejects.toMatchObject(unknown);
    await expect(attempt((one) => ({ ...softwarePasskey().answer(one), keyId: passkey.keyId }))).rejects.toMatchObject(
      notProven,
    );
    await expect(
      attempt((one) => passkey.answer(one, { origin: 'https://guiju.example.evil.example' })),
    ).rejects.toMatchObject(notProven);
    await expect(attempt((one) => passkey.answer(one, { unverified: true }))).rejects.toMatchObject(notProven);
    await attempt((one) => passkey.answer(one, { counter: 50 }));
    await expect(attempt((one) => passkey.answer(one, { counter: 50 }))).rejects.toMatchObject(notProven);
    await mei.call(contract.removeMyPasskey, { passkeyId: passkey.passkeyId });
    await expect(attempt((one) => passkey.answer(one, { counter: 51 }))).rejects.toMatchObject(unknown);

    const leaver = await somebody();
    const lost = await aPasskey(leaver);
    const { revision } = await test.system(readPerson, { personId: leaver.personId });
    await test.system(markLeft, { personId: leaver.personId, revision, lastDay: '2026-03-01' });
    await test.settle();
    await expect(attempt((one) => lost.answer(one))).rejects.toMatchObject(unknown);
  });
});

describe('a signature', () => {
  const ask = (client: TestClient) => client.call(contract.challengeSignature, { digest });

  it('over a digest comes back complete, and is verified with nothing else', async () => {
    const mei = await somebody();
    await expect(ask(mei)).rejects.toMatchObject({ code: 'access.noPasskey' });
    const passkey = await aPasskey(mei);
    const { challengeId, challenge, keys } = await ask(mei);
    expect(keys).toEqual([{ keyId: passkey.keyId, transports: [], origin: passkeyOrigin }]);
    const { signature } = await mei.call(contract.acceptSignature, {
      challengeId,
      digest,
      assertion: passkey.answer(challenge),
    });
    expect(verifyPasskeySignature(signature, statement)).toBeUndefined();
    expect(verifyPasskeySignature(signature, { ...statement, what: '拒绝' })).toBe('otherChallenge');
  });

  it('is refused for another digest, session, person, purpose, after its time, and a second time', async () => {
    const mei = await somebody();
    const passkey = await aPasskey(mei);
    const other = await somebody();
    const others = await aPasskey(other);
    const elsewhere = await test.as(mei.personId);
    const over = { code: 'access.challengeOver' };
    const accept = async (
      by: TestClient,
      change: (given: {
        challengeId: string;
        challenge: string;
      }) => Partial<CallInputOf<typeof contract.acceptSignature>>,
    ) => {
      const given = await ask(mei);
      const input = { challengeId: given.challengeId, digest, assertion: passkey.answer(given.challenge) };
      return by.call(contract.acceptSignature, { ...input, ...change(given) });
    };
    const forSomethingElse = { digest: { ...digest, digest: '00'.repeat(32) } };
    await expect(accept(mei, () => forSomethingElse)).rejects.toMatchObject(over);
    await expect(accept(elsewhere, () => ({}))).rejects.toMatchObject(over);
    await expect(accept(other, (given) => ({ assertion: others.answer(given.challenge) }))).rejects.toMatchObject(over);
    await expect(accept(mei, (given) => ({ assertion: others.answer(given.challenge) }))).rejects.toMatchObject({
      code: 'access.passkeyUnknown',
    });
    const confirming = await mei.call(contract.challengePasskey, { purpose: 'confirm' });
    await expect(
      accept(mei, () => ({
        challengeId: confirming.challengeId,
        assertion: passkey.answer(confirming.challenge),
      })),
    ).rejects.toMatchObject(over);

    const late = await ask(mei);
    await test.advance({ minutes: 6 });
    const answer = (given: typeof late) => ({
      challengeId: given.challengeId,
      digest,
      assertion: passkey.answer(given.challenge),
    });
    await expect(mei.call(contract.acceptSignature, answer(late))).rejects.toMatchObject(over);
    const once = await ask(mei);
    const input = answer(once);
    await mei.call(contract.acceptSignature, input);
    await expect(mei.call(contract.acceptSignature, input)).rejects.toMatchObject(over);
    // A refused answer uses up its challenge too.
    const spoilt = await ask(mei);
    await expect(
      mei.call(contract.acceptSignature, { ...answer(spoilt), assertion: others.answer(spoilt.challenge) }),
    ).rejects.toMatchObject({ code: 'access.passkeyUnknown' });
    await expect(mei.call(contract.acceptSignature, answer(spoilt))).rejects.toMatchObject(over);
  });
});

it('a lost passkey is removed by HR within the reach, with a reason on record, not of who may more', async () => {
  const hr = await aPerson(test, company, { department: '人力资源部' });
  await giveRole(test, hr, 'hr');
  const personnel = await test.as(hr);
  const mei = await somebody();
  const { passkeyId } = await aPasskey(mei);
  expect((await personnel.call(contract.listPasskeysOf, { personId: mei.personId })).rows).toHaveLength(1);
  await expect(mei.call(contract.listPasskeysOf, { personId: hr })).rejects.toMatchObject({ status: 403 });
  await expect(mei.call(contract.removePasskey, { passkeyId, reason: 'x' })).rejects.toMatchObject({ status: 403 });
  await personnel.call(contract.removePasskey, { passkeyId, reason: '手机遗失' });
  await expect(personnel.call(contract.removePasskey, { passkeyId, reason: '再次' })).rejects.toMatchObject({
    status: 404,
  });
  expect(await mei.call(contract.listMyPasskeys, {})).toEqual({ rows: [] });
  const [kept] = await test.sql(
    'select person_id, removed_at is not null as removed from access.published_passkey p where key_id in (select key_id from access.passkey where id = $1)',
    [passkeyId],
  );
  expect(kept).toEqual({ person_id: mei.personId, removed: true });
  const audited = await test.sql<{ objects: { type: string; id: string }[] }>(
    `select objects from kernel.audit where operation = 'access.removePasskey' and outcome = 'done'`,
  );
  expect(audited.map(({ objects }) => objects.map(({ type, id }) => `${type} ${id}`))).toEqual([
    [`person ${mei.personId}`, `passkey ${passkeyId}`],
  ]);

  const administrator = await somebody();
  await giveRole(test, administrator.personId, 'administrator', { kind: 'company' });
  const theirs = await aPasskey(administrator);
  await expect(
    personnel.call(contract.removePasskey, { passkeyId: theirs.passkeyId, reason: 'x' }),
  ).rejects.toMatchObject({ code: 'access.strongerThanYou' });
});

it('pushed answers equal fresh ones', async () => {
  const mei = await somebody();
  const hr = await aPerson(test, company, { department: '人力资源部' });
  await giveRole(test, hr, 'hr');
  const personnel = await test.as(hr);
  const watch = (action: () => Promise<unknown>) =>
    verifyPush(
      test,
      mei,
      accessCache,
      [
        [contract.listMyPasskeys, {}],
        [contract.readConfirmation, {}],
        [listMySessions, {}],
      ],
      action,
    );
  const asPersonnel = (action: () => Promise<unknown>) =>
    verifyPush(test, personnel, accessCache, [[contract.listPasskeysOf, { personId: mei.personId }]], action);
  const software = softwarePasskey();
  let begun = await mei.call(contract.challengePasskey, { purpose: 'register' });
  await watch(async () => {
    begun = await mei.call(contract.challengePasskey, { purpose: 'register' });
  });
  let passkeyId = '';
  await watch(async () => {
    const made = software.register(begun.challenge);
    passkeyId = (await mei.call(contract.registerPasskey, { challengeId: begun.challengeId, name: 'x', ...made }))
      .passkeyId;
  });
  await stale();
  await watch(() => mei.call(contract.confirmWithPassword, { password: goodPassword }));
  await watch(async () => {
    const { challengeId, challenge } = await mei.call(contract.challengePasskey, { purpose: 'confirm' });
    await mei.call(contract.confirmWithPasskey, { challengeId, assertion: software.answer(challenge) });
  });
  await watch(async () => {
    const { challengeId, challenge } = await test.visitor().call(contract.beginPasskeySignIn, {});
    const input = { challengeId, assertion: software.answer(challenge) };
    await test.visitor().call(contract.signInWithPasskey, input);
  });
  await asPersonnel(async () => {
    const { challengeId, challenge } = await mei.call(contract.challengeSignature, { digest });
    await mei.call(contract.acceptSignature, { challengeId, digest, assertion: software.answer(challenge) });
  });
  await asPersonnel(() => mei.call(contract.removeMyPasskey, { passkeyId }));
  const another = await aPasskey(mei);
  await watch(() => personnel.call(contract.removePasskey, { passkeyId: another.passkeyId, reason: '遗失' }));
});
