import { CompiledQuery, type Kysely } from 'kysely';
import { prepared } from '../database/prepared.ts';

/** What a statement gave to one row: under `answer` for the answer of its call, under an event's name for its facts. */
export type Given = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * How a module writes what many calls have decided, in one statement. `ctes` are common table expressions over the
 * parameters $1 to $`parameters`; one of them is `written (n int)`: the numbers of the rows that were written. Of a row
 * that has moved on since it was decided on nothing is written, and its number is missing.
 * A writer that `gives` has `written (n int, given jsonb)` instead (`Given`): what only the statement knows, such as the next
 * place in a row, replaces what the decision put there for the time being.
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
  readonly gives?: true;
  /**
   * For rows that many want at once: those that a stranger held wait for him together, instead of each in a transaction of its
   * own. `keyOf`: what a row hangs on; `lock`: the statement that waits for it, over $1.
   */
  readonly waits?: { readonly keyOf: (row: W) => string; readonly lock: string };
}

/** Declares a writer. */
export function togetherWriter<W>(declared: TogetherWriter<W>): TogetherWriter<W> {
  return declared;
}

/** What the statement reads out of `written`. */
export const writtenColumns = (writer: Pick<TogetherWriter, 'gives'>): string => (writer.gives ? 'n, given' : 'n');

/** Writes several rows in the caller's transaction, in one statement: what it gave to each, by its number; missing: it has moved on. */
export async function writeSeveral<W>(
  db: Pick<Kysely<never>, 'executeQuery'>,
  writer: TogetherWriter<W>,
  rows: readonly W[],
): Promise<ReadonlyMap<number, Given>> {
  const text = prepared(
    `${writer.name} alone`,
    `with ${writer.ctes('for no key update')} select ${writtenColumns(writer)} from written`,
  );
  const written = await db.executeQuery<{ n: number; given?: Given }>(
    CompiledQuery.raw(text, [...writer.values(rows)]),
  );
  return new Map(written.rows.map(({ n, given }) => [n, given ?? {}]));
}

/** Writes one row in the caller's transaction, and waits for whoever holds it; undefined where it has moved on. */
export async function writeAlone<W>(
  db: Pick<Kysely<never>, 'executeQuery'>,
  writer: TogetherWriter<W>,
  row: W,
): Promise<Given | undefined> {
  return (await writeSeveral(db, writer, [row])).get(0);
}
