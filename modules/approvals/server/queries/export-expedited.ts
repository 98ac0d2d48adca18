import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import * as contract from '../../contract/expediting.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { type ExpeditedRow, expedited, expeditedLine } from '../expedited-rows.ts';

const headings = {
  zh: ['编号', '审批', '摘要', '申请人', '部门', '经办人', '自何时起', '办理期限', '是否超时', '最近催办'],
  en: ['Number', 'Request', 'Summary', 'Applicant', 'Department', 'Holder', 'Since', 'Due', 'Overdue', 'Urged'],
};
const overdueWords = { zh: '已超时', en: 'Overdue' };

/** The table as it is filtered, the oldest first; times in the time zone of the reader's employer. */
export const exportExpedited = handle<ApprovalsTables>()(contract.exportExpedited, async (context, input) => {
  const { language, ...filter } = input;
  const { rows } = await sql<ExpeditedRow>`${expedited(context, filter)}
    select * from running order by since, id, slot_id limit 20000`.execute(context.db);
  const zones = await sql<{ time_zone: string }>`
    select time_zone from directory.published_employer where id = ${context.person().employerId}::uuid`.execute(
    context.db,
  );
  const zone = zones.rows[0]?.time_zone ?? 'UTC';
  const time = (at: string | null) =>
    at === null
      ? ''
      : Temporal.Instant.from(at)
          .toZonedDateTimeISO(zone)
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute' })
          .replace('T', ' ');
  const cells = rows.map((row) => {
    const { title, summary } = expeditedLine(context, row);
    return [
      row.number,
      title[language],
      summary[language],
      row.applicant_name,
      row.department_name ?? '',
      row.holder_name ?? '',
      time(row.since),
      time(row.due_at),
      row.overdue ? overdueWords[language] : '',
      time(row.urged_at),
    ];
  });
  const name = { zh: '督办', en: 'Expediting' }[language];
  const day = context.now.toZonedDateTimeISO(zone).toPlainDate().toString();
  return {
    bytes: writeXlsx([{ name, rows: [headings[language], ...cells], headingRow: 1 }]),
    name: `${name}-${day}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
});
