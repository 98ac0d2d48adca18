import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { qrOver } from '../../contract/failures.ts';
import * as contract from '../../contract/qr-sign-in.ts';
import { networkOf } from '../../domain/network-of.ts';
import type { AccessTables } from '../access-tables.ts';
import { refuseNetwork } from '../admit.ts';
import { beginSession } from '../begin-session.ts';
import { factorsOf, mustHaveFactor } from '../factors-of.ts';
import { qrHash } from '../qr-requests.ts';

export const finishQrSignIn = handle<AccessTables>()(
  contract.finishQrSignIn,
  async (context, { qrId, secret, device }) => {
    const now = context.now.toString();
    const request = await context.db
      .selectFrom('access.qr_sign_in')
      .selectAll()
      .where('id', '=', qrId)
      .where('secret_hash', '=', qrHash(secret))
      .where('finished_at', 'is', null)
      .where('expires_at', '>', now)
      .forUpdate()
      .executeTakeFirst();
    if (!request) throw refuse(qrOver);
    if (request.allowed === null) return { state: 'waiting' as const };
    if (!request.allowed || request.person_id === null) return { state: 'refused' as const };
    if (networkOf(context.address) !== request.network) throw refuse(qrOver);
    const person = await context.db
      .selectFrom('directory.published_person')
      .select(['id', 'account'])
      .where('id', '=', request.person_id)
      .where('active', '=', true)
      .executeTakeFirst();
    if (!person) throw refuse(qrOver);
    await refuseNetwork(context, person.id);
    const { totpSince } = await factorsOf(context, person.id);
    const strong = totpSince !== null || (await mustHaveFactor(context, person.id));
    // A phone that was signed in by one factor can't lend a second one.
    if (strong && request.strength !== 'secondFactor') return { state: 'refused' as const };
    await context.db.updateTable('access.qr_sign_in').set({ finished_at: now }).where('id', '=', qrId).execute();
    const begun = await beginSession(context, person, {
      how: 'qr',
      strength: request.strength ?? 'password',
      device,
      shared: request.shared,
    });
    return { state: 'signedIn' as const, ...begun };
  },
);
