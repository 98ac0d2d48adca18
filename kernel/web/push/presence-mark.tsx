import type { ReactNode } from 'react';
import { kernelWords } from '../language/kernel-words.ts';
import { useWords } from '../language/use-words.ts';
import { usePresence } from './presence.ts';

/** A face with a mark where the person is at a screen; `personId` null: nobody's. */
export function WithPresence({ personId, children }: { personId: string | null; children: ReactNode }) {
  const t = useWords(kernelWords);
  const state = usePresence(personId);
  return (
    <span className="gj-presence">
      {children}
      {state ? (
        <span className="gj-presence-mark" data-state={state} role="img" aria-label={t(`presence.${state}`)} />
      ) : null}
    </span>
  );
}

/** The same in words, beside a name. */
export function PresenceLine({ personId }: { personId: string | null }) {
  const t = useWords(kernelWords);
  const state = usePresence(personId);
  return state ? (
    <span className="gj-presence-line" data-state={state}>
      {t(`presence.${state}`)}
    </span>
  ) : null;
}
