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
 * `restMs`: pokes that come sooner after a run began are answered by one run together, at that time; whoever comes after a
 * rest is answered at once.
 * `isPassing` tells errors that pass by themselves (database away): those are only noted at debug level, and the work is
 * tried again soon, however seldom the loop runs by itself.
 */
export function makeWorkLoop(options: {
  name: string;
  /** Left out: runs at the start and when poked. */
  pollMs?: number;
  restMs?: number;
  log: Logger;
  isPassing: (error: unknown) => boolean;
  work: () => Promise<void>;
}): WorkLoop {
  let running: Promise<void> | undefined;
  let wanted = false;
  let stopped = true;
  let poll: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;
  const { restMs = 0 } = options;
  let began = Number.NEGATIVE_INFINITY;
  let awake: (() => void) | undefined;
  let hurried = 0;

  /** Until the rest is over, or somebody waits for the work. */
  async function rest(): Promise<void> {
    const left = began + restMs - performance.now();
    if (left <= 0 || hurried > 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, left);
    awake = resolve;
    await promise;
    clearTimeout(timer);
    awake = undefined;
  }

  async function run(): Promise<void> {
    while (wanted && !stopped) {
      await rest();
      began = performance.now();
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
      hurried += 1;
      awake?.();
      while (running) await running;
      hurried -= 1;
    },
    stop: async () => {
      stopped = true;
      clearInterval(poll);
      clearTimeout(retry);
      hurried += 1;
      awake?.();
      await running;
      hurried -= 1;
    },
  };
}
