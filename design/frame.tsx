import type { ReactNode } from 'react';

/**
 * The house: rail or tabs, list, work area, side. On phones one of list and work stands alone.
 * `bar` is the line above everything (offline, new version) or nothing.
 */
export function Frame(props: {
  skipWords: string;
  bar: ReactNode;
  navigation?: ReactNode;
  list?: ReactNode;
  work?: ReactNode;
  /** What floats: toast, sheets. */
  children?: ReactNode;
}) {
  return (
    <div className="gj-frame" data-navigation={props.navigation ? 'yes' : 'no'}>
      <a className="gj-skip" href="#gj-work">
        {props.skipWords}
      </a>
      <div className="gj-bar">{props.bar}</div>
      {props.navigation}
      {props.list && props.work ? <div className="gj-list">{props.list}</div> : null}
      {props.list && !props.work ? (
        // Alone on a phone the list is what the page is about: to skip to, and to find by landmark.
        <main className="gj-list" id="gj-work" tabIndex={-1}>
          {props.list}
        </main>
      ) : null}
      {props.work ? (
        <main className="gj-work" id="gj-work" tabIndex={-1}>
          {props.work}
        </main>
      ) : null}
      <div id="gj-side" />
      {props.children}
    </div>
  );
}
