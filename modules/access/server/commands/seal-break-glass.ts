import { refuse } from '#kernel/contract/failure.ts';
import { notPermitted } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/break-glass.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { breakGlassSealed } from '../../contract/failures.ts';
import { assignRoles } from '../../contract/permissions.ts';
import type { AccessTables } from '../access-tables.ts';
import { maySeal } from '../grants/may-seal.ts';
import { sealGlass } from '../grants/seal-glass.ts';

export const sealBreakGlass = handle<AccessTables>()(contract.sealBreakGlass, async (context) => {
  if (!context.reach(assignRoles).company) throw refuse(notPermitted, { permission: assignRoles.name });
  await refuseStale(context);
  const code = (await maySeal(context, context.person().personId)) ? await sealGlass(context) : undefined;
  if (code === undefined) throw refuse(breakGlassSealed);
  return { code };
});
