import { randomInt } from 'node:crypto';

/** Without what is easily taken for something else: 0 O, 1 l I. */
const letters = 'abcdefghijkmnpqrstuvwxyz';
const figures = '23456789';

const some = (count: number, from: string) =>
  Array.from({ length: count }, () => from[randomInt(from.length)] ?? '').join('');

/** A password for one installation: about 75 random bits, with three kinds of characters, easy to type from a screen. */
export function randomPassword(): string {
  return `${some(1, letters.toUpperCase())}${some(4, letters)}-${some(5, letters)}-${some(5, figures)}`;
}
