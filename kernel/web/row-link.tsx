import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';

/** Makes a `ListRow` a link; the one that is open is marked. */
export function RowLink({ to, children }: { to: string; children: ReactNode }) {
  const [path] = useLocation();
  return (
    <Link
      className="gj-row-link"
      href={to}
      state={{ fromInside: true }}
      aria-current={path === to ? 'page' : undefined}
    >
      {children}
    </Link>
  );
}
