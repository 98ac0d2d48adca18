import { irregularPunchKind, outingKind, overtimeKind, punchCorrectionKind, tripKind } from '../contract/kinds.ts';

/** Where what was approved of a kind is recorded. */
export const factTables: Readonly<Record<string, string>> = {
  [overtimeKind.name]: 'attendance.overtime',
  [tripKind.name]: 'attendance.trip',
  [outingKind.name]: 'attendance.outing',
  [irregularPunchKind.name]: 'attendance.irregular_punch',
  [punchCorrectionKind.name]: 'attendance.punch_correction',
};
