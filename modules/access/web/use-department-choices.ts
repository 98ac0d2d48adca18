import { useMemo } from 'react';
import { useRead } from '#kernel/web/use-read.ts';
import { readTree } from '#modules/directory/contract/departments.ts';

/** Every department to choose from, named with what is above it. */
export function useDepartmentChoices(): readonly { value: string; label: string }[] {
  const tree = useRead(readTree, { levels: 20 }).data?.departments;
  return useMemo(() => {
    const known = new Map((tree ?? []).map((department) => [department.id, department]));
    const pathOf = (id: string): string => {
      const department = known.get(id);
      if (!department) return '';
      const above = department.parentId ? pathOf(department.parentId) : '';
      return above ? `${above} / ${department.name}` : department.name;
    };
    return [...known.keys()].map((id) => ({ value: id, label: pathOf(id) }));
  }, [tree]);
}
