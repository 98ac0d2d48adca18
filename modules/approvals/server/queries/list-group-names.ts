import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/group-operations.ts';
import { designTemplates } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

/** Those of the whole group of companies, and of the employers that the designer works and designs for. */
export const listGroupNames = handle<ApprovalsTables>()(contract.listGroupNames, async (context) => {
  const { company, employerIds } = context.reach(designTemplates);
  const near = [...employerIds, context.person().employerId];
  const { rows } = await sql<{ id: string; name: string }>`select id, name from approvals.approver_group
    where removed_at is null and (employer_id is null or ${company}::boolean or employer_id = any(${sql.val(near)}::uuid[]))
    order by name, id limit 500`.execute(context.db);
  return { rows };
});
