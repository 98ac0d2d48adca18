import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** The layout of `pg_control` (ControlFileData) that is known here: that of PostgreSQL 18. */
const knownLayout = 1800;
const layoutAt = 8;
const nonceAt = 257;
const nonceBytes = 32;
const checksumAt = 292;
/** In a page of the write-ahead log: that its header is the long one of a file's first page, and the system's identity in it. */
const flagsAt = 2;
const longHeader = 0x0002;
const walIdentityAt = 24;

/**
 * Gives a cluster that was copied, in order ended and not started since, an identity of its own, as `initdb` would have: the
 * system identifier, by which PostgreSQL knows its own write-ahead log from another cluster's, and the secret from which
 * it answers users that don't exist. There is no program for it: `pg_resetwal` doesn't come with the package.
 *
 * @returns false, with nothing changed, where the control file isn't laid out as known here.
 */
export function giveNewIdentity(clusterDir: string): boolean {
  const controlFile = join(clusterDir, 'global', 'pg_control');
  const control = readFileSync(controlFile);
  const known = control.length > checksumAt && control.readUInt32LE(layoutAt) === knownLayout;
  if (!known || control.readUInt32LE(checksumAt) !== crc32c(control.subarray(0, checksumAt))) return false;
  const identity = randomBytes(8);
  // Shown as a signed number.
  identity.writeUInt8(identity.readUInt8(7) & 0x7f, 7);
  identity.copy(control);
  randomBytes(nonceBytes).copy(control, nonceAt);
  control.writeUInt32LE(crc32c(control.subarray(0, checksumAt)), checksumAt);
  writeFileSync(controlFile, control);
  const log = join(clusterDir, 'pg_wal');
  for (const name of readdirSync(log).filter((file) => /^[0-9A-F]{24}$/.test(file))) {
    const segment = openSync(join(log, name), 'r+');
    const flags = Buffer.alloc(2);
    readSync(segment, flags, 0, flags.length, flagsAt);
    if ((flags.readUInt16LE() & longHeader) !== 0) writeSync(segment, identity, 0, identity.length, walIdentityAt);
    closeSync(segment);
  }
  return true;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 1 ? (remainder >>> 1) ^ 0x82f63b78 : remainder >>> 1;
  return remainder;
});

/** CRC-32C (Castagnoli), the checksum of PostgreSQL's own files. */
function crc32c(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) remainder = (table[(remainder ^ byte) & 0xff] ?? 0) ^ (remainder >>> 8);
  return ~remainder >>> 0;
}
