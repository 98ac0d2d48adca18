import type { ReactNode } from 'react';
import { useLocation } from 'wouter';

/** Makes a `ListRow` a link; the one that is open is marked. */
export function RowLink({ to, children }: { to: string; children: ReactNode }) {
  const [path] = useLocation();
  return (
    <a className="gj-row-link" href={to} aria-current={path === to ? 'page' : undefined}>
      {children}
    </a>
  );
}
