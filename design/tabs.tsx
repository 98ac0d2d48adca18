import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { Badge } from './badge.tsx';

/**
 * Views of one thing. Arrow keys move, as everywhere on the web; the current view should stand in the address, and where
 * there are more than fit it is scrolled into sight.
 */
export function Tabs<K extends string>(props: {
  label: string;
  tabs: readonly { key: K; title: string; count?: number }[];
  current: K;
  onChange: (key: K) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const at = props.tabs.findIndex((tab) => tab.key === props.current);
  useLayoutEffect(() => {
    const tab = list.current?.children[at] as HTMLElement | undefined;
    if (!list.current || !tab) return;
    // Only within the row of tabs: the page itself stays where it is. What stands beside the tab shows that there is more.
    const room = list.current.getBoundingClientRect();
    const place = tab.getBoundingClientRect();
    if (place.right > room.right) list.current.scrollLeft += place.right - room.right + 24;
    else if (place.left < room.left) list.current.scrollLeft -= room.left - place.left + 24;
  }, [at]);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (at + step + props.tabs.length) % props.tabs.length;
    const tab = props.tabs[next];
    if (!tab) return;
    props.onChange(tab.key);
    (list.current?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="gj-tabs" role="tablist" aria-label={props.label} ref={list} onKeyDown={move}>
      {props.tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          aria-selected={tab.key === props.current}
          tabIndex={tab.key === props.current ? 0 : -1}
          onClick={() => props.onChange(tab.key)}
        >
          {tab.title}
          {tab.count ? <Badge count={tab.count} label="" /> : null}
        </button>
      ))}
    </div>
  );
}
