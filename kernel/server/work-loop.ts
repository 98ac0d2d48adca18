import type { Logger } from 'pino';

/** Background work that runs when poked, and now and then by itself; never twice at once in this process. */
export interface WorkLoop {
  start(): void;
  poke(): void;
  /** Runs until nothing was poked meanwhile; for tests and for orderly stops. */
  settle(): Promise<void>;
  /** True while work is under way or asked for. */
  busy(): boolean;
  stop(): Promise<void>;
}

/** Time after which work that was interrupted by a passing error is tried again. */
const retryMs = 1_000;

/**
 * `isPassing` tells errors that pass by themselves (database away): those are only noted at debug level, and the work is
 * tried again soon, however seldom the loop runs by itself.
 */
export function makeWorkLoop(options: {
  name: string;
  /** Left out: runs at the start and when poked. */
  pollMs?: number;
  log: Logger;
  isPassing: (error: unknown) => boolean;
  work: () => Promise<void>;
}): WorkLoop {
  let running: Promise<void> | undefined;
  let wanted = false;
  let stopped = true;
  let poll: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function run(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false;
      try {
        await options.work();
      } catch (error) {
        if (options.isPassing(error)) {
          options.log.debug({ err: error }, `${options.name}: the database is away`);
          clearTimeout(retry);
          retry = setTimeout(poke, retryMs).unref();
        } else options.log.error({ err: error }, `${options.name} failed`);
      }
    }
  }

  function poke(): void {
    wanted = true;
    if (stopped || running) return;
    running = run().finally(() => {
      running = undefined;
      if (wanted && !stopped) poke();
    });
  }

  return {
    start: () => {
      stopped = false;
      if (options.pollMs !== undefined) poll = setInterval(poke, options.pollMs).unref();
      poke();
    },
    poke,
    // Once stopped, what is still wanted waits for the next start.
    busy: () => running !== undefined || (wanted && !stopped),
    settle: async () => {
      poke();
      while (running) await running;
    },
    stop: async () => {
      stopped = true;
      clearInterval(poll);
      clearTimeout(retry);
      await running;
    },
  };
}
