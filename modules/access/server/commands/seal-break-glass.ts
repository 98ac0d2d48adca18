import { refuse } from '#kernel/contract/failure.ts';
import { notPermitted } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/break-glass.ts';
import { breakGlassSealed } from '../../contract/failures.ts';
import { assignRoles } from '../../contract/permissions.ts';
import type { AccessTables } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';
import { sealGlass } from '../grants/seal-glass.ts';
import { refuseStale } from '../refuse-stale.ts';

/** The first code only: every other one is sealed by who reviews an opening. The system replaces a lost one. */
export const sealBreakGlass = handle<AccessTables>()(contract.sealBreakGlass, async (context) => {
  if (actingPerson(context) === null) {
    await context.db.deleteFrom('access.break_glass').where('opened_at', 'is', null).execute();
  } else {
    if (!context.reach(assignRoles).company) throw refuse(notPermitted, { permission: assignRoles.name });
    await refuseStale(context);
    const any = await context.db.selectFrom('access.break_glass').select('id').limit(1).executeTakeFirst();
    if (any) throw refuse(breakGlassSealed);
  }
  const code = await sealGlass(context);
  if (code === undefined) throw refuse(breakGlassSealed);
  return { code };
});
