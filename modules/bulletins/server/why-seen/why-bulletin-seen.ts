import { sql } from 'kysely';
import type { PermissionContract } from '#kernel/contract/permission.ts';
import type { Words } from '#kernel/contract/words.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { readCore, readOrdinary } from '#modules/messaging/contract/labels/permissions.ts';
import { takeDown } from '../../contract/permissions.ts';
import type { BulletinRow } from '../../contract/shapes.ts';
import * as contract from '../../contract/why-bulletin-seen.ts';
import type { BulletinsTables } from '../bulletins-tables.ts';

const audience: Words = { zh: '公告面向全体员工', en: 'Bulletins are for all staff' };
const title: Words = {
  zh: '；已撤下，除有权撤下的人外，只能看到标题和原因',
  en: '; it was taken down, so who may not take down sees the title and the reason only',
};

/** What lets somebody into a classification; nothing: it is for everybody. Whoever is cleared for core secrets is for ordinary ones. */
const clearances = (classification: BulletinRow['classification']): readonly PermissionContract[] =>
  classification === 'core' ? [readCore] : classification === 'ordinary' ? [readOrdinary, readCore] : [];

/** As `isCleared` and `mayTakeDown` decide. */
export const whyBulletinSeen = handle<BulletinsTables>()(contract.whyBulletinSeen, async (context, input) => {
  requireSystem(context, managePeople);
  const { rows } = await sql<{
    number: string;
    classification: BulletinRow['classification'];
    published_at: string;
    publisher_id: string;
    taken_down: boolean;
    active: boolean;
    own: boolean;
  }>`
    select b.number, b.classification, b.published_at, b.publisher_id, d.bulletin_id is not null as taken_down,
      b.publisher_id = ${input.personId}::uuid as own,
      coalesce((select p.active from directory.published_person p where p.id = ${input.personId}::uuid), false) as active
    from bulletins.bulletin b left join bulletins.taken_down d on d.bulletin_id = b.id
    where b.id = any(${sql.val(input.ids)}::uuid[]) or (${input.number} <> '' and b.number = ${input.number})
    order by b.id limit 20`.execute(context.db);
  return {
    things: rows.map((row) => {
      const end = row.taken_down ? title : { zh: '', en: '' };
      const cleared = clearances(row.classification);
      const open = { zh: `${audience.zh}${end.zh}`, en: `${audience.en}${end.en}` };
      const secret = ({ sentence }: PermissionContract) => ({
        zh: `公告带有密级：${sentence.zh}${end.zh}`,
        en: `It is classified: ${sentence.en}${end.en}`,
      });
      return {
        what: { zh: `公告 ${row.number}`, en: `Bulletin ${row.number}` },
        ways: [
          ...(row.active && cleared.length === 0 ? [{ rule: open, since: row.published_at }] : []),
          ...(row.own && cleared.length > 0
            ? [{ rule: { zh: '由其发布', en: 'Published by them' }, since: row.published_at }]
            : []),
          ...cleared.map((permission) => ({
            rule: secret(permission),
            since: row.published_at,
            permission: { name: permission.name, of: row.publisher_id },
          })),
          ...(row.taken_down && cleared.length === 0
            ? [{ rule: { ...takeDown.sentence }, permission: { name: takeDown.name, of: row.publisher_id } }]
            : []),
        ],
      };
    }),
  };
});
