import { refuse } from '#kernel/contract/failure.ts';
import { textTooLong } from '../contract/failures.ts';
import { mostCharacters } from '../contract/shapes.ts';

/** Refuses a text that is too long for a message, counted as people do. */
export function requireLength(text: string): void {
  const { length } = [...text];
  if (length > mostCharacters) throw refuse(textTooLong, { length, most: mostCharacters });
}
