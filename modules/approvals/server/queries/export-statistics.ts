import { handle } from '#kernel/server/define-module.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import * as contract from '../../contract/statistics.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { readFigures } from '../statistics/read-figures.ts';

const titles = {
  kind: { zh: '按流程', en: 'By process' },
  step: { zh: '按环节', en: 'By step' },
  department: { zh: '按部门', en: 'By department' },
  person: { zh: '按人员', en: 'By person' },
  day: { zh: '按日', en: 'By day' },
  week: { zh: '按周', en: 'By week' },
  month: { zh: '按月', en: 'By month' },
};
const headings = {
  zh: [
    '数量',
    '有时限',
    '超时',
    '工作用时平均（分钟）',
    '中位',
    '九成以内',
    '自然用时平均（分钟）',
    '中位',
    '九成以内',
  ],
  en: [
    'Count',
    'With a limit',
    'Overdue',
    'Working time, mean (minutes)',
    'Median',
    '90 % within',
    'Clock time, mean (minutes)',
    'Median',
    '90 % within',
  ],
};
const sheetWords = { file: { zh: '审批统计', en: 'Approval statistics' }, total: { zh: '合计', en: 'Total' } };
const withheldWord = { zh: '未显示', en: 'Not shown' };

/** The figures as the screen shows them, with as much withheld. */
export const exportStatistics = handle<ApprovalsTables>()(contract.exportStatistics, async (context, input) => {
  const { language, ...asked } = input;
  if (asked.by !== 'person') context.require(contract.seeStatistics);
  const { rows, total } = await readFigures(context, asked);
  context.looked('approvals.statistics', asked.by);
  const text = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value));
  const cells = (row: typeof total) =>
    row.withheld
      ? [withheldWord[language]]
      : [row.count, row.limited, row.overdue]
          .map(text)
          .concat([row.working, row.elapsed].flatMap((one) => [one?.mean, one?.median, one?.p90].map(text)));
  const name = titles[asked.by][language];
  return {
    bytes: writeXlsx([
      {
        name,
        rows: [
          [name, ...headings[language]],
          ...rows.map((row) => [row.name[language], ...cells(row)]),
          [sheetWords.total[language], ...cells(total)],
        ],
        headingRow: 1,
      },
    ]),
    name: `${sheetWords.file[language]}-${asked.from}-${asked.to}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
});
