/** Fewer people than this are never shown as a group to somebody who doesn't lead them (law.md, Z29). */
const fewest = 3;

/** A group of figures. `people`: whom it tells about, at most the first three. */
export interface Group {
  readonly people: readonly string[];
  readonly count: number;
}

/** Whether a group tells about fewer than three people and not all of them are known to the reader (led, or himself). */
const isFew = ({ people }: Group, known: ReadonlySet<string>) =>
  people.length > 0 && people.length < fewest && people.some((one) => !known.has(one));

/**
 * The groups, among those that add up to one total, whose figures are withheld: those of few people, and so many more, the
 * smallest first, that what is missing from the total is of three people too.
 */
export function withheldGroups<G extends Group>(groups: readonly G[], known: ReadonlySet<string>): ReadonlySet<G> {
  const withheld = new Set(groups.filter((group) => isFew(group, known)));
  if (withheld.size === 0) return withheld;
  const hidden = new Set([...withheld].flatMap((group) => group.people));
  for (const group of groups.filter((one) => !withheld.has(one)).sort((a, b) => a.count - b.count)) {
    if (hidden.size >= fewest) break;
    withheld.add(group);
    for (const one of group.people) hidden.add(one);
  }
  return withheld;
}
