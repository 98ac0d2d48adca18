/** The one clock. Timers, timestamps, sessions and SQL parameters all follow it; tests and the sample move it. */
export interface Clock {
  now(): Temporal.Instant;
  /** Milliseconds by which it is ahead of the machine's. */
  offsetMs(): number;
  /** Sets how far it is ahead; whoever moves the clock of a running system stores it too (kernel.clock). */
  setOffsetMs(ms: number): void;
}

/** Makes the clock: the machine's time plus an offset. */
export function makeClock(offsetMs = 0): Clock {
  let offset = offsetMs;
  return {
    now: () => Temporal.Now.instant().add({ milliseconds: offset }),
    offsetMs: () => offset,
    setOffsetMs: (ms) => {
      offset = ms;
    },
  };
}
