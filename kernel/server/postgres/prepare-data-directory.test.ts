import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { dataDirectoryFault, prepareDataDirectory } from './prepare-data-directory.ts';

const root = mkdtempSync(join(tmpdir(), 'guiju-data-'));
afterAll(() => rmSync(root, { recursive: true }));

test('makes the directory, proves that it can be written, and leaves nothing in it', () => {
  const made = prepareDataDirectory(join(root, '甲 乙', 'data'));
  expect(readdirSync(made)).toEqual([]);
});

test('a disk with too little room is said with both figures', () => {
  expect(() => prepareDataDirectory(join(root, 'full'), { minimumFreeBytes: 2 ** 62 })).toThrow(
    expect.objectContaining({ code: 'data.full', exitCode: 4, en: expect.stringMatching(/\d+ MB left.*--data/) }),
  );
});

test('a disk that runs full while it is tried is the same fault, not an unknown one', () => {
  const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(dataDirectoryFault('/srv/data', error)).toMatchObject({
    code: 'data.full',
    zh: expect.stringContaining('/srv/data'),
  });
});
