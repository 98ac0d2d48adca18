import { sql } from 'kysely';
import type { Words } from '#kernel/contract/words.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/rulebooks.ts';
import { mayManage } from '../may-manage.ts';
import { shippedPacks } from '../packs/shipped-packs.ts';
import type { PolicyTables } from '../policy-tables.ts';

interface Row {
  readonly id: string;
  readonly pack: string;
  readonly title: Words;
  readonly employer_id: string;
  readonly employer_name: string;
  readonly owner_id: string;
  readonly adopted: boolean;
  readonly in_force: number;
  readonly articles: number;
  readonly acknowledged: boolean;
}

export const listRulebooks = handle<PolicyTables>()(contract.listRulebooks, async (context) => {
  const { personId, employerId } = context.person();
  const { rows } = await sql<Row>`
    select b.id, b.pack, b.head->'title' as title, b.employer_id, e.name as employer_name, b.owner_id,
      (select count(*) = 3 from policy.adoption_step s where s.rulebook_id = b.id) as adopted,
      (select count(*)::int from policy.article a where a.rulebook_id = b.id and a.state = 'inForce') as in_force,
      (select count(*)::int from policy.article a where a.rulebook_id = b.id) as articles,
      exists (select from policy.acknowledgement k where k.rulebook_id = b.id and k.revision_number = b.revision_number
        and k.person_id = ${personId}::uuid) as acknowledged
    from policy.rulebook b join directory.published_employer e on e.id = b.employer_id
    order by e.name, b.installed_at`.execute(context.db);
  const employers = await sql<{ id: string; name: string }>`
    select id, name from directory.published_employer order by name`.execute(context.db);
  const managed = employers.rows.filter(({ id }) => mayManage(context, id));
  return {
    rows: rows
      .filter(
        (row) => row.employer_id === employerId || row.owner_id === personId || mayManage(context, row.employer_id),
      )
      .map((row) => ({
        id: row.id,
        title: row.title,
        employer: { id: row.employer_id, name: row.employer_name },
        adopted: row.adopted,
        inForce: row.in_force,
        articles: row.articles,
        acknowledged: row.acknowledged,
        mine: row.employer_id === employerId,
      })),
    catalogue:
      managed.length === 0
        ? []
        : shippedPacks.map(({ code, head }) => ({
            pack: code,
            title: head.title,
            source: head.source,
            employers: managed.filter(({ id }) => !rows.some((row) => row.pack === code && row.employer_id === id)),
          })),
  };
});
