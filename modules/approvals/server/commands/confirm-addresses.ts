import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { callFailures } from '../../contract/call-failures.ts';
import * as contract from '../../contract/call-operations.ts';
import type { CallsTables } from '../calls/calls-tables.ts';
import { changeRow } from '../calls/change-row.ts';
import { integrationOf } from '../calls/integration-of.ts';

export const confirmAddresses = handle<CallsTables>()(contract.confirmAddresses, async (context, input) => {
  const { personId } = context.person();
  const row = await integrationOf(context, input.integrationId, input.revision);
  if (row.proposed === null) throw refuse(callFailures.nothingProposed);
  if (row.proposed_by === personId) throw refuse(callFailures.secondPerson);
  const revision = await changeRow(context, row, {
    allowed: row.proposed,
    allowed_by: row.proposed_by,
    confirmed_by: personId,
    proposed: null,
    proposed_by: null,
  });
  return { revision };
});
