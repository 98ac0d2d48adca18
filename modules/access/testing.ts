import { readFileSync } from 'node:fs';
import type { CallInputOf, OperationContract } from '#kernel/contract/operation.ts';
import { type SoftwarePasskey, softwarePasskey } from '#kernel/testing/software-passkey.ts';
import type { CallOptions, TestClient, TestProgram } from '#kernel/testing/test-program.ts';
import { CallRefused } from '#kernel/testing/test-program.ts';
import { activate, issueActivationCodes } from './contract/activation.ts';
import { assignRole } from './contract/assignments.ts';
import { builtInRoles } from './contract/built-in-roles.ts';
import { challengePasskey, registerPasskey } from './contract/passkeys.ts';
import type { Scope } from './contract/shapes.ts';
import { signIn } from './contract/sign-in.ts';
import { stepAt, totpCode } from './server/totp-code.ts';

/** A password that every rule lets pass. */
export const goodPassword = 'Teapot-Lantern-58';

/** Calls an operation that starts a session, and gives the client with its cookie: a browser that has just signed in. */
export async function startSession<C extends OperationContract>(
  test: TestProgram,
  operation: C,
  input: CallInputOf<C>,
  options: CallOptions = {},
): Promise<TestClient> {
  const visitor = test.visitor();
  const response = await visitor.raw(`/api/v1/${operation.name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'guiju-command-id': crypto.randomUUID(), ...options.headers },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as {
    personId: string;
    error: ConstructorParameters<typeof CallRefused>[1];
  };
  if (!response.ok) throw new CallRefused(response.status, answer.error);
  const cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  return test.withCookie(answer.personId, cookie, options.headers);
}

/** The code that an authenticator app with this secret (base32) shows at an instant, or some steps from it. */
export function authenticatorCode(secret: string, now: Temporal.Instant, steps = 0): string {
  const bits = [...secret]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return totpCode(Buffer.from(bytes), stepAt(now) + steps);
}

/** Signs in over HTTP. */
export const signInAs = (test: TestProgram, account: string, password = goodPassword, options: CallOptions = {}) =>
  startSession(test, signIn, { account, password }, options);

/** An activation code for a person, as HR would give it. */
export async function anActivationCode(test: TestProgram, personId: string): Promise<string> {
  const { codes } = await test.system(issueActivationCodes, {
    who: { kind: 'people', personIds: [personId] },
    delivery: 'told',
  });
  return codes[0]?.code ?? '';
}

/** A person who has set a password; gives the browser that they did it with. */
export async function activatedPerson(
  test: TestProgram,
  person: { personId: string; account: string },
  password = goodPassword,
): Promise<TestClient> {
  const code = await anActivationCode(test, person.personId);
  return startSession(test, activate, { code, account: person.account, password });
}

/** Gives a built-in role to a person; with the scope of the role unless told otherwise. */
export async function giveRole(
  test: TestProgram,
  personId: string,
  role: Exclude<keyof typeof builtInRoles, 'employee' | 'departmentHead'>,
  scope: Scope = { kind: 'role' },
): Promise<string> {
  const to = { kind: 'person', personId } as const;
  return (await test.system(assignRole, { roleId: builtInRoles[role], to, scope })).assignmentId;
}

/** A passkey in software, registered as the person's own; the session must have been confirmed lately. */
export async function aPasskey(
  client: TestClient,
  passkey: SoftwarePasskey = softwarePasskey(),
  name = 'MacBook',
): Promise<SoftwarePasskey & { readonly passkeyId: string }> {
  const { challengeId, challenge } = await client.call(challengePasskey, { purpose: 'register' });
  const { passkeyId } = await client.call(registerPasskey, { challengeId, name, ...passkey.register(challenge) });
  return { ...passkey, passkeyId };
}

/** Leaves what waits for a second person as it stood before it had a time, and has the migration give it one. */
export async function fromBefore(test: TestProgram, migration: URL, tables: Readonly<Record<string, string>>) {
  for (const [table, timer] of Object.entries(tables)) {
    await test.sql(`update ${table} set expires_at = null`);
    await test.sql('delete from kernel.timer where name = $1', [timer]);
  }
  await test.sql(readFileSync(migration, 'utf8'));
}
