import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { ownKinds } from '../../contract/own-kinds.ts';
import { marksOf } from '../../domain/marks-of.ts';

export const listOwnData = handle<never>()(contract.listOwnData, async () => ({
  kinds: ownKinds.map(({ key, name, query }) => ({
    key,
    name: { ...name },
    marks: marksOf(query.output).map(({ fields, purpose, basis, retention, sensitivity }) => ({
      ...{ fields: [...fields], purpose, basis, retention },
      sensitive: sensitivity === 'sensitive',
    })),
  })),
}));
