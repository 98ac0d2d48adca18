import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import * as contract from '../../contract/retention.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

const running = { zh: '有未办结的审批', en: 'A request is still running' };
const frozen = { zh: '有冻结的审批（案件、投诉或审计）', en: 'A request is held, for a case, complaint or audit' };

/** A running request needs its applicant's record; one that is held for a case may need anything of that person. */
export const holdForRequests = handle<ApprovalsTables>()(contract.holdForRequests, async (context) => {
  requireSystem(context, superviseRetention);
  const { rows } = await sql<{ person_id: string; frozen: boolean }>`
    select i.applicant_id as person_id, true as frozen from approvals.hold h
    join approvals.instance i on i.id = h.instance_id where h.ended_at is null
    union
    select i.applicant_id, false from approvals.instance i
    join directory.published_person p on p.id = i.applicant_id and not p.active
    where i.ended_at is null`.execute(context.db);
  return {
    holds: rows.map((row) => ({
      personId: row.person_id,
      of: row.frozen ? ('everything' as const) : ('leaver' as const),
      why: row.frozen ? frozen : running,
      confidential: false,
    })),
  };
});
