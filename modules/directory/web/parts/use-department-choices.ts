import { useMemo } from 'react';
import type { Choice } from '#design/select.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { readTree } from '../../contract/departments.ts';

/** All departments to choose from, each with its path, in the order of the tree, and the reading that brings them. */
export function useDepartmentChoices() {
  const from = useRead(readTree, { levels: 20 });
  const departments = from.data?.departments;
  const choices = useMemo<readonly Choice[]>(() => {
    const byId = new Map(departments?.map((department) => [department.id, department]));
    const pathOf = (id: string | null): string[] => {
      const department = id === null ? undefined : byId.get(id);
      return department ? [...pathOf(department.parentId), department.name] : [];
    };
    return [...byId.keys()]
      .map((id) => ({ value: id, label: pathOf(id).join(' / ') }))
      .sort((one, other) => one.label.localeCompare(other.label, 'zh'));
  }, [departments]);
  return { choices, from };
}
