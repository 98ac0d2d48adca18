import type { ReactNode } from 'react';

/** The list at the left of a work area (a full page on phones): heading, tools, a search field, the rows. */
export function ListPane(props: { title: string; tools?: ReactNode; search?: ReactNode; children: ReactNode }) {
  return (
    <div className="gj-pane">
      <header className="gj-pane-head">
        <h1 tabIndex={-1}>{props.title}</h1>
        {props.tools ? <div className="gj-actions">{props.tools}</div> : null}
      </header>
      {props.search ? <div className="gj-pane-search">{props.search}</div> : null}
      <div className="gj-pane-body">{props.children}</div>
    </div>
  );
}
