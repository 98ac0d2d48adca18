import { line } from '#kernel/contract/shapes.ts';

/** Whether a form can hold a text as a line of words: not empty, not too long, nothing in it that nobody sees. */
export const isLine = (text: string, most: number): boolean => line(most).safeParse(text).success;
