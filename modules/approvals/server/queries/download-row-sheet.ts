import { handle } from '#kernel/server/define-module.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import type { CellField } from '../../contract/form-design.ts';
import * as contract from '../../contract/form-operations.ts';
import { readableColumns } from '../../domain/form/read-rows.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { tableOf } from '../form/table-of.ts';

/** How the cells of a column are written, for the second sheet. */
function example(column: CellField): string {
  switch (column.kind) {
    case 'number':
    case 'rating':
      return '12';
    case 'money':
      return column.currency === 'JPY' ? '1280' : '1280.00';
    case 'date':
      return '2026-03-05';
    case 'time':
      return '09:30';
    case 'choice':
      return column.options.map((one) => one.words.zh).join(column.multiple ? '、' : ' / ');
    case 'costCentre':
    case 'budgetLine':
    case 'project':
      return column.options.map((one) => one.words.zh).join(' / ');
    default:
      return '';
  }
}

export const downloadRowSheet = handle<ApprovalsTables>()(contract.downloadRowSheet, async (context, input) => {
  const table = await tableOf(context, input.kind, input.table);
  const columns = readableColumns(table);
  const headings = columns.map((column) => `${column.label.zh}${column.required ? '*' : ''}`);
  const explained = columns.map((column, at) => [
    headings[at] ?? '',
    column.required ? '必填' : '',
    example(column),
    column.help?.zh ?? '',
  ]);
  return {
    bytes: writeXlsx([
      { name: '明细', rows: [headings] },
      { name: '填写说明', rows: [['列', '是否必填', '写法', '说明'], ...explained] },
    ]),
    name: `${table.label.zh}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
});
