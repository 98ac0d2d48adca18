import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { OutputOf } from '#kernel/contract/operation.ts';
import type { PropsOf } from '#kernel/contract/part.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { Governing, groupCompanion } from '#modules/messaging/contract/parts.ts';
import { readInChat } from '../../contract/join-operations.ts';
import { displayName } from '../../domain/display-name.ts';
import { words } from '../words.ts';
import { UrgeSheet } from './urge-sheet.tsx';
import '../groups.css';

type InChat = NonNullable<OutputOf<typeof readInChat>['governed']>;

/** Tells the chat of a group what holds in it, and urges from there. In any group a message can be reported. */
export function GroupCompanion({ conversationId, onKnown }: PropsOf<typeof groupCompanion>) {
  const t = useWords(words);
  const [, go] = useLocation();
  const { data } = useRead(readInChat, { conversationId });
  const [urged, setUrged] = useState<{ id: string; name: string }>();
  useEffect(() => {
    if (!data) return;
    const { governed } = data;
    onKnown({
      ...(governed ? rulesOf(governed) : free),
      onMember: (id, name) =>
        governed?.leads
          ? [
              {
                key: 'urge',
                label: t('urge.member'),
                onPress: () => {
                  // The list of members makes room.
                  go(`/messages/${conversationId}`, { replace: true });
                  setUrged({ id, name });
                },
              },
            ]
          : [],
      onMessage: (seq) => [
        { key: 'report', label: t('reportMessage'), onPress: () => go(`/groups/${conversationId}/report/${seq}`) },
      ],
    });
  }, [data, conversationId, onKnown, go, t]);
  return urged ? (
    <UrgeSheet conversationId={conversationId} person={urged} text="" onClose={() => setUrged(undefined)} />
  ) : null;
}

type Rules = Omit<Governing, 'onMember' | 'onMessage'>;

const free: Rules = { governed: false, nameIn: (_, name) => name, may: () => true, mayRemove: () => true };

function rulesOf(group: InChat): Rules {
  const leaderIds = group.leaders.map((one) => one.id);
  const guests = new Set(group.guestIds);
  const leaving = new Set(group.leaveIds);
  const roleOf = (id: string) =>
    id === leaderIds[0] ? 'leader' : leaderIds.includes(id) ? 'deputy' : guests.has(id) ? 'guest' : 'member';
  const may = {
    ...group.tools,
    addMembers: group.leads,
    rename: group.leads,
    leave: !group.stays,
  };
  return {
    governed: true,
    nameIn: (id, name) => displayName(group, roleOf(id), name),
    may: (what) => may[what],
    mayRemove: (id) => !leaderIds.includes(id) && (!group.hasRule || guests.has(id) || leaving.has(id)),
  };
}
