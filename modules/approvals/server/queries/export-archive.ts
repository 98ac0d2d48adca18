import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import * as contract from '../../contract/archive-search.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { type FoundRow, foundColumns, foundRequests, foundRow } from '../archive-search/found-requests.ts';
import { rowTexts } from '../archive-search/row-texts.ts';

const headings = {
  zh: ['编号', '审批', '申请人', '部门', '状态', '提交时间', '结束时间'],
  en: ['Number', 'Request', 'Applicant', 'Department', 'State', 'Submitted', 'Ended'],
};
const sheetName = { zh: '审批档案', en: 'Archive' };

/** What the search finds, what ended last first. */
export const exportArchive = handle<ApprovalsTables>()(contract.exportArchive, async (context, input) => {
  const { language, columns, ...filter } = input;
  const { from, fields } = await foundRequests(context, filter);
  const shown = fields.filter((field) => columns.length === 0 || columns.includes(field.name));
  const { rows } = await sql<FoundRow>`select ${foundColumns} ${from}
    order by i.ended_at desc, i.id desc limit 20000`.execute(context.db);
  context.looked('approvals.archive', filter.kind);
  const found = await Promise.all(rows.map((row) => foundRow(context, row)));
  const texts = await rowTexts(context, found, language);
  const cells = found.map((row) => [
    row.number,
    row.title[language],
    row.applicant.name,
    row.department?.name ?? '',
    texts.state(row.status),
    texts.time(row.submittedAt),
    texts.time(row.endedAt),
    ...shown.map(({ name }) => texts.field(row.fields, name)),
  ]);
  const name = sheetName[language];
  const heading = [...headings[language], ...shown.map((field) => field.label[language])];
  return {
    bytes: writeXlsx([{ name, rows: [heading, ...cells], headingRow: 1 }]),
    name: `${name}-${context.now.toZonedDateTimeISO(texts.zone).toPlainDate().toString()}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
});
