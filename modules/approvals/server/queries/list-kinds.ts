import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { allKinds } from '../kind-of.ts';

export const listKinds = handle<ApprovalsTables>()(contract.listKinds, async (context) => ({
  rows: allKinds(context).map(({ name, title, startPath }) => ({ kind: name, title, startPath })),
}));
