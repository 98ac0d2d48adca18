import { randomBytes } from 'node:crypto';
import type { Program } from '#kernel/server/program.ts';
import { secretHash } from './set-up-secret.ts';

const validHours = 24;

/**
 * The link with which the company is set up: `<address>/set-up#<secret>`; undefined when it is set up already. Every call
 * makes a new secret, good for 24 hours and once; an older one is worth nothing from then on. The secret stands behind the
 * `#`, so that browsers don't send it to servers and proxies don't log it.
 */
export async function setupLink(program: Program, address: string): Promise<string | undefined> {
  const secret = randomBytes(24).toString('base64url');
  const { clock, database } = program.kernel;
  const { rowCount } = await database.writePool.query(
    'update admin.set_up set secret_hash = $1, secret_expires_at = $2 where done_at is null',
    [secretHash(secret), clock.now().add({ hours: validHours }).toString()],
  );
  return rowCount === 1 ? `${address}/set-up#${secret}` : undefined;
}
