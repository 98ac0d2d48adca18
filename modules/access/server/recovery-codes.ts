import { randomBytes } from 'node:crypto';
import type { CommandContext } from '#kernel/server/context.ts';
import { factorsChanged } from '../contract/events.ts';
import { readCode, recoveryLength, writeCode } from '../domain/activation-code.ts';
import type { AccessTables } from './access-tables.ts';
import { codeHash } from './activation-codes.ts';

const howMany = 10;

/** Makes somebody's recovery codes anew; those before are gone. Only their hashes are kept. */
export async function makeRecoveryCodes(context: CommandContext<AccessTables>, personId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, () => writeCode(randomBytes(recoveryLength), recoveryLength));
  await context.db.deleteFrom('access.recovery_code').where('person_id', '=', personId).execute();
  await context.db
    .insertInto('access.recovery_code')
    .values(
      codes.map((code) => ({
        code_hash: codeHash(readCode(code, recoveryLength) ?? ''),
        person_id: personId,
        made_at: context.now.toString(),
        used_at: null,
      })),
    )
    .execute();
  context.emit(factorsChanged, { personId, what: 'recoveryCodesMade' });
  return codes;
}

/** Takes a recovery code, once. */
export async function takeRecoveryCode(
  context: CommandContext<AccessTables>,
  personId: string,
  typed: string,
): Promise<boolean> {
  const letters = readCode(typed, recoveryLength);
  if (letters === undefined) return false;
  const taken = await context.db
    .updateTable('access.recovery_code')
    .set({ used_at: context.now.toString() })
    .where('code_hash', '=', codeHash(letters))
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  if (taken.numUpdatedRows !== 1n) return false;
  context.emit(factorsChanged, { personId, what: 'recoveryCodeUsed' });
  return true;
}
