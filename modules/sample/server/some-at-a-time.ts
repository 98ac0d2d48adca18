/** As many people as do something at the same moment: enough to keep the database busy, few enough for its connections. */
const atATime = 4;

/** Does the same for each of a list, some at a time. */
export async function someAtATime<T>(list: readonly T[], what: (one: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < list.length; from += atATime) {
    await Promise.all(list.slice(from, from + atATime).map(what));
  }
}
