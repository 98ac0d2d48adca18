import type { RawBuilder, SqlBool } from 'kysely';
import type { Language } from '../contract/words.ts';
import type { Reach } from './context.ts';

/** What the kernel must know of a person to let them act. */
export interface PersonAuthority {
  readonly employerId: string;
  readonly language: Language;
  /** Permission name → how far. What isn't in the map, the person may not do. */
  readonly reaches: ReadonlyMap<string, Reach>;
}

/** Who may do what. Implemented by the access module, handed in by whoever composes the program. */
export interface AuthorityPort {
  /** The person's authority at this moment, or undefined for somebody who may not act (left, suspended, unknown). */
  load(personId: string): Promise<PersonAuthority | undefined>;
  /** SQL condition: the person in the column lies within the reach of `personId`. */
  within(reach: Reach, personId: string | undefined, personColumn: string): RawBuilder<SqlBool>;
}

export const noReach: Reach = {
  self: false,
  departmentIds: [],
  departmentTreeIds: [],
  employerIds: [],
  company: false,
};
export const fullReach: Reach = {
  self: true,
  departmentIds: [],
  departmentTreeIds: [],
  employerIds: [],
  company: true,
};

/**
 * Remembers authorities of people in this process. `forget` is called at every committed or received event that changes
 * authority, so a right that was taken away is gone at the next request.
 */
export function rememberAuthority(port: AuthorityPort, most = 5_000): AuthorityPort & { forget(): void } {
  const known = new Map<string, Promise<PersonAuthority | undefined>>();
  return {
    within: port.within,
    load: (personId) => {
      const held = known.get(personId);
      if (held) return held;
      if (known.size >= most) known.clear();
      const loading = port.load(personId);
      known.set(personId, loading);
      loading.catch(() => known.delete(personId));
      return loading;
    },
    forget: () => known.clear(),
  };
}
