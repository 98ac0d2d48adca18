import { useMemo, useRef } from 'react';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { namePeople } from '#modules/directory/contract/people.ts';
import { readPhoto } from '#modules/directory/contract/read-photo.ts';
import { useGoverning } from './governing.tsx';
import { words } from './words.ts';

export interface Face {
  /** In the chat of a governed group: what somebody is called there. */
  readonly name: string;
  /** As the directory has it. */
  readonly ownName: string;
  readonly photo: string | undefined;
  /** A bot or an application, and no person. */
  readonly isProgram?: boolean;
}

/**
 * Names and pictures of these people; until they are known, and for nobody (the system), a word. Somebody's is the same
 * object until something of them changes, so that what shows it needn't be drawn anew.
 */
export function usePeople(personIds: readonly (string | null)[]): (personId: string | null) => Face {
  const t = useWords(words);
  const { nameIn } = useGoverning();
  const wanted = [...new Set(personIds.filter((id) => id !== null))].sort().slice(0, 500);
  const faces = useRef(new Map<string | null, Face>()).current;
  const { data, loading } = useRead(namePeople, { personIds: wanted }, { when: wanted.length > 0, keep: true });
  return useMemo(() => {
    const known = new Map(data?.rows.map((row) => [row.id, row]));
    // Names on their way are no strangers.
    const unknown = loading ? '…' : t('someone');
    const faceNow = (personId: string | null): Face => {
      if (personId === null) return { name: t('system'), ownName: t('system'), photo: undefined };
      const found = known.get(personId);
      return {
        name: found ? nameIn(personId, found.name) : unknown,
        ownName: found?.name ?? unknown,
        photo: found?.photo ? fileUrl(readPhoto, { personId, photo: found.photo }) : undefined,
      };
    };
    const upToDate = new Set<string | null>();
    return (personId) => {
      const held = faces.get(personId);
      if (held && upToDate.has(personId)) return held;
      upToDate.add(personId);
      const face = faceNow(personId);
      if (held && held.name === face.name && held.ownName === face.ownName && held.photo === face.photo) return held;
      faces.set(personId, face);
      return face;
    };
  }, [data, loading, t, nameIn, faces]);
}
