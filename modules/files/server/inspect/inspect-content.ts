import { Readable } from 'node:stream';
import type { BlobStore } from '#kernel/server/blobs/blob-store.ts';
import type { Found } from '../../domain/file-types.ts';
import { isActiveSvg, textType } from '../../domain/text-type.ts';
import { textOf } from './text-of.ts';
import { zipDirectory, zipEntries, zipTailBytes, zipType } from './zip-entries.ts';

const headBytes = 65_536;
/** A drawing longer than this isn't read through, and counts as one that does something. */
const longestDrawing = 5_000_000;

const inUtf16 = (text: string) => Buffer.from(text, 'utf16le');
const macros = inUtf16('_VBA_PROJECT');
const encryptedPackage = inUtf16('EncryptedPackage');

/** Finds out what stored bytes are, whatever they are called. Reads; unpacks and runs nothing. */
export async function inspectContent(blobs: BlobStore, blob: string, size: number): Promise<Found> {
  const part = async (from: number, until: number): Promise<Buffer> => {
    const stream = await blobs.open(blob, { from, until: Math.min(until, size) });
    return stream ? Buffer.concat(await stream.toArray()) : Buffer.alloc(0);
  };
  const head = await part(0, headBytes);
  const begins = (bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);

  if (begins([0x50, 0x4b, 3, 4]) || begins([0x50, 0x4b, 5, 6])) {
    const directory = zipDirectory(await part(Math.max(0, size - zipTailBytes), size), size);
    return zipType(
      directory && directory.until > directory.from ? zipEntries(await part(directory.from, directory.until)) : [],
      head,
    );
  }
  if (begins([0xd0, 0xcf, 0x11, 0xe0])) {
    const held = await holdsAnyOf(blobs, blob, [macros, encryptedPackage]);
    return {
      type: held.has(encryptedPackage) ? 'locked-office' : 'cfb',
      mediaType: 'application/x-cfb',
      holds: held.has(macros) ? ['macro'] : [],
    };
  }
  const text = textOf(head);
  if (text !== undefined) {
    const found = textType(text);
    if (found.type !== 'svg') return found;
    const whole = size <= longestDrawing ? textOf(await part(0, size)) : undefined;
    return whole === undefined || isActiveSvg(whole) ? { ...found, holds: ['active-svg'] } : found;
  }
  const stream = await blobs.open(blob);
  if (!stream) throw new Error(`the blob ${blob} is gone`);
  try {
    const { fileTypeFromStream } = await import('file-type');
    const found = await fileTypeFromStream(Readable.toWeb(stream));
    return { type: found?.ext ?? 'unknown', mediaType: found?.mime ?? 'application/octet-stream', holds: [] };
  } finally {
    stream.destroy();
  }
}

/** Which of these byte sequences occur anywhere in a blob. */
async function holdsAnyOf(blobs: BlobStore, blob: string, sought: readonly Buffer[]): Promise<Set<Buffer>> {
  const found = new Set<Buffer>();
  const overlap = Math.max(...sought.map((bytes) => bytes.length));
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of (await blobs.open(blob)) ?? []) {
    const window = Buffer.concat([rest, chunk as Buffer]);
    for (const bytes of sought) if (window.includes(bytes)) found.add(bytes);
    rest = window.subarray(-overlap);
  }
  return found;
}
