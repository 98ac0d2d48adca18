import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const manual = join(import.meta.dirname, '../../docs/manual');
const row = /^\| (\d+) +\|.*\]\(([^)]+)\): (?:``(.+)``|`([^`]+)`) +\|$/gm;

/** Number, file and test of every capability in the table of the manual. */
const rows = [...readFileSync(join(manual, 'approvals-capabilities.md'), 'utf8').matchAll(row)].map(
  ([, number, file, ticked, plain]) => ({ number: Number(number), file: file ?? '', name: ticked ?? plain ?? '' }),
);

/** File and test of every row; what a test of many is called for this row may follow in brackets. */
const badInput = /^\|.*\| +`([\w/.-]+\.test\.tsx?)` +\| (?:``(.+?)``|`([^`]+)`)[^|]*\|$/gm;

/** Whether a file has a test, or a group of them, of this name. */
function hasTest(file: string, name: string): boolean {
  if (!existsSync(file)) return false;
  const source = readFileSync(file, 'utf8').replaceAll("\\'", "'");
  return ["'", '"', '`'].some(
    (quote) => source.includes(`(${quote}${name}${quote}`) || source.includes(`\n  ${quote}${name}${quote},`),
  );
}

it('the manual has 45 capabilities, each with a test that there is', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 45 }, (_, n) => n + 1));
  expect(rows.filter(({ file, name }) => !hasTest(join(manual, file), name))).toEqual([]);
});

it('every kind of bad input is tried by a test that there is', () => {
  const root = join(import.meta.dirname, '../..');
  const named = [...readFileSync(join(root, 'docs/BAD-INPUT.md'), 'utf8').matchAll(badInput)].map(
    ([, file = '', ticked, plain]) => ({ file, name: ticked ?? plain ?? '' }),
  );
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(({ file, name }) => !hasTest(join(root, file), name))).toEqual([]);
});
