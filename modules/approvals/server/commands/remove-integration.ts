import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/call-operations.ts';
import type { CallsTables } from '../calls/calls-tables.ts';
import { changeRow } from '../calls/change-row.ts';
import { integrationOf } from '../calls/integration-of.ts';

/** Calls that wait to be sent there fail; the flows say what follows. */
export const removeIntegration = handle<CallsTables>()(contract.removeIntegration, async (context, input) => {
  const row = await integrationOf(context, input.integrationId, input.revision);
  await changeRow(context, row, { removed_at: context.now.toString() });
  return {};
});
