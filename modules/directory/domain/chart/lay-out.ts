import { childrenOf } from './arrange.ts';

/** A card's place on the sheet, in units of the sheet; `x`, `y`: its upper left corner. */
export interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** Shown above it, and where. */
  readonly parentId: string | null;
  /** Departments directly below it, whether they are shown or not. */
  readonly children: number;
}

export interface Layout {
  readonly places: readonly Place[];
  readonly width: number;
  readonly height: number;
}

export interface CardSize {
  readonly width: number;
  readonly height: number;
  readonly gapX: number;
  readonly gapY: number;
}

/**
 * Lays a tree out from the top down: upper cards stand over the middle of their lower ones, nothing overlaps, and subtrees move
 * as close together as their outlines allow. Lower ones without anything below them stand under each other in one column,
 * since a department with forty groups would else be a row nobody can look over. Linear in the number of cards.
 * `open`: whose lower ones are shown.
 */
export function layOut(
  departments: readonly { readonly id: string; readonly parentId: string | null }[],
  open: (id: string) => boolean,
  size: CardSize,
): Layout {
  const children = childrenOf(departments);
  const stepX = size.width + size.gapX;
  const stepY = size.height + size.gapY;
  const places: Place[] = [];
  const indent = size.gapX;

  /** A laid-out subtree: cards relative to its own left edge, and how far right it reaches on each line. */
  interface Block {
    readonly cards: { id: string; parentId: string | null; x: number; line: number; children: number }[];
    left: number[];
    right: number[];
    /** The left corner of its own card. */
    x: number;
  }

  // From the bottom up, without recursion: a bad tree may be as deep as it is long.
  const order: { id: string; parentId: string | null }[] = [];
  const waiting = [...(children.get(null) ?? [])].map(({ id }) => ({ id, parentId: null as string | null }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    order.push(next);
    if (open(next.id)) for (const one of children.get(next.id) ?? []) waiting.push({ id: one.id, parentId: next.id });
  }
  const blocks = new Map<string, Block>();
  for (const { id, parentId } of order.reverse()) {
    const below = children.get(id) ?? [];
    const shown = open(id) ? below : [];
    const own = { id, parentId, x: 0, line: 0, children: below.length };
    const inside = shown.flatMap((one) => blocks.get(one.id) ?? []);
    for (const one of shown) blocks.delete(one.id);
    if (inside.length === 0) {
      blocks.set(id, { cards: [own], left: [0], right: [size.width], x: 0 });
    } else if (inside.length > 2 && inside.every((block) => block.cards.length === 1)) {
      const cards = inside.map((block, at) => ({ ...(block.cards[0] ?? own), x: indent, line: at + 1 }));
      blocks.set(id, {
        cards: [own, ...cards],
        left: [0, ...cards.map(() => 0)],
        right: [size.width, ...cards.map(() => indent + size.width)],
        x: 0,
      });
    } else {
      blocks.set(id, joined(own, inside));
    }
  }

  function joined(own: Block['cards'][number], inside: readonly Block[]): Block {
    const cards: Block['cards'] = [];
    const left: number[] = [];
    const right: number[] = [];
    const corners: number[] = [];
    for (const block of inside) {
      let shift = 0;
      block.left.forEach((edge, line) => {
        const reached = right[line];
        if (reached !== undefined) shift = Math.max(shift, reached + size.gapX - edge);
      });
      for (const card of block.cards) {
        card.x += shift;
        card.line += 1;
        cards.push(card);
      }
      block.left.forEach((edge, line) => {
        left[line] = Math.min(left[line] ?? Number.POSITIVE_INFINITY, edge + shift);
        right[line] = Math.max(right[line] ?? Number.NEGATIVE_INFINITY, (block.right[line] ?? 0) + shift);
      });
      corners.push(block.x + shift);
    }
    own.x = ((corners[0] ?? 0) + (corners.at(-1) ?? 0)) / 2;
    return { cards: [own, ...cards], left: [own.x, ...left], right: [own.x + size.width, ...right], x: own.x };
  }

  let reached = 0;
  let height = 0;
  for (const top of children.get(null) ?? []) {
    const block = blocks.get(top.id);
    if (!block) continue;
    const leftmost = Math.min(...block.left);
    for (const card of block.cards) {
      const y = card.line * stepY;
      places.push({
        id: card.id,
        parentId: card.parentId,
        x: card.x - leftmost + reached,
        y,
        children: card.children,
      });
      height = Math.max(height, y + size.height);
    }
    reached += Math.max(...block.right) - leftmost + stepX - size.width;
  }
  return { places, width: Math.max(0, reached - size.gapX), height };
}
