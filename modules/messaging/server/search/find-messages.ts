import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { factToken, termTokens } from './search-text.ts';

/** Each of these must occur, in one of its forms: as typed, or as a name that was typed in pinyin. */
export type Terms = readonly (readonly string[])[];

export interface Wanted {
  readonly personId: string;
  readonly terms: Terms;
  /** Not those in which these occur. */
  readonly without?: Terms | undefined;
  /** One that the person is a member of; else all of these. */
  readonly conversationId?: string | undefined;
  readonly senderId?: string | undefined;
  readonly kind?: string | undefined;
  readonly from?: string | undefined;
  readonly before?: string | undefined;
}

/** Where a message stands among all: later ones first. */
export interface Place {
  readonly at: string;
  readonly conversation_id: string;
  readonly seq: number;
}

/** The latest messages that are read one by one before the index is asked: enough to fill a page with what is said often. */
const walked = 4_000;
/** The same within one conversation, whose messages lie apart on the disk. */
const walkedWithin = 1_000;
/** More conversations than this aren't worth naming to the index. */
const mostNamed = 50;

/**
 * The places of the latest `most` messages that are wanted and that this person may read, after the place given.
 * What is said often is found among the latest; what is said seldom has few rows in the index. Each way is bad at what
 * the other is good at, and how often something was said to this person is nothing that the database could estimate.
 */
export async function findMessages(
  db: QueryExecutorProvider,
  wanted: Wanted,
  most: number,
  after?: Place,
): Promise<Place[]> {
  const latest = await amongLatest(db, wanted, most, after);
  return latest.length < most ? byTokens(db, wanted, most, after) : latest;
}

async function amongLatest(db: QueryExecutorProvider, wanted: Wanted, most: number, after?: Place): Promise<Place[]> {
  const { conversationId, from, before } = wanted;
  const rows = conversationId
    ? sql`
      select * from messaging.message_search where conversation_id = ${conversationId}
        ${after ? sql`and seq < ${after.seq}` : sql``}
      order by seq desc limit ${walkedWithin}`
    : sql`
      select * from messaging.message_search where true
        ${after ? sql`and ${beyond(after)}` : sql``}
        ${from === undefined ? sql`` : sql`and at >= ${from}::timestamptz`}
        ${before === undefined ? sql`` : sql`and at < ${before}::timestamptz`}
      order by at desc, conversation_id desc, seq desc limit ${walked}`;
  const found = await sql<Place>`
    select at, conversation_id, seq from (${rows}) s where ${matches(wanted)}
    order by at desc, conversation_id desc, seq desc limit ${most}`.execute(db);
  return found.rows;
}

async function byTokens(db: QueryExecutorProvider, wanted: Wanted, most: number, after?: Place): Promise<Place[]> {
  const { conversationId, personId, senderId, kind } = wanted;
  const facts = [
    ...(conversationId === undefined ? [] : [factToken('conversation', conversationId)]),
    ...(senderId === undefined ? [] : [factToken('sender', senderId)]),
    ...(kind === undefined ? [] : [factToken('kind', kind)]),
  ];
  const conditions = wanted.terms.map((forms) =>
    either(forms.map((form) => sql`s.tokens @> ${sql.val(termTokens(form))}::int[]`)),
  );
  if (facts.length > 0) conditions.push(sql`s.tokens @> ${sql.val(facts)}::int[]`);
  if (conversationId === undefined) {
    const { rows } = await sql<{ id: string }>`
      select conversation_id as id from messaging.member where person_id = ${personId} and left_at is null
      limit ${mostNamed + 1}`.execute(db);
    const named = rows.map((row) => factToken('conversation', row.id));
    if (named.length <= mostNamed) conditions.push(sql`s.tokens && ${sql.val(named)}::int[]`);
  }
  // Materialized: the order must not lead the database to walk through all messages from the latest.
  const found = await sql<Place>`
    with found as materialized (
      select at, conversation_id, seq from messaging.message_search s
      where ${sql.join(conditions, sql` and `)} and ${matches(wanted)} ${after ? sql`and ${beyond(after)}` : sql``}
    )
    select at, conversation_id, seq from found order by at desc, conversation_id desc, seq desc limit ${most}`.execute(
    db,
  );
  return found.rows;
}

const either = (conditions: readonly RawBuilder<unknown>[]) => sql`(${sql.join(conditions, sql` or `)})`;

const beyond = (after: Place) =>
  sql`(at, conversation_id, seq) < (${after.at}::timestamptz, ${after.conversation_id}::uuid, ${after.seq}::int)`;

const occurs = (terms: Terms) =>
  sql.join(
    terms.map((forms) => either(forms.map((form) => sql`strpos(s.text, ${form}) > 0`))),
    sql` and `,
  );

/** Condition on `s`: that it is what is wanted, and this person's to read. */
function matches({ personId, terms, without, conversationId, senderId, kind, from, before }: Wanted) {
  const conditions = [
    ...(terms.length > 0 ? [occurs(terms)] : []),
    ...(without ? [sql`not (${occurs(without)})`] : []),
    ...(senderId === undefined ? [] : [sql`s.sender_id = ${senderId}::uuid`]),
    ...(kind === undefined ? [] : [sql`s.kind = ${kind}`]),
    ...(from === undefined ? [] : [sql`s.at >= ${from}::timestamptz`]),
    ...(before === undefined ? [] : [sql`s.at < ${before}::timestamptz`]),
    ...(conversationId === undefined ? [] : [sql`s.conversation_id = ${conversationId}::uuid`]),
    // A value and no join: it is asked for what matches only, and leaves the order of the rows alone.
    sql`(select true from messaging.member m
      where m.conversation_id = s.conversation_id and m.person_id = ${personId} and m.left_at is null)`,
  ];
  return sql.join(conditions, sql` and `);
}
