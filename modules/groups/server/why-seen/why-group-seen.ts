import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { handleReports, manageGroups, readRegister } from '../../contract/permissions.ts';
import * as contract from '../../contract/why-group-seen.ts';
import type { GroupsTables } from '../groups-tables.ts';

/** The group's entry in the register, not what is said in it; and what was reported, for who handles reports. */
export const whyGroupSeen = handle<GroupsTables>()(contract.whyGroupSeen, async (context, { personId, ids }) => {
  requireSystem(context, managePeople);
  const { rows: groups } = await sql<{
    name: string;
    applicant_id: string;
    joined_at: string | null;
    successor: boolean;
  }>`
    select g.name, g.applicant_id, m.joined_at,
      exists (select from groups.hand_over h where h.conversation_id = g.conversation_id and h.state = 'open'
        and h.to_id = ${personId}::uuid) as successor
    from groups.governed g
    left join messaging.published_member m on m.conversation_id = g.conversation_id and m.person_id = ${personId}::uuid
    where g.conversation_id = any(${sql.val(ids)}::uuid[]) order by g.conversation_id limit 20`.execute(context.db);
  const { rows: reports } = await sql`
    select from groups.report r where r.id = any(${sql.val(ids)}::uuid[]) limit 20`.execute(context.db);
  return {
    things: [
      ...groups.map((group) => ({
        what: { zh: `群台账：${group.name}`, en: `Register of groups: ${group.name}` },
        ways: [
          ...(group.joined_at === null
            ? []
            : [{ rule: { zh: '群成员', en: 'Member of the group' }, since: group.joined_at }]),
          ...(group.successor ? [{ rule: { zh: '被指定接任负责人', en: 'Named to lead it from now on' } }] : []),
          ...[readRegister, manageGroups].map((permission) => ({
            rule: { ...permission.sentence },
            permission: { name: permission.name, of: group.applicant_id },
          })),
        ],
      })),
      ...reports.map(() => ({
        what: { zh: '被举报的群消息', en: 'A reported message' },
        ways: [{ rule: { ...handleReports.sentence }, permission: { name: handleReports.name, of: null } }],
      })),
    ],
  };
});
