import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import type { SeenThing } from '#modules/directory/contract/why-seen.ts';
import { expedite } from '../../contract/permissions.ts';
import { seeStatistics } from '../../contract/statistics.ts';
import * as contract from '../../contract/why-list-seen.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

/** The screens by their addresses; what stands in them follows the reach of the permission. */
export const whyListSeen = handle<ApprovalsTables>()(contract.whyListSeen, async (context, { personId, path }) => {
  requireSystem(context, managePeople);
  const things: SeenThing[] = [];
  if (path === '/approvals/expediting') {
    things.push({
      what: { zh: '督办列表', en: 'The list of expediting' },
      ways: [{ rule: { ...expedite.sentence }, permission: { name: expedite.name, of: null } }],
    });
  }
  if (path === '/approvals/statistics') {
    // As `ledByReader` decides: figures about single people take no permission.
    const { rows } = await sql<{ leads: boolean; active: boolean }>`
      select p.active, exists (select from directory.published_supervisor s where s.supervisor_id = p.id)
        or exists (select from directory.published_head h where h.person_id = p.id) as leads
      from directory.published_person p where p.id = ${personId}::uuid`.execute(context.db);
    const [person] = rows;
    things.push({
      what: { zh: '审批统计', en: 'Statistics of approvals' },
      ways: [
        ...(person?.active ? [{ rule: { zh: '本人的数字', en: 'Their own figures' } }] : []),
        ...(person?.active && person.leads
          ? [
              {
                rule: {
                  zh: '直属下级、所负责部门的人员的数字',
                  en: 'Figures of those they supervise or whose department they head',
                },
              },
            ]
          : []),
        { rule: { ...seeStatistics.sentence }, permission: { name: seeStatistics.name, of: null } },
      ],
    });
  }
  return { things };
});
