import type { ReactNode } from 'react';

/**
 * One row of a list: who or what, a line below it, and at the right the one number or word that decides, with when.
 * What makes it a link stands around it (`RowLink` of the web kernel).
 */
export function ListRow(props: {
  lead?: ReactNode;
  title: ReactNode;
  line?: ReactNode;
  deciding?: ReactNode;
  when?: ReactNode;
  unread?: boolean;
}) {
  return (
    <div className="gj-row" data-unread={props.unread || undefined}>
      {props.lead}
      <div className="gj-row-body">
        <div className="gj-row-title">{props.title}</div>
        {props.line ? <div className="gj-row-line">{props.line}</div> : null}
      </div>
      {props.deciding || props.when ? (
        <div className="gj-row-end">
          {props.when ? <span className="gj-faint">{props.when}</span> : null}
          {props.deciding ? <span className="gj-figure">{props.deciding}</span> : null}
        </div>
      ) : null}
    </div>
  );
}
