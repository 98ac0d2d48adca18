import type { OutputOf } from '#kernel/contract/operation.ts';
import type { listOwnData } from '../contract/operations.ts';
import { ownKinds } from '../contract/own-kinds.ts';
import { marksOf } from '../domain/marks-of.ts';

/** Every kind of what is recorded of a person, as the contracts mark it. */
export const ownKindsShown = (): OutputOf<typeof listOwnData> => ({
  kinds: ownKinds.map(({ key, name, query }) => ({
    key,
    name: { ...name },
    marks: marksOf(query.output).map(({ fields, purpose, basis, retention, sensitivity }) => ({
      ...{ fields: [...fields], purpose, basis, retention },
      sensitive: sensitivity === 'sensitive',
    })),
  })),
});
