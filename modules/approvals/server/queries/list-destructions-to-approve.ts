import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/destructions-to-approve.ts';
import { approveDestructions } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { destructionLists } from '../destruction/destruction-lists.ts';

export const listDestructionsToApprove = handle<ApprovalsTables>()(
  contract.listDestructionsToApprove,
  async (context) => {
    const me = sql`${context.person().personId}::uuid`;
    const { company, employerIds } = context.reach(approveDestructions);
    const rows = await destructionLists(
      context,
      sql`d.approved_at is null and d.withdrawn_at is null and d.proposed_by <> ${me}
        and (${company} or d.employer_id = any(${sql.val(employerIds)}::uuid[]))
        and exists (select from approvals.destruction_item t where t.destruction_id = d.id and t.state = 'proposed')
        and not exists (select from approvals.destruction_item t join approvals.instance i on i.id = t.instance_id
          where t.destruction_id = d.id and t.state = 'proposed' and ${me} in (i.applicant_id, i.submitter_id))`,
    );
    return { rows: rows.reverse() };
  },
);
