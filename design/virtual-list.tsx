import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Where lists were left, by their `keepAs`, for as long as the page lives. */
const left = new Map<string, number>();

/** Where a key leads from row `at`; `page` rows are in sight. */
const leadsTo = (key: string, at: number, page: number, last: number): number | undefined =>
  ({ ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: last })[key];

/**
 * A list of any length that draws only what is in sight, and the row that has the focus. Rows are `rowHeight` px high, all
 * the same; arrows, page keys, Home and End lead from the first link or button of one to that of another.
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
  /** The key of the row that has the focus: it stays drawn, or the focus would be lost. */
  const [held, setHeld] = useState<string>();
  const led = useRef(false);

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

  const heldAt = held === undefined ? -1 : rows.findIndex((row) => props.rowKey(row) === held);
  useLayoutEffect(() => {
    if (!led.current || heldAt < 0) return;
    led.current = false;
    frame.current?.querySelector<HTMLElement>(`li[data-at="${heldAt}"] :is(a, button)`)?.focus({ preventScroll: true });
  }, [heldAt]);
  const lead = (event: KeyboardEvent) => {
    const element = frame.current;
    if (!element || heldAt < 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const page = Math.max(1, Math.floor(element.clientHeight / rowHeight) - 1);
    const goal = leadsTo(event.key, heldAt, page, rows.length - 1);
    if (goal === undefined) return;
    event.preventDefault();
    const at = Math.min(Math.max(goal, 0), rows.length - 1);
    const row = rows[at];
    if (row === undefined || at === heldAt) return;
    led.current = true;
    setHeld(props.rowKey(row));
    const [start, end] = [at * rowHeight, (at + 1) * rowHeight - element.clientHeight];
    element.scrollTop = Math.min(start, Math.max(element.scrollTop, end));
  };

  const drawn = rows.slice(sight.from, sight.to).map((row, n) => ({ row, at: sight.from + n }));
  const outside = heldAt >= 0 && (heldAt < sight.from || heldAt >= sight.to) ? rows[heldAt] : undefined;
  if (outside !== undefined) drawn.splice(heldAt < sight.from ? 0 : drawn.length, 0, { row: outside, at: heldAt });
  return (
    <div className="gj-virtual" ref={frame}>
      <ul
        aria-label={props.label}
        style={{ blockSize: rows.length * rowHeight }}
        onKeyDown={lead}
        onFocus={(event) => {
          const row = rows[Number(event.target.closest<HTMLElement>('li[data-at]')?.dataset.at ?? -1)];
          setHeld(row === undefined ? undefined : props.rowKey(row));
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setHeld(undefined);
        }}
      >
        {drawn.map(({ row, at }) => (
          <li
            key={props.rowKey(row)}
            data-at={at}
            aria-setsize={rows.length}
            aria-posinset={at + 1}
            style={{ transform: `translateY(${at * rowHeight}px)`, blockSize: rowHeight }}
          >
            {props.row(row)}
          </li>
        ))}
      </ul>
    </div>
  );
}
