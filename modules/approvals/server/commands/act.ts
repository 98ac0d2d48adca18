import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';
import { seenEvidence } from '../seen-evidence.ts';

export const act = handle<ApprovalsTables>()(
  contract.act,
  async (context, { requestId, slotId, revision, outcome, opinion }) => {
    const { answer } = await carryOut(context, requestId, async (request) => ({
      command: { type: 'act', slotId, outcome, ...(opinion && { opinion }) },
      evidence: await seenEvidence(context, request, revision, slotId),
    }));
    return answer;
  },
);
