import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../docs/security');
const row = /^\| (\d+\.\d+\.\d+)\s*\| ([12])\s*\| (.+?)\s*\| (.+?)\s*\| (.+?)\s*\|$/gm;
const named = /^\[here\]\(([^)]+)\): `([^`]+)`$/;

const rows = [...readFileSync(join(folder, 'asvs.md'), 'utf8').matchAll(row)].map(
  ([, id = '', , , answer = '', test = '']) => ({
    id,
    answer,
    test,
  }),
);

/** How many requirements of levels 1 and 2 each section of the three chapters has. */
const sections = {
  '6.1': 3,
  '6.2': 12,
  '6.3': 4,
  '6.4': 4,
  '6.5': 5,
  '6.6': 3,
  '6.8': 4,
  '7.1': 3,
  '7.2': 4,
  '7.3': 2,
  '7.4': 5,
  '7.5': 2,
  '7.6': 2,
  '8.1': 2,
  '8.2': 3,
  '8.3': 1,
  '8.4': 1,
};

it('every requirement of the three chapters has one line', () => {
  const expected = Object.entries(sections).flatMap(([section, count]) =>
    Array.from({ length: count }, (_, n) => `${section}.${n + 1}`),
  );
  expect(rows.map(({ id }) => id)).toEqual(expected);
});

it('what is met names a test that there is; what isn’t says so', () => {
  const wrong = rows.flatMap(({ id, answer, test }) => {
    if (!/^(met|otherwise|no|–)/.test(answer)) return [`${id}: ${answer}`];
    if (test === '–') return answer.startsWith('met') && !answer.includes('there are none') ? [`${id}: no test`] : [];
    const [, file, name = ''] = named.exec(test) ?? [];
    if (!file) return [`${id}: ${test}`];
    const source = readFileSync(join(folder, file), 'utf8');
    const stands = ["'", '"', '`'].some((quote) => source.includes(`${quote}${name}${quote}`));
    return stands ? [] : [`${id}: ${name}`];
  });
  expect(wrong).toEqual([]);
});
