import { prepared } from '../database/prepared.ts';
import type { Kernel } from '../kernel.ts';
import { type Outcome, outcomeCtes, outcomeValues } from '../pipeline/outcome.ts';
import { gather } from './gather.ts';
import type { TogetherWriter } from './together-writer.ts';

/** What one call has decided, ready to be written. */
export interface Decided {
  readonly row: unknown;
  readonly outcome: Outcome;
}

/** As many as a statement stays quick with; whoever is beyond it is in the next. */
const mostTogether = 100;
const mostWaiting = 5_000;

/**
 * Commits what calls of one kind have decided: those that arrive while a commit is under way are written by the next
 * one, in one statement and so in one transaction. Gives true, or false for a call whose row had moved on: of it nothing
 * was written. A statement that fails is repeated one by one, so that only the bad call fails. Where the database went
 * away nobody knows whether it committed: all fail, and the same command ids tell when they are repeated.
 */
export function makeCommitTogether(
  database: Pick<Kernel['database'], 'steadyPool'>,
  writer: TogetherWriter,
): (decided: Decided) => Promise<boolean> {
  const text = prepared(
    `${writer.name} together`,
    `with ${writer.ctes('for no key update skip locked')}, ${outcomeCtes(writer.parameters + 1)} select n from written`,
  );

  return gather<Decided, boolean>({
    most: mostTogether,
    atOnce: 1,
    mostWaiting,
    run: async (batch) => {
      const { rows } = await database.steadyPool.query<{ n: number }>(text, [
        ...writer.values(batch.map(({ row }) => row)),
        ...outcomeValues(batch.map(({ outcome }) => outcome)),
      ]);
      const written = new Set(rows.map((row) => row.n));
      return batch.map((_, n) => written.has(n));
    },
  });
}
