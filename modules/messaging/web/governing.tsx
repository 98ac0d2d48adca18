import { createContext, type ReactNode, useContext, useState } from 'react';
import { Opening } from '#kernel/web/shell/opening.tsx';
import { type Governing, groupCompanion } from '../contract/parts.ts';

const nothing: Governing = {
  governed: false,
  nameIn: (_, name) => name,
  may: () => true,
  mayRemove: () => true,
  onMember: () => [],
  onMessage: () => [],
};

const Known = createContext<Governing>(nothing);

/** What the module that governs groups says of the one around; outside of a group, and where nobody does, nothing. */
export const useGoverning = (): Governing => useContext(Known);

/** Stands around the chat of a group. */
export function GovernedChat(props: { conversationId: string; group: boolean; children: ReactNode }) {
  const [known, setKnown] = useState(nothing);
  return (
    <Known value={known}>
      {props.children}
      {props.group ? (
        <div className="msg-companion">
          <Opening of={groupCompanion} conversationId={props.conversationId} onKnown={setKnown} />
        </div>
      ) : null}
    </Known>
  );
}
