import { useEffect } from 'react';
import { call } from '#kernel/web/calls/call.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useSession } from '#kernel/web/identity/session.ts';
import { readViewer } from '../../contract/viewer.ts';

const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * On a computer of others: signs out after minutes in which nobody touched it. The server ends the session by itself too,
 * but a page that is open keeps asking things on its own.
 */
export function SharedIdle() {
  const minutes = useRead(readViewer, {}).data?.sharedIdleMinutes ?? undefined;
  const { end } = useSession();
  useEffect(() => {
    if (minutes === undefined) return;
    let timer: ReturnType<typeof setTimeout>;
    const over = async () => {
      // Only once it is wanted: this part stands on every page.
      const { signOut } = await import('../../contract/sign-in.ts');
      await call(signOut, {}).catch(() => undefined);
      end();
    };
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void over(), minutes * 60_000);
    };
    touched();
    for (const sign of signs) window.addEventListener(sign, touched, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const sign of signs) window.removeEventListener(sign, touched);
    };
  }, [minutes, end]);
  return null;
}
