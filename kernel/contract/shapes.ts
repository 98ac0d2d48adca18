import { z } from 'zod';

/** An id: uuid v7, made by the kernel. */
export const id = () => z.uuid();

/** An instant as RFC 3339 text with zone, e.g. `2026-11-22T15:27:32.123456Z`. Never a JavaScript Date. */
export const instant = () => z.iso.datetime({ offset: true });

/**
 * A calendar day `2026-11-22`, in the time zone of the person's employer. Of the years 1 to 9998: the database has no year 0,
 * and the day after must be written like a day, too.
 */
export const day = () => z.iso.date().refine((text) => text >= '0001-02-01' && text < '9999-01-01');

/** Characters as people count them: code points, so that a rare ideograph or an emoji is one and not two. */
const characters = (text: string) => [...text].length;

/** What is drawn as nothing, and could make two names look alike. */
const unseen = /\p{Default_Ignorable_Code_Point}|[\u2028\u2029\ufff9-\ufffb]/u;
/** Of that, what belongs to its neighbours: flags of regions, joined emoji, forms of emoji and ideographs. */
const ofNeighbours =
  /\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f}|\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?\u200d(?=\p{Extended_Pictographic})|(?:\p{Emoji}|\p{L})\p{Variation_Selector}/gu;
const isSeen = (text: string): boolean => !unseen.test(text.replace(ofNeighbours, ''));

/** A line of text typed by a person: trimmed, without control, invisible or bidi control characters, 1 to `most` characters. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most * 2)
    .refine((text) => characters(text) <= most, { error: `≤ ${most}` })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
    .regex(/^[^\u0000-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*$/u)
    .refine(isSeen);

/** A longer text typed by a person: line breaks and tabs allowed, other control characters not; 0 to `most` characters. */
export const prose = (most: number) =>
  z
    .string()
    .max(most)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u);

/** Input of a list: how many rows, and the cursor that the page before gave. */
export const pageInput = { limit: z.int().min(1).max(200).default(50), cursor: z.string().max(500).optional() };

/** The same where the cursor is the id of the last row. */
export const idPageInput = { ...pageInput, cursor: id().optional() };

/** Output of a list: rows, and the cursor of the next page where there is one. */
export const page = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), next: z.string().optional() });

export const words = z.object({ zh: z.string(), en: z.string() });
