import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { reviewedByPerson } from '#kernel/server/retention-reviewed.ts';
import * as contract from '../../contract/retention.ts';
import type { PolicyTables } from '../policy-tables.ts';
import { findingsDue } from './findings-due.ts';

export const reviewFindings = handle<PolicyTables>()(
  contract.reviewFindings,
  async (context, { kind, heldPersonIds }) => {
    const { rows } = await sql<{ id: string; name: string; held: boolean; count: number }>`
      select n.id, n.name, n.id = any(${sql.val(heldPersonIds)}::uuid[]) as held, count(*)::int as count
      from policy.finding f left join policy.case_file c on c.finding_id = f.id
      join directory.published_person n on n.id = f.person_id
      where ${await findingsDue(context, kind)} and ${context.within(superviseRetention, 'f.person_id')}
      group by n.id, n.name, n.sort_key order by n.sort_key, n.id`.execute(context.db);
    return reviewedByPerson(rows);
  },
);
