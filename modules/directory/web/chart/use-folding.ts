import { useCallback, useMemo, useState } from 'react';
import { arrange } from '../../domain/chart/arrange.ts';

interface Node {
  readonly id: string;
  readonly parentId: string | null;
}

/** Charts up to this many departments are shown whole; larger ones by their first levels. */
const wholeUpTo = 60;
const firstLevels = 2;

/** Which departments of a chart show what is below them. What the reader folded or opened stays so while the chart changes. */
export function useFolding(departments: readonly Node[]) {
  const [said, setSaid] = useState<ReadonlyMap<string, boolean>>(new Map());
  const levels = useMemo(
    () => new Map(arrange(departments).map((row) => [row.department.id, row.level])),
    [departments],
  );
  const whole = departments.length <= wholeUpTo;
  const isOpen = useCallback(
    (id: string) => said.get(id) ?? (whole || (levels.get(id) ?? 0) < firstLevels),
    [said, whole, levels],
  );
  const set = useCallback(
    (ids: readonly string[], open: boolean) =>
      setSaid((before) => new Map([...before, ...ids.map((id): [string, boolean] => [id, open])])),
    [],
  );
  return { isOpen, set };
}
