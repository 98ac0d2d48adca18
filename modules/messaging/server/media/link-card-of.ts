import { type QueryExecutorProvider, sql } from 'kysely';
import { loadMembership } from '../member-table.ts';

interface CardRow {
  readonly url: string;
  readonly title: string;
  readonly description: string | null;
  readonly site: string | null;
  readonly picture: string | null;
}

/** The card of a message's first link, for a member; `notFound` for everybody else. */
export async function linkCardOf(
  db: QueryExecutorProvider,
  personId: string,
  clearance: number,
  { conversationId, seq }: { readonly conversationId: string; readonly seq: number },
): Promise<CardRow | undefined> {
  await loadMembership(db, conversationId, personId);
  const { rows } = await sql<CardRow>`
    select c.url, c.title, c.description, c.site, c.picture
    from messaging.message_link l join messaging.link_card c on md5(c.url) = md5(l.url)
    where l.conversation_id = ${conversationId} and l.seq = ${seq} and l.number = 1 and c.title is not null
      and exists (select from messaging.message m where m.conversation_id = l.conversation_id and m.seq = l.seq
        and messaging.rank(m.body) <= ${clearance})`.execute(db);
  return rows[0];
}
