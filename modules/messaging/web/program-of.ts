import type { MessageRow } from '../contract/shapes.ts';
import type { Face } from './use-people.ts';

const programs = new Map<string, Face>();

/** A program that speaks: cards name it in `from`. The same object for the same name, so that nothing is drawn anew. */
export function programOf({ senderId, body }: Pick<MessageRow, 'senderId' | 'body'>): Face | undefined {
  if (senderId !== null || typeof body?.from !== 'string') return undefined;
  const held = programs.get(body.from) ?? { name: body.from, ownName: body.from, photo: undefined, isProgram: true };
  programs.set(held.name, held);
  return held;
}
