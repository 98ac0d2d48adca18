import { CompiledQuery, type Kysely } from 'kysely';
import { prepared } from '../database/prepared.ts';

/**
 * How a module writes what many calls have decided, in one statement. `ctes` are common table expressions over the
 * parameters $1 to $`parameters`; one of them is `written (n int)`: the numbers of the rows that were written. Of a row
 * that has moved on since it was decided on nothing is written, and its number is missing.
 * `lock`: `for no key update skip locked` where many share the statement (nobody waits for a stranger's transaction),
 * `for no key update` where one is alone; the expressions use it where they look for the rows to be changed.
 */
export interface TogetherWriter<W = unknown> {
  /** `module.what`. */
  readonly name: string;
  readonly parameters: number;
  readonly ctes: (lock: string) => string;
  /** The values of the parameters; a row's number is its index. */
  readonly values: (rows: readonly W[]) => readonly unknown[];
}

/** Declares a writer. */
export function togetherWriter<W>(declared: TogetherWriter<W>): TogetherWriter<W> {
  return declared;
}

/** Writes one row in the caller's transaction, and waits for whoever holds it; false where it has moved on. */
export async function writeAlone<W>(
  db: Pick<Kysely<never>, 'executeQuery'>,
  writer: TogetherWriter<W>,
  row: W,
): Promise<boolean> {
  const text = prepared(`${writer.name} alone`, `with ${writer.ctes('for no key update')} select n from written`);
  const { rows } = await db.executeQuery(CompiledQuery.raw(text, [...writer.values([row])]));
  return rows.length > 0;
}
