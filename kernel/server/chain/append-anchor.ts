import { open } from 'node:fs/promises';
import { canonicalJson } from './canonical-json.ts';
import type { EvidenceLine } from './evidence-lines.ts';

/** Appends a line to the anchor file and waits until it is on the disk. */
export async function appendAnchor(file: string, line: EvidenceLine): Promise<void> {
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const last = size > 0 ? await handle.read(Buffer.alloc(1), 0, 1, size - 1) : undefined;
    // A line torn by a power cut must not take this one with it.
    const torn = last !== undefined && last.buffer.toString() !== '\n';
    await handle.appendFile(`${torn ? '\n' : ''}${canonicalJson(line)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
