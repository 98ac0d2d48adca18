const { GUIJU_SEED, GUIJU_RUNS } = process.env;

/**
 * Where tests on random input begin. The same every time, so that a commit passes or fails for what it changes and not by
 * chance; `GUIJU_SEED=random` looks somewhere else each time, `GUIJU_SEED=123` where something was found.
 */
export const testSeed: number =
  GUIJU_SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(GUIJU_SEED ?? 20_260_302);

/** How many runs a test on random input makes: as many as it says, times `GUIJU_RUNS`. */
export const testRuns = (runs: number): number => runs * Number(GUIJU_RUNS ?? 1);
