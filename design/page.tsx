import type { ReactNode } from 'react';

/**
 * A page of the work area: heading, tools at its right, the content, and the deciding buttons, which lie at the thumb
 * on phones. `width`: `reading` for texts and forms, `full` for tables and pictures.
 */
export function Page(props: {
  title: ReactNode;
  lead?: ReactNode;
  tools?: ReactNode;
  decide?: ReactNode;
  width?: 'reading' | 'full';
  children: ReactNode;
}) {
  return (
    <div className={`gj-page gj-page-${props.width ?? 'reading'}`}>
      <header className="gj-page-head">
        <div>
          <h1 tabIndex={-1}>{props.title}</h1>
        </div>
        {props.lead ? <div className="gj-page-lead gj-second">{props.lead}</div> : null}
        {props.tools ? <div className="gj-actions">{props.tools}</div> : null}
      </header>
      <div className="gj-page-body">{props.children}</div>
      {props.decide ? <footer className="gj-decide">{props.decide}</footer> : null}
    </div>
  );
}
