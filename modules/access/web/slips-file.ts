import type { OutputOf } from '#kernel/contract/operation.ts';
import type { issueActivationCodes } from '../contract/activation.ts';

type Code = OutputOf<typeof issueActivationCodes>['codes'][number];

/** A value for a spreadsheet: quoted, and never taken for a formula. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** The codes as a .csv file in UTF-8 with a mark, so that spreadsheets read the Chinese. */
export function slipsFile(codes: readonly Code[], headings: readonly string[], activateUrl: string): Blob {
  const lines = [
    headings,
    ...codes.map((one) => [
      one.name,
      one.account,
      one.employer,
      one.department ?? '',
      one.code,
      `${activateUrl}#${one.code}`,
    ]),
  ];
  return new Blob(['\ufeff', lines.map((line) => line.map(cell).join(',')).join('\r\n')], {
    type: 'text/csv;charset=utf-8',
  });
}
