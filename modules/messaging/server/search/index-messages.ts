import { type QueryExecutorProvider, sql } from 'kysely';
import type { MessageTable } from '../messaging-tables.ts';
import { factToken, fold, textTokens } from './search-text.ts';
import { searchedTexts } from './searched-texts.ts';

type Unindexed = Pick<MessageTable, 'seq' | 'sender_id' | 'kind' | 'at'> & { readonly body: Record<string, unknown> };

/** A row of the index, as `messaging.message_search` holds it. */
export interface SearchRow {
  readonly seq: number;
  readonly sender_id: string | null;
  readonly kind: string;
  readonly at: string;
  readonly text: string;
  readonly tokens: readonly number[];
}

/** What the index says of a message that says `text`. */
export function searchRow(
  conversationId: string,
  message: Pick<SearchRow, 'seq' | 'sender_id' | 'kind' | 'at'>,
  text: string,
): SearchRow {
  const folded = fold(text);
  const tokens = textTokens(folded);
  tokens.add(factToken('conversation', conversationId));
  tokens.add(factToken('kind', message.kind));
  if (message.sender_id !== null) tokens.add(factToken('sender', message.sender_id));
  const { seq, sender_id, kind, at } = message;
  return { seq, sender_id, kind, at, text: folded, tokens: [...tokens] };
}

/**
 * Puts the messages after one place up to another into the index, as they read now. In a transaction: a message that is being
 * recalled is waited for, and one that was is passed over, so nothing of it can come back. Secrets aren't searched.
 */
export async function indexMessages(
  db: QueryExecutorProvider,
  conversationId: string,
  after: number,
  upTo: number,
): Promise<void> {
  const { rows } = await sql<Unindexed>`
    select seq, sender_id, kind, body, at from messaging.message
    where conversation_id = ${conversationId} and seq > ${after} and seq <= ${upTo} and body is not null
      and messaging.rank(body) < 2
    order by seq for share`.execute(db);
  if (rows.length === 0) return;
  const texts = await searchedTexts(db, rows);
  const found = rows.map(({ body: _, ...row }, at) => searchRow(conversationId, row, texts[at] ?? ''));
  await sql`
    insert into messaging.message_search (conversation_id, seq, sender_id, kind, at, text, tokens)
    select ${conversationId}::uuid, r.seq, r.sender_id, r.kind, r.at, r.text, r.tokens
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
      as r(seq int, sender_id uuid, kind text, at timestamptz, text text, tokens int[])
    on conflict (conversation_id, seq) do update set text = excluded.text, tokens = excluded.tokens`.execute(db);
}
