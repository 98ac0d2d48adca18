import { refuse } from '#kernel/contract/failure.ts';
import { notPermitted } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/break-glass.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { breakGlassChanged } from '../../contract/events.ts';
import { breakGlassWrong } from '../../contract/failures.ts';
import { assignRoles } from '../../contract/permissions.ts';
import type { AccessTables } from '../access-tables.ts';

export const reportBreakGlassLost = handle<AccessTables>()(contract.reportBreakGlassLost, async (context) => {
  if (!context.reach(assignRoles).company) throw refuse(notPermitted, { permission: assignRoles.name });
  await refuseStale(context);
  const { personId } = context.person();
  const lost = await context.db
    .updateTable('access.break_glass')
    .set({ lost_at: context.now.toString(), lost_by: personId })
    .where('opened_at', 'is', null)
    .where('lost_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!lost) throw refuse(breakGlassWrong);
  context.about('breakGlass', lost.id);
  context.emit(breakGlassChanged, { glassId: lost.id, what: 'lost', openedBy: null, by: personId });
  return {};
});
