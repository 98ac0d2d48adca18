import { z } from 'zod';
import { extensionPoint } from '#kernel/contract/extension-point.ts';
import { type OperationContract, query } from '#kernel/contract/operation.ts';
import { id, instant } from '#kernel/contract/shapes.ts';
import type { Words } from '#kernel/contract/words.ts';

const input = z.object({});
const output = z.object({
  /** What stands in for the second person, to be kept with what was done alone; null: this takes two. */
  glassId: id().nullable(),
  /** When a change that is proposed now expires. */
  expiresAt: instant(),
});

/** How a second person is waited for, and what stands in for one, for whoever asks; for this module, which knows no access. */
export interface SecondPerson {
  readonly read: OperationContract<'query', typeof input, typeof output>;
}

export const secondPeople = extensionPoint<SecondPerson>('directory.secondPeople');

/** Declares such a query. */
export const secondQuery = (name: string, summary: Words) =>
  query({ name, summary, input, output, access: 'signedIn' });
