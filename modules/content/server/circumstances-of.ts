import { sql } from 'kysely';
import type { Circumstances } from '../domain/in-scope.ts';
import type { Query } from './content-tables.ts';

/** Who says something, and in which conversation; `null`: between two. Nothing where the person isn't here any more. */
export async function circumstancesOf(
  context: Pick<Query, 'db'>,
  personId: string,
  conversationId: string | null,
): Promise<Circumstances | undefined> {
  const { rows } = await sql<{ employer_id: string; post_ids: string[]; is_group: boolean; kind: string | null }>`
    select p.employer_id,
      array(select h.post_id::text from directory.published_post_holding h where h.person_id = p.id) as post_ids,
      exists (select from messaging.published_group g where g.id = ${conversationId}::uuid) as is_group,
      (select g.kind from groups.published_governed g where g.conversation_id = ${conversationId}::uuid) as kind
    from directory.published_person p where p.id = ${personId}::uuid and p.active`.execute(context.db);
  const [row] = rows;
  return row
    ? {
        employerId: row.employer_id,
        postIds: row.post_ids,
        place: row.is_group ? 'groups' : 'direct',
        groupKind: row.kind,
      }
    : undefined;
}
