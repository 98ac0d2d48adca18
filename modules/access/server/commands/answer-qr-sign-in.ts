import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { qrNumberWrong, qrOver } from '../../contract/failures.ts';
import * as contract from '../../contract/qr-sign-in.ts';
import type { AccessTables } from '../access-tables.ts';
import { openQrRequest } from '../qr-requests.ts';

const mostWrongNumbers = 3;

export const answerQrSignIn = handle<AccessTables>()(
  contract.answerQrSignIn,
  async (context, { code, allow, number }) => {
    const { personId, strength } = context.person();
    const request = await openQrRequest(context, code);
    context.about('qrSignIn', request.id);
    if (allow) {
      await refuseStale(context);
      if (request.wrong_numbers >= mostWrongNumbers) throw refuse(qrOver);
      if (number !== request.number) {
        context.evenIfRefused(async (db) => {
          await db
            .updateTable('access.qr_sign_in')
            .set((is) => ({ wrong_numbers: is('wrong_numbers', '+', 1) }))
            .where('id', '=', request.id)
            .execute();
        });
        throw refuse(qrNumberWrong);
      }
    }
    const answered = await context.db
      .updateTable('access.qr_sign_in')
      .set({
        person_id: personId,
        // The computer gets no more than the phone has proved, and never the passkey itself.
        strength: strength === 'password' ? 'password' : 'secondFactor',
        allowed: allow,
        answered_at: context.now.toString(),
      })
      .where('id', '=', request.id)
      .where('answered_at', 'is', null)
      .executeTakeFirst();
    if (answered.numUpdatedRows !== 1n) throw refuse(qrOver);
    return {};
  },
);
