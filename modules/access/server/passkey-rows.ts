import type { QueryContext } from '#kernel/server/context.ts';
import type { PasskeyRow } from '../contract/passkeys.ts';
import type { AccessTables } from './access-tables.ts';

/** The passkeys that a person has, the oldest first. */
export async function passkeyRows(
  { db }: Pick<QueryContext<AccessTables>, 'db'>,
  personId: string,
): Promise<PasskeyRow[]> {
  const rows = await db
    .selectFrom('access.passkey')
    .select(['id', 'name', 'origin', 'algorithm', 'backed_up', 'registered_at', 'used_at'])
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .orderBy('registered_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    origin: row.origin,
    algorithm: row.algorithm,
    backedUp: row.backed_up,
    registeredAt: row.registered_at,
    usedAt: row.used_at,
  }));
}

/** What the browser needs to know of the keys that may answer. */
export async function ownKeys(
  { db }: Pick<QueryContext<AccessTables>, 'db'>,
  personId: string,
): Promise<{ keyId: string; transports: string[]; origin: string }[]> {
  const rows = await db
    .selectFrom('access.passkey')
    .select(['key_id', 'transports', 'origin'])
    .where('person_id', '=', personId)
    .where('removed_at', 'is', null)
    .orderBy('registered_at')
    .execute();
  return rows.map((row) => ({ keyId: row.key_id, transports: row.transports, origin: row.origin }));
}
