import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';
import { seenEvidence } from '../seen-evidence.ts';

export const returnRequest = handle<ApprovalsTables>()(
  contract.returnRequest,
  async (context, { requestId, slotId, revision, to, afterwards, opinion }) => {
    const { answer } = await carryOut(context, requestId, async (request) => ({
      command: { type: 'return', slotId, to, afterwards, ...(opinion && { opinion }) },
      evidence: await seenEvidence(context, request, revision, slotId),
    }));
    return answer;
  },
);
