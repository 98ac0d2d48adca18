import { useEffect, useRef } from 'react';

let first = true;

/** Stands behind a screen that is ready: moves the focus to its heading, so that who can't see knows where they are. */
export function Arrive({ address }: { address: string }) {
  const mark = useRef<HTMLSpanElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address is a new arrival
  useEffect(() => {
    if (first) {
      first = false;
      return;
    }
    const place = mark.current?.parentElement;
    // A screen that begins with a field has put the focus there already.
    if (place?.contains(document.activeElement) && document.activeElement instanceof HTMLInputElement) return;
    const heading = place?.querySelector<HTMLElement>('h1, h2');
    (heading ?? place?.closest<HTMLElement>('[tabindex]'))?.focus({ preventScroll: true });
  }, [address]);
  return <span ref={mark} hidden />;
}
