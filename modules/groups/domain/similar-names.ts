/** Pairs of neighbouring characters of a name, without the word for a group at its end, spaces and case. */
function pairs(name: string): Set<string> {
  const bare = [
    ...name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\s+/g, '')
      .replace(/(工作群|交流群|群聊|群)$/u, ''),
  ];
  return new Set(bare.length < 2 ? bare : bare.slice(1).map((character, at) => `${bare[at]}${character}`));
}

/** Which of the names are like this one: at least three fifths of their pairs of characters are the same (Dice), so that a new group is compared with those that exist (S1e, G2). */
export function similarNames(name: string, others: readonly string[]): string[] {
  const own = pairs(name);
  return others.filter((other) => {
    const theirs = pairs(other);
    const shared = [...own].filter((pair) => theirs.has(pair)).length;
    return own.size + theirs.size > 0 && (2 * shared) / (own.size + theirs.size) >= 0.6;
  });
}
