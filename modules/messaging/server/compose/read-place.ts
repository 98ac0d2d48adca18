import { z } from 'zod';
import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';

const place = z.tuple([z.iso.datetime({ offset: true }), z.uuid(), z.int()]);

/** Where a list goes on: an instant, an id, a number; refuses a cursor that is none. */
export function readPlace(cursor: string): z.infer<typeof place> {
  try {
    return place.parse(JSON.parse(cursor));
  } catch {
    throw refuse(invalidInput, { where: 'cursor', what: '', problems: [{ path: 'cursor', message: 'cursor' }] });
  }
}
