import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import * as contract from '../../contract/archive-search.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { printedValue } from '../archive/field-text.ts';
import { type FoundRow, foundColumns, foundRequests, foundRow } from '../archive-search/found-requests.ts';
import { zoneOf } from '../archive-search/zone-of.ts';
import { personNames } from '../person-names.ts';

const headings = {
  zh: ['编号', '审批', '申请人', '部门', '状态', '提交时间', '结束时间'],
  en: ['Number', 'Request', 'Applicant', 'Department', 'State', 'Submitted', 'Ended'],
};
const states: Readonly<Record<string, { zh: string; en: string }>> = {
  approved: { zh: '已通过', en: 'Approved' },
  rejected: { zh: '已拒绝', en: 'Rejected' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn' },
  terminated: { zh: '已终止', en: 'Terminated' },
  revoked: { zh: '已撤销（通过后）', en: 'Revoked' },
};
const sheetName = { zh: '审批档案', en: 'Archive' };
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the search finds, what ended last first; as masked as on the screen, times in the time zone of the reader's employer. */
export const exportArchive = handle<ApprovalsTables>()(contract.exportArchive, async (context, input) => {
  const { language, columns, ...filter } = input;
  const { from, fields } = await foundRequests(context, filter);
  const shown = fields.filter((field) => columns.length === 0 || columns.includes(field.name));
  const { rows } = await sql<FoundRow>`select ${foundColumns} ${from}
    order by i.ended_at desc, i.id desc limit 20000`.execute(context.db);
  context.looked('approvals.archive', filter.kind);
  const zone = await zoneOf(context.db, context.person().employerId);
  const time = (at: string) =>
    Temporal.Instant.from(at)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
      .replace('T', ' ');
  const found = await Promise.all(rows.map((row) => foundRow(context, row)));
  const ids =
    JSON.stringify(found.map((row) => row.fields)).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
  const names = new Map(
    (
      await personNames(
        context.db,
        ids.filter((id) => uuid.test(id)),
      )
    ).map((one) => [one.id, one.name]),
  );
  const said = { language, nameOf: (id: string) => names.get(id) ?? '', fileNameOf: () => sheetWords.file[language] };
  const cells = found.map((row) => [
    row.number,
    row.title[language],
    row.applicant.name,
    row.department?.name ?? '',
    states[row.status]?.[language] ?? row.status,
    time(row.submittedAt),
    time(row.endedAt),
    ...shown.map(({ name }) => {
      const field = row.fields.find((one) => one.name === name);
      if (!field) return '';
      if (field.masked && typeof field.value === 'string') return field.value;
      const value = printedValue(field, field.design, said);
      return value.kind === 'text' ? value.text : value.rows.map((line) => line.join(' ')).join('; ');
    }),
  ]);
  const name = sheetName[language];
  const heading = [...headings[language], ...shown.map((field) => field.label[language])];
  return {
    bytes: writeXlsx([{ name, rows: [heading, ...cells], headingRow: 1 }]),
    name: `${name}-${context.now.toZonedDateTimeISO(zone).toPlainDate().toString()}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
});

const sheetWords = { file: { zh: '（附件）', en: '(file)' } };
