import {
  type CSSProperties,
  type DragEvent,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Definition } from '../../contract/definition.ts';
import { FlowTree } from '../parts/flow-tree.tsx';
import { designerParts } from './flow-cards.tsx';
import type { Place } from './flow-tree.ts';
import { type Direction, neighbour } from './flow-walk.ts';

const arrows: Partial<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

const cardOf = (target: EventTarget): HTMLElement | null => (target as Element).closest<HTMLElement>('[data-card]');
/** The “+” that an event means: itself, or the one of the line that it lies on. */
const gapOf = (target: EventTarget): HTMLElement | null => {
  const element = target as Element;
  return (
    element.closest<HTMLElement>('[data-gap-at]') ??
    element.closest('.flow-gap')?.querySelector<HTMLElement>(':scope > [data-gap-at]') ??
    null
  );
};
const placeOf = (gap: HTMLElement): Place => ({ lane: gap.dataset.gapLane || null, at: Number(gap.dataset.gapAt) });

/**
 * The ground that a flow lies on: scrolls, zooms, is dragged by its free parts. Hears what is pressed, dragged and typed
 * on the cards, and tells it by their ids.
 */
export function FlowCanvas(props: {
  label: string;
  flow: Definition;
  zoom: number;
  readOnly: boolean;
  first: ReactNode;
  last: ReactNode;
  /** `byKey`: the focus may go to what opens. */
  onOpen: (id: string, byKey: boolean) => void;
  onFocus: (id: string) => void;
  onAdd: (place: Place, beside: Element) => void;
  onMove: (id: string, to: Place) => void;
  onMoving: (id: string | undefined) => void;
  /** A key on a card that isn't an arrow; true: it was for us. */
  onKey: (event: KeyboardEvent, id: string) => boolean;
  canvas: React.RefObject<HTMLElement | null>;
}) {
  const { flow, canvas } = props;
  const dragged = useRef<string>(undefined);
  const over = useRef<HTMLElement>(undefined);
  const ground = useRef<HTMLDivElement>(null);
  const scaled = useRef<HTMLDivElement>(null);
  const [panning, setPanning] = useState<{ x: number; y: number; left: number; top: number }>();

  // Zooming moves pixels and lays nothing out again; only the room that it takes must be told, from the tree's own size:
  // at once after a change, so that what is scrolled to stays there, and whenever fonts or the width change it.
  const tellSize = () => {
    const tree = scaled.current?.firstElementChild as HTMLElement | null | undefined;
    if (!tree) return;
    ground.current?.style.setProperty('--tree-width', `${tree.offsetWidth}px`);
    ground.current?.style.setProperty('--tree-height', `${tree.offsetHeight}px`);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the flow is what the size depends on
  useLayoutEffect(tellSize, [flow]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is told is read from the page
  useLayoutEffect(() => {
    const tree = scaled.current?.firstElementChild;
    if (!tree) return;
    const observer = new ResizeObserver(tellSize);
    observer.observe(tree);
    return () => observer.disconnect();
  }, []);
  // A flow is looked at from its start, which lies in the middle.
  useLayoutEffect(() => {
    const element = canvas.current;
    if (element) element.scrollLeft = (element.scrollWidth - element.clientWidth) / 2;
  }, [canvas]);

  const press = (target: EventTarget, byKey: boolean) => {
    const gap = gapOf(target);
    if (gap && (target as Element).closest('[data-gap-at]')) return props.onAdd(placeOf(gap), gap);
    const card = cardOf(target);
    if (card) props.onOpen(card.dataset.card ?? '', byKey);
  };
  const keyDown = (event: KeyboardEvent) => {
    const id = cardOf(event.target)?.dataset.card;
    if (id === undefined) return;
    const direction = event.ctrlKey || event.metaKey || event.altKey ? undefined : arrows[event.key];
    const next = direction && neighbour(flow, id, direction);
    if (next !== undefined) {
      canvas.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(next)}"]`)?.focus();
    }
    if (direction || props.onKey(event, id)) event.preventDefault();
  };
  const leaveGap = () => {
    delete over.current?.dataset.over;
    over.current = undefined;
  };
  const dragOver = (event: DragEvent) => {
    if (dragged.current === undefined) return;
    const gap = gapOf(event.target)?.closest<HTMLElement>('.flow-gap') ?? undefined;
    if (gap) {
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
    }
    if (gap === over.current) return;
    leaveGap();
    over.current = gap;
    if (gap) gap.dataset.over = 'true';
  };
  const endDrag = () => {
    leaveGap();
    dragged.current = undefined;
    props.onMoving(undefined);
  };
  const pan = (event: PointerEvent) => {
    if (!panning || !canvas.current) return;
    canvas.current.scrollLeft = panning.left - (event.clientX - panning.x);
    canvas.current.scrollTop = panning.top - (event.clientY - panning.y);
  };
  return (
    <section
      ref={canvas}
      className="flow-canvas"
      aria-label={props.label}
      data-panning={panning ? 'true' : undefined}
      onClick={(event) => press(event.target, event.detail === 0)}
      onKeyDown={keyDown}
      onFocus={(event) => {
        const id = cardOf(event.target)?.dataset.card;
        if (id !== undefined) props.onFocus(id);
      }}
      onDragStart={(event) => {
        const id = cardOf(event.target)?.dataset.card;
        if (id === undefined) return;
        dragged.current = id;
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', '');
        props.onMoving(id);
      }}
      onDragOver={dragOver}
      onDrop={(event) => {
        const gap = gapOf(event.target);
        if (!gap || dragged.current === undefined) return;
        event.preventDefault();
        props.onMove(dragged.current, placeOf(gap));
        endDrag();
      }}
      onDragEnd={endDrag}
      onPointerDown={(event) => {
        const element = canvas.current;
        if (!element || event.pointerType !== 'mouse' || (event.target as Element).closest('button')) return;
        // Not on the scroll bars.
        if (event.nativeEvent.offsetX > element.clientWidth && event.target === element) return;
        setPanning({ x: event.clientX, y: event.clientY, left: element.scrollLeft, top: element.scrollTop });
        element.setPointerCapture(event.pointerId);
      }}
      onPointerMove={pan}
      onPointerUp={() => setPanning(undefined)}
      onPointerCancel={() => setPanning(undefined)}
    >
      <div className="flow-ground" ref={ground} style={{ '--zoom': props.zoom } as CSSProperties}>
        <div className="flow-scaled" ref={scaled}>
          <FlowTree
            label={props.label}
            nodes={flow.nodes}
            parts={designerParts}
            first={props.first}
            last={props.last}
          />
        </div>
      </div>
    </section>
  );
}
