import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/chart.ts';
import { exportPeople, manageStructure, planReorganisation } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { loadChart } from '../chart/load-chart.ts';

export const readChart = handle<DirectoryViews>()(contract.readChart, async (context, which) => ({
  ...(await loadChart(context, which)),
  may: [
    ...(context.may(planReorganisation) ? (['plan'] as const) : []),
    ...(context.may(exportPeople) ? (['export'] as const) : []),
    ...(context.may(manageStructure) ? (['manage'] as const) : []),
  ],
}));
