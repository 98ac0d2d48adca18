import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { takeDown } from '../../contract/permissions.ts';
import * as contract from '../../contract/why-bulletin-seen.ts';
import type { BulletinsTables } from '../bulletins-tables.ts';

export const whyBulletinSeen = handle<BulletinsTables>()(contract.whyBulletinSeen, async (context, input) => {
  requireSystem(context, managePeople);
  const { rows } = await sql<{
    number: string;
    published_at: string;
    publisher_id: string;
    taken_down: boolean;
    active: boolean;
  }>`
    select b.number, b.published_at, b.publisher_id, d.bulletin_id is not null as taken_down,
      coalesce((select p.active from directory.published_person p where p.id = ${input.personId}::uuid), false) as active
    from bulletins.bulletin b left join bulletins.taken_down d on d.bulletin_id = b.id
    where b.id = any(${sql.val(input.ids)}::uuid[]) or (${input.number} <> '' and b.number = ${input.number})
    order by b.id limit 20`.execute(context.db);
  return {
    things: rows.map((row) => ({
      what: { zh: `公告 ${row.number}`, en: `Bulletin ${row.number}` },
      ways: [
        ...(row.active
          ? [
              {
                rule: row.taken_down
                  ? {
                      zh: '公告面向全体员工；已撤下，只能看到标题和原因',
                      en: 'Bulletins are for all staff; it was taken down, so the title and the reason only',
                    }
                  : { zh: '公告面向全体员工', en: 'Bulletins are for all staff' },
                since: row.published_at,
              },
            ]
          : []),
        ...(row.taken_down
          ? [{ rule: { ...takeDown.sentence }, permission: { name: takeDown.name, of: row.publisher_id } }]
          : []),
      ],
    })),
  };
});
