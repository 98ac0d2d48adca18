import type { ReactNode } from 'react';

/** A link that a program gave: where it leads stands beside it, whatever it calls itself. */
export function OutsideLink({ url, children }: { url: string; children: ReactNode }) {
  return (
    <span className="bots-link">
      <a href={url} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>{' '}
      <span className="gj-faint">{new URL(url).host}</span>
    </span>
  );
}
