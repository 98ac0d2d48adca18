import { z } from 'zod';
import { extensionPoint } from '#kernel/contract/extension-point.ts';
import { type OperationContract, query } from '#kernel/contract/operation.ts';
import { id, words } from '#kernel/contract/shapes.ts';
import type { Words } from '#kernel/contract/words.ts';
import { managePeople } from './permissions.ts';

/** Something that follows from where a person stands. `key` tells it apart; `detail` is what may change while it stays. */
export const effectRow = z.object({ key: z.string(), label: words, detail: words.nullable() });
export type EffectRow = z.infer<typeof effectRow>;

const effectInput = z.object({ personId: id() });
const effectOutput = z.object({
  rows: z.array(effectRow).max(1000),
  /** There are more than were looked at. */
  more: z.boolean().default(false),
});

/**
 * What a module derives from the directory for a person. A preview of a change asks it before and after the change, in a
 * transaction that is undone, and shows the difference: so a preview can't differ from what will happen (D7).
 */
export interface PersonEffect {
  /** `module.what`. */
  readonly name: string;
  readonly title: Words;
  readonly read: OperationContract<'query', typeof effectInput, typeof effectOutput>;
}

/** Where modules add effects: `moduleContract({ extensions: [extend(personEffects, rolesEffect)] })`. */
export const personEffects = extensionPoint<PersonEffect>('directory.personEffect');

/** Declares the query of an effect. It reads the published views, never what subscribers write later. */
export const effectQuery = (name: string, summary: Words) =>
  query({ name, summary, input: effectInput, output: effectOutput, access: managePeople });
