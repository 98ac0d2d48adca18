import type { ReactNode } from 'react';

/** Names and values of one thing, in two columns; what is `wide`, a table say, below its name over the whole width. */
export function FactList({ facts }: { facts: readonly { name: string; value: ReactNode; wide?: boolean }[] }) {
  return (
    <dl className="gj-facts">
      {facts.map((fact) => (
        <div key={fact.name} data-wide={fact.wide || undefined}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
