import { createHash } from 'node:crypto';
import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { qrOver } from '../contract/failures.ts';
import type { AccessTables } from './access-tables.ts';

/** A code in a picture, and the secret of the browser that shows it, are 256 random bits: one round of SHA-256 keeps them. */
export const qrHash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The request to sign in that a phone has scanned, while it can still be answered. */
export async function openQrRequest(context: Pick<QueryContext<AccessTables>, 'db' | 'now'>, code: string) {
  const request = await context.db
    .selectFrom('access.qr_sign_in')
    .selectAll()
    .where('code_hash', '=', qrHash(code))
    .where('answered_at', 'is', null)
    .where('expires_at', '>', context.now.toString())
    .executeTakeFirst();
  if (!request) throw refuse(qrOver);
  return request;
}
