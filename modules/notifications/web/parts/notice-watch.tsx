import { useEffect, useEffectEvent, useRef } from 'react';
import { useLocation } from 'wouter';
import { tell } from '#design/toast.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { useConnection } from '#kernel/web/push/connection.ts';
import { announce } from '#kernel/web/shell/announce.tsx';
import { acknowledge, listNotices, markRead } from '../../contract/operations.ts';
import { inAppLink, type NoticeRow } from '../../contract/shapes.ts';
import { words } from '../words.ts';

const retryAfterMs = 30_000;
const atOnce = 200;

/**
 * Confirms to the server that this device has got a notification: that is what "delivered" means. What was there when
 * the page was opened is counted by the bell; what comes later is said quietly, where somebody is looking.
 */
export function NoticeWatch() {
  const t = useWords(words);
  const [path, go] = useLocation();
  const { reachable } = useConnection();
  const waiting = useRead(listNotices, { only: 'undelivered', limit: atOnce }).data?.rows;
  const { run: confirm } = useCommand(acknowledge);
  const { run: read } = useCommand(markRead);
  const known = useRef<Set<string>>(undefined);
  /** Confirmed, or on the way: the list is shown again with every one that the server has heard of. */
  const told = useRef(new Set<string>());

  const show = useEffectEvent((fresh: readonly NoticeRow[]) => {
    const [first, second] = fresh;
    if (!first || document.visibilityState !== 'visible' || path === '/notifications') return;
    const text = second ? t('several', { count: fresh.length }) : first.title;
    const link = second ? '/notifications' : first.link;
    announce(text);
    tell(text, {
      word: t('open'),
      act: () => {
        if (!second) void read({ noticeIds: [first.noticeId] });
        go(link ?? '/notifications');
      },
    });
  });
  const take = useEffectEvent(async (rows: readonly NoticeRow[]) => {
    const before = known.current;
    known.current = new Set([...(before ?? []), ...rows.map((row) => row.noticeId)]);
    if (before) show(rows.filter((row) => !before.has(row.noticeId)));
    const noticeIds = rows.map((row) => row.noticeId).filter((id) => !told.current.has(id));
    if (noticeIds.length === 0) return true;
    for (const id of noticeIds) told.current.add(id);
    const confirmed = await confirm({ noticeIds });
    if (!confirmed) for (const id of noticeIds) told.current.delete(id);
    return confirmed !== undefined;
  });

  const open = useEffectEvent((link: unknown) => {
    if (typeof link === 'string' && inAppLink.safeParse(link).success) go(link);
  });
  useEffect(() => {
    // A notification of this device was pressed: its service worker says what it is about.
    const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    const hear = (message: MessageEvent) => message.data?.type === 'open' && open(message.data.link);
    workers?.addEventListener('message', hear);
    return () => workers?.removeEventListener('message', hear);
  }, []);

  useEffect(() => {
    if (!waiting) return;
    if (waiting.length === 0) {
      known.current ??= new Set();
      return;
    }
    if (!reachable) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const attempt = async () => {
      const confirmed = await take(waiting);
      if (!confirmed && !over) timer = setTimeout(() => void attempt(), retryAfterMs);
    };
    void attempt();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [waiting, reachable]);
  return null;
}
