import type { ReactNode } from 'react';

/** Names and values of one thing, in two columns; figures and amounts to the right with `figure`. */
export function FactList({ facts }: { facts: readonly { name: string; value: ReactNode; figure?: boolean }[] }) {
  return (
    <dl className="gj-facts">
      {facts.map((fact) => (
        <div key={fact.name}>
          <dt>{fact.name}</dt>
          <dd className={fact.figure ? 'gj-figure' : undefined}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
