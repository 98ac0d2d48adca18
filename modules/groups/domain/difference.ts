/** Who is to be let in and out. */
export interface Difference {
  readonly join: readonly string[];
  readonly leave: readonly string[];
}

/**
 * "Should be in" against "is in" (G6). Guests in their time and leaders are in by another right than the rule; without a rule
 * nobody is missing and nobody too many.
 */
export function differenceOf(group: {
  readonly hasRule: boolean;
  readonly shouldBeIn: ReadonlySet<string>;
  readonly isIn: ReadonlySet<string>;
  readonly guests: ReadonlySet<string>;
  readonly leaders: ReadonlySet<string>;
}): Difference {
  const { shouldBeIn, isIn, guests, leaders } = group;
  const missingLeaders = [...leaders].filter((one) => !isIn.has(one));
  if (!group.hasRule) return { join: missingLeaders.sort(), leave: [] };
  return {
    join: [...new Set([...[...shouldBeIn].filter((one) => !isIn.has(one)), ...missingLeaders])].sort(),
    leave: [...isIn].filter((one) => !shouldBeIn.has(one) && !guests.has(one) && !leaders.has(one)).sort(),
  };
}
