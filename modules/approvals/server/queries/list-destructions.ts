import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/destruction.ts';
import { approveDestructions, keepArchive } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { destructionLists } from '../destruction/destruction-lists.ts';

export const listDestructions = handle<ApprovalsTables>()(contract.listDestructions, async (context) => {
  if (!context.may(approveDestructions)) context.require(keepArchive);
  const reaches = [keepArchive, approveDestructions]
    .filter((permission) => context.may(permission))
    .map((permission) => context.reach(permission));
  const employerIds = reaches.flatMap((reach) => reach.employerIds);
  const rows = await destructionLists(
    context,
    reaches.some(({ company }) => company) ? sql`true` : sql`d.employer_id = any(${sql.val(employerIds)}::uuid[])`,
  );
  return { rows };
});
