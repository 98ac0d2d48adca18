import { type RawBuilder, sql } from 'kysely';

/**
 * SQL: the id that a text expression holds; null where it holds something else. For joins from a text to a table's id: with the
 * id as text on the other side PostgreSQL reads the whole table for each row.
 */
export const uuidIn = (text: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql`(case when pg_input_is_valid(${text}, 'uuid') then (${text})::uuid end)`;
