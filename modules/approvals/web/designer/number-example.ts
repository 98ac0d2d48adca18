import type { Numbering } from '../../contract/form-design.ts';

const digits = { none: 0, year: 4, month: 6, day: 8 } as const;

/** How the first number of a day looks: `BX202611-0001`. `today`: the day `2026-11-22`; `prefix`: that of one employer. */
export function numberExample(numbering: Numbering, today: string, prefix = numbering.prefix): string {
  const date = today.replaceAll('-', '').slice(0, digits[numbering.date]);
  return `${prefix}${date}${date ? '-' : ''}${'1'.padStart(numbering.digits, '0')}`;
}
