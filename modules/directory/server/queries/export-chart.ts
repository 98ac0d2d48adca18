import { handle } from '#kernel/server/define-module.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import * as contract from '../../contract/chart.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { arrange } from '../../domain/chart/arrange.ts';
import { chartSvg } from '../../domain/chart/chart-svg.ts';
import { chartTable } from '../../domain/chart/chart-table.ts';
import { loadChart } from '../chart/load-chart.ts';

export const exportChart = handle<DirectoryViews>()(
  contract.exportChart,
  async (context, { format, below, ...which }) => {
    const { departments: all } = await loadChart(context, which);
    const departments = below === undefined ? all : partOf(all, below);
    const name = `${departments.find((one) => one.id === below)?.name ?? '组织架构'}${which.on ? `-${which.on}` : ''}`;
    return format === 'svg'
      ? { bytes: new TextEncoder().encode(chartSvg(departments)), name: `${name}.svg`, mediaType: 'image/svg+xml' }
      : {
          bytes: writeXlsx([{ name: '组织架构', rows: chartTable(departments), headingRow: 1 }]),
          name: `${name}.xlsx`,
          mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        };
  },
);

/** A department with everything below it, itself at the top. */
function partOf<D extends { readonly id: string; readonly parentId: string | null }>(
  all: readonly D[],
  top: string,
): D[] {
  const inside = new Set([top]);
  for (const { department } of arrange(all)) {
    if (department.parentId !== null && inside.has(department.parentId)) inside.add(department.id);
  }
  return all.flatMap((one) => (inside.has(one.id) ? [one.id === top ? { ...one, parentId: null } : one] : []));
}
