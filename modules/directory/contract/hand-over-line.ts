import { z } from 'zod';
import { extensionPoint } from '#kernel/contract/extension-point.ts';
import { command, type OperationContract, query } from '#kernel/contract/operation.ts';
import type { PermissionContract } from '#kernel/contract/permission.ts';
import { id } from '#kernel/contract/shapes.ts';
import type { Words } from '#kernel/contract/words.ts';
import { managePeople } from './permissions.ts';

/** How many names of what is held a line gives at most; the count says how many there are. */
export const mostHeldNames = 20;

const heldInput = z.object({ personId: id() });
const heldOutput = z.object({
  count: z.int().min(0),
  /** The first of them by name: never more of their content than whoever manages people may see (A6). */
  names: z.array(z.string()).max(mostHeldNames),
});
const handOverInput = z.object({
  personId: id(),
  successorId: id(),
  /** HR named this person; otherwise it is who takes over where nobody was named. */
  named: z.boolean(),
});
const handOverOutput = z.object({ handed: z.int().min(0) });

/** One kind of thing that somebody who leaves holds (D6), contributed by the module that knows it. */
export interface HandOverLine {
  /** `module.what`, for ever: successors and outcomes are kept under it. */
  readonly name: string;
  readonly title: Words;
  /** What becomes of it, in a sentence, where nobody hands it over. */
  readonly hint: Words;
  readonly held: OperationContract<'query', typeof heldInput, typeof heldOutput>;
  /**
   * Gives it to the successor, in the transaction that closes the account; refuses where that person can't have it.
   * Without one it ends with the person, and people see to it.
   */
  readonly handOver?: OperationContract<'command', typeof handOverInput, typeof handOverOutput>;
  /** What the process needs for the command beside `directory.managePeople`. */
  readonly permissions?: readonly PermissionContract[];
}

/** Where modules add lines: `moduleContract({ extensions: [extend(handOverLines, tasksLine)] })`. */
export const handOverLines = extensionPoint<HandOverLine>('directory.handOverLine');

/** Declares the query of a line. Its handler answers for people within the reach of `directory.managePeople`. */
export const heldQuery = (name: string, summary: Words) =>
  query({ name, summary, input: heldInput, output: heldOutput, access: managePeople });

/** Declares the command of a line. Only the process of leaving calls it (`requireSystem`). */
export const handOverCommand = (name: string, summary: Words) =>
  command({ name, summary, input: handOverInput, output: handOverOutput, access: managePeople });
