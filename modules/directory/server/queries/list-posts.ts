import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import { manageStructure } from '../../contract/permissions.ts';
import * as contract from '../../contract/posts.ts';
import type { DirectoryViews } from '../../contract/views.ts';

export const listPosts = handle<DirectoryViews>()(contract.listPosts, async (context, { employerId, closed }) => {
  const { rows } = await sql<{
    id: string;
    name: string;
    employer_id: string | null;
    closed: boolean;
    revision: number;
    holders: number;
  }>`
    select p.id, p.name, p.employer_id, p.closed, p.revision, coalesce(h.holders, 0)::int as holders
    from directory.post p
    left join (select post_id, count(distinct person_id) as holders from directory.post_holding
      where valid_to is null group by 1) h on h.post_id = p.id
    where (${closed} or not p.closed)
      and (${employerId ?? null}::uuid is null or p.employer_id is null or p.employer_id = ${employerId ?? null}::uuid)
    order by p.employer_id nulls first, p.name limit 2000`.execute(context.db);
  return {
    rows: rows.map(({ employer_id, ...post }) => ({ ...post, employerId: employer_id })),
    may: context.may(manageStructure) ? ['manage' as const] : [],
  };
});
