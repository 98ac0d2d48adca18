import { randomBytes } from 'node:crypto';
import type { CommandContext } from '#kernel/server/context.ts';
import { breakGlassChanged } from '../../contract/events.ts';
import { recoveryLength, writeCode } from '../../domain/activation-code.ts';
import type { AccessTables } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { codeHash } from '../activation-codes.ts';

/** Makes a new sealed code of 120 random bits, of which only the hash is kept; undefined where one is sealed already. */
export async function sealGlass(context: CommandContext<AccessTables>): Promise<string | undefined> {
  const code = writeCode(randomBytes(recoveryLength), recoveryLength);
  const glassId = context.newId();
  const made = await context.db
    .insertInto('access.break_glass')
    .values({
      id: glassId,
      code_hash: codeHash(code.replaceAll('-', '')),
      sealed_at: context.now.toString(),
      sealed_by: actingPerson(context),
      opened_at: null,
      opened_by: null,
      reason: null,
      open_until: null,
      review_by: null,
      reviewed_at: null,
      reviewed_by: null,
      finding: null,
      lost_at: null,
      lost_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) return undefined;
  context.about('breakGlass', glassId);
  context.emit(breakGlassChanged, { glassId, what: 'sealed', openedBy: null, by: actingPerson(context) });
  return code;
}
