import { z } from 'zod';
import { extensionPoint } from '#kernel/contract/extension-point.ts';
import { type OperationContract, query } from '#kernel/contract/operation.ts';
import { id } from '#kernel/contract/shapes.ts';
import type { Words } from '#kernel/contract/words.ts';

const input = z.object({});
/** What stands in, to be kept with what was done alone; null: this takes two. */
const output = z.object({ glassId: id().nullable() });

/** What stands in for a second person, for whoever asks (the opened sealed code); for this module, which knows no access. */
export interface StandIn {
  readonly read: OperationContract<'query', typeof input, typeof output>;
}

export const standIns = extensionPoint<StandIn>('directory.standIns');

/** Declares such a query. */
export const standInQuery = (name: string, summary: Words) =>
  query({ name, summary, input, output, access: 'signedIn' });
