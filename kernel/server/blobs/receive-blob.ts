import { createHash } from 'node:crypto';
import { refuse } from '../../contract/failure.ts';
import { tooLarge } from '../../contract/kernel-failures.ts';
import type { StoredBytes } from '../context.ts';
import type { Kernel } from '../kernel.ts';

const keptHours = 24;

/**
 * Writes bytes that arrive into the blob store without holding them: any transport may feed it. Refuses with `tooLarge` beyond
 * `most` bytes. Nothing names the blob yet: what isn't kept (`context.keepBlob`) within a day is swept away.
 */
export async function receiveBlob(
  kernel: Pick<Kernel, 'blobs' | 'clock' | 'database' | 'newId'>,
  bytes: AsyncIterable<Uint8Array>,
  most: number,
): Promise<StoredBytes> {
  const blob = kernel.newId();
  const hash = createHash('sha256');
  let size = 0;
  await kernel.database.writePool.query('insert into kernel.loose_blob (id, until) values ($1, $2)', [
    blob,
    kernel.clock.now().add({ hours: keptHours }).toString(),
  ]);
  try {
    await kernel.blobs.write(
      blob,
      (async function* () {
        for await (const part of bytes) {
          size += part.length;
          if (size > most) throw refuse(tooLarge, { most });
          hash.update(part);
          yield part;
        }
      })(),
    );
  } catch (error) {
    await discardBlob(kernel, blob);
    throw error;
  }
  return { blob, size, sha256: hash.digest('hex') };
}

/** Removes a blob that arrived, unless a row names it by now. */
export async function discardBlob(kernel: Pick<Kernel, 'blobs' | 'database'>, blob: string): Promise<void> {
  const loose = await kernel.database.writePool.query('delete from kernel.loose_blob where id = $1', [blob]);
  if (loose.rowCount) await kernel.blobs.remove(blob);
}
