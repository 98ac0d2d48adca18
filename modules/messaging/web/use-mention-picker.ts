import { useMemo, useState } from 'react';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { searchPeople } from '#modules/directory/contract/people.ts';
import { useGoverning } from './governing.tsx';
import type { Face } from './use-people.ts';

/** Somebody who can be called; null: everybody. */
export interface Callable {
  readonly personId: string | null;
  /** What the message calls them. */
  readonly name: string;
  /** What they are called in the list: in a governed group with their part. */
  readonly shown: string;
}

const most = 8;
/** In a group of more, members are looked for among everybody. */
const mostAmong = 1_000;

/**
 * Who can be called while `@…` is being typed: members whose name, pinyin or initials begin so, everybody where one may.
 * `typed` is what stands before the cursor; nothing while it doesn't end in an @ with a few characters.
 */
export function useMentionPicker(
  typed: string,
  memberIds: readonly string[],
  faceOf: (personId: string) => Face,
  everybody: string | undefined,
) {
  const { nameIn } = useGoverning();
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState('');
  const match = /(?:^|[^\w@])@([^\s@]{0,20})$/u.exec(typed);
  const open = match !== null && memberIds.length > 0 && dismissed !== typed;
  const text = match?.[1] ?? '';
  const among = memberIds.length <= mostAmong ? { among: [...memberIds] } : {};
  const found = useRead(
    searchPeople,
    { text: text || 'x', limit: 50, ...among },
    { when: open && text !== '', keep: true },
  );
  const choices = useMemo(() => {
    if (!open) return [];
    const all: Callable[] = everybody?.startsWith(text) ? [{ personId: null, name: everybody, shown: everybody }] : [];
    const members = new Set(memberIds);
    const people =
      text === ''
        ? memberIds.slice(0, most).map((personId) => {
            const { ownName, name } = faceOf(personId);
            return { personId, name: ownName, shown: name };
          })
        : (found.data?.rows ?? [])
            .filter((row) => members.has(row.id))
            .map((row) => ({ personId: row.id, name: row.name, shown: nameIn(row.id, row.name) }));
    return [...all, ...people].slice(0, most);
  }, [open, text, memberIds, faceOf, nameIn, everybody, found.data]);
  return {
    choices,
    at: Math.min(at, Math.max(0, choices.length - 1)),
    /** How much of what was typed the choice replaces: the @ and what follows. */
    length: text.length + 1,
    move: (by: number) => setAt((before) => (before + by + choices.length) % Math.max(1, choices.length)),
    dismiss: () => setDismissed(typed),
    start: () => setAt(0),
  };
}
