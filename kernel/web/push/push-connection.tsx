import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { notSignedIn } from '#kernel/contract/kernel-failures.ts';
import { presenceSignal } from '#kernel/contract/presence.ts';
import { kernelCacheRules } from '../calls/kernel-cache-rules.ts';
import { readEverythingAgain } from '../calls/query-client.ts';
import { tellSessionOver } from '../identity/session.ts';
import { noticeConnection } from './connection.ts';
import { firstEventPosition, forgetEventPosition } from './event-position.ts';
import { takePresence, tellPresence } from './presence.ts';
import { startPush } from './push-client.ts';
import { pushedEvents, type RuledModule } from './pushed-events.ts';
import { tellSignal } from './signals.ts';

let program: string | undefined;

/** The push connection of who is signed in; stands while somebody is. */
export function PushConnection({ modules }: { modules: readonly RuledModule[] }) {
  const client = useQueryClient();
  useEffect(() => {
    let endPresence: (() => void) | undefined;
    const push = startPush({
      open: () => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/push`),
      from: firstEventPosition(),
      take: pushedEvents(client, kernelCacheRules, modules),
      readEverythingAgain: () => readEverythingAgain(client),
      onSignal: (name, facts) => (name === presenceSignal ? takePresence(facts) : tellSignal(name, facts)),
      onProgram: (running) => {
        program ??= running;
        noticeConnection({ newProgram: running !== program });
      },
      onState: (connected) => {
        endPresence?.();
        endPresence = connected ? tellPresence(push.send) : undefined;
        noticeConnection(connected ? { pushed: true, reachable: true } : { pushed: false });
      },
      onBye: (code) => code === notSignedIn.code && tellSessionOver(),
    });
    return () => {
      endPresence?.();
      push.stop();
      forgetEventPosition();
      noticeConnection({ pushed: false });
    };
  }, [client, modules]);
  return null;
}
