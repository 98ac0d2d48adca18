/** The one clock. Timers, timestamps, sessions and SQL parameters all follow it; tests and the sample move it. */
export interface Clock {
  now(): Temporal.Instant;
  /** The same in whole milliseconds since 1970. */
  nowMs(): number;
  /** Milliseconds by which it is ahead of the machine's. */
  offsetMs(): number;
  /** Sets how far it is ahead; whoever moves the clock of a running system stores it too (kernel.clock). */
  setOffsetMs(ms: number): void;
}

const microseconds = { smallestUnit: 'microsecond', roundingMode: 'trunc' } as const;

/** Makes the clock: the machine's time plus an offset. */
export function makeClock(offsetMs = 0): Clock {
  let offset = offsetMs;
  return {
    // As fine as the database keeps it: what an event says of a time equals what is read back.
    now: () => {
      const now = Temporal.Now.instant().round(microseconds);
      return offset === 0 ? now : now.add({ milliseconds: offset });
    },
    nowMs: () => Date.now() + offset,
    offsetMs: () => offset,
    setOffsetMs: (ms) => {
      offset = ms;
    },
  };
}
