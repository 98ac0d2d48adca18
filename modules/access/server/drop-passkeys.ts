import type { CommandContext } from '#kernel/server/context.ts';
import { passkeysChanged } from '../contract/events.ts';
import type { AccessTables } from './access-tables.ts';
import { actingPerson } from './acting-person.ts';
import { keepPasskeyEvidence } from './keep-passkey-evidence.ts';

/**
 * Takes passkeys of a person out of use: one, or all of them. They stay stored, so that what they signed can be verified.
 * Gives the ids of those that there were.
 */
export async function dropPasskeys(
  context: CommandContext<AccessTables>,
  which: { readonly personId: string; readonly passkeyId?: string; readonly reason?: string },
): Promise<string[]> {
  const dropped = await context.db
    .updateTable('access.passkey')
    .set({
      removed_at: context.now.toString(),
      removed_by: actingPerson(context),
      removed_because: which.reason ?? null,
    })
    .where('person_id', '=', which.personId)
    .$if(which.passkeyId !== undefined, (query) => query.where('id', '=', which.passkeyId ?? ''))
    .where('removed_at', 'is', null)
    .returning(['id', 'key_id'])
    .execute();
  for (const { id, key_id } of dropped) {
    context.about('passkey', id);
    await keepPasskeyEvidence(context, which.personId, 'access.passkeyRemoved', {
      passkeyId: id,
      keyId: key_id,
      by: actingPerson(context),
      reason: which.reason ?? null,
    });
    context.emit(passkeysChanged, { personId: which.personId, passkeyId: id, what: 'removed' });
  }
  return dropped.map((row) => row.id);
}
