import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type EvidenceReport, verifyEvidence } from './verify-evidence.ts';

/** Longer lines are cut, which makes them unreadable: a file without line feeds must not fill the memory. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * Checks an exported file, needing neither server nor database; the report tells what `verifyEvidence` found.
 * `anchorsPath` is a copy of the anchor file, `publicKeys` are in PEM. Throws only where a file can't be read.
 */
export async function verifyFile(
  path: string,
  anchorsPath?: string,
  publicKeys?: readonly string[],
): Promise<EvidenceReport> {
  const anchors = anchorsPath === undefined ? undefined : (await readFile(anchorsPath, 'utf8')).split('\n');
  return verifyEvidence(byteLines(createReadStream(path)), { anchors, publicKeys });
}

/** Splits at line feeds only: U+2028, which other splitters take for a line's end, may stand inside JSON. */
async function* byteLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...parts, chunk.subarray(start, end)]);
      parts = [];
      length = 0;
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    if (length + rest.length > LONGEST_LINE) continue;
    parts.push(rest);
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(parts);
}
