import { z } from 'zod';
import { extensionsAt } from '#kernel/contract/extension-point.ts';
import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { approvalFailures } from '../contract/failures.ts';
import { type ProcessKind, processKinds } from '../contract/process-kind.ts';

type Knows = Pick<QueryContext<unknown>, 'contracts'>;

/** Every kind that a module of the program has added. */
export const allKinds = (context: Knows): readonly ProcessKind[] => extensionsAt(processKinds, context.contracts);

/** The kind of this name; refuses what nobody has added. */
export function kindOf(context: Knows, name: string): ProcessKind {
  const kind = allKinds(context).find((one) => one.name === name);
  if (!kind) throw refuse(approvalFailures.noSuchKind);
  return kind;
}

/** The kind of a stored request; where its module is gone, the request stays readable by its steps. */
export function storedKindOf(context: Knows, name: string): ProcessKind {
  const kind = allKinds(context).find((one) => one.name === name);
  const words = { zh: name, en: name };
  return (
    kind ?? {
      name,
      title: words,
      version: 0,
      definition: {
        start: { kind: 'start', id: 'start', name },
        nodes: [],
        deduplicate: 'never',
        withdraw: 'never',
        urge: { everyMinutes: 30 },
        copies: [],
      },
      form: z.unknown(),
      fields: [],
      summary: () => words,
      numberPrefix: '',
      startPath: '/',
      copiesSeeAll: [],
    }
  );
}
