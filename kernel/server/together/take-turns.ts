/** Work on the same key runs one after the other in this process, in the order of coming; other keys don't wait. */
export interface Turns {
  /** `work` hears whether it had to wait: then what was read before is from before somebody else's turn. */
  take<R>(key: string, work: (waited: boolean) => Promise<R>): Promise<R>;
  /** Whether somebody has the turn, or waits for it. */
  taken(key: string): boolean;
}

export function takeTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    taken: (key) => last.has(key),
    take: async (key, work) => {
      const before = last.get(key);
      const next = () => work(true);
      const mine = before ? before.then(next, next) : work(false);
      last.set(key, mine);
      try {
        return await mine;
      } finally {
        if (last.get(key) === mine) last.delete(key);
      }
    },
  };
}
