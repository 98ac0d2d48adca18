import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import * as contract from '../../contract/audit.ts';
import type { AdminTables } from '../admin-tables.ts';
import { readAuditRows } from '../audit/read-audit-rows.ts';

/** More lines than this are asked for in several times. */
const most = 50_000;

const words = {
  zh: {
    file: '审计日志',
    headings: ['时间', '操作人', '操作', '名称', '结果', '拒绝原因', '对象'],
    outcome: { done: '完成', refused: '被拒绝', fault: '出错', looked: '查看' },
    actor: { person: '人员', application: '应用', system: '系统', visitor: '未登录者' },
  },
  en: {
    file: 'Audit',
    headings: ['Time', 'Who', 'What', 'Operation', 'Outcome', 'Why refused', 'About'],
    outcome: { done: 'done', refused: 'refused', fault: 'fault', looked: 'looked' },
    actor: { person: 'Person', application: 'Application', system: 'System', visitor: 'Nobody signed in' },
  },
} as const;

export const exportAudit = handle<AdminTables>()(contract.exportAudit, async (context, { language, ...asked }) => {
  const say = words[language];
  const rows = await readAuditRows(context, { ...asked, limit: most });
  const { rows: zones } = await sql<{ time_zone: string }>`
    select e.time_zone from directory.published_employer e where e.id = ${context.person().employerId}::uuid`.execute(
    context.db,
  );
  const zone = zones[0]?.time_zone ?? 'UTC';
  // In the time zone of whoever reads it, to the second.
  const time = (at: string) => {
    const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime();
    return local.toString({ smallestUnit: 'second' }).replace('T', ' ');
  };
  context.looked('audit', 'all');
  return {
    bytes: writeXlsx([
      {
        name: say.file,
        headingRow: 1,
        rows: [
          [...say.headings],
          ...rows.map((row) => [
            time(row.at),
            row.actor.name ?? [say.actor[row.actor.kind], row.actor.id ?? ''].join(' ').trim(),
            row.summary[language],
            row.operation,
            say.outcome[row.outcome],
            row.failureCode ?? '',
            row.objects.map(({ type, id, name }) => name ?? `${type} ${id}`).join('; '),
          ]),
        ],
      },
    ]),
    name: `${say.file}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
});
