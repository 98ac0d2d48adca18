import { randomBytes, randomInt } from 'node:crypto';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { notPossibleHere } from '../../contract/failures.ts';
import * as contract from '../../contract/qr-sign-in.ts';
import { qrSignIn } from '../../contract/settings.ts';
import { networkOf } from '../../domain/network-of.ts';
import type { AccessTables } from '../access-tables.ts';
import { qrHash } from '../qr-requests.ts';

/** Time to take out the phone; a picture that lies about longer is worth nothing. */
const qrMinutes = 2;

export const beginQrSignIn = handle<AccessTables>()(contract.beginQrSignIn, async (context, { shared }) => {
  if (!(await context.setting(qrSignIn))) throw refuse(notPossibleHere);
  const qrId = context.newId();
  const code = randomBytes(32).toString('base64url');
  const secret = randomBytes(32).toString('base64url');
  const number = randomInt(10, 100);
  const expiresAt = context.now.add({ minutes: qrMinutes }).toString();
  await context.db
    .insertInto('access.qr_sign_in')
    .values({
      id: qrId,
      code_hash: qrHash(code),
      secret_hash: qrHash(secret),
      number,
      wrong_numbers: 0,
      network: networkOf(context.address),
      address: context.address,
      agent: context.agent,
      shared: shared ?? false,
      made_at: context.now.toString(),
      expires_at: expiresAt,
      person_id: null,
      strength: null,
      allowed: null,
      answered_at: null,
      finished_at: null,
    })
    .execute();
  return { qrId, code, secret, number, expiresAt };
});
