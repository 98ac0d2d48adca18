import type { ReactNode } from 'react';

/** A piece of paper on the ground. It lies, so it has a line and no shadow. */
export function Card({ title, tools, children }: { title?: ReactNode; tools?: ReactNode; children: ReactNode }) {
  return (
    <section className="gj-card">
      {title ? (
        <header className="gj-card-head">
          <h2>{title}</h2>
          {tools}
        </header>
      ) : null}
      {children}
    </section>
  );
}
