import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/activation.ts';
import { activated } from '../../contract/events.ts';
import { codeNotValid, codeOfAnother } from '../../contract/failures.ts';
import type { AccessTables } from '../access-tables.ts';
import { findOpenCode } from '../activation-codes.ts';
import { admit } from '../admit.ts';
import { refuseTooMany } from '../attempts.ts';
import { beginSession } from '../begin-session.ts';
import { endSessions } from '../end-sessions.ts';
import { setPassword } from '../set-password.ts';

/** Wrong accounts after which a code is void: whoever found a slip can't go through the colleagues' accounts. */
const mostWrongAccounts = 5;

export const activate = handle<AccessTables>()(contract.activate, async (context, input) => {
  const { code, account, password, device, shared } = input;
  const open = await findOpenCode(context, code);
  if (!open) throw refuse(codeNotValid);
  const now = context.now.toString();
  if (open.account.toLowerCase() !== account.toLowerCase()) {
    const { wrong_accounts } = await context.db
      .selectFrom('access.activation_code')
      .select('wrong_accounts')
      .where('code_hash', '=', open.code_hash)
      .executeTakeFirstOrThrow();
    context.evenIfRefused(async (db) => {
      const counted = await db
        .updateTable('access.activation_code')
        .set((is) => ({ wrong_accounts: is('wrong_accounts', '+', 1) }))
        .where('code_hash', '=', open.code_hash)
        .where('voided_at', 'is', null)
        .where('used_at', 'is', null)
        .returning('wrong_accounts')
        .executeTakeFirst();
      if (counted && counted.wrong_accounts >= mostWrongAccounts) {
        await db
          .updateTable('access.activation_code')
          .set({ voided_at: now })
          .where('code_hash', '=', open.code_hash)
          .execute();
      }
    });
    const left = mostWrongAccounts - wrong_accounts - 1;
    throw left > 0 ? refuse(codeOfAnother, { left }) : refuse(codeNotValid);
  }
  // Of two who come with the same code, one finds it used.
  const used = await context.db
    .updateTable('access.activation_code')
    .set({ used_at: now })
    .where('code_hash', '=', open.code_hash)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  if (used.numUpdatedRows !== 1n) throw refuse(codeNotValid);
  const person = { id: open.person_id, account: open.account, name: open.name };
  await refuseTooMany(context, person.account, device);
  const { strength } = await admit(context, person, { ...input, lenient: true });
  await setPassword(context, person, password);
  await endSessions(context, person.id, { why: 'passwordChanged' });
  context.emit(activated, { personId: person.id, again: open.changed_at !== null });
  return beginSession(context, person, { how: 'activation', strength, device, shared });
});
