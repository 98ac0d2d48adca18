import type { Finding } from './rule.ts';

/** What one check did. `read` counts what it looked at; a check that read nothing has failed, unless it says what it waits for. */
export type Outcome = {
  readonly read: number;
  readonly of: string;
  readonly findings: readonly Finding[];
  /** The rooms that the check speaks about don't exist yet. */
  readonly waits?: string;
};

export type Check = { readonly name: string; readonly run: () => Promise<Outcome> };
