import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/activation.ts';
import { codeNotValid } from '../../contract/failures.ts';
import { maskName } from '../../domain/mask-name.ts';
import type { AccessTables } from '../access-tables.ts';
import { findOpenCode } from '../activation-codes.ts';

export const readActivation = handle<AccessTables>()(contract.readActivation, async (context, { code }) => {
  const open = await findOpenCode(context, code);
  if (!open) throw refuse(codeNotValid);
  return {
    maskedName: maskName(open.name),
    employer: open.employer,
    expiresAt: open.expires_at,
    again: open.changed_at !== null,
  };
});
