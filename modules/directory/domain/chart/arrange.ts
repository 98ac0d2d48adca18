/** A node of a tree, from a flat list in the order of siblings. */
interface Placed {
  readonly id: string;
  readonly parentId: string | null;
}

/** What stands below each; the top ones under null, and so do those whose upper one is missing or stands below them. */
export function childrenOf<D extends Placed>(departments: readonly D[]): Map<string | null, D[]> {
  const ids = new Set(departments.map((one) => one.id));
  const children = new Map<string | null, D[]>();
  for (const one of departments) {
    const parentId = one.parentId !== null && ids.has(one.parentId) ? one.parentId : null;
    const siblings = children.get(parentId);
    if (siblings) siblings.push(one);
    else children.set(parentId, [one]);
  }
  return children;
}

/** The departments as they are read from the top down, each with how far below the top it stands. `open`: whose lower ones show. */
export function arrange<D extends Placed>(
  departments: readonly D[],
  open: (id: string) => boolean = () => true,
): { department: D; level: number; children: number }[] {
  const children = childrenOf(departments);
  const rows: { department: D; level: number; children: number }[] = [];
  const waiting = (children.get(null) ?? []).map((department) => ({ department, level: 0 })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { department, level } = next;
    const below = children.get(department.id) ?? [];
    rows.push({ department, level, children: below.length });
    if (open(department.id)) {
      for (const one of below.toReversed()) waiting.push({ department: one, level: level + 1 });
    }
  }
  return rows;
}
