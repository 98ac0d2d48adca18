import { refuse } from '#kernel/contract/failure.ts';
import { invalidInput } from '#kernel/contract/kernel-failures.ts';
import { id } from '#kernel/contract/shapes.ts';

/** Lists here go on from an id; refuses a cursor that is none. */
export function refuseCursor(cursor: string | undefined): void {
  if (cursor === undefined || id().safeParse(cursor).success) return;
  const problems = [{ path: 'cursor', message: 'cursor' }];
  throw refuse(invalidInput, { where: 'cursor', what: 'cursor', problems });
}
