import { createHash, randomBytes } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { sql } from 'kysely';
import type { OpenApplicationPort } from '#kernel/server/applications.ts';
import type { Definition } from '../contract/definition.ts';
import { definition as definitionShape } from '../contract/definition.ts';
import { reachesOf } from './reaches-of.ts';

/** `gj_` and 32 random bytes: programs that look for lost keys know it by how it begins. */
export const newKey = (): string => `gj_${randomBytes(32).toString('base64url')}`;
/** By which people know a key again. */
export const prefixOf = (key: string): string => key.slice(0, 9);
export const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();

/** How often it is noted that a key is in use. */
const noteSeconds = 60;

interface Row {
  readonly id: string;
  readonly application_id: string;
  readonly last_used_at: string | null;
  readonly last_used_from: string | null;
  readonly definition: unknown;
}

/** What a key opens, for the kernel: read anew with every call, so that a stopped one opens nothing from then on. */
export const applicationKeys: OpenApplicationPort = ({ read, write, now }) => ({
  load: async (key, address) => {
    if (!/^gj_[A-Za-z0-9_-]{43}$/.test(key)) return undefined;
    const at = now();
    const { rows } = await sql<Row>`
      select k.id, k.application_id, k.last_used_at, k.last_used_from, a.definition
      from integrations.key k join integrations.application a on a.id = k.application_id and a.active
      where k.key_hash = ${hashOf(key)} and k.stopped_at is null and k.ends_at > ${at.toString()}::timestamptz`.execute(
      read,
    );
    const [row] = rows;
    if (!row) return undefined;
    const definition: Definition = definitionShape.parse(row.definition);
    if (!isFrom(address, definition.networks)) return undefined;
    const old = row.last_used_at === null || at.since(row.last_used_at).total('seconds') >= noteSeconds;
    if (old || row.last_used_from !== address)
      await sql`update integrations.key set last_used_at = ${at.toString()}::timestamptz, last_used_from = ${address}
        where id = ${row.id}::uuid`.execute(write);
    return {
      applicationId: row.application_id,
      keyId: row.id,
      reaches: reachesOf(definition),
      perMinute: definition.perMinute,
    };
  },
});

/** Whether an address lies in one of the networks; without any, every address does. */
function isFrom(address: string, networks: readonly string[]): boolean {
  if (networks.length === 0) return true;
  const list = new BlockList();
  const family = (one: string) => (isIP(one) === 6 ? 'ipv6' : 'ipv4');
  for (const network of networks) {
    const [base = '', bits] = network.split('/');
    if (bits === undefined) list.addAddress(base, family(base));
    else list.addSubnet(base, Number(bits), family(base));
  }
  return isIP(address) !== 0 && list.check(address, family(address));
}
