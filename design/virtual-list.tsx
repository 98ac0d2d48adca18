import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Where lists were left, by their `keepAs`, for as long as the page lives. */
const left = new Map<string, number>();

/**
 * A list of any length that draws only what is in sight. Rows are `rowHeight` px high, all the same.
 * `onEnd` is called when the end comes near: fetch the next page there. `keepAs` names the list: who comes back finds it where
 * they left it.
 */
export function VirtualList<Row>(props: {
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowHeight: number;
  row: (row: Row) => ReactNode;
  onEnd?: () => void;
  keepAs?: string;
  /** Which rows are drawn: what must be asked for them is asked for those. */
  onSight?: (from: number, to: number) => void;
}) {
  const { rows, rowHeight, onEnd, keepAs, onSight } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState({ from: 0, to: 30 });

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const before = keepAs === undefined ? undefined : left.get(keepAs);
    if (before !== undefined) element.scrollTop = before;
    const look = () => {
      if (keepAs !== undefined) left.set(keepAs, element.scrollTop);
      const from = Math.max(0, Math.floor(element.scrollTop / rowHeight) - 8);
      const to = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + 8;
      setSight((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      resized.disconnect();
    };
  }, [rowHeight, keepAs]);

  useEffect(() => onSight?.(sight.from, sight.to), [sight, onSight]);

  const nearEnd = sight.to >= rows.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page of rows can leave the end still near
  useEffect(() => {
    if (nearEnd) onEnd?.();
  }, [nearEnd, rows.length, onEnd]);

  return (
    <div className="gj-virtual" ref={frame}>
      <ul aria-label={props.label} style={{ blockSize: rows.length * rowHeight }}>
        {rows.slice(sight.from, sight.to).map((row, at) => (
          <li
            key={props.rowKey(row)}
            aria-setsize={rows.length}
            aria-posinset={sight.from + at + 1}
            style={{ transform: `translateY(${(sight.from + at) * rowHeight}px)`, blockSize: rowHeight }}
          >
            {props.row(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}
