import { Readable } from 'node:stream';

/** Cameras write what they know of a picture at its beginning. */
const headBytes = 2_000_000;
const gpsPointer = 0x8825;
/** Bytes of a value, by its type in a TIFF directory. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/**
 * The bytes of a picture without the place where it was taken, unchanged in length and in everything that is drawn: the
 * directory of the position is emptied wherever EXIF data lie (JPEG, PNG, WebP, HEIC, TIFF), and XMP is blanked.
 */
export function withoutPlace(bytes: Readable): Readable {
  return Readable.from(
    (async function* () {
      const held: Buffer[] = [];
      let size = 0;
      let passed = false;
      for await (const chunk of bytes) {
        if (passed) {
          yield chunk as Buffer;
          continue;
        }
        held.push(chunk as Buffer);
        size += (chunk as Buffer).length;
        if (size < headBytes) continue;
        passed = true;
        yield blankPlace(Buffer.concat(held));
      }
      if (!passed) yield blankPlace(Buffer.concat(held));
    })(),
    { objectMode: false },
  );
}

/** Blanks the place in the beginning of a picture, where it stands. */
export function blankPlace(head: Buffer): Buffer {
  for (const mark of ['II*\0', 'MM\0*']) {
    for (let at = head.indexOf(mark, 0, 'latin1'); at >= 0; at = head.indexOf(mark, at + 1, 'latin1')) {
      const before = head.toString('latin1', Math.max(0, at - 12), at);
      if (at === 0 || /exif/i.test(before)) blankGps(head.subarray(at), mark === 'II*\0');
    }
  }
  for (let at = head.indexOf('<x:xmpmeta'); at >= 0; at = head.indexOf('<x:xmpmeta', at + 1)) {
    const end = head.indexOf('</x:xmpmeta>', at);
    head.fill(0x20, at, end < 0 ? head.length : end + 12);
  }
  return head;
}

/** Empties the GPS directory of TIFF data, if it can be reached; what points out of the data is left alone. */
function blankGps(tiff: Buffer, little: boolean): void {
  const word = (at: number) => (at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (at + 4 > tiff.length ? 0 : little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const entriesAt = (directory: number) =>
    Array.from({ length: Math.min(word(directory), 200) }, (_, number) => directory + 2 + number * 12);
  const pointer = entriesAt(long(4)).find((entry) => word(entry) === gpsPointer);
  if (pointer === undefined) return;
  const directory = long(pointer + 8);
  for (const entry of entriesAt(directory)) {
    const length = (sizes[word(entry + 2)] ?? 0) * long(entry + 4);
    if (length > 4 && length <= 1_000) tiff.fill(0, long(entry + 8), Math.min(tiff.length, long(entry + 8) + length));
    tiff.fill(0, entry, Math.min(tiff.length, entry + 12));
  }
  tiff.fill(0, directory, Math.min(tiff.length, directory + 2));
}
