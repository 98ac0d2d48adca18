import type { OutputOf } from '#kernel/contract/operation.ts';
import { retentionPeriods } from '#kernel/contract/retention.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import type { listOwnData } from '../contract/operations.ts';
import { ownKinds } from '../contract/own-kinds.ts';
import { marksOf } from '../domain/marks-of.ts';
import { retainedKinds } from './retention/retained-kinds.ts';

/** Every kind of what is recorded of a person, as the contracts mark it, and how long what is kept. */
export async function ownKindsShown(
  context: Pick<QueryContext<never>, 'contracts' | 'setting'>,
): Promise<OutputOf<typeof listOwnData>> {
  return {
    kinds: ownKinds.map(({ key, name, query }) => ({
      key,
      name: { ...name },
      marks: marksOf(query.output).map(({ fields, purpose, basis, retention, sensitivity }) => ({
        ...{ fields: [...fields], purpose, basis, retention },
        sensitive: sensitivity === 'sensitive',
      })),
    })),
    kept: retainedKinds(context.contracts).map(({ name, title, hint, period }) => ({
      ...{ name, title: { ...title }, hint: { ...hint }, period },
    })),
    periods: await context.setting(retentionPeriods),
  };
}
