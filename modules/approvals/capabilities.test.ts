import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const manual = join(import.meta.dirname, '../../docs/manual');
const row = /^\| (\d+) +\|.*\]\(([^)]+)\): (?:``(.+)``|`([^`]+)`) +\|$/gm;

/** Number, file and test of every capability in the table of the manual. */
const rows = [...readFileSync(join(manual, 'approvals-capabilities.md'), 'utf8').matchAll(row)].map(
  ([, number, file, ticked, plain]) => ({ number: Number(number), file: file ?? '', name: ticked ?? plain ?? '' }),
);

it('the manual has 45 capabilities, each with a test that there is', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 45 }, (_, n) => n + 1));
  const missing = rows.filter(({ file, name }) => {
    const source = readFileSync(join(manual, file), 'utf8');
    return !["'", '"', '`'].some(
      (quote) => source.includes(`(${quote}${name}${quote}`) || source.includes(`\n  ${quote}${name}${quote},`),
    );
  });
  expect(missing).toEqual([]);
});
