import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CacheRule } from '#kernel/contract/cache.ts';
import { notSignedIn } from '#kernel/contract/kernel-failures.ts';
import { cacheHandle } from './cache-handle.ts';
import { noticeConnection } from './connection.ts';
import { startPush } from './push-client.ts';
import { readEverythingAgain } from './query-client.ts';
import { tellSessionOver } from './session.ts';
import { tellSignal } from './signals.ts';

let program: string | undefined;

/** The push connection of who is signed in; stands while somebody is. */
export function PushConnection({ fetchRules }: { fetchRules: () => Promise<readonly CacheRule[]> }) {
  const client = useQueryClient();
  useEffect(() => {
    let push: { stop: () => void } | undefined;
    let over = false;
    const start = async () => {
      const rules = await fetchRules();
      if (over) return;
      push = startPush({
        open: () => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/push`),
        rules,
        cache: cacheHandle(client),
        readEverythingAgain: () => readEverythingAgain(client),
        onSignal: tellSignal,
        onProgram: (running) => {
          program ??= running;
          noticeConnection({ newProgram: running !== program });
        },
        onState: (connected) => noticeConnection(connected ? { pushed: true, reachable: true } : { pushed: false }),
        onBye: (code) => code === notSignedIn.code && tellSessionOver(),
      });
    };
    // What can't be fetched now comes when the network is back.
    let starting: Promise<void> | undefined;
    const again = () => {
      if (push || starting) return;
      starting = start()
        .catch(() => noticeConnection({ pushed: false }))
        .finally(() => {
          starting = undefined;
        });
    };
    again();
    window.addEventListener('online', again);
    return () => {
      over = true;
      window.removeEventListener('online', again);
      push?.stop();
      noticeConnection({ pushed: false });
    };
  }, [client, fetchRules]);
  return null;
}
