import { randomBytes } from 'node:crypto';
import type { CommandContext } from '#kernel/server/context.ts';
import { companyName } from '../contract/settings.ts';
import type { AccessTables } from './access-tables.ts';
import { base32 } from './totp-code.ts';

/** Who opened the page an hour ago starts again. */
const proposalMinutes = 30;

/** Makes a secret for somebody's authenticator app; those proposed before and never confirmed are gone. */
export async function proposeSecret(
  context: CommandContext<AccessTables>,
  person: { readonly id: string; readonly account: string },
): Promise<{ totpId: string; secret: string; uri: string }> {
  const { db } = context;
  await db.deleteFrom('access.totp').where('person_id', '=', person.id).where('confirmed_at', 'is', null).execute();
  const totpId = context.newId();
  // RFC 4226 4: as long as the hash.
  const plain = randomBytes(20);
  const sealed = await context.secrets.seal({ plain, bound: totpId, personId: person.id });
  await db
    .insertInto('access.totp')
    .values({
      id: totpId,
      person_id: person.id,
      key_id: sealed.keyId,
      cipher: sealed.cipher,
      nonce: sealed.nonce,
      sealed: sealed.ciphertext,
      proposed_at: context.now.toString(),
      confirmed_at: null,
      last_step: null,
      removed_at: null,
    })
    .execute();
  const secret = base32(plain);
  const issuer = (await context.setting(companyName)) || 'Guiju';
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(person.account)}`;
  return { totpId, secret, uri: `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}` };
}

/** A secret of somebody, locked until the command is over: the standing one, or one proposed lately. */
export async function openSecret(
  context: CommandContext<AccessTables>,
  personId: string,
  which: 'standing' | { readonly proposed: string },
): Promise<{ id: string; plain: Buffer; lastStep: number | null } | undefined> {
  const row = await context.db
    .selectFrom('access.totp')
    .select(['id', 'key_id', 'cipher', 'nonce', 'sealed', 'last_step'])
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .$if(which === 'standing', (query) => query.where('confirmed_at', 'is not', null))
    .$if(which !== 'standing', (query) =>
      query
        .where('id', '=', which === 'standing' ? '' : which.proposed)
        .where('confirmed_at', 'is', null)
        .where('proposed_at', '>', context.now.subtract({ minutes: proposalMinutes }).toString()),
    )
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  const { key_id: keyId, cipher, nonce, sealed: ciphertext } = row;
  const plain = await context.secrets.open({ keyId, cipher, nonce, ciphertext }, row.id);
  return plain && { id: row.id, plain, lastStep: row.last_step };
}
