import { sql } from 'kysely';
import { runPrepared } from '#kernel/server/database/prepared.ts';
import { togetherReader } from '#kernel/server/together/together-reader.ts';
import type { Circumstances } from '../domain/in-scope.ts';
import type { Query } from './content-tables.ts';

/** What is written outside of chats. */
export const elsewhere = 'elsewhere';

interface Asked {
  readonly personId: string;
  /** null: between two. */
  readonly conversationId: string | null;
}

const circumstances = togetherReader<Asked, Circumstances | undefined>({
  name: 'content.circumstances',
  run: async (db, asked) => {
    // Arrays and scalar subqueries: their plan is one of look-ups also where it is made before the tables have grown.
    const rows = await runPrepared(
      'content.circumstances',
      sql<{ n: number; employer_id: string; post_ids: string[]; is_group: boolean; kind: string | null }>`
        select (a.n - 1)::int as n, p.employer_id,
          array(select h.post_id::text from directory.published_post_holding h where h.person_id = p.id) as post_ids,
          coalesce((select true from messaging.published_group g where g.id = a.conversation_id), false) as is_group,
          (select g.kind from groups.published_governed g where g.conversation_id = a.conversation_id) as kind
        from unnest(${sql.val(asked.map((one) => one.personId))}::uuid[], ${sql.val(asked.map((one) => one.conversationId))}::uuid[])
          with ordinality as a(person_id, conversation_id, n)
        join directory.published_person p on p.id = a.person_id and p.active`,
      db,
    );
    const found = new Map(rows.map((row) => [row.n, row]));
    return asked.map((_, n) => {
      const row = found.get(n);
      return (
        row && {
          employerId: row.employer_id,
          postIds: row.post_ids,
          place: row.is_group ? 'groups' : 'direct',
          groupKind: row.kind,
        }
      );
    });
  },
});

/** Who says something, and in which conversation; `null`: between two. Nothing where the person isn't here any more. */
export const circumstancesOf = async (
  context: Pick<Query, 'readTogether'>,
  personId: string,
  conversationId: string | null | typeof elsewhere,
): Promise<Circumstances | undefined> => {
  if (conversationId !== elsewhere) return context.readTogether(circumstances, { personId, conversationId });
  const found = await context.readTogether(circumstances, { personId, conversationId: null });
  return found && { ...found, place: elsewhere };
};
