import { handle } from '#kernel/server/define-module.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import * as contract from '../../contract/chart.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { chartTable } from '../../domain/chart/chart-table.ts';
import { loadChart } from '../chart/load-chart.ts';

export const exportChart = handle<DirectoryViews>()(contract.exportChart, async (context, which) => {
  const { departments } = await loadChart(context, which);
  return {
    bytes: writeXlsx([{ name: '组织架构', rows: chartTable(departments), headingRow: 1 }]),
    name: `组织架构${which.on ? `-${which.on}` : ''}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
});
