import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Icon } from '#design/icon.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ChartDepartment } from '../../contract/chart.ts';
import { childrenOf } from '../../domain/chart/arrange.ts';
import { cardSize, edgePath } from '../../domain/chart/chart-svg.ts';
import { layOut } from '../../domain/chart/lay-out.ts';
import { words } from '../words.ts';
import { ChartCard } from './chart-card.tsx';

/** Where one looks: the sheet's point in the upper left corner, and how large it is drawn. */
interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const least = 0.15;
const largest = 2;
/** A press that moves no further than this is a press, not a drag. */
const dragFrom = 6;

/**
 * The chart on a sheet that is moved and zoomed. Only what is in sight is drawn, so fifty thousand people are no more than ten.
 * Arrow keys go up, down and along; Enter opens, space folds, + and - zoom. With `onMove`, a card is dragged onto the one that
 * is to stand above it; its keyboard way is the sheet that Enter opens.
 */
export function ChartSheet(props: {
  label: string;
  departments: readonly ChartDepartment[];
  isOpen: (id: string) => boolean;
  onFold: (id: string, open: boolean) => void;
  /** The one that is looked at; brought into sight when it changes. */
  current: string | undefined;
  onCurrent: (id: string) => void;
  onOpen: (id: string) => void;
  onMove?: ((id: string, parentId: string) => void) | undefined;
}) {
  const t = useWords(words);
  const { departments, isOpen, current, onCurrent, onOpen, onMove, onFold } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState({ width: 0, height: 0 });
  const [view, setView] = useState<View>();
  const layout = useMemo(() => layOut(departments, isOpen, cardSize), [departments, isOpen]);
  const places = useMemo(() => new Map(layout.places.map((place) => [place.id, place])), [layout]);
  const byId = useMemo(() => new Map(departments.map((one) => [one.id, one])), [departments]);
  const children = useMemo(() => childrenOf(departments), [departments]);
  const [dragged, setDragged] = useState<{ id: string; x: number; y: number; over: string | undefined }>();

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const look = () => setRoom({ width: element.clientWidth, height: element.clientHeight });
    look();
    const resized = new ResizeObserver(look);
    resized.observe(element);
    return () => resized.disconnect();
  }, []);

  const fitted = useCallback((): View => {
    const scale = Math.min(
      1,
      Math.max(least, Math.min(room.width / (layout.width + 48), room.height / (layout.height + 48))),
    );
    return { scale, x: (layout.width - room.width / scale) / 2, y: -24 / scale };
  }, [layout.width, layout.height, room]);
  const shown = view ?? (room.width > 0 ? legible(fitted(), room.width, layout.width) : undefined);

  // Wheel listeners of React are passive, and the page would scroll along.
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      setView((before) => {
        const from = before ?? shown;
        if (!from) return before;
        if (!event.ctrlKey && !event.metaKey) {
          return { ...from, x: from.x + event.deltaX / from.scale, y: from.y + event.deltaY / from.scale };
        }
        const box = element.getBoundingClientRect();
        return zoomed(from, event.deltaY < 0 ? 1.15 : 1 / 1.15, event.clientX - box.left, event.clientY - box.top);
      });
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [shown]);

  const bringIntoSight = useCallback(
    (id: string, from: View): View => {
      const place = places.get(id);
      if (!place) return from;
      const [right, bottom] = [from.x + room.width / from.scale, from.y + room.height / from.scale];
      const inside =
        place.x > from.x && place.x + cardSize.width < right && place.y > from.y && place.y + cardSize.height < bottom;
      if (inside) return from;
      return {
        ...from,
        x: place.x + cardSize.width / 2 - room.width / from.scale / 2,
        y: place.y + cardSize.height / 2 - room.height / from.scale / 2,
      };
    },
    [places, room],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another one is looked at, not when the sheet is moved
  useEffect(() => {
    if (current === undefined || !shown) return;
    setView(bringIntoSight(current, shown));
    const active = document.activeElement;
    if (active && frame.current?.contains(active)) {
      frame.current.querySelector<HTMLElement>(`[data-id="${current}"]`)?.focus({ preventScroll: true });
    }
  }, [current, places.has(current ?? '')]);

  const toSheet = (event: PointerEvent): { x: number; y: number } => {
    const box = frame.current?.getBoundingClientRect();
    const { x, y, scale } = shown ?? { x: 0, y: 0, scale: 1 };
    return { x: x + (event.clientX - (box?.left ?? 0)) / scale, y: y + (event.clientY - (box?.top ?? 0)) / scale };
  };
  const cardAt = ({ x, y }: { x: number; y: number }) =>
    layout.places.find(
      (place) => x >= place.x && x <= place.x + cardSize.width && y >= place.y && y <= place.y + cardSize.height,
    )?.id;

  const press = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || !shown || (event.target as Element).closest('button.directory-fold')) return;
    const from = { x: event.clientX, y: event.clientY };
    const id = (event.target as Element).closest<HTMLElement>('[data-id]')?.dataset.id;
    const moves = id !== undefined && onMove !== undefined && byId.get(id)?.parentId !== null;
    const element = event.currentTarget;
    const pointer = event.pointerId;
    let going = false;
    let target: string | undefined;
    const move = (next: globalThis.PointerEvent) => {
      if (next.pointerId !== pointer) return;
      const far = Math.hypot(next.clientX - from.x, next.clientY - from.y) > dragFrom;
      if (!going && !far) return;
      if (!going) element.setPointerCapture(pointer);
      going = true;
      if (moves && id !== undefined) {
        const at = toSheet(next as unknown as PointerEvent);
        const over = cardAt(at);
        target = over !== undefined && over !== id && !isBelow(byId, over, id) ? over : undefined;
        setDragged({ id, ...at, over: target });
      } else {
        const { scale } = shown;
        setView({ scale, x: shown.x - (next.clientX - from.x) / scale, y: shown.y - (next.clientY - from.y) / scale });
      }
    };
    const end = (last: globalThis.PointerEvent) => {
      if (last.pointerId !== pointer) return;
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', end);
      element.removeEventListener('pointercancel', end);
      setDragged(undefined);
      if (last.type === 'pointercancel') return;
      if (!going && id !== undefined) {
        onCurrent(id);
        onOpen(id);
      } else if (moves && id !== undefined && target !== undefined) onMove?.(id, target);
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', end);
    element.addEventListener('pointercancel', end);
  };

  const zoom = (factor: number) => shown && setView(zoomed(shown, factor, room.width / 2, room.height / 2));
  const key = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.id;
    const one = id === undefined ? undefined : byId.get(id);
    if (!one || event.altKey || event.ctrlKey || event.metaKey) return;
    const siblings = children.get(one.parentId !== null && byId.has(one.parentId) ? one.parentId : null) ?? [];
    const at = siblings.findIndex((other) => other.id === one.id);
    const go = (to: string | undefined) => to !== undefined && places.has(to) && onCurrent(to);
    const acts = new Map<string, () => unknown>([
      ['ArrowUp', () => go(one.parentId ?? undefined)],
      ['ArrowDown', () => (isOpen(one.id) ? go(children.get(one.id)?.[0]?.id) : onFold(one.id, true))],
      ['ArrowLeft', () => go(siblings[at - 1]?.id)],
      ['ArrowRight', () => go(siblings[at + 1]?.id)],
      ['Home', () => go(layout.places[0]?.id)],
      ['Enter', () => onOpen(one.id)],
      [' ', () => onFold(one.id, !isOpen(one.id))],
      ['+', () => zoom(1.25)],
      ['=', () => zoom(1.25)],
      ['-', () => zoom(0.8)],
    ]);
    const act = acts.get(event.key);
    if (!act) return;
    event.preventDefault();
    act();
  };

  const edge = 200;
  const visible = shown
    ? layout.places.filter(
        (place) =>
          place.x + cardSize.width > shown.x - edge &&
          place.x < shown.x + room.width / shown.scale + edge &&
          place.y + cardSize.height > shown.y - edge &&
          place.y < shown.y + room.height / shown.scale + edge,
      )
    : [];
  const inSight = new Set(visible.map((place) => place.id));
  const focusable = current !== undefined && inSight.has(current) ? current : visible[0]?.id;
  const lifted = dragged ? byId.get(dragged.id) : undefined;
  return (
    <div className="directory-chart">
      <div
        className="directory-sheet"
        ref={frame}
        role="tree"
        aria-label={props.label}
        data-dragging={dragged ? '' : undefined}
        onPointerDown={press}
        onKeyDown={key}
      >
        {shown ? (
          <div
            className="directory-paper"
            style={{ transform: `scale(${shown.scale}) translate(${-shown.x}px, ${-shown.y}px)` }}
          >
            <svg className="directory-lines" width={layout.width} height={layout.height} aria-hidden="true">
              {layout.places.map((place) => {
                const above = place.parentId === null ? undefined : places.get(place.parentId);
                return above && (inSight.has(place.id) || inSight.has(above.id)) ? (
                  <path key={place.id} d={edgePath(above, place)} />
                ) : null;
              })}
            </svg>
            {visible.map((place) => {
              const one = byId.get(place.id);
              if (!one) return null;
              const siblings = children.get(place.parentId) ?? [];
              return (
                <div
                  key={place.id}
                  className="directory-card"
                  style={{ transform: `translate(${place.x}px, ${place.y}px)` }}
                  data-id={place.id}
                  data-mark={one.mark ?? undefined}
                  data-target={dragged?.over === place.id || undefined}
                  data-lifted={dragged?.id === place.id || undefined}
                  role="treeitem"
                  tabIndex={place.id === focusable ? 0 : -1}
                  aria-selected={place.id === current}
                  aria-level={levelOf(byId, place.id)}
                  aria-setsize={siblings.length}
                  aria-posinset={siblings.findIndex((other) => other.id === place.id) + 1}
                  {...(place.children > 0 ? { 'aria-expanded': isOpen(place.id) } : {})}
                  onFocus={() => place.id !== current && onCurrent(place.id)}
                >
                  <ChartCard department={one} />
                  {place.children > 0 ? (
                    <button
                      type="button"
                      className="directory-fold gj-figure"
                      tabIndex={-1}
                      aria-label={t(isOpen(place.id) ? 'tree.close' : 'tree.open', { name: one.name })}
                      onClick={() => onFold(place.id, !isOpen(place.id))}
                    >
                      {isOpen(place.id) ? <Icon name="minus" size={14} /> : place.children}
                    </button>
                  ) : null}
                </div>
              );
            })}
            {dragged && lifted ? (
              <div
                className="directory-card directory-ghost"
                style={{ transform: `translate(${dragged.x - cardSize.width / 2}px, ${dragged.y - 20}px)` }}
                aria-hidden="true"
              >
                <ChartCard department={lifted} />
              </div>
            ) : null}
          </div>
        ) : null}
      </div>
      <div className="directory-zoom">
        <button type="button" className="gj-icon-button" aria-label={t('chart.zoomIn')} onClick={() => zoom(1.25)}>
          <Icon name="plus" />
        </button>
        <button type="button" className="gj-icon-button" aria-label={t('chart.zoomOut')} onClick={() => zoom(0.8)}>
          <Icon name="minus" />
        </button>
        <button type="button" className="gj-icon-button" aria-label={t('chart.fit')} onClick={() => setView(fitted())}>
          <Icon name="fit" />
        </button>
      </div>
    </div>
  );
}

/** At first nothing is so small that it can't be read: rather the top of the chart than all of it. */
function legible(view: View, roomWidth: number, width: number): View {
  const scale = Math.max(view.scale, 0.6);
  return { scale, x: (width - roomWidth / scale) / 2, y: -24 / scale };
}

/** Larger or smaller, what lies under this point of the frame staying there. */
function zoomed(view: View, factor: number, atX: number, atY: number): View {
  const scale = Math.min(largest, Math.max(least, view.scale * factor));
  return { scale, x: view.x + atX / view.scale - atX / scale, y: view.y + atY / view.scale - atY / scale };
}

function isBelow(byId: ReadonlyMap<string, ChartDepartment>, id: string, aboveId: string): boolean {
  const seen = new Set<string>();
  for (let at: string | null | undefined = id; at && !seen.has(at); at = byId.get(at)?.parentId) {
    if (at === aboveId) return true;
    seen.add(at);
  }
  return false;
}

function levelOf(byId: ReadonlyMap<string, ChartDepartment>, id: string): number {
  let level = 0;
  for (let at: string | null | undefined = id; at && level < 100; at = byId.get(at)?.parentId) level += 1;
  return level;
}
