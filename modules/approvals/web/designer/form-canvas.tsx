import { type DragEvent, type KeyboardEvent, type RefObject, useRef } from 'react';
import { Empty } from '#design/empty.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { DesignField, FormDesign } from '../../contract/form-design.ts';
import { words } from '../words.ts';
import { FieldCard } from './field-cards.tsx';
import { type FieldPlace, findField, mayStand, neighbourOf, placeAfterField } from './form-tree.ts';

/** What is dragged: a kind from the palette, or a field of the form. */
export type Dragged = { readonly kind: DesignField['kind'] } | { readonly path: string };

const cardOf = (target: EventTarget): HTMLElement | null => (target as Element).closest<HTMLElement>('[data-field]');

/**
 * The form as it will look. Hears what is pressed, dragged and typed on the fields, and tells it by their paths. While
 * something is dragged the card beside or in which it would come to stand is marked.
 */
export function FormCanvas(props: {
  canvas: RefObject<HTMLElement | null>;
  design: FormDesign;
  selected: string | undefined;
  focus: string | undefined;
  problems: ReadonlyMap<string, number>;
  readOnly: boolean;
  dragged: RefObject<Dragged | undefined>;
  onPick: (path: string) => void;
  onFocus: (path: string) => void;
  onAddColumn: (table: string) => void;
  onDrop: (dragged: Dragged, place: FieldPlace) => void;
  onKey: (event: KeyboardEvent, path: string) => boolean;
}) {
  const t = useWords(words);
  const { canvas, design, dragged } = props;
  const marked = useRef<HTMLElement>(undefined);
  const unmark = () => {
    if (marked.current) delete marked.current.dataset.drop;
    marked.current = undefined;
  };
  const mark = (card: HTMLElement, side: string) => {
    if (marked.current !== card) unmark();
    marked.current = card;
    if (card.dataset.drop !== side) card.dataset.drop = side;
  };

  /** Where what is dragged would come to stand, with the card and the side of it that show this. */
  const targetOf = (event: DragEvent): { place: FieldPlace; card?: HTMLElement; side: string } | undefined => {
    const now = dragged.current;
    if (!now) return undefined;
    const field = 'path' in now ? findField(design, now.path)?.field : now;
    if (!field) return undefined;
    let card = cardOf(event.target);
    const overColumn = card?.dataset.field?.includes('.');
    if (card && overColumn && !mayStand(design, field, card.dataset.field?.split('.')[0] ?? '')) {
      card = card.parentElement?.closest<HTMLElement>('[data-field]') ?? null;
    }
    const path = card?.dataset.field;
    const found = path === undefined ? undefined : findField(design, path);
    if (!card || !found || path === undefined) {
      const last = design.fields.at(-1)?.name;
      const end = last === undefined ? undefined : canvas.current?.querySelector<HTMLElement>(`[data-field="${last}"]`);
      return { place: placeAfterField(design, undefined), side: 'after', ...(end && { card: end }) };
    }
    const box = card.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    if (found.field.kind === 'table' && y > 0.2 && y < 0.8 && mayStand(design, field, path)) {
      return { place: { table: path, at: found.field.columns.length }, card, side: 'inside' };
    }
    const isSideways = path.includes('.') || (found.field.kind !== 'table' && found.field.width !== 'full');
    const isBefore = (isSideways ? x : y) < 0.5;
    const side = `${isBefore ? 'before' : 'after'}${isSideways ? '-side' : ''}`;
    return { place: { ...found.place, at: found.place.at + (isBefore ? 0 : 1) }, card, side };
  };
  const endDrag = () => {
    unmark();
    dragged.current = undefined;
  };
  const keyDown = (event: KeyboardEvent) => {
    const path = cardOf(event.target)?.dataset.field;
    if (path === undefined || !(event.target as Element).matches('.form-pick')) return;
    const by = ({ ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 } as const)[event.key as 'ArrowUp'];
    const isWalk = by !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey;
    const next = isWalk ? neighbourOf(design, path, by) : undefined;
    if (next !== undefined) canvas.current?.querySelector<HTMLElement>(`[data-field="${next}"] > .form-pick`)?.focus();
    if (isWalk || props.onKey(event, path)) event.preventDefault();
  };
  return (
    <section
      ref={canvas}
      className="form-canvas"
      aria-label={t('design.canvas')}
      onClick={(event) => {
        const table = (event.target as Element).closest<HTMLElement>('[data-add-column]')?.dataset.addColumn;
        const path = cardOf(event.target)?.dataset.field;
        if (table !== undefined) props.onAddColumn(table);
        else if (path !== undefined) props.onPick(path);
      }}
      onKeyDown={keyDown}
      onFocus={(event) => {
        const path = cardOf(event.target)?.dataset.field;
        if (path !== undefined) props.onFocus(path);
      }}
      onDragStart={(event) => {
        const path = cardOf(event.target)?.dataset.field;
        if (path === undefined) return;
        dragged.current = { path };
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', '');
      }}
      onDragOver={(event) => {
        const target = targetOf(event);
        if (!target) return unmark();
        event.preventDefault();
        if (target.card) mark(target.card, target.side);
      }}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && unmark()}
      onDrop={(event) => {
        const [now, target] = [dragged.current, targetOf(event)];
        if (!now || !target) return;
        event.preventDefault();
        endDrag();
        props.onDrop(now, target.place);
      }}
      onDragEnd={endDrag}
    >
      {design.fields.length === 0 ? (
        <Empty icon="edit" title={t('design.empty')}>
          {t('design.empty.body')}
        </Empty>
      ) : (
        <ol className="approvals-fields form-paper">
          {design.fields.map((field) => (
            <FieldCard
              key={field.name}
              field={field}
              path={field.name}
              selected={props.selected}
              focus={props.focus}
              problems={props.problems}
              readOnly={props.readOnly}
            />
          ))}
        </ol>
      )}
    </section>
  );
}
