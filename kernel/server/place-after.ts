import { z } from 'zod';
import { id, instant } from '../contract/shapes.ts';

const place = z.tuple([instant(), id()]);

/**
 * Where a list goes on that is ordered by an instant and then an id, both falling: after the row that this cursor (`INSTANT ID`)
 * names. One that isn't a cursor, or none, begins at the top: two times null.
 */
export const placeAfter = (cursor: string | undefined): readonly [at: string, id: string] | readonly [null, null] =>
  place.safeParse(cursor?.split(' ')).data ?? [null, null];
