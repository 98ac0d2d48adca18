import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/call-operations.ts';
import { secretOf } from '../calls/call-keys.ts';
import type { CallsTables } from '../calls/calls-tables.ts';
import { changeRow } from '../calls/change-row.ts';
import { integrationOf } from '../calls/integration-of.ts';

const nothingAllowed = { allowed: [], allowed_by: null, confirmed_by: null, proposed: null, proposed_by: null };

export const changeIntegration = handle<CallsTables>()(contract.changeIntegration, async (context, input) => {
  const { integrationId, name, url, newSecret } = input;
  const row = await integrationOf(context, integrationId, input.revision);
  const generation = row.generation + (newSecret ? 1 : 0);
  const revision = await changeRow(context, row, {
    generation,
    ...(name !== undefined && { name }),
    ...(url !== undefined && url !== row.url && { url, ...nothingAllowed }),
  });
  return { revision, ...(newSecret && { secret: secretOf(context.evidence, integrationId, generation) }) };
});
