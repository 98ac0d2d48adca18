const failed = new Set<() => void>();

/** A file of the program didn't arrive: there is no network, or the server has a newer version by now. */
export class PartMissing extends Error {
  constructor(cause: unknown) {
    super(`a part of the program could not be fetched: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = 'PartMissing';
  }
}

/**
 * Gives the same promise each time, so that a screen can wait for it (`use`). One that failed stays failed until
 * `forgetFailedFetches`: drawing again doesn't ask a server again that can't be reached.
 */
export function fetchOnce<T>(load: () => Promise<T>): () => Promise<T> {
  let held: Promise<T> | undefined;
  return () => {
    held ??= load().catch((problem: unknown) => {
      failed.add(() => {
        held = undefined;
      });
      throw new PartMissing(problem);
    });
    return held;
  };
}

/** Somebody wants to try again: what failed is asked for anew when it is next wanted. */
export function forgetFailedFetches(): void {
  for (const forget of failed) forget();
  failed.clear();
}
