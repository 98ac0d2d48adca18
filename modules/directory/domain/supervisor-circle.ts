/**
 * A circle among supervisors, as the ids along it, or undefined. `above`: person → direct supervisor.
 * Everybody's chain is walked once, so it takes time in proportion to the number of people.
 */
export function supervisorCircle(above: ReadonlyMap<string, string>): string[] | undefined {
  const settled = new Set<string>();
  for (const start of above.keys()) {
    const chain: string[] = [];
    const onChain = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && !settled.has(at)) {
      if (onChain.has(at)) return chain.slice(chain.indexOf(at));
      chain.push(at);
      onChain.add(at);
      at = above.get(at);
    }
    for (const passed of chain) settled.add(passed);
  }
  return undefined;
}
