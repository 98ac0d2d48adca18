import { useDeferredValue, useState } from 'react';
import type { InputOf } from '#kernel/contract/operation.ts';
import type { listMine, listToDo } from '../contract/operations.ts';

/** What a list is narrowed by, as typed. */
export interface TypedFilter {
  readonly search: string;
  readonly kind?: string | undefined;
  readonly status?: InputOf<typeof listMine>['status'] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly only?: 'overdue' | 'own' | 'deputy' | undefined;
}

const nothing: TypedFilter = { search: '' };
/** On phones the list leaves the screen while a request is open, and comes back as it was. */
const kept = new Map<string, TypedFilter>();

export interface ListFilter {
  readonly typed: TypedFilter;
  readonly set: (change: Partial<TypedFilter>) => void;
  readonly forget: () => void;
  readonly isFiltered: boolean;
  /** What goes out with the list's query. */
  readonly input: Omit<Partial<InputOf<typeof listToDo>>, 'limit' | 'cursor' | 'overdue' | 'deputy'>;
}

/** The filter of one list, which comes back with the list. What is typed is searched for a moment later. */
export function useListFilter(list: string): ListFilter {
  const [typed, setTyped] = useState(() => kept.get(list) ?? nothing);
  const set = (change: Partial<TypedFilter>) => {
    const next = { ...typed, ...change };
    kept.set(list, next);
    setTyped(next);
  };
  const search = useDeferredValue(typed.search).trim().slice(0, 100);
  const { kind, status, from, to, only } = typed;
  return {
    typed,
    set,
    forget: () =>
      set({ search: '', kind: undefined, status: undefined, from: undefined, to: undefined, only: undefined }),
    isFiltered: search !== '' || [kind, status, from, to, only].some((one) => one !== undefined),
    input: {
      ...(search !== '' && { search }),
      ...(kind !== undefined && { kind }),
      ...(status !== undefined && { status }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    },
  };
}
