import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { writeXlsx } from '#kernel/server/sheets/write-xlsx.ts';
import * as contract from '../../contract/operations.ts';
import { exportRegister } from '../../contract/permissions.ts';
import type { GroupsTables } from '../groups-tables.ts';
import { listRows } from '../list-rows.ts';
import { loadKinds } from '../load-kinds.ts';
import { registerCondition } from '../register-condition.ts';

const most = 20_000;

const words = {
  zh: {
    register: '群台账',
    headings: [
      '群名称',
      '类型',
      '群主',
      '群负责人',
      '用人单位',
      '用途',
      '成员数',
      '应在与实在的差异',
      '建立日期',
      '最近消息',
      '到期日',
      '暂不适用规则至',
      '状态',
    ],
    state: { active: '使用中', dissolved: '已注销', idle: '闲置' },
  },
  en: {
    register: 'Register of groups',
    headings: [
      'Group',
      'Kind',
      'Owner',
      'Leader',
      'Employer',
      'Purpose',
      'Members',
      'Difference',
      'Since',
      'Last message',
      'Ends on',
      'No rule acts before',
      'State',
    ],
    state: { active: 'In use', dissolved: 'Dissolved', idle: 'Idle' },
  },
} as const;

/** The register as the reader sees it, one group a row, newest first; never what is said in one. Instants at the clock of the employer. */
export const exportGroups = handle<GroupsTables>()(contract.exportGroups, async (context, input) => {
  const kinds = await loadKinds(context.db as never);
  const t = words[context.language];
  const rows = await listRows(
    context,
    kinds,
    sql<boolean>`${context.within(exportRegister, 'g.applicant_id')} and ${registerCondition(kinds, context.now, input)}`,
    sql`order by g.since desc, g.conversation_id desc limit ${most}`,
  );
  context.looked('groups.register', input.only);
  const { rows: rest } = await sql<{ id: string; purpose: string; employer: string; time_zone: string }>`
    select g.conversation_id as id, g.purpose, e.name as employer, e.time_zone from groups.governed g
    join directory.published_employer e on e.id = g.employer_id
    where g.conversation_id = any(${sql.val(rows.map((row) => row.conversationId))}::uuid[])`.execute(
    context.db as never,
  );
  const more = new Map(rest.map((row) => [row.id, row]));
  const dayOf = (instant: string, zone: string) =>
    Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
  const cells = rows.map((row) => {
    const { purpose = '', employer = '', time_zone = 'Asia/Shanghai' } = more.get(row.conversationId) ?? {};
    return [
      row.name,
      row.kindTitle[context.language],
      row.owner,
      row.leader?.name ?? '',
      employer,
      purpose,
      String(row.members),
      String(row.difference),
      dayOf(row.since, time_zone),
      dayOf(row.lastAt, time_zone),
      row.endsOn ?? '',
      row.graceUntil ?? '',
      t.state[row.idle ? 'idle' : row.state],
    ];
  });
  return {
    bytes: writeXlsx([{ name: t.register, rows: [[...t.headings], ...cells], headingRow: 1 }]),
    name: `${t.register}-${dayOf(context.now.toString(), 'Asia/Shanghai')}.xlsx`,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
});
