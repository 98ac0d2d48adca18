import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { ownKindsShown } from '../own-kinds-shown.ts';
import { ownPackage } from '../own-package.ts';

export const exportOwnData = handle<never>()(contract.exportOwnData, async (context, { language }) => {
  const { personId } = context.person();
  context.looked('person', personId);
  const read = (query: Parameters<typeof context.read>[0], input: object) => context.read(query, input as never);
  return ownPackage({ personId, now: context.now, read }, await ownKindsShown(context), language);
});
