import { refuse } from '../../contract/failure.ts';
import { databaseAway } from '../../contract/kernel-failures.ts';
import { databaseTrouble } from '../pipeline/database-trouble.ts';

interface Waiting<I, O> {
  readonly item: I;
  resolve(answer: O): void;
  reject(error: unknown): void;
}

/**
 * Calls that arrive while a run is under way wait for the next one, and are done by it together, oldest first. Whoever
 * comes when nothing runs waits for nobody but those of the same turn of the event loop. A run begins after its calls
 * arrived, so what it reads is never older than they are.
 *
 * `most` calls in one run, `atOnce` runs at the same time, and no further one beside another for fewer than `least` calls;
 * more than `mostWaiting` calls are refused with
 * `kernel.databaseAway`. `run` gives the answers in the order of its items. Where it throws because of one of them, it is
 * repeated for each alone, so that only the bad one fails; where the database is away, all fail.
 */
export function gather<I, O>(options: {
  readonly most: number;
  readonly atOnce: number;
  readonly least?: number;
  readonly mostWaiting: number;
  readonly run: (items: readonly I[]) => Promise<readonly O[]>;
}): (item: I) => Promise<O> {
  let waiting: Waiting<I, O>[] = [];
  let running = 0;
  let woken = false;
  const { least = 1 } = options;

  async function answer(batch: readonly Waiting<I, O>[]): Promise<void> {
    try {
      const answers = await options.run(batch.map(({ item }) => item));
      for (const [index, one] of batch.entries()) one.resolve(answers[index] as O);
    } catch (error) {
      if (batch.length > 1 && !databaseTrouble(error)) for (const one of batch) await answer([one]);
      else for (const one of batch) one.reject(error);
    }
  }

  function wake(): void {
    if (woken || running >= options.atOnce || waiting.length < (running > 0 ? least : 1)) return;
    woken = true;
    setImmediate(() => {
      woken = false;
      const batch = waiting.slice(0, options.most);
      waiting = waiting.slice(options.most);
      running += 1;
      answer(batch).finally(() => {
        running -= 1;
        wake();
      });
      wake();
    });
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= options.mostWaiting) {
        reject(refuse(databaseAway));
        return;
      }
      waiting.push({ item, resolve, reject });
      wake();
    });
}
