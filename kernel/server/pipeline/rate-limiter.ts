/** Counts calls a minute per key, in windows of the monotonic clock. Bounded: the fullest map is dropped whole. */
export function makeRateLimiter(nowMs: () => number = () => performance.now()) {
  const counts = new Map<string, { start: number; used: number }>();
  return {
    /** Takes one call; gives 0 when it may go on, else the seconds to wait. */
    take(key: string, perMinute: number): number {
      const now = nowMs();
      const held = counts.get(key);
      if (!held || now - held.start >= 60_000) {
        if (counts.size > 100_000) counts.clear();
        counts.set(key, { start: now, used: 1 });
        return 0;
      }
      if (held.used < perMinute) {
        held.used += 1;
        return 0;
      }
      return Math.max(1, Math.ceil((held.start + 60_000 - now) / 1000));
    },
  };
}
