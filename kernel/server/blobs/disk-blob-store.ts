import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BlobStore } from './blob-store.ts';

const missing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Blobs as files in two levels of folders, named by the SHA-256 of their bytes or by an id given. A half-written file never
 * has its final name.
 */
export function diskBlobStore(folder: string): BlobStore {
  const pathOf = (id: string) => {
    if (/^[0-9a-f]{64}$/.test(id)) return join(folder, id.slice(0, 2), id.slice(2, 4), id);
    const [uuid] = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=(\.[a-z]+)?$)/.exec(id) ?? [];
    if (!uuid) throw new Error('not a blob id');
    // Such ids begin with the time: their ends spread evenly.
    return join(folder, uuid.slice(-2), uuid.slice(-4, -2), id);
  };
  const write = async (id: string, part: string, bytes: AsyncIterable<Uint8Array> | Uint8Array[]) => {
    const path = pathOf(id);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${part}`;
    const file = await open(draft, 'wx', 0o600);
    try {
      for await (const chunk of bytes) await file.writeFile(chunk);
      await file.sync();
    } catch (error) {
      await file.close();
      await rm(draft, { force: true });
      throw error;
    }
    await file.close();
    await rename(draft, path);
  };
  return {
    put: async (bytes) => {
      const id = createHash('sha256').update(bytes).digest('hex');
      await write(id, randomUUID(), [bytes]);
      return id;
    },
    get: async (id) => {
      try {
        return await readFile(pathOf(id));
      } catch (error) {
        if (missing(error)) return undefined;
        throw error;
      }
    },
    // One writer to an id: what was cut off by the program's end is found by it when the blob is removed.
    write: (id, bytes) => write(id, 'part', bytes),
    open: async (id, part) => {
      try {
        const file = await open(pathOf(id));
        return file.createReadStream(part ? { start: part.from, end: part.until - 1 } : {});
      } catch (error) {
        if (missing(error)) return undefined;
        throw error;
      }
    },
    append: async (id, at, bytes) => {
      const path = pathOf(id);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const draft = await open(`${path}.part`, constants.O_RDWR | constants.O_CREAT, 0o600);
      let end = at;
      try {
        await draft.truncate(at);
        for await (const chunk of bytes) {
          await draft.write(chunk, 0, chunk.length, end);
          end += chunk.length;
        }
        return end;
      } finally {
        await draft.sync().finally(() => draft.close());
      }
    },
    held: async (id) => {
      try {
        return (await stat(`${pathOf(id)}.part`)).size;
      } catch (error) {
        if (missing(error)) return undefined;
        throw error;
      }
    },
    complete: async (id) => {
      const path = pathOf(id);
      try {
        await rename(`${path}.part`, path);
      } catch (error) {
        if (!missing(error)) throw error;
        await access(path);
      }
    },
    remove: async (id) => {
      await rm(pathOf(id), { force: true });
      await rm(`${pathOf(id)}.part`, { force: true });
    },
  };
}
